"""
Why a pack or a supplement may not be made or issued now.
"""

from collections.abc import Mapping, Sequence

from saferboard.documents.stored import paper_data
from saferboard.domain.refusals import Refusal
from saferboard.domain.states import PACK_MOVES, PackState, refusal_to_move
from saferboard.meetings.issuing.lacking import Lacking
from saferboard.meetings.issuing.queries import issued_papers
from saferboard.meetings.models import Edition, Meeting, Pack
from saferboard.packs import composing
from saferboard.packs.checking import PackChecked
from saferboard.packs.composing import Composed, Supplement
from saferboard.ui.words import counted, listed


def refusal_to_make_again(
    meeting: Meeting, *, to: PackState = PackState.REPLACED
) -> Refusal | None:
    """Return why the pack that goes with the agenda may not be made or issued once more."""
    if not meeting.packs.filter(state=PackState.ISSUED).exists():
        return None
    return refusal_to_move(PACK_MOVES, PackState.ISSUED, to, thing="pack")


def next_number(meeting: Meeting) -> int:
    """Return the number of the supplement that would come next."""
    last = meeting.packs.filter(state=PackState.ISSUED).order_by("-number").first()
    return last.number + 1 if last else 0


def refusal_to_follow(meeting: Meeting, number: int) -> Refusal | None:
    """Return why what was printed as `number` may not be kept, though it might when begun."""
    now = next_number(meeting)
    if now == number:
        return None
    if number == 0:
        return refusal_to_make_again(meeting)
    words = "Another supplement was issued while this one was made. Make this one again."
    return Refusal("overtaken", words)


def refusal_to_supplement(meeting: Meeting, items: Sequence[str], reason: str) -> Refusal | None:
    """Return why a supplement of these items may not be made, or None if it may."""
    if next_number(meeting) == 0:
        words = "The pack is not issued. Put late papers into it and make it again."
        return Refusal("nothing-to-follow", words)
    if not items:
        return Refusal("no-items", "Choose the items whose papers come late or are corrected.")
    known = set(meeting.items.values_list("number", flat=True))
    unknown = [number for number in items if number not in known]
    if unknown:
        return Refusal("unknown-item", f"There is no item {listed(unknown)} on the agenda.")
    if not reason.strip():
        return Refusal("no-reason", "Say why these papers come after the agenda.")
    return None


def refusal_to_repeat(meeting: Meeting, composed: Mapping[Edition, Composed]) -> Refusal | None:
    """Return why papers may not be issued again as they were, or None if each has changed."""
    widest = composed.get(Edition.FULL, composed[Edition.PUBLIC])
    before = issued_papers(meeting.code, full=True)
    same = []
    for one in widest.bound:
        kept = before.get(one.paper.number)
        file = one.given.file if one.given and one.given.is_pdf else None
        content = paper_data(one.paper)
        if kept is not None and kept.content == content and kept.file_id == file:
            same.append(one.paper.number)
    if not same:
        return None
    words = (
        f"The paper of item {listed(same)} is as it was issued."
        " Correct it first, or leave it out of the supplement."
    )
    return Refusal("nothing-corrected", words)


def refusal_to_issue_unchecked(checked: PackChecked) -> Refusal | None:
    """Return why a pack may not be issued for what the checker finds, or None if it may."""
    material, rest = len(checked.open_material), len(checked.open_findings)
    if material:
        words = (
            f"{counted(material, 'material finding')} of the figure checker"
            f" {'stands' if material == 1 else 'stand'}. Correct each text, or say why it stands."
        )
        return Refusal("material-findings", words)
    if rest:
        words = f"{counted(rest, 'smaller finding')} of the figure checker not yet passed."
        return Refusal("findings-not-passed", words)
    return None


def refusal_to_issue_lacking(found: Sequence[Lacking]) -> Refusal | None:
    """Return why a pack may not be issued whose papers are not all made, or None if it may."""
    missing = [one for one in found if not one.reason]
    if not missing:
        return None
    words = " ".join(one.words for one in missing)
    return Refusal("papers-lacking", f"{words} Make it, or say why the pack goes out without it.")


def refusal_to_issue_stale(
    meeting: Meeting, drafts: Sequence[Pack], supplement: Supplement | None
) -> Refusal | None:
    """The same things make the same pack, so another source means that something has changed."""
    composed = composing.compose_editions(meeting.code, supplement)
    held = {Edition(pack.edition): pack.source for pack in drafts}
    if held == {edition: one.source for edition, one in composed.items()}:
        return None
    words = "Something has changed since the pack was made. Make it again, then issue it."
    return Refusal("pack-is-stale", words)


def refusal_to_let_stand(meeting: Meeting) -> Refusal | None:
    """Return why no finding may be let stand any more, or None if one may."""
    states = set(meeting.packs.values_list("state", flat=True))
    if PackState.ISSUED in states and PackState.DRAFT not in states:
        return Refusal("pack-issued", "The pack is issued; what it says is fixed.")
    return None
