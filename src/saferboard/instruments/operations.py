"""
Keeping the library: entering an instrument, changing it, a new version, how two stand together.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from saferboard.domain.instruments import (
    InstrumentKind,
    InstrumentState,
    RelationKind,
    add_months,
    refusal_to_become,
)
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.instruments import permissions
from saferboard.instruments.models import Instrument, Matrix, MatrixEntry, Relation, Version
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.library.operations import keep_file
from saferboard.partners.models import Actor, Post
from saferboard.search import operations as search

CODE_LENGTH = 60


@dataclass(frozen=True)
class InstrumentWritten:
    """An instrument as somebody wrote it down; `owner` is a post's code or empty."""

    title: str
    kind: InstrumentKind
    aliases: Sequence[str] = ()
    owner: str = ""
    owner_as_stated: str = ""
    period: str = ""
    rhythm: str = ""
    review_months: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    review_on: dt.date | None = None
    about: str = ""


@transaction.atomic
def enter_instrument(
    written: InstrumentWritten,
    *,
    code: str = "",
    state: InstrumentState = InstrumentState.DRAFT,
    by: Actor,
    at: dt.datetime,
) -> Instrument:
    """
    Enter an instrument; its code is made from its title unless one is given.

    :raises Refused: if it is not theirs to keep, another has one of its names, its last day is
        before its first, or no post has the owner's code.
    """
    require(permissions.refusal_to_keep(by, on=at.date()))
    facts = _facts(written)
    made = Instrument.objects.create(code=code or _free_code(written.title), state=state, **facts)
    search.keep("instrument", [made.pk])
    record(
        Kind.INSTRUMENT_ENTERED,
        subject=f"instrument {made.code}",
        by=by,
        at=at,
        state=state.label.lower(),
    )
    return made


@transaction.atomic
def change_instrument(
    instrument: Instrument, written: InstrumentWritten, *, by: Actor, at: dt.datetime
) -> None:
    """
    Put what is written in the place of what an instrument said.

    :raises Refused: as `enter_instrument` does.
    """
    require(permissions.refusal_to_keep(by, on=at.date()))
    facts = _facts(written, but=instrument)
    changed = sorted(name for name, value in facts.items() if getattr(instrument, name) != value)
    for name in changed:
        setattr(instrument, name, facts[name])
    instrument.save()
    search.keep("instrument", [instrument.pk])
    record(
        Kind.INSTRUMENT_CHANGED,
        subject=f"instrument {instrument.code}",
        by=by,
        at=at,
        fields=", ".join(changed) or "nothing",
    )


@transaction.atomic
def move_instrument(
    instrument: Instrument, *, to: InstrumentState, by: Actor, at: dt.datetime
) -> None:
    """
    Say that an instrument is drafted, in force, superseded or ended.

    :raises Refused: if it is not theirs to say, or its state does not allow it.
    """
    require(permissions.refusal_to_keep(by, on=at.date()))
    held = Instrument.objects.select_for_update().get(pk=instrument.pk)
    require(refusal_to_become(InstrumentState(held.state), to))
    held.state = to
    held.save(update_fields=["state"])
    subject = f"instrument {held.code}"
    record(Kind.INSTRUMENT_MOVED, subject=subject, by=by, at=at, state=to.label.lower())


@transaction.atomic
def review_instrument(instrument: Instrument, *, by: Actor, at: dt.datetime) -> dt.date | None:
    """
    Note that an instrument was reviewed today; return when the next review is due by its rhythm.

    :raises Refused: if it is not theirs to keep.
    """
    require(permissions.refusal_to_keep(by, on=at.date()))
    months = instrument.review_months
    instrument.review_on = add_months(at.date(), months) if months else None
    instrument.save(update_fields=["review_on"])
    record(
        Kind.INSTRUMENT_REVIEWED,
        subject=f"instrument {instrument.code}",
        by=by,
        at=at,
        next=instrument.review_on.isoformat() if instrument.review_on else "no day",
    )
    return instrument.review_on


@transaction.atomic
def add_version(
    instrument: Instrument,
    *,
    dated: dt.date | None,
    changes: str,
    as_stated: str = "",
    upload: File | None = None,
    by: Actor,
    at: dt.datetime,
) -> Version:
    """
    Keep a new text of an instrument, or the note that there is one.

    :raises Refused: if it is not theirs to keep, it says nothing of what changed or of when, or
        the file may not be kept.
    """
    require(permissions.refusal_to_keep(by, on=at.date()))
    if not changes.strip():
        raise Refused(Refusal("no-changes", "Say what changed, or that it is the first."))
    if dated is None and not as_stated.strip():
        raise Refused(Refusal("no-day", "Give its day, or say when in words."))
    file = keep_file(upload, by=by, at=at) if upload is not None else None
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    last = instrument.versions.aggregate(last=Max("number"))["last"] or 0
    made = Version.objects.create(
        instrument=instrument,
        number=last + 1,
        dated=dated,
        as_stated=as_stated.strip(),
        changes=changes.strip(),
        file=file,
    )
    search.keep("instrument", [instrument.pk])
    subject = f"instrument {instrument.code}"
    record(Kind.INSTRUMENT_VERSION_ADDED, subject=subject, by=by, at=at, version=made.number)
    return made


@transaction.atomic
def relate(
    one: Instrument, kind: RelationKind, other: Instrument, *, by: Actor, at: dt.datetime
) -> Relation:
    """
    Say how one instrument stands to another.  What is superseded and was in force is so no more.

    :raises Refused: if it is not theirs to say, both are the same, or it is said already.
    """
    require(permissions.refusal_to_keep(by, on=at.date()))
    if one == other:
        raise Refused(Refusal("same-instrument", "Choose another instrument than this one."))
    if Relation.objects.filter(one=one, kind=kind, other=other).exists():
        raise Refused(Refusal("said-already", "That is said already."))
    made = Relation.objects.create(one=one, kind=kind, other=other)
    supersedes = kind is RelationKind.SUPERSEDES and one.state == InstrumentState.IN_FORCE
    if supersedes and other.state == InstrumentState.IN_FORCE:
        move_instrument(other, to=InstrumentState.SUPERSEDED, by=by, at=at)
    record(
        Kind.INSTRUMENT_RELATED,
        subject=f"instrument {one.code}",
        by=by,
        at=at,
        relation=kind.label.lower(),
        other=other.code,
    )
    return made


@dataclass(frozen=True)
class MatrixWritten:
    """A table of instruments by aspects: both by name, and what each says of what."""

    title: str
    about: str
    aspects: Sequence[str]
    instruments: Sequence[str]
    says: Mapping[tuple[str, str], str]


@transaction.atomic
def lay_side_by_side(
    written: MatrixWritten, *, code: str = "", by: Actor, at: dt.datetime
) -> Matrix:
    """
    Lay some instruments side by side; what is said is keyed by instrument's code and aspect.

    :raises Refused: if it is not theirs to keep, fewer than two are named, or nothing is asked.
    """
    require(permissions.refusal_to_keep(by, on=at.date()))
    found = {one.code: one for one in Instrument.objects.filter(code__in=written.instruments)}
    if len(found) < 2:
        raise Refused(Refusal("too-few", "Choose at least two instruments to compare."))
    aspects = list(dict.fromkeys(line.strip() for line in written.aspects if line.strip()))
    if not aspects:
        raise Refused(Refusal("no-aspects", "Write at least one thing to compare them by."))
    made = Matrix.objects.create(
        code=code or _free_code(written.title, Matrix),
        title=written.title,
        about=written.about,
        aspects=aspects,
    )
    made.instruments.set(found.values())
    MatrixEntry.objects.bulk_create(
        MatrixEntry(matrix=made, instrument=found[name], aspect=aspect, says=text)
        for (name, aspect), text in written.says.items()
    )
    subject = f"matrix {made.code}"
    record(Kind.MATRIX_LAID_OUT, subject=subject, by=by, at=at, instruments=len(found))
    return made


@transaction.atomic
def fill_matrix(
    matrix: Matrix, instrument: Instrument, said: Mapping[str, str], *, by: Actor, at: dt.datetime
) -> None:
    """
    Write what one instrument says of each aspect; what is left empty is a gap.

    :raises Refused: if it is not theirs to keep, or the instrument is not in the table.
    """
    require(permissions.refusal_to_keep(by, on=at.date()))
    if not matrix.instruments.filter(pk=instrument.pk).exists():
        raise Refused(Refusal("not-in-table", "That instrument is not in this table."))
    matrix.entries.filter(instrument=instrument).delete()
    kept = {aspect: said.get(aspect, "").strip() for aspect in matrix.aspects}
    MatrixEntry.objects.bulk_create(
        MatrixEntry(matrix=matrix, instrument=instrument, aspect=aspect, says=text)
        for aspect, text in kept.items()
        if text
    )
    gaps = sum(not text for text in kept.values())
    subject = f"matrix {matrix.code}"
    record(Kind.MATRIX_FILLED, subject=subject, by=by, at=at, of=instrument.code, gaps=gaps)


def _facts(written: InstrumentWritten, but: Instrument | None = None) -> dict[str, object]:
    """Return what a row is to hold, checked."""
    names = [written.title, *written.aliases]
    require(_refusal_of_names(names, but))
    if written.since and written.until and written.until < written.since:
        raise Refused(Refusal("ends-first", "Its last day is before its first. Check both."))
    facts = asdict(written) | {"aliases": list(dict.fromkeys(written.aliases))}
    facts["owner"] = Post.objects.filter(code=written.owner).first() if written.owner else None
    if written.owner and facts["owner"] is None:
        raise Refused(Refusal("unknown-post", f"There is no post {written.owner}."))
    return facts


def _refusal_of_names(names: Sequence[str], but: Instrument | None) -> Refusal | None:
    """One name, one instrument: a second entry of it would be a second truth."""
    held = Instrument.objects.exclude(pk=but.pk if but else None).order_by("pk")
    taken = {
        name.casefold(): one.title
        for one in held.only("title", "aliases")
        for name in (one.title, *one.aliases)
    }
    for name in names:
        if name.casefold() in taken:
            other = taken[name.casefold()]
            return Refusal("name-taken", f"“{name}” is a name of “{other}” already. Change that.")
    return None


def _free_code(title: str, table: type[Instrument] | type[Matrix] = Instrument) -> str:
    base = slugify(title)[: CODE_LENGTH - 5].strip("-") or "untitled"
    taken = set(table.objects.filter(code__startswith=base).values_list("code", flat=True))
    candidates = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(code for code in candidates if code not in taken)
