"""The second floor: decides who is told what, words it, and sends it."""
