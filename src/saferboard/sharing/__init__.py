"""What partners agree to share, and the gate that holds them to it."""
