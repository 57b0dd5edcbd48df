"""
Figures and comparisons in words, a module for each page.
"""
