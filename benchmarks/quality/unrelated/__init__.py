"""News that has nothing to do with meetings of states: how often does the reader claim one?"""
