"""Asking for a quarter: who is asked, who has sent what, and what is made of it."""
