"""What a contributor does: their list, a text kept as it is typed, and sending it."""
