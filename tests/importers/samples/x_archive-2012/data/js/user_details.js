var user_details = {
 "screen_name": "reader_one",
 "full_name": "Reader",
 "id": "111"
}