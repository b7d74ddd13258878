"""Pages that look at all floors, a room for each."""
