"""What we hold beside what is claimed: is it the same meeting or grouping, and what changed?"""
