"""How well copies are folded: labelled sets of texts, and the measures of a partition."""
