"""Pages of commendation, a room for each noun."""
