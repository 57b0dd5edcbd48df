"""Sharing agreements: drafted, signed, reviewed, suspended, ended."""
