"""
The personal records of this room: accounts and the people who hold posts.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count, Max, Q

from saferboard.domain.refusals import Refusal, Refused
from saferboard.domain.retention import Term
from saferboard.partners.models import Actor, Caretaking, Handed, Handover, Holding, Person, User
from saferboard.partners.operations import forget_account
from saferboard.partners.record_kinds import (
    GONE,
    Correctable,
    DueRecord,
    Found,
    RecordKind,
    Subject,
)


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
    rows = Caretaking.objects.filter(person__in=kept).exclude(remark="").update(remark="")
    return rows + kept.exclude(name=blank).update(name=blank)


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


def _handovers_due(began: dt.date) -> Iterator[DueRecord]:
    over = Handover.objects.filter(ended_at__date__lte=began).exclude(reason=GONE)
    for number, ended in over.order_by("id").values_list("number", "ended_at"):
        yield DueRecord(f"handover {number}", ended.date())


@transaction.atomic
def _erase_handover(ref: str, by: Actor, at: dt.datetime) -> int:
    """Empty what was written of a handover; which post gave what kind of work to which stays."""
    over = Handover.objects.exclude(reason=GONE).filter(number=int(ref.removeprefix("handover ")))
    if not over.exists():
        return 0
    things = Handed.objects.filter(handover__in=over).update(words=GONE, reason="")
    return things + over.update(reason=GONE)


def _account_correctable(subject: Subject) -> Iterator[Correctable]:
    if subject.account is None:
        return
    user = User.objects.select_related("person").get(pk=subject.account)
    ref = user.ledger_name
    yield Correctable("account", ref, "name", "Name, as shown", user.person.name)
    yield Correctable("account", ref, "username", "Account name", user.username, most=150)


@transaction.atomic
def _correct_account(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    user = User.objects.select_related("person").get(pk=int(one.ref.removeprefix("account ")))
    if one.field == "name":
        user.person.name = value
        user.person.save(update_fields=["name"])
        return
    if User.objects.filter(username__iexact=value).exclude(pk=user.pk).exists():
        raise Refused(Refusal("name-taken", "Another account has that name. Choose another."))
    user.username = value
    user.save(update_fields=["username"])


def _holder_correctable(subject: Subject) -> Iterator[Correctable]:
    same = Person.objects.filter(account__isnull=True, name__iexact=subject.name.strip())
    for person in same.order_by("id"):
        label = "Name, as the holder or caretaker of a post"
        yield Correctable("post-holder", f"person {person.pk}", "name", label, person.name)


def _correct_holder(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    Person.objects.filter(pk=int(one.ref.removeprefix("person "))).update(name=value)


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
        tables=("partners.User", "partners.Person", "partners.Holding", "partners.Caretaking"),
        due=_due,
        erase=_erase,
        about=_about,
        correctable=_account_correctable,
        correct=_correct_account,
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
        tables=("partners.Person", "partners.Holding", "partners.Caretaking"),
        due=_people_due,
        erase=_erase_person,
        correctable=_holder_correctable,
        correct=_correct_holder,
    ),
    RecordKind(
        code="handover",
        label="What was written of handovers",
        controller="The council that runs this installation",
        purpose="Seeing that the work of a post goes on when somebody leaves it",
        basis="UK GDPR article 6(1)(e): the Crime and Disorder Act 1998, section 6",
        people="Officers in their posts, and whoever they name",
        data=("why work moved", "what was handed over, in its own words", "why it was declined"),
        recipients="Partners of the board",
        kept=Term(years=6),
        since="the handover ended",
        authority="Default of this product: two terms of a three-year strategy",
        tables=("partners.Handover", "partners.Handed"),
        due=_handovers_due,
        erase=_erase_handover,
        risks=(
            ("A reason tells of an illness", "The page asks for none; the text can be deleted"),
        ),
    ),
)
