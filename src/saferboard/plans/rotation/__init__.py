"""Whose turn it is in each quarter of a body’s year."""
