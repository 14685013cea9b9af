window.YTD.account.part0 = [ {"account": {"email": "reader@example.org", "username": "reader_one", "accountId": "111", "createdAt": "2010-01-01T00:00:00.000Z", "accountDisplayName": "Reader"}} ]
