"""
A sitting of a body, and who is called to it.
"""

from django.db import models

from saferboard.bodies.models import NOT_STATED, Body
from saferboard.domain.states import AgendaState, MeetingState
from saferboard.partners.models import Post


class Meeting(models.Model):
    """
    One sitting of a body.  `code` is its day, and its place in every address.

    `questions_until` and `report_questions_until` are days to which the chair put off the
    deadlines that the body's rules give.
    """

    code = models.SlugField(unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, default=NOT_STATED)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value.title()) for state in MeetingState]
    )
    agenda_state = models.CharField(
        max_length=9,
        choices=[(state.value, state.label) for state in AgendaState],
        default=AgendaState.DRAFT.value,
    )
    agenda_published = models.DateField(null=True, blank=True)
    contact = models.ForeignKey(Post, models.PROTECT, null=True, related_name="contact_for")
    contact_name = models.CharField(max_length=200, blank=True)
    next_meeting = models.DateTimeField(null=True, blank=True)
    question_rules = models.TextField(blank=True)
    questions_until = models.DateField(null=True)
    report_questions_until = models.DateField(null=True)

    class Meta:
        ordering = ["-starts", "id"]

    class Privacy:
        personal = {"contact_name": "An officer"}
        open = frozenset(
            {
                "id",
                "code",
                "body",
                "starts",
                "ends",
                "place",
                "state",
                "agenda_state",
                "agenda_published",
                "contact",
                "next_meeting",
                "question_rules",
                "questions_until",
                "report_questions_until",
            }
        )

    def __str__(self) -> str:
        return f"meeting {self.code}"


class Summons(models.Model):
    """A post called to a meeting, under the name the agenda published."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="summonses")
    position = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="summonses")
    published_name = models.CharField(max_length=200)
    note = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["meeting_id", "position"]
        verbose_name_plural = "summonses"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "post"], name="a_post_is_summoned_once_to_a_meeting"
            )
        ]

    class Privacy:
        personal = {"published_name": "A member"}
        open = frozenset({"id", "meeting", "position", "post", "note"})

    def __str__(self) -> str:
        return f"summons {self.pk}"
