"""Commands of commendation."""
