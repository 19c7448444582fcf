"""How well the reader reads what nobody labelled for it."""
