window.YTD.following.part0 = [ {"following": {"accountId": "222", "userLink": "https://twitter.com/intent/user?user_id=222"}},
{"following": {"accountId": "555", "userLink": "https://twitter.com/intent/user?user_id=555"}},
{"following": {"accountId": "555", "userLink": "https://twitter.com/intent/user?user_id=555"}} ]
