"""Pages of emulation, a room for each noun."""
