"""Boroughs, with the year of their boundary, and how many people live in them."""
