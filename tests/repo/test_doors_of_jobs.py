"""
What is done by night: all of it in the table of doors, and safe to do twice.
"""

import datetime as dt

import pytest

from saferboard.config import ticking
from saferboard.ledger.models import Entry
from tests.repo.other_doors import JOBS
from tests.repo.standing import changed, everything
from tests.world import LONDON

AT = dt.datetime(2022, 10, 25, 9, tzinfo=LONDON)


def test_every_job_is_in_the_table():
    assert {job.name for job in ticking.jobs()} == JOBS.keys()


@pytest.mark.parametrize("name", JOBS)
def test_a_job_done_twice_does_nothing_the_second_time(world, name, settings):
    settings.EMAIL_HOST = "mail.westhaven.example"
    job = next(job for job in ticking.jobs() if job.name == name)
    last = Entry.objects.latest("id").id
    assert job.words
    assert job.run(AT)
    left = set(Entry.objects.filter(id__gt=last).values_list("kind", flat=True))
    assert left == JOBS[name]
    lines, before = Entry.objects.count(), everything()
    job.run(AT)
    assert changed(before) == set()
    assert Entry.objects.count() == lines
