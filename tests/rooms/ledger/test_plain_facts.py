"""
What a line will not hold.
"""

import datetime as dt
from decimal import Decimal

import pytest

from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind, Mention
from saferboard.ledger.operations import Look, record
from saferboard.ledger.plain_facts import LONGEST
from tests.world import AT, BY

pytestmark = pytest.mark.django_db


def said(**facts):
    return record(Kind.PACK_MADE, subject="meeting 1", by=BY, at=AT, **facts)


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        ("x " * LONGEST, f"The reason has {2 * LONGEST} letters. Say it in up to {LONGEST}."),
        ("ask gwen@example.org first", "The reason holds an e-mail address."),
        ("ring 020 8313 4000", "The reason holds a telephone number."),
        ("ring 07700900123 today", "The reason holds a telephone number."),
        ("ring +44 7700 900 123", "The reason holds a telephone number."),
        ("(01632) 960 001", "The reason holds a telephone number."),
    ],
)
def test_what_has_the_shape_of_something_personal_is_refused(fact, why):
    with pytest.raises(Refused) as refused:
        said(reason=fact)
    assert str(refused.value).startswith(why)
    with pytest.raises(Refused):
        said(reason=["fine", fact])
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "fact",
    [
        "2022-10-27",
        "old-scheme_201004-202201.csv",
        "0" * 64,
        "01" * 32,
        "web 10.1.2.0/24",
        "2001:db8::/48",
        "request 0123",
        "12,000 of 0.5",
        "P1-03 @ board",
        17,
        True,
        ["a", "b", 3],
    ],
)
def test_what_is_plain_is_kept(fact):
    assert said(fact=fact).facts == {"fact": fact}


@pytest.mark.parametrize("fact", [1.5, Decimal("1.5"), dt.date(2022, 10, 27), {"a": 1}, b"x"])
def test_what_would_not_read_back_the_same_stops_the_act(fact):
    with pytest.raises(AssertionError, match="texts and whole numbers"):
        said(fact=fact)


def test_a_look_is_held_to_the_same():
    with pytest.raises(Refused, match="references shown holds an e-mail address"):
        record(Kind.PACK_MADE, subject="x", by=BY, at=AT, look=Look("p", shown=["a@example.org"]))
    with pytest.raises(Refused, match="recipient holds a telephone number"):
        record(Kind.PACK_MADE, subject="x", by=BY, at=AT, look=Look("p", recipient="02083134000"))


def test_what_a_look_showed_is_found_by_its_reference():
    line = record(
        Kind.PACK_MADE, subject="list", by=BY, at=AT, look=Look("p", shown=["case 1", "case 1"])
    )
    assert list(Mention.objects.values_list("reference", "line")) == [("case 1", line.pk)]
