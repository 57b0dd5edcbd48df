"""
Moves: what is said to have gone up or down, and the two levels it went between.
"""
