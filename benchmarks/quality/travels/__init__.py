"""Official travel records, told as news: does the reader find who was seen, where and when?"""
