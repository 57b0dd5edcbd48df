"""
One table: a line for every act.

No foreign keys leave it, so that nothing done elsewhere can change what a line says.  The
database itself refuses to alter or remove a line (see the first migration).
"""

from django.db import models

KIND_LENGTH = 40
POST_LENGTH = 200


class Kind(models.TextChoices):
    """What kinds of act there are, in the past tense.  Each has a sentence in `sentences.py`."""

    FIGURES_LOADED = "FIGURES_LOADED"
    PARTNERSHIP_DESCRIBED = "PARTNERSHIP_DESCRIBED"
    POST_FILLED = "POST_FILLED"
    ORGANISATION_ENTERED = "ORGANISATION_ENTERED"
    POST_ENTERED = "POST_ENTERED"
    VACANCY_NOTED = "VACANCY_NOTED"
    CARETAKER_NAMED = "CARETAKER_NAMED"
    CARETAKING_ENDED = "CARETAKING_ENDED"
    HANDOVER_OPENED = "HANDOVER_OPENED"
    WORK_ACCEPTED = "WORK_ACCEPTED"
    WORK_DECLINED = "WORK_DECLINED"
    HANDOVER_COMPLETED = "HANDOVER_COMPLETED"
    HANDOVER_WITHDRAWN = "HANDOVER_WITHDRAWN"
    ACCOUNT_OPENED = "ACCOUNT_OPENED"
    BODY_DESCRIBED = "BODY_DESCRIBED"
    SEAT_GIVEN = "SEAT_GIVEN"
    SEAT_CHANGED = "SEAT_CHANGED"
    SEAT_REMOVED = "SEAT_REMOVED"
    MENTION_ENTERED = "MENTION_ENTERED"
    YEAR_PLANNED = "YEAR_PLANNED"
    DAY_PLANNED = "DAY_PLANNED"
    PLANNED_DAY_MOVED = "PLANNED_DAY_MOVED"
    PLANNED_DAY_CANCELLED = "PLANNED_DAY_CANCELLED"
    PLANNED_DAY_HELD = "PLANNED_DAY_HELD"
    DAYS_COUNTED = "DAYS_COUNTED"
    MEETING_MOVED = "MEETING_MOVED"
    MEETING_PLACED = "MEETING_PLACED"
    MEETING_POSTPONED = "MEETING_POSTPONED"
    MEETING_CANCELLED = "MEETING_CANCELLED"
    MEETING_CONFIRMED = "MEETING_CONFIRMED"
    MEETING_CALLED = "MEETING_CALLED"
    AGENDA_CHANGED = "AGENDA_CHANGED"
    AGENDA_APPROVED = "AGENDA_APPROVED"
    AGENDA_PUBLISHED = "AGENDA_PUBLISHED"
    ITEM_PROPOSED = "ITEM_PROPOSED"
    PROPOSAL_ANSWERED = "PROPOSAL_ANSWERED"
    STANDING_ITEMS_CHANGED = "STANDING_ITEMS_CHANGED"
    AGENDA_RULES_CHANGED = "AGENDA_RULES_CHANGED"
    PAPER_WRITTEN = "PAPER_WRITTEN"
    ROTATION_CHANGED = "ROTATION_CHANGED"
    QUESTION_RECEIVED = "QUESTION_RECEIVED"
    QUESTION_ACCEPTED = "QUESTION_ACCEPTED"
    QUESTION_DECLINED = "QUESTION_DECLINED"
    QUESTION_ANSWERED = "QUESTION_ANSWERED"
    ANSWER_PUBLISHED = "ANSWER_PUBLISHED"
    SITTING_NOTED = "SITTING_NOTED"
    MINUTES_RECORDED = "MINUTES_RECORDED"
    PAST_BROUGHT_IN = "PAST_BROUGHT_IN"
    PAST_CORRECTED = "PAST_CORRECTED"
    PAST_ENTERED = "PAST_ENTERED"
    PAST_DISCARDED = "PAST_DISCARDED"
    QUORUM_STATED = "QUORUM_STATED"
    MINUTES_STARTED = "MINUTES_STARTED"
    MINUTE_TYPED = "MINUTE_TYPED"
    MINUTES_NUMBERED = "MINUTES_NUMBERED"
    ATTENDANCE_TAKEN = "ATTENDANCE_TAKEN"
    MINUTES_CLOSED = "MINUTES_CLOSED"
    MINUTES_REOPENED = "MINUTES_REOPENED"
    MINUTES_CHECKED = "MINUTES_CHECKED"
    MINUTES_AGREED = "MINUTES_AGREED"
    MINUTES_SIGNED = "MINUTES_SIGNED"
    MINUTE_NOTE_ADDED = "MINUTE_NOTE_ADDED"
    TABLE_COPIED = "TABLE_COPIED"
    FIGURE_REPORTED = "FIGURE_REPORTED"
    MEASURE_PROPOSED = "MEASURE_PROPOSED"
    MEASURE_CHECKED = "MEASURE_CHECKED"
    STRATEGY_ADOPTED = "STRATEGY_ADOPTED"
    STATUS_DECLARED = "STATUS_DECLARED"
    COMMITMENT_CHANGED = "COMMITMENT_CHANGED"
    TARGET_CHANGED = "TARGET_CHANGED"
    UNDERTAKING_ENTERED = "UNDERTAKING_ENTERED"
    UNDERTAKING_CHANGED = "UNDERTAKING_CHANGED"
    UNDERTAKING_MOVED = "UNDERTAKING_MOVED"
    STRATEGY_DRAFTED = "STRATEGY_DRAFTED"
    GROUP_CHANGED = "GROUP_CHANGED"
    GROUPS_DECIDED = "GROUPS_DECIDED"
    GROUP_JOINED = "GROUP_JOINED"
    OUTPUT_WRITTEN = "OUTPUT_WRITTEN"
    OUTPUT_REMOVED = "OUTPUT_REMOVED"
    STAGE_PLANNED = "STAGE_PLANNED"
    STAGE_REACHED = "STAGE_REACHED"
    CONSULTATION_ASKED = "CONSULTATION_ASKED"
    CONSULTATION_ANSWERED = "CONSULTATION_ANSWERED"
    DRAFT_MOVED = "DRAFT_MOVED"
    ROUND_OPENED = "ROUND_OPENED"
    ROUND_CLOSED = "ROUND_CLOSED"
    ROUND_REOPENED = "ROUND_REOPENED"
    UPDATE_RECORDED = "UPDATE_RECORDED"
    SHEET_ASKED = "SHEET_ASKED"
    SHEET_SENT = "SHEET_SENT"
    SHEET_RETURNED = "SHEET_RETURNED"
    SHEET_ACCEPTED = "SHEET_ACCEPTED"
    SHEET_DECLINED = "SHEET_DECLINED"
    SHEET_MARKED = "SHEET_MARKED"
    WORD_MAPPED = "WORD_MAPPED"
    WORD_REMOVED = "WORD_REMOVED"
    RETURN_REQUESTED = "RETURN_REQUESTED"
    RETURN_SENT = "RETURN_SENT"
    RETURN_ANSWERED = "RETURN_ANSWERED"
    RETURNS_PASSED = "RETURNS_PASSED"
    RETURN_ACCEPTED = "RETURN_ACCEPTED"
    RETURN_RETURNED = "RETURN_RETURNED"
    RETURN_MARKED = "RETURN_MARKED"
    RETURNS_FILLED_IN = "RETURNS_FILLED_IN"
    TEXT_CORRECTED = "TEXT_CORRECTED"
    FINDINGS_PASSED = "FINDINGS_PASSED"
    LACKING_ACCEPTED = "LACKING_ACCEPTED"
    PACK_MADE = "PACK_MADE"
    PACK_ISSUED = "PACK_ISSUED"
    PAPER_GIVEN = "PAPER_GIVEN"
    PAPER_WITHDRAWN = "PAPER_WITHDRAWN"
    MAKING_STARTED = "MAKING_STARTED"
    FOLDER_MADE = "FOLDER_MADE"
    ACCOUNT_EMPTIED = "ACCOUNT_EMPTIED"
    TERM_CHANGED = "TERM_CHANGED"
    RECORDS_LISTED = "RECORDS_LISTED"
    DISPOSAL_APPROVED = "DISPOSAL_APPROVED"
    DISPOSAL_POSTPONED = "DISPOSAL_POSTPONED"
    RECORD_DELETED = "RECORD_DELETED"
    RECORD_CORRECTED = "RECORD_CORRECTED"
    SUBJECT_REQUEST_OPENED = "SUBJECT_REQUEST_OPENED"
    SUBJECT_REQUEST_MOVED = "SUBJECT_REQUEST_MOVED"
    SUBJECT_REPORT_OPENED = "SUBJECT_REPORT_OPENED"
    BACKUP_RESTORED = "BACKUP_RESTORED"
    KEYS_ROTATED = "KEYS_ROTATED"
    FILE_STORED = "FILE_STORED"
    FILE_REMOVED = "FILE_REMOVED"
    CALENDAR_RENEWED = "CALENDAR_RENEWED"
    PAPERS_CIRCULATED = "PAPERS_CIRCULATED"
    LETTER_QUEUED = "LETTER_QUEUED"
    LETTER_SENT = "LETTER_SENT"
    LETTER_HELD = "LETTER_HELD"
    LETTER_FAILED = "LETTER_FAILED"
    LETTER_REQUEUED = "LETTER_REQUEUED"
    LETTER_CANCELLED = "LETTER_CANCELLED"
    LINK_ISSUED = "LINK_ISSUED"
    LINK_CODE_REQUESTED = "LINK_CODE_REQUESTED"
    LINK_SPENT = "LINK_SPENT"
    LINK_REFUSED = "LINK_REFUSED"
    LINK_CANCELLED = "LINK_CANCELLED"
    SIGNED_IN = "SIGNED_IN"
    SIGNED_OUT = "SIGNED_OUT"
    AGREEMENT_DRAFTED = "AGREEMENT_DRAFTED"
    AGREEMENT_SENT_OUT = "AGREEMENT_SENT_OUT"
    AGREEMENT_SIGNED = "AGREEMENT_SIGNED"
    AGREEMENT_STARTED = "AGREEMENT_STARTED"
    AGREEMENT_SUSPENDED = "AGREEMENT_SUSPENDED"
    AGREEMENT_RESUMED = "AGREEMENT_RESUMED"
    AGREEMENT_REVIEWED = "AGREEMENT_REVIEWED"
    AGREEMENT_ENDED = "AGREEMENT_ENDED"
    AGREEMENT_WITHDRAWN = "AGREEMENT_WITHDRAWN"
    REQUEST_MADE = "REQUEST_MADE"
    REQUEST_ANSWERED = "REQUEST_ANSWERED"
    REQUEST_REFUSED = "REQUEST_REFUSED"
    REQUEST_WITHDRAWN = "REQUEST_WITHDRAWN"
    INTELLIGENCE_NOTED = "INTELLIGENCE_NOTED"
    ACCESS_GRANTED = "ACCESS_GRANTED"
    ACCESS_ENDED = "ACCESS_ENDED"
    ACCOUNT_LET_IN = "ACCOUNT_LET_IN"
    ACCOUNT_SHUT_OUT = "ACCOUNT_SHUT_OUT"
    LISTING_ENDED = "LISTING_ENDED"
    GLASS_BROKEN = "GLASS_BROKEN"
    REASON_OPENED = "REASON_OPENED"
    PERMISSION_GRANTED = "PERMISSION_GRANTED"
    PERMISSION_ENDED = "PERMISSION_ENDED"
    CONSENT_RECORDED = "CONSENT_RECORDED"
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"
    LOOKED = "LOOKED"
    LOOK_REFUSED = "LOOK_REFUSED"
    SIGN_IN_REFUSED = "SIGN_IN_REFUSED"
    SESSION_ENDED = "SESSION_ENDED"
    SECOND_FACTOR_ADDED = "SECOND_FACTOR_ADDED"
    SECOND_FACTOR_REMOVED = "SECOND_FACTOR_REMOVED"
    PASSWORD_CHANGED = "PASSWORD_CHANGED"  # noqa: S105
    PASSWORD_LINK_ISSUED = "PASSWORD_LINK_ISSUED"  # noqa: S105
    PROVIDER_LINKED = "PROVIDER_LINKED"
    PERSON_INVITED = "PERSON_INVITED"
    INVITATION_ACCEPTED = "INVITATION_ACCEPTED"
    INVITATION_CANCELLED = "INVITATION_CANCELLED"
    HOLDING_ENDED = "HOLDING_ENDED"
    ACCOUNT_CLOSED = "ACCOUNT_CLOSED"
    ACCOUNT_REOPENED = "ACCOUNT_REOPENED"
    LEDGER_ANCHORED = "LEDGER_ANCHORED"
    LEDGER_PROTECTED = "LEDGER_PROTECTED"
    LEDGER_ASKED = "LEDGER_ASKED"
    ODDITIES_NOTICED = "ODDITIES_NOTICED"
    NOTICE_ANSWERED = "NOTICE_ANSWERED"
    SEARCH_RENEWED = "SEARCH_RENEWED"
    INSTRUMENT_ENTERED = "INSTRUMENT_ENTERED"
    INSTRUMENT_CHANGED = "INSTRUMENT_CHANGED"
    INSTRUMENT_MOVED = "INSTRUMENT_MOVED"
    INSTRUMENT_REVIEWED = "INSTRUMENT_REVIEWED"
    INSTRUMENT_VERSION_ADDED = "INSTRUMENT_VERSION_ADDED"
    INSTRUMENT_RELATED = "INSTRUMENT_RELATED"
    MATRIX_LAID_OUT = "MATRIX_LAID_OUT"
    MATRIX_FILLED = "MATRIX_FILLED"
    ACTIONS_SENT = "ACTIONS_SENT"
    ACTION_REPORTED = "ACTION_REPORTED"
    ACTION_MOVED = "ACTION_MOVED"
    ACTION_DATE_CHANGED = "ACTION_DATE_CHANGED"
    MATTERS_ARRANGED = "MATTERS_ARRANGED"


class Outcome(models.TextChoices):
    ALLOWED = "ALLOWED", "Allowed"
    REFUSED = "REFUSED", "Refused"


class Entry(models.Model):
    """
    One act, or one look at something restricted.

    `subject` is the thing's kind and reference ("meeting 2022-10-27"); `by` the account's
    number or "system"; `post` the codes of the posts it held; `origin` where it acted from;
    `facts` short values, never a narrative.  Of a look: its `purpose`, the `agreement` it
    rested on, whether it was allowed, the references `shown`, and of a disclosure its
    `recipient` (the Data Protection Act 2018, section 62, has consultation and disclosure
    logged with reason, time, who, and to whom).
    """

    kind = models.CharField(max_length=KIND_LENGTH)
    subject = models.CharField(max_length=200)
    by = models.CharField(max_length=60)
    post = models.CharField(max_length=POST_LENGTH, blank=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    purpose = models.CharField(max_length=60, blank=True)
    agreement = models.CharField(max_length=80, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.ALLOWED.value)
    recipient = models.CharField(max_length=200, blank=True)
    shown = models.JSONField(default=list, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "entries"
        # What a data protection officer asks for, each with the newest first.
        indexes = [
            models.Index(fields=["subject", "-id"], name="ledger_lines_about"),
            models.Index(fields=["by", "-id"], name="ledger_lines_by"),
            models.Index(
                fields=["agreement", "-id"],
                name="ledger_lines_under",
                condition=~models.Q(agreement=""),
            ),
            models.Index(
                fields=["-id"], name="ledger_lines_refused", condition=models.Q(outcome="REFUSED")
            ),
            models.Index(fields=["kind", "-id"], name="ledger_lines_of_a_kind"),
        ]

    class Privacy:
        personal = {"by": "system"}
        open = frozenset(
            {"id", "kind", "subject", "post", "at", "facts", "purpose", "agreement", "origin"}
            | {"outcome", "recipient", "shown", "previous", "digest"}
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Mention(models.Model):
    """
    A reference that a line shows, to find the line by: who has seen this?

    Nothing is proved by it and nothing is said by it that the line does not say.
    """

    reference = models.CharField(max_length=200)
    line = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "line"], name="a_line_mentions_a_reference_once"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "reference", "line"})

    def __str__(self) -> str:
        return f"{self.reference} in line {self.line}"
