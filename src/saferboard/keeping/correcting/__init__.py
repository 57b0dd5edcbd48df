"""Correcting what is held about a person who asked for it."""
