"""Rounds of quarterly updates: who was asked, who answered, with what."""
