"""
Making the quarter larger than any partnership: for tests of speed, and only for them.

Rows are copied in bulk: to enter them by operations would take longer than all other tests.
"""

import datetime as dt

from saferboard.domain.periods import Quarter
from saferboard.domain.states import ActionState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.models import (
    ActionCourse,
    ActionOwner,
    BroughtIn,
    Item,
    Meeting,
    Minute,
    MinuteAction,
    Presenter,
    Proposal,
    StandingItem,
    Summons,
)
from saferboard.partners.models import Organisation, Post
from saferboard.plans.models import Commitment, Rating
from saferboard.questions.models import Question
from saferboard.returns.models import Round, Update
from saferboard.sharing.models import (
    Agreement,
    Grant,
    InformationRequest,
    Intelligence,
    Listing,
)
from saferboard.sheets.models import DataReturn, Version

TIMES = 50
"""68 commitments become 3,400."""
MEETINGS = 499
"""With the three that the demonstration calls and these, there are more than 500."""
PAST, ACTIONS, OPEN = 100, 20_000, 500
"""How many of them were held, how many actions those gave, and how many are not done."""
QUARTERS = 20


def grow() -> None:
    """Copy commitments with their statuses and updates, and call meetings week after week."""
    grow_strategy()
    grow_rounds()
    grow_meetings()
    grow_partners()
    grow_sharing()
    grow_agendas()
    grow_past()
    grow_sheets()


def grow_agendas() -> None:
    """Have much proposed, much asked, and much standing on every agenda."""
    for model in (Proposal, Question, StandingItem):
        kept = model.objects.first()
        model.objects.bulk_create(again(kept) for _ in range(60))
    meeting = Meeting.objects.get(code="2023-01-04")
    last = meeting.items.order_by("-position").first()
    Item.objects.bulk_create(
        again(last, number=f"x{n}", origin="", position=100 + n) for n in range(60)
    )


def grow_past() -> None:
    """Have a past paper hold hundreds of minutes, and others wait."""
    held = BroughtIn.objects.get()
    minutes = held.reading["minutes"]
    held.reading["minutes"] = [
        {**one, "number": f"{one['number']}x{n}"} for n in range(20) for one in minutes
    ]
    held.save()
    BroughtIn.objects.bulk_create(again(held) for _ in range(30))


def grow_strategy() -> None:
    for kept in list(Commitment.objects.prefetch_related("ratings", "updates")):
        copies = Commitment.objects.bulk_create(
            again(kept, ref=f"{kept.ref}x{n}", position=kept.position + 100 * n)
            for n in range(1, TIMES)
        )
        Rating.objects.bulk_create(
            again(rating, commitment=copy) for copy in copies for rating in kept.ratings.all()
        )
        Update.objects.bulk_create(
            again(update, commitment=copy, slug=f"{update.slug}-{copy.pk}")
            for copy in copies
            for update in kept.updates.all()
        )


def grow_sheets() -> None:
    """Have every partner asked for every sheet, quarter after quarter, and send it."""
    model, sent = DataReturn.objects.filter(sheet="cctv")[0], Version.objects.all()[0]
    quarters = [Quarter(2022, 2) + -n for n in range(2)]
    made = DataReturn.objects.bulk_create(
        again(model, sheet=sheet, organisation=partner, quarter=str(quarter), state="RECEIVED")
        for sheet in ("cctv", "community-impact-days", "domestic-abuse")
        for quarter in quarters
        for partner in Organisation.objects.exclude(code__in=["lbb", "mps", "clarion"])
    )
    Version.objects.bulk_create(again(sent, data_return=one, accepted_at=None) for one in made)


def grow_rounds() -> None:
    """Twenty quarters of rounds, each with what was asked in the newest that is over."""
    model = Round.objects.get(quarter="2022-23 Q2")
    kept = list(Update.objects.filter(round=model)[:200])
    for n in range(1, QUARTERS):
        earlier = again(model, quarter=str(Quarter.parse(model.quarter) + -(n + 1)))
        earlier.save()
        Update.objects.bulk_create(again(update, round=earlier) for update in kept)


def grow_meetings() -> None:
    model = Meeting.objects.get(code="2022-10-27")
    held = Meeting.objects.get(code="2022-08-17")
    weeks = [dt.timedelta(weeks=n) for n in range(1, MEETINGS - PAST + 1)]
    past = [again(held, starts=held.starts - dt.timedelta(weeks=n)) for n in range(1, PAST)]
    to_come = [again(model, starts=model.starts + week) for week in weeks]
    for meeting in (*past, *to_come):
        meeting.code = f"{meeting.starts:%Y-%m-%d}"
    meetings = Meeting.objects.bulk_create([*past, *to_come])
    members, lines = model.summonses.all()[:3], model.items.all()[:4]
    Summons.objects.bulk_create(again(one, meeting=m) for m in meetings for one in members)
    items = Item.objects.bulk_create(
        again(one, meeting=m, parent=None) for m in meetings for one in lines
    )
    Presenter.objects.bulk_create(
        Presenter(item=item, position=1, post_id=model.contact_id) for item in items[:: len(lines)]
    )
    grow_minutes(held, meetings[: len(past)])


def grow_minutes(held: Meeting, past: list[Meeting]) -> None:
    """Have minutes of each past meeting, and twenty thousand actions in them, most of them done."""
    kept = list(held.minutes.all())
    for n, one in enumerate(kept):
        Minute.objects.bulk_create(
            again(one, number=f"{n}x{m}", position=100 + 100 * n + m) for m in range(10)
        )
    minutes = Minute.objects.bulk_create(
        again(one, meeting=meeting) for meeting in past for one in kept
    )
    wanted = range(ACTIONS - MinuteAction.objects.count())
    posts = list(Post.objects.order_by("pk"))
    actions = MinuteAction.objects.bulk_create(
        MinuteAction(minute=minutes[n % len(minutes)], position=100 + n // len(minutes))
        for n in wanted
    )
    ActionOwner.objects.bulk_create(
        ActionOwner(action=one, position=1, post=posts[n % len(posts)], owner_as_printed="Owner")
        for n, one in enumerate(actions)
    )
    ActionCourse.objects.bulk_create(
        ActionCourse(action=one, state=ActionState.DONE) for one in actions[OPEN:]
    )


def grow_partners() -> None:
    partner = Organisation.objects.create(code="more", name="More", kind="OTHER")
    posts = Post.objects.bulk_create(
        Post(code=f"more-{n}", title=f"Post {n}", organisation=partner) for n in range(200)
    )
    board = Meeting.objects.first().body
    board.seats.bulk_create(
        board.seats.model(body=board, post=post, role="MEMBER", position=100 + n)
        for n, post in enumerate(posts)
    )
    at = dt.datetime(2022, 10, 20, tzinfo=dt.UTC)
    for n in range(200):
        record(Kind.SIGNED_IN, subject=f"account {n}", by="system", at=at)


def grow_sharing() -> None:
    """A hundred of each request, note, access and listing, and thirty of each agreement."""
    for table, named in (
        (InformationRequest, True),
        (Intelligence, True),
        (Grant, False),
        (Listing, False),
    ):
        for kept in list(table.objects.all()):
            table.objects.bulk_create(
                again(kept, **({"ref": f"{kept.ref}x{n}"} if named else {})) for n in range(99)
            )
    for kept in list(Agreement.objects.prefetch_related("parties", "given", "steps")):
        for copy in Agreement.objects.bulk_create(
            again(kept, reference=f"{kept.reference}x{n}") for n in range(29)
        ):
            for rows in (kept.parties, kept.given, kept.steps):
                rows.model.objects.bulk_create(again(one, agreement=copy) for one in rows.all())


def again(row, **changed):
    """Return an unsaved copy of a row with some of its fields changed."""
    kept = {f.attname: getattr(row, f.attname) for f in row._meta.fields if not f.primary_key}
    return type(row)(**kept | {_attname(row, name): _value(v) for name, v in changed.items()})


def _attname(row, name: str) -> str:
    return row._meta.get_field(name).attname


def _value(value):
    return getattr(value, "pk", value)
