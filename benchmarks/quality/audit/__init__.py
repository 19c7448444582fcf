"""Official travel records as somebody else's list: what does an audit say of each trip?"""
