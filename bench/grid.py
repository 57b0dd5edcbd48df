"""
Time the grid of who has sent what: 40 partners by 200 things, after 20 quarters of them.

The reference is the same page narrowed to one priority, which reads a quarter of the squares.
"""

import datetime as dt
import os
import secrets
import statistics
import tempfile
import time

ALLOWED = 0.3
"""Seconds of the server's own time that the page may take on two cores."""
PARTNERS, THINGS, QUARTERS = 40, 200, 20
AT = dt.datetime(2022, 10, 18, 9, tzinfo=dt.UTC)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SAFERBOARD_DATA"] = folder
        os.environ["SAFERBOARD_SECRET_KEY"] = secrets.token_urlsafe(50)
        os.environ["SAFERBOARD_DEMO"] = "yes"
        os.environ["SAFERBOARD_TODAY"] = "2022-10-19"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.config.settings")
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.ALLOWED_HOSTS = ["testserver"]
        call_command("migrate", verbosity=0)
        started = time.perf_counter()
        rows = fill()
        print(f"{rows:,} updates entered:           {time.perf_counter() - started:6.2f} s")
        measure()


def fill() -> int:
    """Enter the partners, a strategy of four priorities, and the rounds; return the updates."""
    from saferboard.domain.periods import Quarter
    from saferboard.domain.rights import Role
    from saferboard.partners import operations as partners
    from saferboard.partners.models import OrganisationKind, Post
    from saferboard.plans.models import Commitment
    from saferboard.plans.operations import (
        CommitmentWritten,
        PriorityWritten,
        SectionWritten,
        adopt_strategy,
    )
    from saferboard.returns.models import Round

    who = [f"partner-{n}" for n in range(PARTNERS)]
    partners.describe_partnership(
        "Safer Westhaven",
        area="Westhaven",
        place="westhaven",
        organisations=[
            partners.OrganisationDescribed(
                w, f"Organisation {w}", "", OrganisationKind.OTHER, False
            )
            for w in who
        ],
        posts=[partners.PostDescribed(w, f"Post of {w}", w, Role.HEAD) for w in who],
        by="system",
        at=AT,
    )
    partners.open_account(
        "head",
        password=secrets.token_urlsafe(),
        name="A head",
        post=who[0],
        since=dt.date(2022, 4, 1),
        by="system",
        at=AT,
    )

    def section(priority: int) -> SectionWritten:
        each = THINGS // 4
        return SectionWritten(
            1, "All", [CommitmentWritten(f"P{priority}-{n}", "A promise", ()) for n in range(each)]
        )

    strategy = adopt_strategy(
        "bench",
        title="Bench",
        first_year=2018,
        last_year=2024,
        priorities=[
            PriorityWritten(number=n, title="One", lead="", sections=[section(n)])
            for n in range(1, 5)
        ],
        by="system",
        at=AT,
    )
    posts = list(Post.objects.select_related("organisation").order_by("id"))
    commitments = list(Commitment.objects.select_related("section__priority").order_by("id"))
    for n in range(QUARTERS):
        opened = Round.objects.create(
            strategy=strategy,
            quarter=str(Quarter(2022, 2) + -n),
            due=dt.date(2022, 10, 14),
            opened_at=AT,
        )
        enter(opened, posts, commitments)
    return PARTNERS * THINGS * QUARTERS


def enter(opened, posts, commitments) -> None:
    """Ask every post about everything; a state for each, in turn."""
    from saferboard.domain.states import UpdateState
    from saferboard.returns.models import Update

    states = list(UpdateState)
    Update.objects.bulk_create(
        (
            Update(
                round=opened,
                slug=f"{commitment.ref}-{post.code}".lower(),
                priority=commitment.section.priority,
                commitment=commitment,
                contributor=post.organisation,
                asked=post,
                state=(state := states[(p + c) % len(states)]),
                account=["Said."] if state is UpdateState.ACCEPTED else [],
                see="Priority 1" if state is UpdateState.SEE_ELSEWHERE else "",
                came=dt.date(2022, 10, 12 + p % 4),
            )
            for p, post in enumerate(posts)
            for c, commitment in enumerate(commitments)
        ),
        batch_size=2000,
    )


def measure() -> None:
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    from saferboard.partners.models import User
    from saferboard.returns.rounds import views

    user = User.objects.get(username="head")

    def page(query: str = "") -> bytes:
        request = RequestFactory().get(f"/strategy/updates/2022-23-q2/who-has-sent/{query}")
        request.user = user
        request.session = {}
        return views.grid(request, "2022-23-q2").content

    with CaptureQueriesContext(connection) as asked:
        size = len(page())
    whole, part = median(page), median(lambda: page("?priority=1"))
    print(f"{PARTNERS} by {THINGS}:                       {whole:6.3f} s, {len(asked)} queries,")
    print(f"                                 {size / 1e6:6.1f} MB, {whole / ALLOWED:.2f} of 0.3 s")
    print(f"one priority of four:            {part:6.3f} s")


def median(do) -> float:
    took = []
    for _ in range(7):
        started = time.process_time()
        do()
        took.append(time.process_time() - started)
    return statistics.median(took)


if __name__ == "__main__":
    main()
