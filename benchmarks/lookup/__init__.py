"""How long it takes to find the reports near a claim, in small archives and in large ones."""
