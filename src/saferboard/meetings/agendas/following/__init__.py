"""Agendas that follow the calendar."""
