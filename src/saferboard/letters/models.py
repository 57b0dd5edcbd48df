"""
Letters waiting, sent, held or failed, and the links they carry.

An address, a link and a code are sealed, and the last two are wiped once they have gone out:
of a link's token only a hash is kept.
"""

from django.db import models

from saferboard.domain.states import LetterState
from saferboard.partners.models import Post
from saferboard.partners.sealed import SealedTextField


class Letter(models.Model):
    """
    One letter to a post, or to an address where there is no post yet.

    `about` is the thing it speaks of, by reference; `secret` the link or code that it carries,
    until it has gone out; `message` what one sending is known by, the same for letters that went
    as one.
    """

    kind = models.CharField(max_length=40)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="letters")
    address = SealedTextField(null=True)
    about = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=400)
    body = models.TextField()
    secret = SealedTextField(null=True)
    state = models.CharField(
        max_length=9,
        choices=[(state.value, state.label) for state in LetterState],
        default=LetterState.QUEUED.value,
    )
    written_at = models.DateTimeField()
    due = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    message = models.CharField(max_length=32, blank=True)
    why = models.CharField(max_length=200, blank=True)

    was_new = True
    """Whether `send_letter` wrote it just now, rather than finding it written lately."""

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [models.Index(fields=["state", "next_try"], name="letters_to_send")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(post__isnull=False) ^ models.Q(address__isnull=False),
                name="a_letter_goes_to_a_post_or_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(state=LetterState.SENT, sent_at__isnull=False)
                | (~models.Q(state=LetterState.SENT) & models.Q(sent_at__isnull=True)),
                name="a_sent_letter_was_sent_some_day",
            ),
        ]

    class Privacy:
        personal = {"address": None, "secret": None}
        open = frozenset(
            {"id", "kind", "post", "about", "subject", "body", "state", "written_at", "due"}
            | {"tries", "next_try", "sent_at", "message", "why"}
        )

    def __str__(self) -> str:
        return f"letter {self.pk}"


class Link(models.Model):
    """
    One link that a letter carries, to one thing, for one post or address.

    Only a hash of its token is kept, and of its code.  `thing` is what it opens, by reference.
    """

    kind = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True)
    thing = models.CharField(max_length=200)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="links")
    address = SealedTextField(null=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    uses = models.PositiveSmallIntegerField(default=0)
    spent_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    codes_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(post__isnull=False) ^ models.Q(address__isnull=False),
                name="a_link_is_for_a_post_or_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("issued_at")),
                name="a_link_ends_after_it_is_issued",
            ),
        ]

    class Privacy:
        personal = {"address": None, "token_hash": "", "code_hash": ""}
        open = frozenset(
            {"id", "kind", "thing", "post", "issued_at", "expires_at", "uses", "spent_at"}
            | {"cancelled_at", "code_until", "code_tries", "codes_sent", "codes_since"}
        )

    def __str__(self) -> str:
        return f"link {self.pk}"
