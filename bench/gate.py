"""
Time the gate: one decision among 1,000 agreements and 10,000 seats, and a list of 10,000
restricted rows from the database, beside the same work without gate and ledger.
"""

import datetime as dt
import os
import secrets
import statistics
import tempfile
import time

ALLOWED = 50e-6
"""Seconds that one decision may take, as a median."""
AGREEMENTS, SEATS, ROWS = 1_000, 10_000, 10_000
AT = dt.datetime(2022, 10, 19, 9, tzinfo=dt.UTC)


def main() -> None:
    decide_alone()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SAFERBOARD_DATA"] = folder
        os.environ["SAFERBOARD_SECRET_KEY"] = secrets.token_urlsafe(50)
        os.environ["SAFERBOARD_SEALING_KEYS"] = "bench:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        filter_a_list()


def decide_alone() -> None:
    """Decide on 2,000 things, each by another asker, with everything loaded."""
    from saferboard.domain.gate import decide

    agreements, times, plain, shown = loaded(), [], [], 0
    rows = asked()
    held = {thing.ref: row(thing) for _, thing in rows}
    for asking, thing in rows:
        started = time.perf_counter()
        read(held, thing)
        read_at = time.perf_counter()
        decision = decide(asking, thing, terms=agreements, grants={}, at=AT)
        times.append(time.perf_counter() - read_at)
        plain.append(read_at - started)
        shown += not decision.is_refused
    took, without = statistics.median(times), statistics.median(plain)
    print(f"one row read with no gate, median of {len(plain):,}: {without * 1e6:9.1f} µs")
    print(f"one decision on it, median of {len(times):,}: {took * 1e6:9.1f} µs, {shown:,} shown")
    print(f"  {(took + without) / without:.1f} times the row without the gate")
    print(f"  {took / ALLOWED:.2f} of the {ALLOWED * 1e6:.0f} µs allowed")


def row(thing) -> dict[str, str]:
    """Return what a thing's row holds: a made-up value for each of its fields."""
    return {name: f"made up {name} of {thing.ref}" for name in sorted(thing.fields)}


def read(held: dict[str, dict[str, str]], thing) -> dict[str, str]:
    """Return what is shown of a thing where nobody asks whether it may be: every field."""
    found = held[thing.ref]
    return {name: found[name] for name in thing.fields}


def loaded():
    """Return 1,000 agreements between fifty organisations, ready to be looked up."""
    from saferboard.domain.agreements import AgreementState, Shared, Terms, indexed

    return indexed(
        Terms(
            reference=f"SA-{n}",
            parties=frozenset({f"org-{n % 50}", f"org-{(n + 1) % 50}", f"org-{(n + 7) % 50}"}),
            purposes=frozenset({"violence", f"purpose-{n % 9}"}),
            shared=(Shared("soft", f"org-{n % 50}", frozenset({"concern", "location"})),),
            since=dt.date(2022, 1, 1),
            until=dt.date(2022, 12, 31),
            state=AgreementState.LIVE,
        )
        for n in range(AGREEMENTS)
    )


def asked():
    """Return 2,000 askers of 10,000 seats, each with a thing."""
    from saferboard.domain.gate import Asking, PostHeld, Thing
    from saferboard.domain.handling import Handling

    fields = frozenset({"concern", "location", "source"})
    seats = [
        PostHeld(f"post-{n}", f"org-{(n + 1) % 50}", frozenset({f"panel-{n % 200}"}))
        for n in range(SEATS)
    ]
    return [
        (
            Asking(f"account {n}", (seats[n * 5],), purpose="violence"),
            Thing(
                kind="note",
                ref=f"SI-{n}",
                handling=Handling.RESTRICTED,
                owner=f"org-{n * 5 % 50}",
                data_class="soft",
                fields=fields,
                body=f"panel-{n * 5 % 200}",
            ),
        )
        for n in range(2000)
    ]


def filter_a_list() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from saferboard.sharing import gate
    from saferboard.sharing.models import Intelligence
    from saferboard.sharing.requests.offered import intelligence_thing

    user = enter()

    def rows() -> list[Intelligence]:
        return list(Intelligence.objects.select_related("keeper__organisation", "body"))

    def plainly() -> int:
        return len([note.ref for note in rows() if note.values])

    def through_the_gate() -> int:
        things = [intelligence_thing(note) for note in rows()]
        decisions = gate.look(user, things, purpose="violence-reduction", at=AT)
        return sum(not decision.is_refused for decision in decisions)

    without = median(plainly)
    through = median(through_the_gate)
    with CaptureQueriesContext(connection) as captured:
        shown = through_the_gate()
    with CaptureQueriesContext(connection) as few:
        gate.look(
            user,
            [intelligence_thing(note) for note in rows()[:1]],
            purpose="violence-reduction",
            at=AT,
        )
    print(f"{ROWS:,} rows read and opened:        {without:9.3f} s")
    print(f"the same through gate and ledger:  {through:9.3f} s, {shown:,} shown")
    print(f"  {through / without:.2f} times the work without gate and ledger")
    print(f"  {len(captured)} queries; for one row, {len(few)}")


def enter():
    """Enter rows in bulk: by operations they would take longer than everything else."""
    from saferboard.bodies.models import Body, Seat
    from saferboard.partners.models import Holding, Organisation, Person, Post, User

    organisations = Organisation.objects.bulk_create(
        Organisation(code=f"org-{n}", name=f"Organisation {n}", kind="OTHER") for n in range(50)
    )
    posts = Post.objects.bulk_create(
        Post(code=f"post-{n}", title=f"Post {n}", organisation=organisations[n % 50])
        for n in range(2_000)
    )
    bodies = Body.objects.bulk_create(
        Body(code=f"panel-{n}", name=f"Panel {n}", handling="RESTRICTED") for n in range(50)
    )
    Seat.objects.bulk_create(
        Seat(body=bodies[n % 50], post=posts[n // 5], role="MEMBER", position=n)
        for n in range(SEATS)
    )
    enter_agreements(organisations, posts)
    enter_notes(posts, bodies)
    person = Person.objects.create(name="Bench")
    Holding.objects.create(post=posts[0], person=person, since=dt.date(2022, 1, 1))
    return User.objects.create(username="bench", person=person)


def enter_agreements(organisations, posts) -> None:
    from saferboard.sharing.models import Agreement, Given, Party

    agreements = Agreement.objects.bulk_create(
        Agreement(
            reference=f"SA-{n}",
            title="Bench",
            purposes=["violence-reduction"],
            since=dt.date(2022, 1, 1),
            review_on=dt.date(2022, 12, 1),
            owner=posts[0],
            state="LIVE",
            digest="0" * 64,
        )
        for n in range(AGREEMENTS)
    )
    for n, agreement in enumerate(agreements):
        giver = organisations[n % 49 + 1]
        Party.objects.bulk_create(
            Party(agreement=agreement, organisation=one) for one in (organisations[0], giver)
        )
        Given.objects.create(
            agreement=agreement, giver=giver, data_class="soft-intelligence", fields=["concern"]
        )


def enter_notes(posts, bodies) -> None:
    from saferboard.sharing.models import Intelligence

    Intelligence.objects.bulk_create(
        Intelligence(
            ref=f"SI-{n}",
            keeper=posts[n % 2_000],
            body=bodies[n % 50],
            handling="RESTRICTED",
            data_class="soft-intelligence",
            subject="Made up",
            values={"concern": "Made up", "location": "Nowhere"},
            noted_on=AT.date(),
        )
        for n in range(ROWS)
    )


def median(run, runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main()
