"""The reader's grammar: vocabularies, numbers, groups of verbs and nouns."""
