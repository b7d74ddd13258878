"""The secret ballot without a database: codes and seals, the frozen definition, the board."""
