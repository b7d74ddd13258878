"""The only writers of emulation, a room for each noun."""
