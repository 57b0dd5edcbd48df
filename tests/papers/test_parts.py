"""
The grammar, rule by rule: names, labels, owners, clauses, days, repeats, statuses, updates.
"""

import datetime as dt

import pytest

from saferboard.documents.reading import read_bytes
from saferboard.papers.actions import action_of, is_owner
from saferboard.papers.dates import first_date, times_in
from saferboard.papers.entries import entries, without_repeats
from saferboard.papers.model import Place, UpdateState
from saferboard.papers.people import is_name, listed, person_of, split_line
from saferboard.papers.resolutions import clauses
from saferboard.papers.rows import rows_of
from saferboard.papers.statuses import status_in
from saferboard.papers.updates import updates_in
from saferboard.papers.words import label_of

HERE = Place(1)


@pytest.mark.parametrize(
    ("text", "name", "post", "role"),
    [
        ("Ada Quill ((Head of Housing)) (Chairman)", "Ada Quill", "Head of Housing", "Chairman"),
        ("Cllr. J. Wray (Chair)", "Cllr. J. Wray", "", "Chair"),
        ("Ben Orr, Estuary Police", "Ben Orr", "Estuary Police", ""),
        ("Dot O'Hara - Head of Housing, Westhaven", "Dot O'Hara", "Head of Housing, Westhaven", ""),
        ("Councillor Ivy Ames in the Chair", "Councillor Ivy Ames", "", "Chair"),
        ("Head of Community Safety (F. Eade)", "F. Eade", "Head of Community Safety", ""),
        ("Zoe Amis (Chair, Westhaven Council)", "Zoe Amis", "Westhaven Council", "Chair"),
    ],
)
def test_a_person_is_read_from_a_line(text, name, post, role):
    found = person_of(text, HERE)
    assert (found.name, found.post, found.role) == (name, post, role)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Quill (Police, North), Bo Orr and PC Cy Dunn", ["Ada Quill", "Bo Orr", "PC Cy Dunn"]),
        ("Cllrs Bell, Coe and Dyer", ["Cllr Bell", "Cllr Coe", "Cllr Dyer"]),
        ("Ada Quill, Head of Housing and Health, Ben Orr", ["Ada Quill", "Ben Orr"]),
        ("Ada Quill; Ben Orr (Fire)", ["Ada Quill", "Ben Orr"]),
        ("JS, AB and CD", ["JS", "AB", "CD"]),
        ("Vera West, Victim Support, Sid Street", ["Vera West", "Sid Street"]),
    ],
)  # fmt: skip
def test_a_running_list_is_parted_into_people(text, names):
    assert [person.name for person in listed(text, HERE)] == names


def test_two_people_run_together_on_a_line_are_parted():
    line = "Ada Quill, (Manager) Haven Housing Group Ben O'Dell, (Officer)"
    assert split_line(line) == [
        "Ada Quill, (Manager) Haven Housing Group",
        "Ben O'Dell, (Officer)",
    ]
    both = "Councillor Ada Quill Councillor Ben Orr"
    assert split_line(both) == ["Councillor Ada Quill", "Councillor Ben Orr"]


@pytest.mark.parametrize(
    "text", ["Victim Support", "Head of Housing", "Haven Homes", "Any Other Business", "London"]
)
def test_a_post_or_an_organisation_is_no_name(text):
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Present:", ("present", "")),
        ("Apologies: Ada Quill", ("apologies", "Ada Quill")),
        ("Yn bresennol / Present:", ("present", "")),
        ("In attendance", ("also_present", "")),
        ("Officers in attendance: B Orr", ("also_present", "B Orr")),
        ("Apologies for absence were noted by all.", None),
        ("Members asked about the bins.", None),
    ],
)
def test_a_list_of_people_is_known_by_its_head(text, label):
    assert label_of(text) == label


@pytest.mark.parametrize(
    ("text", "owner", "said", "due"),
    [
        ("J Smith by 12 May", "J Smith", "", "12 May"),
        ("Head of Housing", "Head of Housing", "", ""),
        ("JS to circulate the plan by 12 May 2024", "JS", "circulate the plan", "12 May 2024"),
        ("A. Pike to send the form to members.", "A. Pike", "send the form to members.", ""),
        ("Circulate the plan (JS)", "JS", "Circulate the plan", ""),
        ("All partners to reply by the next meeting", "All partners", "reply", "the next meeting"),
        ("Write to the bus company", "", "Write to the bus company", ""),
        ("AB: book the room", "AB", "book the room", ""),
    ],
)  # fmt: skip
def test_owner_and_day_are_taken_out_of_an_action(text, owner, said, due):
    found = action_of(text, minute="1", place=HERE)
    assert (found.owner, found.text, found.due) == (owner, said, due)


@pytest.mark.parametrize("text", ["RV", "MMC", "JS/AB", "All Partners.", "Clerk", "Ada Quill"])
def test_an_action_column_names_owners(text):
    assert is_owner(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("that the report be noted.", ["that the report be noted."]),
        ("that (1) the report be noted; and (2) a letter be sent.",
         ["the report be noted", "a letter be sent."]),
        ("a) the plan be agreed b) the board be told", ["the plan be agreed", "the board be told"]),
        ("that section (1) of the Act be read", ["that section (1) of the Act be read"]),
    ],
)  # fmt: skip
def test_a_resolution_is_parted_into_clauses(text, found):
    assert clauses(text)[1] == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thursday 27 October 2022", dt.date(2022, 10, 27)),
        ("on 3rd of May, 2024", dt.date(2024, 5, 3)),
        ("17 th August 2022", dt.date(2022, 8, 17)),
        ("15 Hydref 2024", dt.date(2024, 10, 15)),
        ("12/03/2024", dt.date(2024, 3, 12)),
        ("March 4, 2024", dt.date(2024, 3, 4)),
        ("31 June 2024", None),
        ("5 May", None),
    ],
)
def test_a_day_is_read_as_written(text, day):
    assert first_date(text) == day


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("at 10.30 am on 27 October 2022", [dt.time(10, 30)]),
        ("10:00 – 12:15", [dt.time(10), dt.time(12, 15)]),
        ("2pm to 3.30pm", [dt.time(14), dt.time(15, 30)]),
        ("1430 hrs", [dt.time(14, 30)]),
        ("rose by 3.25% on 12.05.2024", []),
    ],
)
def test_a_time_is_read_as_written(text, times):
    assert times_in(text) == times


def test_a_numbered_list_within_a_minute_is_no_run_of_minutes():
    text = "\n\n".join(
        ["7. Welcome", "8. Burglary", "The board asked for:", "1. figures by ward", "2. a map",
         "3. the cost", "9. Any other business", "10. Next meeting"]
    )  # fmt: skip
    rows = rows_of(read_bytes("m.txt", text.encode()))
    assert [entry.label for entry in entries(rows)] == ["7", "8", "9", "10"]


def test_text_that_a_broken_table_prints_again_is_read_once():
    text = (
        "8\tBURGLARY\tAction\n\tThe fund had run out by the end of the year.\n"
        "\tThe fund had run out by the end of the year. RESOLVED that this be noted.\n"
        "9\tThe fund had run out by the end of the year. RESOLVED that this be noted.\tAction\n"
        "9\tThe fund had run out by the end of the year. RESOLVED that this be noted. FLY TIPPING"
        " It was said that there was less of it.\tAction\n"
    )
    rows, unsure = without_repeats(rows_of(read_bytes("m.txt", text.encode())))
    said = " ".join(row.text for row in rows)
    assert said.count("The fund had run out") == 1
    assert said.count("RESOLVED") == 1
    assert [entry.title for entry in entries(rows)] == ["BURGLARY", "FLY TIPPING"]
    assert len(unsure) == 3


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Green", "Green"),
        ("GREEN See Appendix 1", "GREEN"),
        ("Achieved and continues", "Achieved and continues"),
        ("In Process", "In Process"),
        ("First Time Entrants", ""),
        ("green spaces were opened", ""),
        ("Completed in March", ""),
    ],
)
def test_a_status_is_read_as_printed(text, status):
    assert status_in(text) == status


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Q1 – Update not requested Q2 – Update The map is almost done",
         [("Q1", UpdateState.NOT_REQUESTED), ("Q2", UpdateState.PROVIDED)]),
        ("Q1 Updates not requested Q2 Updates not provided",
         [("Q1", UpdateState.NOT_REQUESTED), ("Q2", UpdateState.NOT_PROVIDED)]),
        ("Quarter 3: two talks were given", [("Q3", UpdateState.PROVIDED)]),
        ("During Q1 2022 the team had 233 enquiries.", []),
        ("QUARTER 1 - UPDATES FROM ALL PARTNERS", []),
    ],
)  # fmt: skip
def test_the_account_of_a_quarter_is_told_from_talk_of_it(text, found):
    assert [(one.quarter, one.state) for one in updates_in(text, HERE)] == found
