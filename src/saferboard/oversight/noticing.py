"""
Reading the ledger's looks of four weeks, for the rules of what is odd.
"""

import datetime as dt
from collections import defaultdict

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from saferboard.domain.oddities import USUAL_DAYS, Looker, Made, Odd, odd_on
from saferboard.ledger.models import Entry, Kind, Outcome
from saferboard.ledger.operations import PEOPLE
from saferboard.partners.models import Holding, User
from saferboard.partners.sealed import person_mark

LOOKS = (Kind.LOOKED, Kind.LOOK_REFUSED, Kind.GLASS_BROKEN)


def oddities(day: dt.date) -> list[Odd]:
    """Return what was odd on a day."""
    since = _midnight(day - dt.timedelta(days=USUAL_DAYS))
    lines = Entry.objects.filter(
        kind__in=LOOKS, at__gte=since, at__lt=_midnight(day + dt.timedelta(days=1))
    ).order_by("id")
    made = [_made(entry) for entry in lines.iterator(chunk_size=2000)]
    accounts = {look.account for look in made if look.at.date() == day}
    return odd_on(day, made, _lookers(accounts, day))


def _made(entry: Entry) -> Made:
    refused = entry.outcome == Outcome.REFUSED
    return Made(
        account=entry.by,
        at=timezone.localtime(entry.at),
        refs=tuple(entry.shown) or (entry.subject,),
        refused=refused,
        emergency=entry.kind == Kind.GLASS_BROKEN,
        people=frozenset(entry.facts.get(PEOPLE, ())),
    )


def _lookers(accounts: set[str], day: dt.date) -> dict[str, Looker]:
    """Return who has these accounts: two questions, whoever looked."""
    users = {u.ledger_name: u for u in User.objects.select_related("person").order_by("id")}
    standing = Holding.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
    works_for, people_of = defaultdict(set), defaultdict(set)
    for person, name, organisation in standing.order_by("id").values_list(
        "person_id", "person__name", "post__organisation_id"
    ):
        works_for[person].add(organisation)
        people_of[organisation].add((person, name))
    found = {}
    for account in sorted(accounts & users.keys()):
        user = users[account]
        beside = {
            name
            for organisation in works_for[user.person_id]
            for person, name in people_of[organisation]
            if person != user.person_id
        }
        found[account] = Looker(
            mark=_mark(user.person.name),
            own=frozenset({account, f"person {user.person_id}"}),
            colleagues=frozenset(filter(None, map(_mark, sorted(beside)))),
        )
    return found


def _mark(name: str) -> str:
    """Return the keyed hash of a name; none where there are no keys to make it with."""
    return person_mark(name) if settings.SEALING_KEYS else ""


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
