"""Pages of the ground floor, a room for each noun."""
