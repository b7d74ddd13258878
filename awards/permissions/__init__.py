"""Who sees and moves what of commendation, a room for each noun."""
