"""
The next strategy while it is drafted: its groups, who joins them, their timetable and outputs,
what the public was asked, and what was decided about the groups.
"""

from django.db import models
from django.db.models import Q

from saferboard.bodies.models import Body
from saferboard.domain.states import DraftState
from saferboard.instruments.models import Instrument
from saferboard.partners.models import Post
from saferboard.plans.models import Strategy

TITLE = 200


class Draft(models.Model):
    """
    A strategy that is being drafted.  `instrument` is its entry in the library of plans,
    `supersedes` the one it is to take the place of; `questions` what the board is asked about
    it; `adopted_in` the meeting and minute that adopted it, in words.
    """

    code = models.SlugField(unique=True)
    title = models.CharField(max_length=TITLE)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    instrument = models.OneToOneField(Instrument, models.PROTECT, related_name="draft")
    supersedes = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    questions = models.JSONField(default=list)
    state = models.CharField(
        max_length=8, choices=[(state.value, state.label) for state in DraftState]
    )
    strategy = models.OneToOneField(Strategy, models.PROTECT, null=True, related_name="draft")
    adopted_in = models.CharField(max_length=TITLE, blank=True)
    adopted_on = models.DateField(null=True)

    class Meta:
        ordering = ["-first_year", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=models.F("first_year")),
                name="a_drafted_strategy_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state=DraftState.ADOPTED) | Q(strategy__isnull=False),
                name="an_adopted_draft_made_a_strategy",
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "code", "title", "first_year", "last_year", "instrument", "supersedes"}
            | {"questions", "state", "strategy", "adopted_in", "adopted_on"}
        )

    def __str__(self) -> str:
        return self.title


class Group(models.Model):
    """
    One task and finish group.  `role` is a list of texts; `makes_priority` says that its outputs
    become a priority of the strategy.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=TITLE)
    role = models.JSONField(default=list)
    makes_priority = models.BooleanField(default=False)
    lead = models.ForeignKey(Post, models.PROTECT, null=True, related_name="groups_led")
    bodies = models.ManyToManyField(Body, related_name="drafting_groups")

    class Meta:
        ordering = ["draft_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="a_group_number_is_used_once")
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "draft", "number", "name", "role", "makes_priority", "lead"})

    def __str__(self) -> str:
        return f"Group {self.number}: {self.name}"


class Decision(models.Model):
    """What was decided or proposed about the groups on a day, and which there were then."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="decisions")
    day = models.DateField()
    says = models.TextField()
    groups = models.JSONField(default=list)
    source = models.CharField(max_length=TITLE)

    class Meta:
        ordering = ["draft_id", "day", "id"]

    class Privacy:
        personal = {}
        open = frozenset({"id", "draft", "day", "says", "groups", "source"})

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Volunteer(models.Model):
    """A post that joined a group, or said that it would."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="volunteers")
    post = models.ForeignKey(Post, models.PROTECT, related_name="drafting")
    day = models.DateField()
    note = models.CharField(max_length=TITLE, blank=True)

    class Meta:
        ordering = ["group_id", "day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "post"], name="a_post_joins_a_group_once")
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "group", "post", "day", "note"})

    def __str__(self) -> str:
        return f"volunteer {self.pk}"


class Stage(models.Model):
    """One step of the timetable, of all groups or of one, and when it was reached."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="stages")
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="stages")
    what = models.CharField(max_length=TITLE)
    target = models.DateField()
    target_words = models.CharField(max_length=60)
    reached_on = models.DateField(null=True)

    class Meta:
        ordering = ["draft_id", "target", "id"]

    class Privacy:
        personal = {}
        open = frozenset({"id", "draft", "group", "what", "target", "target_words", "reached_on"})

    def __str__(self) -> str:
        return f"stage {self.pk}"


class OutputKind(models.TextChoices):
    PARAMETER = "PARAMETER", "Parameter"
    AIM = "AIM", "Aim or objective"
    TARGET = "TARGET", "Target"
    ACTION = "ACTION", "Action"


class Output(models.Model):
    """
    One thing a group puts forward.  `measure` is the slug of the measure that a parameter or a
    target is told by; `owner` the post that is to do an action.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="outputs")
    kind = models.CharField(max_length=9, choices=OutputKind.choices)
    text = models.TextField()
    measure = models.CharField(max_length=100, blank=True)
    owner = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["group_id", "id"]

    class Privacy:
        personal = {}
        open = frozenset({"id", "group", "kind", "text", "measure", "owner"})

    def __str__(self) -> str:
        return f"output {self.pk}"


class Asked(models.Model):
    """One question that the public is asked about the next strategy."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="asked")
    text = models.CharField(max_length=TITLE)

    class Meta:
        ordering = ["draft_id", "id"]
        verbose_name_plural = "asked"

    class Privacy:
        personal = {}
        open = frozenset({"id", "draft", "text"})

    def __str__(self) -> str:
        return f"question {self.pk}"


class Who(models.TextChoices):
    RESIDENTS = "RESIDENTS", "Residents"
    YOUNG_PEOPLE = "YOUNG_PEOPLE", "Young people"
    BUSINESSES = "BUSINESSES", "Businesses"
    ORGANISATIONS = "ORGANISATIONS", "Voluntary and community organisations"
    OTHERS = "OTHERS", "Others"


class Answer(models.Model):
    """
    What the public answered, in somebody's words, how many said it, and what came of it.

    Who answered is kept as a kind of people alone.
    """

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="answers")
    who = models.CharField(max_length=13, choices=Who.choices)
    text = models.TextField()
    said_by = models.PositiveIntegerField(default=1)
    came_of_it = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_id", "-said_by", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(said_by__gte=1), name="somebody_gave_an_answer")
        ]

    class Privacy:
        personal = {"text": "An answer."}
        open = frozenset({"id", "asked", "who", "said_by", "came_of_it"})

    def __str__(self) -> str:
        return f"answer {self.pk}"
