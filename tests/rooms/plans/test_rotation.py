"""
Whose turn it is: which priority a meeting hears, and who may say so.
"""

import datetime as dt

import pytest

from saferboard.domain.refusals import Refused
from saferboard.meetings.agendas import rotation as asked
from saferboard.plans.models import Turn, TurnKind
from saferboard.plans.rotation.operations import TurnWanted, due_at, quarter_heard, set_turns
from tests.spec.tables import rows
from tests.world import AT, BY

HEARD = rows("""
    meeting    | hears
    -----------+--------
    2022-08-17 | Q1 2022/23
    2022-10-27 | Q2 2022/23
    2023-01-04 | Q3 2022/23
    2023-03-31 | Q3 2022/23
    2023-04-01 | Q4 2022/23
""")


@pytest.mark.parametrize("row", HEARD, ids=lambda row: row["meeting"])
def test_a_meeting_hears_the_quarter_that_ended_last(row):
    assert quarter_heard(dt.date.fromisoformat(row["meeting"])).label == row["hears"]


def test_a_priority_comes_once_though_for_two_reasons(world):
    turns = [
        TurnWanted(2, 1),
        TurnWanted(2, 1, TurnKind.END_OF_YEAR),
        TurnWanted(2, 2, TurnKind.END_OF_YEAR),
    ]
    set_turns(world.body, turns, by=BY, at=AT)
    found = list(due_at("board", dt.date(2022, 10, 27)))
    assert [(one.priority, one.lead) for one in found] == [(1, "head-of-safety"), (2, "")]
    assert found[0].why == "Its turn for Q2 2022/23: substantive discussion and end-of-year update"
    assert asked.due("board", dt.date(2022, 10, 27)) == found
    assert asked.due("panel", dt.date(2022, 10, 27)) == []
    assert asked.priorities() == [(1, "Safer streets"), (2, "Safe homes")]


def test_only_the_head_and_the_clerk_set_it(world):
    for role in ("chair", "partner"):
        with pytest.raises(Refused, match="set whose turn it is"):
            set_turns(world.body, [], by=world.users[role], at=AT)
    with pytest.raises(Refused, match="no priority 9"):
        set_turns(world.body, [TurnWanted(1, 9)], by=world.users["head"], at=AT)


def test_it_is_set_and_read_on_the_screen(client, world):
    client.force_login(world.users["head"])
    answer = client.post("/strategy/turns/board/", {"q1-substantive": ["1", "2"]})
    assert answer.status_code == 302
    assert Turn.objects.count() == 2
    client.logout()
    shown = client.get("/strategy/").content.decode()
    assert "Whose turn it is: Safer Westhaven Board" in shown
    assert "1. Safer streets and 2. Safe homes" in shown
