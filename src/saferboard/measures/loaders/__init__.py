"""
Reading published files into series, each loader for one way of setting them out.

A loader reads text and returns values; it touches no table.
"""
