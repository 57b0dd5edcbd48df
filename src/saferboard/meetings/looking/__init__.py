"""Looks at what is restricted or exempt, each a line of the ledger."""
