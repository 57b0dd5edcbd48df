"""Data sheets: what partners are asked to count, what they sent, and what may be shown of it."""
