"""Declaring how a promise stands, with why and on what evidence, beside what figures suggest."""
