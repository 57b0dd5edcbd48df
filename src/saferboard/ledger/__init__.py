"""What was done, by whom and when.  Append-only, hash-chained, pointing at nothing."""
