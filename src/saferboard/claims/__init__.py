"""
The figure checker: finds every checkable figure in a document and works it out again.

Plain Python.  `checker.check` is the whole of it; `command` is the same for a terminal.
"""
