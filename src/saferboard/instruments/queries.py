"""
Asking what a partnership works by, what ends or is to be reviewed, and where the gaps are.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse

from saferboard.domain.instruments import (
    InstrumentKind,
    InstrumentState,
    Near,
    RelationKind,
    near,
)
from saferboard.instruments.models import Instrument, Matrix, Relation, Version
from saferboard.library.models import StoredFile
from saferboard.partners.answers import Held
from saferboard.partners.models import Post

OVER = (InstrumentState.SUPERSEDED, InstrumentState.ENDED)


@dataclass(frozen=True)
class Standing:
    """How another instrument stands to one."""

    words: str
    title: str
    code: str


@dataclass(frozen=True)
class VersionSeen:
    number: int
    dated: dt.date | None
    as_stated: str
    changes: str
    file: StoredFile | None


@dataclass(frozen=True)
class InstrumentSeen:
    """An instrument, its owner in words, what is near, its versions, and what it stands by."""

    code: str
    title: str
    aliases: tuple[str, ...]
    kind: InstrumentKind
    state: InstrumentState
    owner: str
    owner_code: str
    period: str
    rhythm: str
    since: dt.date | None
    until: dt.date | None
    review_on: dt.date | None
    about: str
    near: tuple[Near, ...]
    versions: tuple[VersionSeen, ...] = ()
    relations: tuple[Standing, ...] = ()
    matrices: tuple[tuple[str, str], ...] = ()


def instruments(*, on: dt.date) -> list[InstrumentSeen]:
    """Return every instrument by its title, without versions and relations."""
    found = Instrument.objects.select_related("owner__organisation").order_by("title", "id")
    return [_seen(one, on) for one in found]


def falling_due(*, on: dt.date) -> list[tuple[InstrumentSeen, Near]]:
    """Return what ends or is to be reviewed within twelve months, or was, earliest first."""
    found = [(one, day) for one in instruments(on=on) if one.state not in OVER for day in one.near]
    return sorted(found, key=lambda pair: (pair[1].on, pair[0].title, pair[1].what))


def instrument(code: str, *, on: dt.date) -> InstrumentSeen | None:
    """Return one instrument whole, or None."""
    found = (
        Instrument.objects.select_related("owner__organisation")
        .prefetch_related(
            Prefetch("versions", Version.objects.select_related("file").order_by("-number")),
            Prefetch("relations", Relation.objects.select_related("other").order_by("id")),
            Prefetch("relations_to", Relation.objects.select_related("one").order_by("id")),
            Prefetch("matrices", Matrix.objects.order_by("title", "id")),
        )
        .filter(code=code)
        .first()
    )
    return None if found is None else _seen(found, on, whole=True)


def _seen(one: Instrument, on: dt.date, *, whole: bool = False) -> InstrumentSeen:
    owner = f"{one.owner.title}, {one.owner.organisation.name}" if one.owner else ""
    return InstrumentSeen(
        code=one.code,
        title=one.title,
        aliases=tuple(one.aliases),
        kind=InstrumentKind(one.kind),
        state=InstrumentState(one.state),
        owner=owner or one.owner_as_stated,
        owner_code=one.owner.code if one.owner else "",
        period=one.period,
        rhythm=one.rhythm,
        since=one.since,
        until=one.until,
        review_on=one.review_on,
        about=one.about,
        near=tuple(near(one.until, one.review_on, today=on)),
        versions=_versions(one) if whole else (),
        relations=tuple(_standings(one)) if whole else (),
        matrices=tuple((m.title, m.code) for m in one.matrices.all()) if whole else (),
    )


def _versions(one: Instrument) -> tuple[VersionSeen, ...]:
    return tuple(
        VersionSeen(v.number, v.dated, v.as_stated, v.changes, v.file) for v in one.versions.all()
    )


def _standings(one: Instrument) -> Iterator[Standing]:
    for here in one.relations.all():
        yield Standing(RelationKind(here.kind).label, here.other.title, here.other.code)
    for there in one.relations_to.all():
        yield Standing(RelationKind(there.kind).inverse, there.one.title, there.one.code)


@dataclass(frozen=True)
class MatrixSeen:
    """Instruments side by side: for each aspect what each says, None where it says nothing."""

    code: str
    title: str
    about: str
    instruments: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[str | None, ...]], ...]

    @property
    def gaps(self) -> int:
        return sum(said is None for _, row in self.rows for said in row)


def matrices() -> list[Matrix]:
    return list(Matrix.objects.order_by("title", "id"))


def matrix(code: str) -> MatrixSeen | None:
    """Return one table of instruments, or None.  What is known of each stands above the rest."""
    found = Matrix.objects.filter(code=code).first()
    if found is None:
        return None
    held = list(found.instruments.select_related("owner__organisation").order_by("title", "id"))
    said = {(e.instrument_id, e.aspect): e.says for e in found.entries.order_by("id")}
    known = [
        ("Kind", lambda one: one.kind.label),
        ("State", lambda one: _stated(one.state.label)),
        ("Owner", lambda one: one.owner or None),
        ("Period", lambda one: one.period or None),
        ("Review", lambda one: one.rhythm or None),
    ]
    seen = [_seen(one, dt.date.min) for one in held]
    rows = [(name, tuple(of(one) for one in seen)) for name, of in known]
    rows += [(name, tuple(said.get((one.pk, name)) for one in held)) for name in found.aspects]
    return MatrixSeen(
        found.code,
        found.title,
        found.about,
        tuple((one.title, one.code) for one in held),
        tuple(rows),
    )


def _stated(words: str) -> str | None:
    return None if words == InstrumentState.NOT_STATED.label else words


def held_by(post: Post, on: dt.date) -> Iterator[Held]:
    """Yield the instruments a post looks after, for whoever takes it over."""
    for one in post.instruments.exclude(state__in=OVER).order_by("title", "id"):
        href = reverse("instruments:instrument", args=[one.code])
        yield Held("instrument", one.code, one.title, href)
