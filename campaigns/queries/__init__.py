"""What is read of each noun of emulation, a room each."""
