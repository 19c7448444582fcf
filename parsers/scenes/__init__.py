"""Sentences with their cast, cut into clauses, and the sets they speak of."""
