"""What each person sees first, and the ledger's pages."""
