"""Strategies: priorities, commitments and the status of each."""
