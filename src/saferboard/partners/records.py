"""
The personal records of this room: accounts and the people who hold posts.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count, Max, Q

from saferboard.domain.retention import Term
from saferboard.partners.models import Actor, Holding, Person, User
from saferboard.partners.operations import forget_account
from saferboard.partners.record_kinds import DueRecord, Found, RecordKind, Subject


def _due(began: dt.date) -> Iterator[DueRecord]:
    left = (
        User.objects.exclude(person__name=Person.Privacy.personal["name"])
        .annotate(
            current=Count("person__holdings", filter=Q(person__holdings__until__isnull=True)),
            left=Max("person__holdings__until"),
        )
        .filter(current=0, left__lte=began)
        .exclude(person__caretakings__until__gt=began)
        .order_by("id")
    )
    return (DueRecord(user.ledger_name, user.left) for user in left)


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    return forget_account(int(ref.removeprefix("account ")), by=by, at=at)


def _people_due(began: dt.date) -> Iterator[DueRecord]:
    """Those without an account who hold no post and look after none, since a day."""
    held = Q(holdings__until__isnull=True, holdings__isnull=False)
    left = (
        Person.objects.filter(account__isnull=True)
        .exclude(name=Person.Privacy.personal["name"])
        .annotate(
            current=Count("holdings", filter=held),
            held_until=Max("holdings__until"),
            looked_after_until=Max("caretakings__until"),
        )
        .filter(current=0)
        .order_by("id")
    )
    for person in left:
        days = [day for day in (person.held_until, person.looked_after_until) if day]
        if days and max(days) <= began:
            yield DueRecord(f"person {person.pk}", max(days))


@transaction.atomic
def _erase_person(ref: str, by: Actor, at: dt.datetime) -> int:
    blank = Person.Privacy.personal["name"]
    kept = Person.objects.filter(pk=int(ref.removeprefix("person ")), account__isnull=True)
    return kept.exclude(name=blank).update(name=blank)


def _about(subject: Subject) -> Iterator[Found]:
    if subject.account is None:
        return
    user = User.objects.select_related("person").get(pk=subject.account)
    held = Holding.objects.filter(person=user.person).select_related("post__organisation")
    posts = [
        (f"{h.post.title}, {h.post.organisation}", f"{h.since:%-d %B %Y} to {_until(h)}")
        for h in held.order_by("since", "id")
    ]
    holds_one = any(h.until is None for h in held)
    yield Found(
        kind="account",
        ref=user.ledger_name,
        title="Your account and the posts you have held",
        facts=(
            ("Name", user.person.name),
            ("Account name", user.username),
            ("Last signed in", f"{user.last_login:%-d %B %Y}" if user.last_login else "never"),
            *posts,
        ),
        may_erase=not holds_one,
        why_not="They hold a post today. End the holding first." if holds_one else "",
    )


def _until(holding: Holding) -> str:
    return f"{holding.until:%-d %B %Y}" if holding.until else "today"


KINDS = (
    RecordKind(
        code="account",
        label="Accounts and post holders",
        controller="The council that runs this installation",
        purpose="Letting people in, and saying which post did what",
        basis="UK GDPR article 6(1)(e): the Crime and Disorder Act 1998, section 6",
        people="Officers and members of the partners",
        data=("name", "account name", "posts held", "when last signed in"),
        recipients="Partners of the board; a name in a public paper, anyone",
        kept=Term(years=2),
        since="the last post ended",
        authority="Default of this product: two annual reviews after somebody left",
        due=_due,
        erase=_erase,
        about=_about,
        risks=(
            (
                "Somebody who left goes on seeing what they saw",
                "Rights end with the post, on the day",
            ),
            ("An account is taken over", "A second factor; every session visible and endable"),
        ),
    ),
    RecordKind(
        code="post-holder",
        label="Post holders without an account",
        controller="The council that runs this installation",
        purpose="Saying who holds which post, and who looks after a vacant one",
        basis="UK GDPR article 6(1)(e): the Crime and Disorder Act 1998, section 6",
        people="Officers and members of the partners",
        data=("name", "posts held and looked after"),
        recipients="Partners of the board; a name on an agenda, anyone",
        kept=Term(years=2),
        since="the last post or caretaking ended",
        authority="Default of this product: two annual reviews after somebody left",
        due=_people_due,
        erase=_erase_person,
    ),
)
