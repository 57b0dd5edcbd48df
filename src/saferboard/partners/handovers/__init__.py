"""Handing the work of a post to another."""
