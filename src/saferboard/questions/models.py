"""
A question to a meeting, who asked it, and the answer.

Who asked is sealed.  A name is shown where they said it may be; an address never is.
"""

from django.db import models

from saferboard.domain.states import QuestionState
from saferboard.meetings.models import Item, Meeting
from saferboard.partners.models import Post
from saferboard.partners.sealed import SealedTextField


class AskerKind(models.TextChoices):
    PUBLIC = "PUBLIC", "A member of the public"
    COUNCILLOR = "COUNCILLOR", "A councillor"


class AnsweredIn(models.TextChoices):
    MEETING = "MEETING", "At the meeting"
    WRITING = "WRITING", "In writing, after the meeting"


class Question(models.Model):
    """
    One question to a meeting: about a report on its agenda (`item`), or about any matter.

    `name_mark` is how a person's own questions are found though their name is sealed;
    `answerer` is the post that is to answer, or did.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="questions")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="questions")
    text = models.TextField()
    asker = models.CharField(max_length=10, choices=AskerKind.choices)
    name = SealedTextField(null=True)
    name_mark = models.CharField(max_length=64, blank=True)
    may_publish_name = models.BooleanField(default=False)
    address = SealedTextField(null=True)
    email = SealedTextField(null=True)
    received_at = models.DateTimeField()
    state = models.CharField(
        max_length=9,
        choices=[(state.value, state.label) for state in QuestionState],
        default=QuestionState.RECEIVED.value,
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    answerer = models.ForeignKey(Post, models.PROTECT, null=True, related_name="questions")
    answer = models.TextField(blank=True)
    answered_in = models.CharField(max_length=7, choices=AnsweredIn.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["meeting_id", "received_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=QuestionState.DECLINED) | ~models.Q(reason=""),
                name="a_question_is_not_taken_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[QuestionState.ANSWERED, QuestionState.PUBLISHED])
                | (~models.Q(answer="") & models.Q(answerer__isnull=False)),
                name="an_answer_is_some_posts_words",
            ),
        ]

    class Privacy:
        personal = {"name": None, "name_mark": "", "address": None, "email": None}
        open = frozenset(
            {"id", "meeting", "item", "text", "asker", "may_publish_name", "received_at", "state"}
            | {"decided_at", "reason", "answerer", "answer", "answered_in", "answered_at"}
            | {"published_at", "erased_at"}
        )

    def __str__(self) -> str:
        return f"question {self.pk}"
