"""
Agendas, minutes and packs that other people wrote, read into what they hold.

Plain Python, usable alone: what is read is handed over with its line and page, and whatever
the reader is unsure of is said beside it.
"""
