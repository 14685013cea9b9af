window.__THAR_CONFIG = {
 "userInfo": {
  "accountId": "111",
  "userName": "reader_one",
  "displayName": "Reader"
 },
 "archiveInfo": {
  "isPartialArchive": false
 },
 "dataTypes": {
  "tweets": {
   "files": [
    {
     "fileName": "data/tweets.js",
     "globalName": "YTD.tweets.part0",
     "count": "4"
    },
    {
     "fileName": "data/tweets-part1.js",
     "globalName": "YTD.tweets.part1",
     "count": "3"
    }
   ]
  }
 }
}