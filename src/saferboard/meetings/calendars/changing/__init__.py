"""Moving, putting off, cancelling and confirming a meeting."""
