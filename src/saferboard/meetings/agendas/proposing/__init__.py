"""Proposing something for an agenda, and answering it."""
