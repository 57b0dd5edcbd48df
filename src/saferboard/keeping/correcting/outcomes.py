"""
What a request says when it is closed, of what was corrected for it.
"""

from collections.abc import Sequence

from saferboard.domain.refusals import Refusal, Refused
from saferboard.domain.retention import RequestKind, RequestState
from saferboard.keeping.correcting.queries import Corrected, corrections
from saferboard.keeping.models import SubjectRequest


def outcome_of(request: SubjectRequest, to: RequestState, said: str) -> str:
    """
    Return what was said of a closed request, and what was corrected for it.

    :raises Refused: if nothing is said, or a correction is called made and none was.
    """
    if not said.strip():
        raise Refused(Refusal("no-outcome", "Say what was done, or why nothing was."))
    made = corrections(request)
    if request.kind == RequestKind.RECTIFICATION and to is RequestState.ANSWERED and not made:
        words = "Nothing was corrected. Correct what is wrong first, or refuse with the reason."
        raise Refused(Refusal("nothing-corrected", words))
    return " ".join(filter(None, (said.strip(), outcome_words(made))))


def outcome_words(made: Sequence[Corrected]) -> str:
    """Return what a closed request says was corrected, and what was noted; no value of either."""
    lines = []
    for words, noted in (("Corrected", False), ("Noted beside what stands", True)):
        labels = list(dict.fromkeys(one.label for one in made if one.noted is noted))
        if labels:
            lines.append(f"{words}: {'; '.join(labels)}.")
    return " ".join(lines)
