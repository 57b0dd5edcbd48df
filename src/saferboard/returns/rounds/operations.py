"""
Opening and closing a round, reminding, and judging what came.
"""

import datetime as dt

from django.db import transaction

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import WAITS_FOR_THEM, UpdateState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.letters import operations as letters
from saferboard.partners.models import Actor, Organisation, Post
from saferboard.plans.models import Commitment, Priority
from saferboard.returns.data_sheets import LINK, follow, follow_all, put_row, rows_of, waiting_in
from saferboard.returns.models import Draft, Round, Update, Version
from saferboard.returns.operations import locked_update, move_update, slug_of
from saferboard.returns.permissions import refusal_to_ask
from saferboard.returns.queries import about, head
from saferboard.returns.rounds.planning import Asking, RoundPlanned
from saferboard.returns.words import things
from saferboard.sheets.models import DataReturn
from saferboard.sheets.operations import ask_for_sheet, mark_not_provided
from saferboard.ui.words import day


@transaction.atomic
def open_next(planned: RoundPlanned, *, by: Actor, at: dt.datetime, tell: bool = True) -> Round:
    """
    Open a round as planned, and write to every post that is asked, once, with its link.

    What is planned and not ticked is kept as not requested.  `tell` is false where they were
    asked by other means.

    :raises Refused: if it is not theirs to do, nothing is ticked, the day is over, or the
        quarter has a round already.
    """
    require(refusal_to_ask(by, on=at.date()))
    quarter, strategy = planned.quarter, planned.strategy
    if Round.objects.filter(strategy=strategy, quarter=str(quarter)).exists():
        raise Refused(Refusal("round-open", f"There is already a round for {quarter.label}."))
    if not planned.ticked:
        raise Refused(Refusal("nobody-asked", "Nobody is asked for anything. Tick one at least."))
    if planned.due < at.date():
        words = f"The due day, {day(planned.due)}, is over. Give a later one."
        raise Refused(Refusal("due-is-over", words))
    opened = Round.objects.create(
        strategy=strategy,
        quarter=str(quarter),
        due=planned.due,
        rhythm=list(planned.rhythm),
        opened_at=at,
    )
    _put_rows(opened, planned)
    _ask_for_sheets(opened, by=by, at=at)
    posts = {one.asked_code for one in planned.ticked}
    facts = {"asked": len(planned.ticked), "posts": len(posts), "due": str(planned.due)}
    record(Kind.ROUND_OPENED, subject=f"round {quarter}", by=by, at=at, **facts)
    if tell:
        for post in Post.objects.filter(code__in=posts).order_by("id"):
            _ask(opened, post, by=by, at=at)
    return opened


def _put_rows(opened: Round, planned: RoundPlanned) -> None:
    strategy = planned.strategy
    priorities = {p.number: p for p in Priority.objects.filter(strategy=strategy)}
    commitments = {
        c.ref: c for c in Commitment.objects.filter(section__priority__strategy=strategy)
    }
    posts = {p.code: p for p in Post.objects.select_related("organisation")}

    def row(one: Asking) -> Update:
        post = posts.get(one.asked_code)
        return Update(
            round=opened,
            slug=one.slug,
            priority=None if one.sheet else priorities[one.priority],
            commitment=commitments[one.ref] if one.ref else None,
            sheet=one.sheet,
            strand=one.strand,
            contributor=post.organisation if post else None,
            asked=post,
            state=UpdateState.REQUESTED if one.ticked else UpdateState.NOT_REQUESTED,
        )

    Update.objects.bulk_create(row(one) for one in planned.asking)


def _ask_for_sheets(opened: Round, *, by: Actor, at: dt.datetime) -> None:
    """Ask for the sheets of a round; one that came before stands where it stood."""
    rows = opened.updates.exclude(sheet="").filter(state=UpdateState.REQUESTED)
    wanted: dict[str, list[int]] = {}
    for sheet, organisation in rows.order_by("id").values_list("sheet", "contributor_id"):
        wanted.setdefault(sheet, []).append(organisation)
    quarter = head(opened).quarter
    for sheet, organisations in wanted.items():
        partners = Organisation.objects.filter(pk__in=organisations).order_by("id")
        ask_for_sheet(sheet, partners, quarter=quarter, by=by, at=at)
    follow_all(opened, at)


def ask_by_round(held: DataReturn, by: Actor, at: dt.datetime) -> None:
    """
    Put a sheet that is asked for by itself on the list of the quarter's open round, if there is
    one, and write to whoever answers it.
    """
    row = rows_of(held).first()
    if row is not None:
        follow(held, at)
        return
    opened = Round.objects.filter(
        quarter=held.quarter, opened_at__isnull=False, closed_at__isnull=True
    )
    found = opened.order_by("-strategy__first_year", "-id").first()
    row = put_row(held, found) if found else None
    if found is not None and row is not None and row.asked is not None:
        _ask(found, row.asked, by=by, at=at)


def _ask(opened: Round, post: Post, *, by: Actor, at: dt.datetime) -> None:
    """Write to a post what it is asked for, with a link to its list, in place of any earlier."""
    ref = head(opened).list_of(post.code)
    waiting = opened.updates.filter(asked=post).exclude(state=UpdateState.NOT_REQUESTED)
    letters.cancel_links(LINK, thing=ref, by=by, at=at)
    letters.send_letter(
        "returns-asked",
        to_post=post,
        facts={
            "quarter": head(opened).quarter.label,
            "day": day(opened.due),
            "count": things(waiting.values_list("sheet", flat=True)),
        },
        by=by,
        at=at,
        about=f"round {opened.quarter}",
        link=letters.issue_link(LINK, post=post, thing=ref, by=by, at=at),
    )


@transaction.atomic
def ask_also(
    update: Update, post: Post, *, by: Actor, at: dt.datetime, tell: bool = True
) -> Update:
    """
    Ask a post for something that another was asked, or that nobody was asked this quarter.

    :raises Refused: if it is not theirs to do, the round is not open, or the post was asked.
    """
    require(refusal_to_ask(by, on=at.date()))
    if update.sheet:
        words = "Ask another partner for a data sheet on the sheet’s own page."
        raise Refused(Refusal("a-sheet", words))
    opened = Round.objects.select_for_update(of=("self",)).get(pk=update.round_id)
    _require_open(opened)
    ref = update.commitment.ref if update.commitment else ""
    number = update.priority.number if update.priority else 0
    slug = slug_of(ref, number, update.strand, post.code)
    asked, made = Update.objects.get_or_create(
        round=opened,
        slug=slug,
        defaults={
            "priority": update.priority,
            "commitment": update.commitment,
            "strand": update.strand,
            "contributor": post.organisation,
            "asked": post,
            "state": UpdateState.REQUESTED,
        },
    )
    if not made:
        if asked.state != UpdateState.NOT_REQUESTED:
            words = f"The {post.title} was asked for it already. Choose another post."
            raise Refused(Refusal("asked-already", words))
        move_update(asked, UpdateState.REQUESTED)
        asked.save(update_fields=["state"])
    record(Kind.RETURN_REQUESTED, subject=f"update {asked.pk}", by=by, at=at, asked=post.code)
    if tell:
        _ask(opened, post, by=by, at=at)
    return asked


@transaction.atomic
def accept(update: Update, *, number: int, by: Actor, at: dt.datetime) -> None:
    """
    Accept the version of this number: the text is locked, and is what the papers print.

    :raises Refused: if it is not theirs to do, nothing waits, or a newer text came meanwhile.
    """
    require(refusal_to_ask(by, on=at.date()))
    update = locked_update(update)
    newest = update.versions.order_by("-number").first()
    if newest is None or newest.accepted_at is not None:
        raise Refused(Refusal("nothing-waits", "Nothing waits to be accepted."))
    if newest.number != number:
        words = "A newer text came while you read. Read it, then decide."
        raise Refused(Refusal("newer-text", words))
    if update.state != UpdateState.ACCEPTED:
        move_update(update, UpdateState.ACCEPTED)
    newest.accepted_at = at
    newest.save(update_fields=["accepted_at"])
    update.account, update.reason = newest.account, ""
    update.save(update_fields=["state", "account", "reason"])
    record(Kind.RETURN_ACCEPTED, subject=f"update {update.pk}", by=by, at=at, version=newest.number)


@transaction.atomic
def send_back(
    update: Update, *, reason: str, by: Actor, at: dt.datetime, tell: bool = True
) -> None:
    """
    Send what came back to whoever sent it, with the reason, and open it to them again.

    A correction of what was accepted is turned down, and what was accepted stays.

    :raises Refused: if it is not theirs to do, there is no reason, or nothing waits.
    """
    require(refusal_to_ask(by, on=at.date()))
    if not reason.strip():
        raise Refused(Refusal("no-reason", "Write why it goes back, so that they can mend it."))
    update = locked_update(update)
    newest = update.versions.order_by("-number").first()
    if update.state == UpdateState.ACCEPTED:
        if newest is None or newest.accepted_at is not None:
            raise Refused(Refusal("locked", "It was accepted and is locked. Correct it instead."))
        newest.delete()
    else:
        move_update(update, UpdateState.SENT_BACK)
        _give_back(update, newest, at=at)
    update.reason = reason.strip()
    update.save(update_fields=["state", "reason"])
    record(Kind.RETURN_RETURNED, subject=f"update {update.pk}", by=by, at=at)
    if tell and update.asked is not None and update.round.closed_at is None:
        _say_sent_back(update, by=by, at=at)


def _give_back(update: Update, newest: Version | None, *, at: dt.datetime) -> None:
    """Put the text back in their box, unless they are typing another."""
    if newest is not None:
        Draft.objects.get_or_create(
            update=update,
            defaults={
                "text": "\n\n".join(newest.account),
                "via": newest.via,
                "by": newest.by,
                "post": newest.post,
                "at": at,
            },
        )


def _say_sent_back(update: Update, *, by: Actor, at: dt.datetime) -> None:
    ref = head(update.round).list_of(update.asked.code)
    letters.send_letter(
        "returns-sent-back",
        to_post=update.asked,
        facts={"quarter": head(update.round).quarter.label, "about": _thing(update)},
        by=by,
        at=at,
        about=f"round {update.round.quarter}",
        link=letters.issue_link(LINK, post=update.asked, thing=ref, by=by, at=at),
    )


def _thing(update: Update) -> str:
    """What an update is about, in as few words as a letter may say."""
    ref = update.commitment.ref if update.commitment else ""
    return about(ref, update.sheet, update.priority.number if update.priority else 0)


@transaction.atomic
def mark(update: Update, state: UpdateState, *, by: Actor, at: dt.datetime) -> None:
    """
    Note that something was not provided, or that it was asked for by mistake.

    :raises Refused: if it is not theirs to do, or cannot be from where it stands.
    """
    assert state in (UpdateState.NOT_PROVIDED, UpdateState.NOT_REQUESTED), f"{state} is no mark"
    assert not update.sheet, "a sheet is marked as a return, and its row follows"
    require(refusal_to_ask(by, on=at.date()))
    update = locked_update(update)
    move_update(update, state)
    update.save(update_fields=["state"])
    record(Kind.RETURN_MARKED, subject=f"update {update.pk}", by=by, at=at, state=state.label)


@transaction.atomic
def close_round(opened: Round, *, by: Actor, at: dt.datetime) -> int:
    """
    Close a round: nothing more is taken, and what has not come is not provided.

    What was being typed stays where it is.  Return how many had not come.

    :raises Refused: if it is not theirs to do, or the round is not open.
    """
    require(refusal_to_ask(by, on=at.date()))
    opened = Round.objects.select_for_update(of=("self",)).get(pk=opened.pk)
    _require_open(opened)
    sheets = waiting_in(opened)
    for held in sheets:
        mark_not_provided(held, by=by, at=at)
    waiting = opened.updates.filter(state__in=WAITS_FOR_THEM)
    count = len(sheets) + waiting.update(state=UpdateState.NOT_PROVIDED)
    opened.closed_at = at
    opened.save(update_fields=["closed_at"])
    record(Kind.ROUND_CLOSED, subject=f"round {opened.quarter}", by=by, at=at, not_provided=count)
    return count


@transaction.atomic
def reopen_round(opened: Round, *, due: dt.date, by: Actor, at: dt.datetime) -> None:
    """
    Take answers until another day: a closed round is open again, an open one has more time.

    :raises Refused: if it is not theirs to do, it was read from papers, or the day is over.
    """
    require(refusal_to_ask(by, on=at.date()))
    opened = Round.objects.select_for_update(of=("self",)).get(pk=opened.pk)
    if opened.opened_at is None:
        raise Refused(Refusal("never-open", "The round was read from papers and takes nothing."))
    if due < at.date():
        raise Refused(Refusal("due-is-over", f"The day, {day(due)}, is over. Give a later one."))
    opened.closed_at, opened.due = None, due
    opened.save(update_fields=["closed_at", "due"])
    record(Kind.ROUND_REOPENED, subject=f"round {opened.quarter}", by=by, at=at, due=str(due))


def _require_open(opened: Round) -> None:
    if opened.opened_at is None or opened.closed_at is not None:
        raise Refused(Refusal("round-closed", "The round is not open. Open it again first."))
