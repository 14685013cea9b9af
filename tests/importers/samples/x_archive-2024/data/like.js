window.YTD.like.part0 = [ {"like": {"tweetId": "16001", "fullText": "secret", "expandedUrl": "https://twitter.com/i/web/status/16001"}} ]
