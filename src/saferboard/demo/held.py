"""
The demonstration that stands after the board's meeting: who was there, and the draft minutes.
"""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.db import transaction

from saferboard.demo.reading import Words, quarter_file
from saferboard.domain.minuting import MinutesState
from saferboard.meetings.agreeing.operations import add_note
from saferboard.meetings.attending.operations import Line, mark_attendance, roster
from saferboard.meetings.models import AttendanceState, Meeting, Minute, MinuteBook, MinuteDraft
from saferboard.meetings.taking.operations import (
    add_minute,
    close_minutes,
    leave_out,
    save_minute,
)
from saferboard.meetings.taking.typed import ActionTyped, MinuteTyped
from saferboard.partners.models import User

LONDON = ZoneInfo("Europe/London")


def is_waiting() -> bool:
    """Return whether October's minutes are begun and nobody has typed into them."""
    words = quarter_file("minutes-2022-10-27")
    book = MinuteBook.objects.filter(meeting__code=words["meeting"]).first()
    typed = MinuteDraft.objects.filter(minute__meeting__code=words["meeting"])
    return book is not None and book.state == MinutesState.TAKING and not typed.exists()


@transaction.atomic
def hold_october(*, at: dt.datetime) -> int:
    """
    Take the minutes of 27 October 2022 as they were printed, close them, put the note of 3
    November under its minute at `at`, and return how many minutes there are.
    """
    words = quarter_file("minutes-2022-10-27")
    meeting = Meeting.objects.get(code=words["meeting"])
    clerk = User.objects.get(username="clerk")
    seen = dict.fromkeys((line.key for line in _there(meeting, words)), ("", "", "", ""))
    marked = mark_attendance(
        meeting, list(_there(meeting, words)), seen=seen, by=clerk, at=meeting.starts
    )
    assert marked.kept, f"October's attendance cannot be kept: {marked}"
    _number_as_printed(meeting, words, by=clerk, at=meeting.starts)
    for one in words["minutes"]:
        minute = meeting.minutes.get(number=str(one["number"]))
        typed = _typed(minute, one)
        saved = save_minute(minute, typed, base=minute.version, by=clerk, at=meeting.starts)
        assert not saved.faults, f"minute {minute.number} has a fault: {saved.faults}"
    hour, minutes = words["ended"].split(".")
    ended = dt.time(int(hour), int(minutes))
    on = dt.datetime.combine(meeting.starts.date(), ended, LONDON)
    close_minutes(Meeting.objects.get(pk=meeting.pk), ended=ended, by=clerk, at=on)
    for one in words["minutes"]:
        if note := one.get("note"):
            minute = meeting.minutes.get(number=str(one["number"]))
            add_note(minute, note["says"], on_day=note["day"], by=clerk, at=at)
    return meeting.minutes.count()


def _there(meeting: Meeting, words: Words) -> Iterator[Line]:
    """Each member called, then the others, as they stand in the boxes."""
    instead = {one["post"]: one["published_name"] for one in words["substitutes"]}
    codes = dict(meeting.summonses.values_list("post_id", "post__code"))
    for one in roster(meeting):
        code = codes[one.post]
        if code in words["came_for_another"]:
            continue
        state = AttendanceState.ABSENT
        if code in words["present"]:
            state = AttendanceState.PRESENT
        elif code in words["apologies"] or code in instead:
            state = AttendanceState.APOLOGY
        yield Line(f"post-{one.post}", (state, "", "", instead.get(code, "")))
    for place, other in enumerate(words["others"]):
        state = AttendanceState[other["state"].upper()]
        yield Line(f"other-{place}", (other["published_name"], other["as"], state))


def _number_as_printed(meeting: Meeting, words: Words, *, by: User, at: dt.datetime) -> None:
    after = meeting.minutes.get(item__number=words["add"]["after"])
    for number in words["leave_out"]:
        leave_out(meeting.minutes.get(item__number=number), by=by, at=at)
    add_minute(meeting, words["add"]["title"], after=after.pk, by=by, at=at)


def _typed(minute: Minute, one: Words) -> MinuteTyped:
    return MinuteTyped(
        title=one.get("title", minute.title),
        discussion="\n\n".join(one["text"]),
        resolved=one.get("resolved", ""),
        actions=tuple(
            ActionTyped(each["owners"], each["text"], each["due"])
            for each in one.get("actions", ())
        ),
    )
