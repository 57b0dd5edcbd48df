"""Agendas, papers, attendance, minutes and what arises from them."""
