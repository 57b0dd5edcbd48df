"""Requests for information, and the soft intelligence they are answered from."""
