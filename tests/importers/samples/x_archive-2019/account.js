window.YTD.account.part0 = [ {"account": {"username": "reader_one", "accountId": "111"}} ]
