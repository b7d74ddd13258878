"""EMULATION: launch texts, campaigns, commitments, pledges and their reminders."""
