"""Who sees and moves what, a room for each noun."""
