"""
What may be written in a box of a data sheet.
"""

from decimal import Decimal

import pytest

from saferboard.domain.entries import Entry, Unread, read_entry
from tests.spec.tables import rows

WRITTEN = rows("""
    written        | counted in | is
    ---------------+------------+-----------------
    12             | cases      | 12
    1,234          | cases      | 1234
    £505,804.50    | £          | 505804.50
    12.00          | cases      | 12
    33%            | %          | 33
    nil            | cases      | 0
    Nil            | cases      | 0
    0              | cases      | 0
    not applicable | cases      | NOT_APPLICABLE
    Not  held      | cases      | PARTNER_LACKS
    not supplied   | cases      | NOT_SUPPLIED
    n/a            | cases      | ?n-a
    N/A            | cases      | ?n-a
    –              | cases      | ?dash
    <5             | cases      | ?few
    under 5        | cases      | ?few
    =SUM(B1:B3)    | cases      | ?formula
    #REF!          | cases      | ?formula-failed
    01/07/2022     | cases      | ?date
    1 July 2022    | cases      | ?date
    2022-07-01     | cases      | ?date
    07-Jan         | cases      | ?date
    about 30       | cases      | ?about
    3-5            | cases      | ?range
    -4             | cases      | ?negative
    1,23           | cases      | ?comma
    12.5           | cases      | ?not-whole
    1.234          | £          | ?decimals
    £12            | cases      | ?unit
    twelve         | cases      | ?not-a-number
    9999999999999  | cases      | ?too-long
    .              | cases      | nothing
""")


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: str(row["written"]))
def test_a_box_is_read_as_it_is_meant_or_says_what_to_do(row):
    read = read_entry(row["written"] or " ", unit=row["counted in"])
    if row["is"] == "nothing":
        assert read is None
    elif row["is"].startswith("?"):
        assert isinstance(read, Unread)
        assert read.code == row["is"][1:]
        assert read.words.endswith(".")
        assert len(row["written"]) < 5 or row["written"] not in read.words
    elif row["is"].isupper():
        assert read == Entry(None, read.absence)
        assert read.absence == row["is"]
    else:
        assert read == Entry(Decimal(row["is"]))
