"""
How long a module and a function may be, and which may be longer, with the reason.
"""

LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 40

LONGER: dict[str, str] = {
    "bench/grid.py:fill": "what it enters is one list of operations, read from top to bottom",
}
"""A file, or a file and a function as `path:name`, and why it may be longer."""
