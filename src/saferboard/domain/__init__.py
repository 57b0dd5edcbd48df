"""
What the partnership means, as pure functions and frozen values.

The standard library and nothing else: no tables, no request, no clock.
"""
