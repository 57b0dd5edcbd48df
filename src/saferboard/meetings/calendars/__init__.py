"""Meetings as calendars that a person's own calendar follows."""
