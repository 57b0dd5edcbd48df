"""Who has looked at what: the data protection officer's questions to the ledger."""
