"""What is read of each noun of commendation, a room each."""
