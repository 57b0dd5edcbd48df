"""The library: strategies, plans, protocols, reviews, and how they stand together."""
