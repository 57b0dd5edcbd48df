"""Speed and memory, each printed as a ratio to a named reference run beside it."""
