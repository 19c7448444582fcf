"""What a text claims: meetings with all their fields, and groupings of states."""
