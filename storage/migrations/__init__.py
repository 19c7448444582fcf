"""The steps by which the tables came to be; ``storage.database`` runs them."""
