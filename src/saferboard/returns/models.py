"""
Rounds of quarterly updates: what each contributor is asked, what is being typed, what came.
"""

from django.db import models
from django.db.models import Q

from saferboard.domain.states import UpdateState
from saferboard.partners.models import Organisation, Post
from saferboard.plans.models import Commitment, Priority, Strategy


class Round(models.Model):
    """
    One quarter's asking.  `quarter` is written `2022-23 Q2`; `rhythm` holds the days, counted
    from the due day, on which whoever has not sent is reminded.

    Of a round that was read from papers it is not known when it was due.
    """

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="rounds")
    quarter = models.CharField(max_length=10)
    due = models.DateField(null=True)
    rhythm = models.JSONField(default=list)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["strategy_id", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "quarter"], name="a_strategy_has_one_round_a_quarter"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "strategy", "quarter", "due", "rhythm", "opened_at", "closed_at"})

    def __str__(self) -> str:
        return self.quarter


class Update(models.Model):
    """
    What one contributor is asked in one round: of a commitment, of a strand of it, of a whole
    priority, or a data sheet (`sheet` is the sheet's code).

    `account` is the accepted text, a list of texts, and empty until there is one; what was
    sent is in `versions`.  `see` says where else to look, `reason` why it was sent back or
    declined; `slug` is its place in an address within its round; `came` the day it first came;
    `stated_late` that a paper says it came too late, where no due day is known.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="updates")
    slug = models.SlugField(max_length=220, db_index=False)
    priority = models.ForeignKey(Priority, models.CASCADE, null=True, related_name="updates")
    commitment = models.ForeignKey(Commitment, models.CASCADE, null=True, related_name="updates")
    sheet = models.SlugField(max_length=60, blank=True, db_index=False)
    strand = models.CharField(max_length=100, blank=True)
    contributor = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="updates")
    asked = models.ForeignKey(Post, models.PROTECT, null=True, related_name="updates")
    state = models.CharField(
        max_length=14, choices=[(state.value, state.label) for state in UpdateState]
    )
    account = models.JSONField(default=list)
    see = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    came = models.DateField(null=True)
    stated_late = models.BooleanField(default=False)

    class Meta:
        ordering = ["round_id", "priority_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "slug"], name="a_contributor_is_asked_once_for_a_thing"
            ),
            models.CheckConstraint(
                condition=Q(priority__isnull=False) ^ ~Q(sheet=""),
                name="an_update_is_of_a_priority_or_a_sheet",
            ),
            models.CheckConstraint(
                condition=~Q(state=UpdateState.ACCEPTED) | ~Q(account=[]) | ~Q(sheet=""),
                name="an_accepted_update_says_something",
            ),
            models.CheckConstraint(
                condition=Q(state=UpdateState.ACCEPTED) | Q(account=[]),
                name="an_update_not_accepted_says_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(state=UpdateState.SEE_ELSEWHERE) | ~Q(see=""),
                name="see_elsewhere_says_where",
            ),
        ]

    class Privacy:
        personal = {"account": ["An account."], "reason": "A reason."}
        open = frozenset(
            {"id", "round", "slug", "priority", "commitment", "sheet", "strand", "contributor"}
            | {"asked", "state", "see", "came", "stated_late"}
        )

    def __str__(self) -> str:
        return f"update {self.pk}"


class Via(models.TextChoices):
    """How a text came."""

    WEB = "WEB", "typed on the page"
    WORD = "WORD", "a Word template"
    EXCEL = "EXCEL", "an Excel template"
    PASTE = "PASTE", "a pasted table"
    PAPER = "PAPER", "read from a paper"


class Draft(models.Model):
    """
    What is being typed and nobody has sent yet.  `counter` goes up by one each time it is
    kept, so that two people at one text do not overwrite each other unseen.
    """

    update = models.OneToOneField(Update, models.CASCADE, related_name="draft")
    text = models.TextField()
    via = models.CharField(max_length=5, choices=Via.choices, default=Via.WEB.value)
    counter = models.PositiveIntegerField(default=1)
    by = models.CharField(max_length=60)
    post = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    class Privacy:
        personal = {"text": "A draft.", "by": "system"}
        open = frozenset({"id", "update", "via", "counter", "post", "at"})

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Version(models.Model):
    """
    One text as it was sent, never altered.  The newest accepted one is what a board reads;
    one sent after that waits as a correction, and says `why`.
    """

    update = models.ForeignKey(Update, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    account = models.JSONField()
    via = models.CharField(max_length=5, choices=Via.choices)
    by = models.CharField(max_length=60)
    post = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    why = models.CharField(max_length=1000, blank=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["update_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["update", "number"], name="a_version_has_its_own_number"
            ),
            models.CheckConstraint(condition=~Q(account=[]), name="a_version_says_something"),
        ]

    class Privacy:
        personal = {"account": ["An account."], "by": "system", "why": "A reason."}
        open = frozenset({"id", "update", "number", "via", "post", "at", "accepted_at"})

    def __str__(self) -> str:
        return f"version {self.number} of update {self.update_id}"
