Grailbird.data.tweets_2012_11 = 
 [
 {
  "source": "web",
  "entities": {
   "user_mentions": [
    {
     "name": "River",
     "screen_name": "river_o",
     "indices": [
      0,
      8
     ],
     "id_str": "222",
     "id": 222
    }
   ],
   "urls": []
  },
  "id_str": "3001",
  "text": "@river_o secret",
  "created_at": "2012-11-05 19:09:37 +0000",
  "id": 3001,
  "in_reply_to_user_id_str": "222",
  "in_reply_to_user_id": 222,
  "in_reply_to_screen_name": "river_o",
  "user": {
   "screen_name": "reader_one",
   "id_str": "111"
  }
 },
 {
  "entities": {
   "user_mentions": [
    {
     "screen_name": "pine_m",
     "id_str": "333",
     "id": 333
    }
   ]
  },
  "id_str": "3002",
  "text": "RT @pine_m: secret",
  "created_at": "Mon Nov 05 19:10:37 +0000 2012",
  "retweeted_status": {
   "id_str": "2999",
   "text": "secret",
   "user": {
    "name": "Pine",
    "screen_name": "pine_m",
    "id_str": "333",
    "id": 333
   }
  }
 }
]