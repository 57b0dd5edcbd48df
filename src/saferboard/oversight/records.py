"""
The personal records of this room: what was odd in how an account looked at things.
"""

import datetime as dt
from collections.abc import Iterator

from saferboard.domain.oddities import RULES, NoticeState, Rule
from saferboard.domain.retention import Term
from saferboard.oversight.models import Notice
from saferboard.partners.models import Actor, User
from saferboard.partners.record_kinds import DueRecord, Found, RecordKind, Subject


def _due(began: dt.date) -> Iterator[DueRecord]:
    noticed = Notice.objects.filter(day__lte=began).order_by("id")
    return (DueRecord(code, day) for code, day in noticed.values_list("code", "day"))


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    return Notice.objects.filter(code=ref).delete()[0]


def _about(subject: Subject) -> Iterator[Found]:
    if subject.account is None:
        return
    for one in Notice.objects.filter(account=User(pk=subject.account).ledger_name).order_by("id"):
        explained = one.state == NoticeState.EXPLAINED
        yield Found(
            kind="notice",
            ref=one.code,
            title="Something noticed in how you looked at things",
            facts=(
                ("Of", f"{one.day:%-d %B %Y}"),
                ("What", RULES[Rule(one.rule)].label),
                ("Explained as", one.reason or "not explained yet"),
            ),
            may_erase=explained,
            why_not="" if explained else "It is not explained yet.",
        )


KINDS = (
    RecordKind(
        code="notice",
        label="Notices of odd patterns",
        controller="The council that runs this installation",
        purpose="Finding out where somebody looks at what is not theirs to see",
        basis="UK GDPR article 6(1)(c), and article 32: security of processing",
        people="Those who have accounts",
        data=("account number", "the rule and the day", "how many looks", "how it was explained"),
        recipients="The data protection officer",
        kept=Term(years=2),
        since="the day it is of",
        authority="Default of this product: as long as the requests that were looked at",
        tables=("oversight.Notice",),
        due=_due,
        erase=_erase,
        about=_about,
        risks=(("Somebody is suspected unheard", "It accuses nobody, and a person explains it"),),
    ),
)
