"""Boards, panels and groups: seats, purpose, rhythm, handling class."""
