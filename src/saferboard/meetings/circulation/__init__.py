"""Writing to the members of a meeting."""
