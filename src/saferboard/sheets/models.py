"""
Data sheets as they are asked for and come back.

What a sheet asks is a file (see `definitions.py`), so a sheet is named here by its slug and a
quarter as `2022-23 Q2`.  Cells are kept as they were typed, under `field.term.column`.
"""

from django.db import models
from django.db.models import Q

from saferboard.domain.states import UpdateState
from saferboard.partners.models import Organisation


class DataReturn(models.Model):
    """
    One sheet asked of one partner for one quarter.

    `draft` is what is being typed: cells, explanation, permissions, confirmations.  `counter`
    goes up by one each time it is kept, so that two people at one sheet do not overwrite each
    other unseen.  `reason` is why it was sent back or declined.
    """

    sheet = models.SlugField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="data_returns")
    quarter = models.CharField(max_length=10)
    state = models.CharField(
        max_length=14, choices=[(state.value, state.label) for state in UpdateState]
    )
    reason = models.CharField(max_length=1000, blank=True)
    draft = models.JSONField(default=dict)
    counter = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["sheet", "-quarter", "organisation_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "organisation", "quarter"],
                name="a_partner_is_asked_once_for_a_sheet_in_a_quarter",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["DECLINED", "SENT_BACK"]) | ~Q(reason=""),
                name="a_sheet_declined_or_sent_back_says_why",
            ),
        ]

    class Privacy:
        personal = {"draft": {}, "reason": "A reason."}
        open = frozenset({"id", "sheet", "organisation", "quarter", "state", "counter", "asked_at"})

    def __str__(self) -> str:
        return f"{self.sheet} {self.quarter}"


class Came(models.TextChoices):
    """How a return came."""

    WEB = "WEB", "typed on the page"
    EXCEL = "EXCEL", "an Excel template"
    PAPER = "PAPER", "read from a paper"


class Version(models.Model):
    """
    One return as it was sent, never altered.  The newest accepted one counts; one sent after
    that waits as a correction.

    `incorporate` and `publish` are the fields that may be put in a paper of the board, and
    published; `confirmed` the queries that were answered, with why.  `paper` and `vintage` say
    where it was read, of one that was read from a paper.
    """

    data_return = models.ForeignKey(DataReturn, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=7)
    typed = models.JSONField()
    explanation = models.TextField()
    incorporate = models.JSONField(default=list)
    publish = models.JSONField(default=list)
    confirmed = models.JSONField(default=dict)
    came = models.CharField(max_length=5, choices=Came.choices)
    paper = models.CharField(max_length=200, blank=True)
    vintage = models.CharField(max_length=100, blank=True)
    by = models.CharField(max_length=60)
    post = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["data_return_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["data_return", "number"], name="a_version_of_a_sheet_has_its_own_number"
            ),
            models.CheckConstraint(
                condition=~Q(explanation=""), name="a_sheet_comes_with_an_explanation"
            ),
        ]

    class Privacy:
        personal = {"explanation": "An explanation.", "confirmed": {}, "typed": {}, "by": "system"}
        open = frozenset(
            {"id", "data_return", "number", "edition", "incorporate", "publish", "came", "paper"}
            | {"vintage", "post", "at", "accepted_at"}
        )

    def __str__(self) -> str:
        return f"version {self.number} of data return {self.data_return_id}"


class Issue(models.Model):
    """
    What was shown of one field of a sheet for a quarter, each time something was accepted.

    `cells` holds a value or null (hidden) under `row|column`; what was shown once is counted as
    known for good.  `partners` are those in it, `gaps` those that are not, and why.
    """

    sheet = models.SlugField(max_length=60)
    quarter = models.CharField(max_length=10)
    field = models.SlugField(max_length=60, db_index=False)
    number = models.PositiveSmallIntegerField()
    cells = models.JSONField()
    partners = models.JSONField(default=list)
    gaps = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ["sheet", "quarter", "field", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "quarter", "field", "number"],
                name="an_issue_of_a_field_has_its_own_number",
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "sheet", "quarter", "field", "number", "cells", "partners", "gaps", "at"}
        )

    def __str__(self) -> str:
        return f"{self.sheet} {self.quarter} {self.field}, issue {self.number}"


class OwnWord(models.Model):
    """A partner's own word for a term of the shared vocabulary of a sheet."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="own_words")
    sheet = models.SlugField(max_length=60)
    breakdown = models.SlugField(max_length=60, db_index=False)
    word = models.CharField(max_length=60)
    term = models.SlugField(max_length=60, db_index=False)

    class Meta:
        ordering = ["sheet", "organisation_id", "breakdown", "word"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sheet", "breakdown", "word"],
                name="a_partners_word_means_one_term",
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "organisation", "sheet", "breakdown", "word", "term"})

    def __str__(self) -> str:
        return self.word
