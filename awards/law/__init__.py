"""The law as dated, cited data, and pure functions that read it: no database, clock or settings."""
