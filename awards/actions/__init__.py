"""The only writers of commendation, a room for each noun."""
