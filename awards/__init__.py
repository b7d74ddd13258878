"""COMMENDATION: nominations, council review, decisions, documents, the tally, the law."""
