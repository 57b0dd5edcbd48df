"""
What each kind of line says to a person.
"""

from saferboard.ledger.models import Entry, Kind

SENTENCES: dict[Kind, str] = {
    Kind.FIGURES_LOADED: "Loaded figures from {file}",
    Kind.PARTNERSHIP_DESCRIBED: "Described the partnership and its organisations",
    Kind.POST_FILLED: "Filled a post",
    Kind.ACCOUNT_OPENED: "Opened an account",
    Kind.BODY_DESCRIBED: "Described a body and its seats",
    Kind.MEETING_CALLED: "Called a meeting",
    Kind.SITTING_NOTED: "Noted that a meeting was held",
    Kind.MINUTES_RECORDED: "Recorded the minutes of a meeting",
    Kind.TABLE_COPIED: "Copied a table as a paper printed it",
    Kind.FIGURE_REPORTED: "Recorded reported figures",
    Kind.STRATEGY_ADOPTED: "Entered a strategy and its commitments",
    Kind.STATUS_DECLARED: "Declared the statuses of commitments",
    Kind.ROUND_OPENED: "Opened a round of quarterly updates",
    Kind.UPDATE_RECORDED: "Recorded quarterly updates",
    Kind.TEXT_CORRECTED: "Corrected a text",
    Kind.FINDINGS_PASSED: "Let {findings} of the checker’s findings stand: {reason}",
    Kind.PACK_MADE: "Made a pack of {pages} pages",
    Kind.PACK_ISSUED: "Issued a pack of {pages} pages",
    Kind.ACCOUNT_EMPTIED: "Emptied an account of all that was personal",
    Kind.TERM_CHANGED: "Set how long a kind of record is kept: {term}",
    Kind.RECORDS_LISTED: "Listed {records} records that have fallen due for deletion",
    Kind.DISPOSAL_APPROVED: "Approved the deletion of {records} records",
    Kind.DISPOSAL_POSTPONED: "Kept a record that had fallen due, until {until}",
    Kind.RECORD_DELETED: "Deleted a record: {why}",
    Kind.SUBJECT_REQUEST_OPENED: "Took down what a person asked about their own data",
    Kind.SUBJECT_REQUEST_MOVED: "Moved a person’s request on: {state}",
    Kind.SUBJECT_REPORT_OPENED: "Read what is held about a person, to answer them",
    Kind.BACKUP_RESTORED: "Restored a backup of {taken}, and deleted again {erasures} records",
    Kind.KEYS_ROTATED: "Sealed {values} values with the key {key}",
    Kind.FILE_STORED: "Kept a file: {form}, {size} bytes",
    Kind.FILE_REMOVED: "Removed a file",
    Kind.LETTER_QUEUED: "Put a letter in the outbox: {letter}",
    Kind.LETTER_SENT: "Sent a letter: {letter}",
    Kind.LETTER_HELD: "Held a letter: {why}",
    Kind.LETTER_FAILED: "Gave up sending a letter: {why}",
    Kind.LETTER_REQUEUED: "Put a letter back in the outbox: {letter}",
    Kind.LETTER_CANCELLED: "Cancelled a letter: {letter}",
    Kind.LINK_ISSUED: "Issued a link to {thing}",
    Kind.LINK_CODE_REQUESTED: "Asked for the code of a link",
    Kind.LINK_SPENT: "Opened {thing} with a link",
    Kind.LINK_REFUSED: "Was refused with a link: {why}",
    Kind.LINK_CANCELLED: "Cancelled a link",
    Kind.SIGNED_IN: "Signed in",
    Kind.SIGNED_OUT: "Signed out",
    Kind.AGREEMENT_DRAFTED: "Drafted an agreement: {part}",
    Kind.AGREEMENT_SENT_OUT: "Sent an agreement out for signature",
    Kind.AGREEMENT_SIGNED: "Signed an agreement for {organisation}",
    Kind.AGREEMENT_STARTED: "An agreement became live",
    Kind.AGREEMENT_SUSPENDED: "Suspended an agreement",
    Kind.AGREEMENT_RESUMED: "Resumed an agreement",
    Kind.AGREEMENT_REVIEWED: "Reviewed an agreement; next on {next_review}",
    Kind.AGREEMENT_ENDED: "Ended an agreement",
    Kind.AGREEMENT_WITHDRAWN: "Withdrew an agreement that was not yet live",
    Kind.REQUEST_MADE: "Asked {of} for information",
    Kind.REQUEST_ANSWERED: "Answered a request for information",
    Kind.REQUEST_REFUSED: "Refused a request for information",
    Kind.REQUEST_WITHDRAWN: "Took back a request for information",
    Kind.INTELLIGENCE_NOTED: "Noted soft intelligence",
    Kind.ACCESS_GRANTED: "Gave {to} access until {until}",
    Kind.ACCESS_ENDED: "Ended the access of {to}",
    Kind.ACCOUNT_LET_IN: "Let {whom} in",
    Kind.ACCOUNT_SHUT_OUT: "Shut {whom} out",
    Kind.LISTING_ENDED: "Took {whom} off a list",
    Kind.GLASS_BROKEN: "Opened something in an emergency until {until}",
    Kind.PERMISSION_GRANTED: "Gave permission for {field}: {use}",
    Kind.PERMISSION_ENDED: "Took back permission for {field}: {use}",
    Kind.CONSENT_RECORDED: "Recorded a person’s consent: {use}",
    Kind.CONSENT_WITHDRAWN: "Recorded that a person took back consent: {use}",
    Kind.LOOKED: "Looked at {seen} restricted things; {refused} refused",
    Kind.LOOK_REFUSED: "Was refused a look at restricted things",
    Kind.SIGN_IN_REFUSED: "Refused a try to {tried}, from {network}",
    Kind.SESSION_ENDED: "Ended a session: {why}",
    Kind.SECOND_FACTOR_ADDED: "Added a second factor: {factor}",
    Kind.SECOND_FACTOR_REMOVED: "Removed a second factor: {factor}",
    Kind.PASSWORD_CHANGED: "Changed a password",
    Kind.PASSWORD_LINK_ISSUED: "Issued a link for a new password",
    Kind.PROVIDER_LINKED: "Linked an account to the sign-in of {provider}",
    Kind.PERSON_INVITED: "Invited a person into the post {into} from {since}",
    Kind.INVITATION_ACCEPTED: "Accepted an invitation",
    Kind.INVITATION_CANCELLED: "Cancelled an invitation",
    Kind.HOLDING_ENDED: "Ended a holding; its last day is {last}",
    Kind.ACCOUNT_CLOSED: "Closed an account",
    Kind.ACCOUNT_REOPENED: "Opened a closed account again",
    Kind.LEDGER_ANCHORED: "Anchored the ledger of {lines} lines",
}


def sentence(entry: Entry) -> str:
    """Return what a line says, its facts filled in."""
    return SENTENCES[Kind(entry.kind)].format_map(_Facts(entry.facts))


class _Facts(dict):
    """An old line may lack a fact that a newer sentence names."""

    def __missing__(self, key: str) -> str:
        return "not stated"
