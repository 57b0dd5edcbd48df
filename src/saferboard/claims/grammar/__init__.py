"""
How public bodies write figures: numbers, money, shares, ranks, dates and periods.
"""
