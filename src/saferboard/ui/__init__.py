"""
What every page is made of: base templates, components, charts and the files they need.
"""
