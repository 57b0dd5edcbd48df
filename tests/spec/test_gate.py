"""
Who sees which parts of a restricted thing, as a table.

The thing is Children's Social Care's: a note of the class soft intelligence with the fields
concern, location and source.  The police ask.  The agreement is between the two for preventing
violence, lists concern and location, and has 1 April to 30 September for its days.
"""

import datetime as dt
import itertools

import pytest

from saferboard.domain.agreements import AgreementState, Shared, Terms, indexed
from saferboard.domain.gate import (
    Asking,
    Grant,
    Listed,
    PostHeld,
    Thing,
    Verdict,
    by_thing,
    decide,
)
from saferboard.domain.handling import Handling
from tests.spec.tables import rows

AGREEMENTS = {
    "none": None,
    "draft": (AgreementState.DRAFT, 0),
    "out for signature": (AgreementState.OUT_FOR_SIGNATURE, 0),
    "not yet begun": (AgreementState.LIVE, 30),
    "live": (AgreementState.LIVE, 0),
    "its last day was yesterday": (AgreementState.LIVE, -183),
    "suspended": (AgreementState.SUSPENDED, 0),
    "ended": (AgreementState.ENDED, 0),
    "withdrawn": (AgreementState.WITHDRAWN, 0),
}
"""The state, and how many days later than usual its days are."""
CLASSES = ("public", "partners", "restricted", "named")
STANDINGS = ("keeper", "named", "seat", "partner", "nobody")
PURPOSES = ("violence", "another", "none")

# The first row that fits is the one that holds; “any” fits everything.
RULE = rows("""
    class      | agreement | the police officer   | purpose  | answer   | why
    -----------+-----------+----------------------+----------+----------+-------------
    public     | any       | any                  | any      | whole    | .
    partners   | any       | keeper               | none     | refuse   | no-purpose
    partners   | any       | keeper               | any      | whole    | .
    partners   | any       | partner              | any      | whole    | .
    any        | any       | any                  | none     | refuse   | no-purpose
    any        | any       | keeper               | any      | whole    | .
    any        | any       | nobody               | any      | refuse   | no-part
    restricted | any       | partner              | any      | refuse   | no-part
    named      | any       | partner              | any      | refuse   | no-part
    named      | any       | seat                 | any      | refuse   | no-part
    any        | none      | any                  | any      | refuse   | no-agreement
    any        | any       | any                  | another  | refuse   | no-agreement
    any        | live      | any                  | violence | listed   | .
    any        | any       | any                  | violence | refuse   | not-live
""")
NOT_NAMED = {"no-part": "not-named"}
"""How a missing part is called where a thing is for named people only."""

TODAY = dt.date(2022, 4, 10)
AT = dt.datetime(2022, 4, 10, 9, tzinfo=dt.UTC)
FIELDS = frozenset({"concern", "location", "source"})
LISTED = frozenset({"concern", "location"})
ME = "account 7"


def the_terms(
    state: AgreementState = AgreementState.LIVE, later: int = 0, **changed: object
) -> Terms:
    by = dt.timedelta(days=later)
    said = {
        "reference": "SA-1",
        "parties": frozenset({"council", "police"}),
        "purposes": frozenset({"violence"}),
        "shared": (Shared("soft-intelligence", "council", LISTED),),
        "since": dt.date(2022, 4, 1) + by,
        "until": dt.date(2022, 9, 30) + by,
        "state": state,
        "conditions": ("For the panel's eyes.",),
        "owner": "Head of Community Safety",
    }
    return Terms(**said | changed)  # type: ignore[arg-type]


def the_thing(handling: str = "RESTRICTED", **changed: object) -> Thing:
    said = {
        "kind": "intelligence",
        "ref": "SI-1",
        "handling": Handling(handling),
        "owner": "council",
        "data_class": "soft-intelligence",
        "fields": FIELDS,
        "body": "panel",
        "keepers": frozenset({"social-care"}),
        "ask": "Social Care Manager",
    }
    return Thing(**said | changed)  # type: ignore[arg-type]


def the_asker(purpose: str = "violence", *, seat: bool = True, **changed: object) -> Asking:
    seats = frozenset({"panel"}) if seat else frozenset()
    said = {"posts": (PostHeld("sergeant", "police", seats),), "purpose": purpose}
    return Asking(ME, **said | changed)  # type: ignore[arg-type]


def asked(asking: Asking, thing: Thing, *terms: Terms, grants: tuple[Grant, ...] = ()):
    return decide(asking, thing, terms=indexed(terms), grants=by_thing(grants), at=AT)


def row_for(*said: str) -> dict[str, str | None]:
    heads = ("class", "agreement", "the police officer", "purpose")
    return next(
        row
        for row in RULE
        if all(row[head] in ("any", one) for head, one in zip(heads, said, strict=True))
    )


COMBINATIONS = list(itertools.product(CLASSES, AGREEMENTS, STANDINGS, PURPOSES))


@pytest.mark.parametrize("said", COMBINATIONS, ids=" / ".join)
def test_the_rule(said):
    handling, agreement, standing, purpose = said
    row = row_for(*said)
    state = AGREEMENTS[agreement]
    thing = the_thing(
        handling.upper(),
        keepers=frozenset({"sergeant"} if standing == "keeper" else {"social-care"}),
        named=frozenset({ME} if standing == "named" else ()),
    )
    asking = the_asker(
        "" if purpose == "none" else purpose,
        seat=standing == "seat",
        is_partner=standing == "partner",
    )
    decision = asked(asking, thing, *([the_terms(*state)] if state else []))
    shown = {"whole": FIELDS, "listed": LISTED, "refuse": frozenset()}[row["answer"]]
    verdict = {"whole": Verdict.ALLOW, "listed": Verdict.REDACT, "refuse": Verdict.REFUSE}
    assert (decision.verdict, decision.fields) == (verdict[row["answer"]], shown)
    assert decision.fields | decision.hidden == FIELDS
    why = row["why"] or ""
    assert decision.code == (NOT_NAMED.get(why, why) if handling == "named" else why)
    assert bool(decision.words) == decision.is_refused


def test_every_row_of_the_rule_is_needed():
    assert {id(row_for(*said)) for said in COMBINATIONS} == {id(row) for row in RULE}


LISTS = rows("""
    what there is                     | before | first day | last day | the day after
    ----------------------------------+--------+-----------+----------+--------------
    agreement                         | no     | yes       | yes      | no
    allowing with agreement           | no     | yes       | yes      | no
    allowing without agreement        | no     | no        | no       | no
    denial against seat and agreement | yes    | no        | no       | yes
    denial against the keeper         | yes    | no        | no       | yes
    denial against breaking the glass | yes    | no        | no       | yes
""")
DAYS = {
    "before": dt.date(2022, 4, 9),
    "first day": dt.date(2022, 4, 10),
    "last day": dt.date(2022, 4, 20),
    "the day after": dt.date(2022, 4, 21),
}
ALWAYS = (dt.datetime(2022, 1, 1, tzinfo=dt.UTC), dt.datetime(2022, 12, 31, tzinfo=dt.UTC))


@pytest.mark.parametrize("row", LISTS, ids=lambda row: row["what there is"])
@pytest.mark.parametrize("day", DAYS)
def test_lists_are_dated_and_a_denial_wins(row, day):
    what = row["what there is"]
    dated = (Listed(ME, DAYS["first day"], DAYS["last day"], ring="Social Care Manager"),)
    denied = dated if what.startswith("denial") else ()
    allowed = dated if what.startswith("allowing") else ()
    keepers = frozenset({"sergeant"} if "keeper" in what else {"social-care"})
    days = {"since": DAYS["first day"], "until": DAYS["last day"]} if what == "agreement" else {}
    terms = () if "without" in what else (the_terms(**days),)
    glass = "breaking" in what
    grants = (Grant(ME, "intelligence", "SI-1", *ALWAYS, emergency=True),) if glass else ()
    thing = the_thing(allowed=allowed, denied=denied, keepers=keepers)
    decision = decide(
        the_asker(seat=not allowed),
        thing,
        terms=indexed(terms),
        grants=by_thing(grants),
        at=dt.datetime.combine(DAYS[day], dt.time(12), dt.UTC),
    )
    assert decision.is_refused == (row[day] == "no")
    if denied and decision.is_refused:
        assert decision.said == "You have been shut out of this. Ask the Social Care Manager."


def test_a_grant_gives_a_part_and_never_the_agreement():
    grant = Grant(ME, "intelligence", "SI-1", AT, AT + dt.timedelta(hours=1))
    asking = the_asker(seat=False)
    assert asked(asking, the_thing(), the_terms()).code == "no-part"
    assert asked(asking, the_thing(), the_terms(), grants=(grant,)).fields == LISTED
    assert asked(asking, the_thing(), grants=(grant,)).code == "no-agreement"
    assert asked(asking, the_thing(ref="SI-2"), the_terms(), grants=(grant,)).is_refused


def test_breaking_the_glass_opens_one_thing_until_its_time_is_out():
    glass = Grant(ME, "intelligence", "SI-1", AT, AT + dt.timedelta(hours=1), emergency=True)
    asking, grants = the_asker(purpose="", seat=False), by_thing([glass])
    for minutes, is_open in ((-1, False), (0, True), (59, True), (60, False)):
        at = AT + dt.timedelta(minutes=minutes)
        decision = decide(asking, the_thing(), terms=indexed(()), grants=grants, at=at)
        assert (decision.fields == FIELDS) == is_open, minutes


def test_two_posts_do_not_lend_each_other_what_neither_has():
    seat = PostHeld("warden", "homes", frozenset({"panel"}))
    party = PostHeld("sergeant", "police")
    assert asked(the_asker(posts=(seat, party)), the_thing(), the_terms()).code == "no-agreement"


def test_an_agreement_for_one_panel_gives_others_nothing():
    for_us = the_terms(panels=frozenset({"panel"}))
    for_others = the_terms(panels=frozenset({"elsewhere"}))
    assert asked(the_asker(), the_thing(), for_us).fields == LISTED
    assert asked(the_asker(), the_thing(), for_others).code == "no-agreement"


def test_two_agreements_give_together_what_each_lists_and_are_both_named():
    second = the_terms(
        reference="SA-2", shared=(Shared("soft-intelligence", "council", frozenset({"source"})),)
    )
    decision = asked(the_asker(), the_thing(), the_terms(), second)
    assert (decision.verdict, decision.agreements) == (Verdict.ALLOW, ("SA-1", "SA-2"))
    assert decision.conditions == ("For the panel's eyes.", "For the panel's eyes.")


def test_the_owning_organisation_needs_a_part_and_no_agreement():
    ours = PostHeld("youth-worker", "council", frozenset({"panel"}))
    outside = PostHeld("gardener", "council")
    assert asked(the_asker(posts=(ours,)), the_thing()).fields == FIELDS
    assert asked(the_asker(posts=(outside,)), the_thing()).code == "no-part"


def test_what_is_not_known_is_refused():
    nowhere = the_thing(owner="", data_class="", body="", keepers=frozenset())
    assert asked(the_asker(), nowhere, the_terms()).code == "no-part"
    named = the_thing(owner="", named=frozenset({ME}))
    assert asked(the_asker(), named, the_terms()).code == "no-agreement"
    assert asked(Asking(""), the_thing()).code == "signed-out"
    none_listed = the_terms(shared=(Shared("soft-intelligence", "council", frozenset()),))
    assert asked(the_asker(), the_thing(), none_listed).code == "no-field"
    not_a_party = the_terms(parties=frozenset({"police", "fire"}))
    assert asked(the_asker(), the_thing(), not_a_party).code == "no-agreement"


SAID = rows("""
    agreement                  | said
    ---------------------------+-----------------------------------------------------------
    draft                      | The agreement SA-1 is a draft that nobody has signed.
    out for signature          | The agreement SA-1 is not yet signed by every party.
    not yet begun              | The agreement SA-1 begins on 1 May 2022.
    its last day was yesterday | The agreement SA-1 ended on 31 March 2022.
    suspended                  | The agreement SA-1 is suspended.
    ended                      | The agreement SA-1 has ended.
    withdrawn                  | The agreement SA-1 was withdrawn.
""")


@pytest.mark.parametrize("row", SAID, ids=lambda row: row["agreement"])
def test_a_refusal_says_why_and_whom_to_ask(row):
    decision = asked(the_asker(), the_thing(), the_terms(*AGREEMENTS[row["agreement"]]))
    assert decision.said == f"{row['said']} Ask the Head of Community Safety."
