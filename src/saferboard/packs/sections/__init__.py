"""
What each kind of paper is made of: one module a kind, each gathering all it needs first.
"""
