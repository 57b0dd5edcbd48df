"""
Incidents on a map of hexagons, and where there are more of them than chance brings.
"""
