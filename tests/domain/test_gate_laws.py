"""
What holds of the gate whatever is granted, ended, suspended or handed over, in whatever order.

The same question is answered a second time by a plain reading of what happened, day by day, that
shares no code with the gate: no index, no decision, only the list of what was done.
"""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from saferboard.domain.agreements import AgreementState, Shared, Terms, indexed
from saferboard.domain.gate import (
    Asking,
    Grant,
    Listed,
    PostHeld,
    Thing,
    by_thing,
    decide,
)
from saferboard.domain.handling import Handling

PEOPLE, POSTS = ("account 1", "account 2"), ("sergeant", "warden", "carer")
ORGANISATION = {"sergeant": "police", "warden": "homes", "carer": "council"}
FIELDS = ("concern", "location", "source")
FIRST = dt.datetime(2022, 4, 1, 12, tzinfo=dt.UTC)
PURPOSES = ("violence", "housing")

people, posts = st.sampled_from(PEOPLE), st.sampled_from(POSTS)
purposes, short = st.sampled_from(PURPOSES), st.integers(0, 4)
fields = st.frozensets(st.sampled_from(FIELDS))


class Sight(RuleBasedStateMachine):
    """A month of a partnership, one thing of the council's, and who sees what of it."""

    def __init__(self) -> None:
        super().__init__()
        self.now = FIRST
        self.holders: dict[str, str] = {}
        self.seated: set[str] = set()
        self.terms: list[Terms] = []
        self.grants: list[Grant] = []
        self.denied: list[Listed] = []
        self.allowed: list[Listed] = []
        self.handling = Handling.RESTRICTED

    @rule(days=st.integers(0, 3), hours=st.integers(0, 11))
    def time_passes(self, days, hours):
        self.now += dt.timedelta(days=days, hours=hours)

    @rule(post=posts, person=people)
    def hand_over(self, post, person):
        self.holders[post] = person

    @rule(post=posts)
    def leave(self, post):
        self.holders.pop(post, None)

    @rule(post=posts, seated=st.booleans())
    def change_seat(self, post, seated):
        (self.seated.add if seated else self.seated.discard)(post)

    @rule(
        parties=st.frozensets(st.sampled_from(("police", "homes", "council"))),
        wanted=st.frozensets(purposes),
        listed=fields,
        since=st.integers(-2, 3),
        until=st.none() | st.integers(-2, 6),
        state=st.sampled_from(AgreementState),
    )
    def agree(self, parties, wanted, listed, since, until, state):
        today = self.now.date()
        self.terms.append(
            Terms(
                reference=f"SA-{len(self.terms):02d}",
                parties=parties,
                purposes=wanted,
                shared=(Shared("soft", "council", listed),),
                since=today + dt.timedelta(days=since),
                until=None if until is None else today + dt.timedelta(days=until),
                state=state,
            )
        )

    @rule(which=st.integers(0, 9), state=st.sampled_from(AgreementState))
    def change_agreement(self, which, state):
        if which < len(self.terms):
            self.terms[which] = replace(self.terms[which], state=state)

    @rule(person=people, hours=st.integers(1, 40), emergency=st.booleans(), ref=st.booleans())
    def grant(self, person, hours, emergency, ref):
        until = self.now + dt.timedelta(hours=hours)
        ours = "SI-1" if ref else "SI-2"
        self.grants.append(Grant(person, "intelligence", ours, self.now, until, emergency))

    @rule(which=st.integers(0, 9))
    def end_grant(self, which):
        if which < len(self.grants):
            kept = self.grants[which]
            self.grants[which] = replace(kept, until=min(kept.until, self.now))

    @rule(person=people, days=st.none() | short, deny=st.booleans())
    def put_on_a_list(self, person, days, deny):
        today = self.now.date()
        until = None if days is None else today + dt.timedelta(days=days)
        (self.denied if deny else self.allowed).append(Listed(person, today, until))

    @rule(handling=st.sampled_from((Handling.PARTNERS, Handling.RESTRICTED, Handling.NAMED)))
    def reclass(self, handling):
        self.handling = handling

    def thing(self) -> Thing:
        return Thing(
            kind="intelligence",
            ref="SI-1",
            handling=self.handling,
            owner="council",
            data_class="soft",
            fields=frozenset(FIELDS),
            body="panel",
            allowed=tuple(self.allowed),
            denied=tuple(self.denied),
        )

    def asking(self, person: str, purpose: str) -> Asking:
        held = tuple(
            PostHeld(
                post, ORGANISATION[post], frozenset({"panel"} if post in self.seated else set())
            )
            for post, holder in self.holders.items()
            if holder == person
        )
        return Asking(person, held, purpose=purpose)

    def sees(self, person: str, purpose: str) -> set[str]:
        decision = decide(
            self.asking(person, purpose),
            self.thing(),
            terms=indexed(self.terms),
            grants=by_thing(self.grants),
            at=self.now,
        )
        return set(decision.fields)

    def plainly(self, person: str, purpose: str) -> set[str]:
        """What the rule gives, read slowly: field by field, post by post, paper by paper."""
        today = self.now.date()

        def stands(line: Listed) -> bool:
            after = line.until is not None and today > line.until
            return line.account == person and today >= line.since and not after

        def open_now(grant: Grant) -> bool:
            mine = (grant.account, grant.ref) == (person, "SI-1")
            return mine and not self.now < grant.since and not self.now >= grant.until

        if [line for line in self.denied if stands(line)]:
            return set()
        grants = [grant for grant in self.grants if open_now(grant)]
        if [grant for grant in grants if grant.emergency]:
            return set(FIELDS)
        personally = grants + [line for line in self.allowed if stands(line)]
        seen = set()
        for post in POSTS:
            if self.holders.get(post) != person:
                continue
            seat_counts = post in self.seated and self.handling is not Handling.NAMED
            if not personally and not seat_counts:
                continue
            if ORGANISATION[post] == "council":
                return set(FIELDS)
            for field in FIELDS:
                for terms in self.terms:
                    if terms.state is not AgreementState.LIVE or purpose not in terms.purposes:
                        continue
                    if today < terms.since or (terms.until is not None and today > terms.until):
                        continue
                    signed = {"council", ORGANISATION[post]} <= terms.parties
                    if signed and field in terms.shared[0].fields:
                        seen.add(field)
        return seen

    @invariant()
    def nobody_sees_what_the_rule_denies_nor_misses_what_it_gives(self):
        for person in PEOPLE:
            for purpose in PURPOSES:
                assert self.sees(person, purpose) == self.plainly(person, purpose)

    @invariant()
    def without_a_purpose_only_broken_glass_opens_anything(self):
        for person in PEOPLE:
            if self.sees(person, ""):
                assert any(g.emergency and g.account == person for g in self.grants)

    @invariant()
    def a_denial_more_never_widens(self):
        before = {person: self.sees(person, "violence") for person in PEOPLE}
        kept, self.denied = self.denied, [*self.denied, Listed(PEOPLE[0], self.now.date())]
        try:
            for person in PEOPLE:
                assert self.sees(person, "violence") <= before[person]
            assert not self.sees(PEOPLE[0], "violence")
        finally:
            self.denied = kept


Sight.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestSight = Sight.TestCase


days = st.dates(dt.date(2022, 1, 1), dt.date(2023, 12, 31))


def agreed(since: dt.date, until: dt.date | None, listed: frozenset[str]) -> Terms:
    return Terms(
        reference="SA-1",
        parties=frozenset({"police", "council"}),
        purposes=frozenset({"violence"}),
        shared=(Shared("soft", "council", listed),),
        since=since,
        until=until,
        state=AgreementState.LIVE,
    )


def seen_on(day: dt.date, *terms: Terms) -> frozenset[str]:
    sight = Sight()
    asking = Asking(
        PEOPLE[0], (PostHeld("sergeant", "police", frozenset({"panel"})),), purpose="violence"
    )
    at = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return decide(asking, sight.thing(), terms=indexed(terms), grants={}, at=at).fields


@given(days, days, fields, days)
def test_an_agreement_shows_its_fields_on_its_days_and_nothing_after(since, until, listed, day):
    shown = seen_on(day, agreed(since, until, listed))
    assert shown == (listed if since <= day <= until else frozenset())


@given(days, days, fields, days, days)
def test_what_time_has_shut_it_does_not_open_again(since, until, listed, one, other):
    earlier, later = sorted((one, other))
    if since <= earlier:
        terms = agreed(since, until, listed)
        assert seen_on(later, terms) <= seen_on(earlier, terms)


@given(days, days, fields, days, st.sampled_from([s for s in AgreementState if s != "LIVE"]))
def test_an_agreement_that_is_not_live_shows_nothing(since, until, listed, day, state):
    assert not seen_on(day, replace(agreed(since, until, listed), state=state))


@given(days, fields, fields)
def test_another_agreement_never_narrows(day, one, other):
    first = agreed(day, None, one)
    second = replace(agreed(day, None, other), reference="SA-2")
    assert seen_on(day, first, second) == one | other


@given(st.sampled_from(Handling), fields, purposes)
def test_every_field_is_shown_or_hidden_and_never_both(handling, listed, purpose):
    sight = Sight()
    asking = Asking(
        PEOPLE[0], (PostHeld("sergeant", "police", frozenset({"panel"})),), False, purpose
    )
    terms = indexed([agreed(FIRST.date(), None, listed)])
    thing = replace(sight.thing(), handling=handling)
    decision = decide(asking, thing, terms=terms, grants={}, at=FIRST)
    assert decision.fields | decision.hidden == thing.fields
    assert not decision.fields & decision.hidden
    assert decision.is_refused == (not decision.fields)
