"""WHO: the organisation tree, people, accounts, roles, the audit trail, the inbox, jobs."""
