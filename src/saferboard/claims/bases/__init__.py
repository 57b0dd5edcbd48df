"""
Bases: which whole a share is of, where its sentence does not give it.
"""
