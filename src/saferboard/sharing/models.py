"""
Agreements and who signed them, requests and what was answered, soft intelligence, grants and
lists, and what may be published.

What says something of a private person is sealed, and so are reasons, which people write
such things into.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from saferboard.bodies.models import Body
from saferboard.domain.agreements import AgreementState
from saferboard.domain.handling import Handling
from saferboard.domain.publication import Use
from saferboard.domain.requests import RequestState
from saferboard.library.models import StoredFile
from saferboard.partners.models import Organisation, Post
from saferboard.partners.sealed import SealedJSONField, SealedTextField

USER = settings.AUTH_USER_MODEL
KIND, REF, CODE = 24, 40, 60


class Agreement(models.Model):
    """One version of a sharing agreement.  Once out for signature its terms are never edited."""

    reference = models.SlugField(max_length=20)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    purposes = models.JSONField(default=list)
    bases = models.JSONField(default=list)
    conditions = models.JSONField(default=list)
    panels = models.JSONField(default=list)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(null=True, blank=True)
    owner = models.ForeignKey(Post, models.PROTECT, related_name="agreements_owned")
    state = models.CharField(
        max_length=20, choices=[(s.value, s.label) for s in AgreementState], default="DRAFT"
    )
    digest = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True)
    noticed = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["reference", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "version"], name="a_version_of_an_agreement_is_one"
            ),
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(state__in=["LIVE", "SUSPENDED"]),
                name="one_version_of_an_agreement_holds",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="an_agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["DRAFT", "WITHDRAWN"])
                | Q(since__isnull=False, review_on__isnull=False) & ~Q(digest=""),
                name="what_is_to_be_signed_is_whole",
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "reference", "version", "title", "purposes", "bases", "conditions", "panels"}
            | {"since", "until", "review_on", "answer_days", "owner", "state", "digest"}
            | {"document", "noticed"}
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """How it is called: “SA-1”, or “SA-1 (version 2)”."""
        return self.reference if self.version == 1 else f"{self.reference} (version {self.version})"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"agreement {self.reference} version {self.version}"


class Party(models.Model):
    """An organisation in an agreement, and who signed for it, if it is signed."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True)
    signed_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["organisation__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="a_party_is_in_an_agreement_once"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True, digest="")
                | Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(digest=""),
                name="signed_is_by_somebody_and_of_something",
            ),
        ]

    class Privacy:
        personal = {"signed_by": None}
        open = frozenset({"id", "agreement", "organisation", "signed_at", "signed_post", "digest"})

    def __str__(self) -> str:
        return f"party {self.pk}"


class Given(models.Model):
    """One class of data that one party gives the others under an agreement, with its fields."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="given")
    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    data_class = models.CharField(max_length=CODE)
    fields = models.JSONField(default=list)

    class Meta:
        ordering = ["giver__name", "data_class", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "giver", "data_class"], name="a_class_is_given_once_by_each"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "agreement", "giver", "data_class", "fields"})

    def __str__(self) -> str:
        return f"given {self.pk}"


class Step(models.Model):
    """Something done to an agreement, and why."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="steps")
    did = models.CharField(max_length=24)
    reason = models.TextField(blank=True)
    post = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    class Privacy:
        personal = {"reason": ""}
        open = frozenset({"id", "agreement", "did", "post", "at"})

    def __str__(self) -> str:
        return f"step {self.pk}"


class Grant(models.Model):
    """Access to one thing for a time, given to an account, or taken by breaking the glass."""

    account = models.ForeignKey(USER, models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=KIND)
    ref = models.CharField(max_length=REF)
    reason = SealedTextField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    emergency = models.BooleanField(default=False)
    given_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="a_grant_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(emergency=True, account=F("given_by"))
                | Q(emergency=False) & ~Q(account=F("given_by")),
                name="nobody_grants_to_themselves",
            ),
        ]

    class Privacy:
        personal = {"account": None, "reason": "A reason.", "given_by": None, "ended_by": None}
        open = frozenset({"id", "kind", "ref", "since", "until", "emergency", "ended_at"})

    def __str__(self) -> str:
        return f"grant {self.pk}"


class Listing(models.Model):
    """An account let in to a thing, or shut out of it, between two days; whom to ring."""

    account = models.ForeignKey(USER, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=KIND)
    ref = models.CharField(max_length=REF)
    lets_in = models.BooleanField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ring = models.ForeignKey(Post, models.PROTECT, related_name="+")
    reason = SealedTextField()
    given_by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="a_listing_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(lets_in=False) | ~Q(account=F("given_by")),
                name="nobody_lets_themselves_in",
            ),
        ]

    class Privacy:
        personal = {"account": None, "reason": "A reason.", "given_by": None}
        open = frozenset({"id", "kind", "ref", "lets_in", "since", "until", "ring"})

    def __str__(self) -> str:
        return f"listing {self.pk}"


class Intelligence(models.Model):
    """A note of soft intelligence, kept by a post."""

    ref = models.SlugField(max_length=REF, unique=True)
    keeper = models.ForeignKey(Post, models.PROTECT, related_name="intelligence")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True)
    handling = models.CharField(
        max_length=10, choices=[(h.value, h.label) for h in Handling if h.is_restricted]
    )
    data_class = models.CharField(max_length=CODE)
    subject = SealedTextField()
    values = SealedJSONField(default=dict)
    noted_on = models.DateField()

    class Meta:
        ordering = ["-noted_on", "-id"]
        verbose_name_plural = "intelligence"

    class Privacy:
        personal = {"subject": "Somebody", "values": {}}
        open = frozenset({"id", "ref", "keeper", "body", "handling", "data_class", "noted_on"})

    def __str__(self) -> str:
        return self.ref


class InformationRequest(models.Model):
    """A question from one post to another post of another organisation, and its answer."""

    ref = models.SlugField(max_length=REF, unique=True)
    asking_post = models.ForeignKey(Post, models.PROTECT, related_name="requests_made")
    asked_post = models.ForeignKey(Post, models.PROTECT, related_name="requests_received")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="requests")
    purpose = models.CharField(max_length=CODE)
    data_class = models.CharField(max_length=CODE)
    fields = models.JSONField(default=list)
    subject = SealedTextField()
    why = SealedTextField()
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(s.value, s.label) for s in RequestState], default="ASKED"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    given = models.JSONField(default=list)
    answers = SealedJSONField(default=dict)
    redactions = SealedJSONField(default=dict)
    refusal = SealedTextField(default="")
    drawn_from = models.ForeignKey(Intelligence, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="ASKED", closed_at__isnull=True)
                | ~Q(state="ASKED") & Q(closed_at__isnull=False),
                name="a_request_is_closed_at_some_time",
            )
        ]

    class Privacy:
        personal = {
            "subject": "Somebody",
            "why": "A reason.",
            "answers": {},
            "redactions": {},
            "refusal": "",
        }
        open = frozenset(
            {"id", "ref", "asking_post", "asked_post", "agreement", "purpose", "data_class"}
            | {"fields", "asked_at", "due_on", "state", "closed_at", "given", "drawn_from"}
        )

    def __str__(self) -> str:
        return self.ref


USES = [(use.value, use.label) for use in Use]


class Permission(models.Model):
    """That a field of a thing may be put to a use, from a day to a day."""

    kind = models.CharField(max_length=KIND)
    ref = models.CharField(max_length=REF)
    field = models.CharField(max_length=CODE)
    use = models.CharField(max_length=12, choices=USES)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "ref", "field", "use", "id"]

    class Privacy:
        personal = {}
        open = frozenset({"id", "kind", "ref", "field", "use", "since", "until"})

    def __str__(self) -> str:
        return f"permission {self.pk}"


class Consenting(models.Model):
    """That the person a thing is about agreed to a use, and when they took it back."""

    kind = models.CharField(max_length=KIND)
    ref = models.CharField(max_length=REF)
    use = models.CharField(max_length=12, choices=USES)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "ref", "use", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_is_taken_back_after_it_is_given",
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "kind", "ref", "use", "given_on", "withdrawn_on"})

    def __str__(self) -> str:
        return f"consent {self.pk}"
