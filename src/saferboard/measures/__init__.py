"""Definitions of what is counted, the figures themselves, and how they compare."""
