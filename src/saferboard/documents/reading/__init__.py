"""
Reading what other people wrote: PDF, Word, Excel, HTML, Markdown and text.

Every reader gives the same thing, a `Reading`: blocks of clean text that each know where in
the source they stand.
"""

from saferboard.documents.reading.opening import read, read_bytes
from saferboard.documents.reading.readings import Block, Reading, Table, Unreadable

__all__ = ["Block", "Reading", "Table", "Unreadable", "read", "read_bytes"]
