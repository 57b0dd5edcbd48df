"""Answers that come in a template of ours, or as a pasted table."""
