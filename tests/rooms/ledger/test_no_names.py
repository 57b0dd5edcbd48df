"""
No line names anybody: everything that operations write is held against everybody there is.
"""

from saferboard.ledger.models import Entry
from saferboard.ledger.plain_facts import names_in
from saferboard.meetings.models import Presenter, Summons
from saferboard.partners.models import Person
from tests.world import PEOPLE


def everything(entry: Entry) -> str:
    return " ".join(
        str(getattr(entry, field.name)) for field in Entry._meta.fields if field.name != "digest"
    )


def test_no_line_of_the_small_world_holds_a_name(world):
    people = [name for name, _ in PEOPLE.values()]
    assert {e.pk: names_in(everything(e), people) for e in Entry.objects.all()} == {
        e.pk: [] for e in Entry.objects.all()
    }


def test_no_line_of_the_demonstration_holds_a_name_or_an_account_name(demo_world):
    people = set(Person.objects.values_list("name", flat=True))
    people |= set(Summons.objects.values_list("published_name", flat=True))
    people |= set(Presenter.objects.values_list("published_name", flat=True))
    assert len(people) > 5
    for entry in Entry.objects.all():
        assert names_in(everything(entry), people) == [], entry.pk
