"""The only writers of the ground floor, a room for each noun."""
