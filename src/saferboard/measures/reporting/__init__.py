"""What partners report."""
