"""
The checks, one module each: what they look for is in the name.
"""
