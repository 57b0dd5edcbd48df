"""Entering organisations and posts, and who has which."""
