"""
Who may draft, sign, change and read agreements, ask and answer, and give access.
"""

import datetime as dt
from typing import Any

from saferboard.domain.agreements import AgreementState
from saferboard.domain.gate import Thing
from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right, Role, holders, rights_of
from saferboard.partners.models import Post, User
from saferboard.partners.permissions import refusal_without
from saferboard.sharing.models import Agreement, InformationRequest


def posts_with(user: User, right: Right, *, on: dt.date) -> list[Post]:
    """Return the posts somebody holds on a day whose role has a right, with their organisation."""
    if not user.is_authenticated or not user.is_active:
        return []
    roles = [role.value for role in holders(right)]
    return list(user.posts(on=on).filter(role__in=roles).select_related("organisation"))


def refusal_to_read_agreements(user: User, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may see no agreement at all, or None.

    Partners of the board see them all; anybody else, those their organisation is in.
    """
    if _organisations(user, on) and _sees_some(user, on):
        return None
    return Refusal(
        "no-agreements",
        "Sharing agreements are for those whose organisation is in one. Ask the head of community"
        " safety.",
    )


def _sees_some(user: User, on: dt.date) -> bool:
    roles = {Role(post.role) for post in user.posts(on=on) if post.role}
    wanted = {Right.READ_PARTNERS, Right.ASK_FOR_INFORMATION, Right.ANSWER_FOR_INFORMATION}
    return bool(wanted & rights_of(frozenset(roles)))


def sees_every_agreement(user: User, *, on: dt.date) -> bool:
    """Return whether somebody reads agreements that their organisation is not in."""
    return refusal_without(user, Right.READ_PARTNERS, on=on) is None


def refusal_to_read_agreement(user: User, agreement: Agreement, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not read an agreement, or None if they may."""
    refusal = refusal_to_read_agreements(user, on=on)
    if refusal is None and agreement.state == AgreementState.DRAFT:
        return refusal_to_draft(user, on=on)
    if refusal is not None or sees_every_agreement(user, on=on):
        return refusal
    if _is_party(agreement, _organisations(user, on)):
        return None
    return Refusal(
        "not-a-party",
        f"Your organisation is not in {agreement.reference}. Ask the {agreement.owner.title}.",
    )


def refusal_to_draft(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not draft agreements, or None if they may."""
    return refusal_without(user, Right.DRAFT_AGREEMENTS, on=on)


def refusal_to_sign(user: User, agreement: Agreement, *, on: dt.date) -> Refusal | None:
    """Return why `user` may sign for no party of an agreement, or None if they may for one."""
    refusal = refusal_without(user, Right.SIGN_AGREEMENTS, on=on)
    if refusal is not None:
        return refusal
    if signing_post(user, agreement, on=on) is not None:
        return None
    return Refusal(
        "not-your-organisation",
        f"You may sign for your own organisation only, and it is not in {agreement.reference}.",
    )


def signing_post(user: User, agreement: Agreement, *, on: dt.date) -> Post | None:
    """Return the post by which somebody may sign an agreement, if there is one."""
    for post in posts_with(user, Right.SIGN_AGREEMENTS, on=on):
        if _is_party(agreement, {post.organisation_id}):
            return post
    return None


def refusal_to_change(user: User, agreement: Agreement, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not review, suspend, resume or end an agreement, or None if they may.

    Its owner may, and whoever may sign it for a party: no party is held in it against its will.
    """
    if user.is_authenticated and user.posts(on=on).filter(pk=agreement.owner_id).exists():
        return None
    if signing_post(user, agreement, on=on) is not None:
        return None
    return Refusal(
        "not-your-agreement",
        f"Only the {agreement.owner.title}, who looks after {agreement.reference}, or somebody who"
        " may sign it for a party may do this. Ask them.",
    )


def refusal_to_see_requests(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` sees no requests, or None: who asks, answers or oversees sees some."""
    for right in (Right.ASK_FOR_INFORMATION, Right.ANSWER_FOR_INFORMATION, Right.OVERSEE):
        refusal = refusal_without(user, right, on=on)
        if refusal is None:
            return None
    return refusal_without(user, Right.ASK_FOR_INFORMATION, on=on)


def refusal_to_see_request(
    user: User, request: InformationRequest, *, on: dt.date
) -> Refusal | None:
    """Return why `user` may not know of a request, or None.  What it says is the gate's."""
    refusal = refusal_to_see_requests(user, on=on)
    if refusal is not None or refusal_without(user, Right.OVERSEE, on=on) is None:
        return refusal
    between = {request.asking_post.organisation_id, request.asked_post.organisation_id}
    if between & _organisations(user, on):
        return None
    return Refusal("not-between-you", "This request is between other organisations.")


def refusal_to_ask(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not ask another partner for information, or None if they may."""
    return refusal_without(user, Right.ASK_FOR_INFORMATION, on=on)


def refusal_as_post(user: User, post: Post, *, on: dt.date) -> Refusal | None:
    """Return why `user` does not act for a post on a day, or None if they hold it."""
    if user.is_authenticated and user.posts(on=on).filter(pk=post.pk).exists():
        return None
    return Refusal("not-your-post", f"This is for the {post.title}. Ask them.")


def refusal_to_keep_intelligence(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` keeps no soft intelligence, or None: who answers for it keeps it."""
    return refusal_without(user, Right.ANSWER_FOR_INFORMATION, on=on, to="keep soft intelligence")


def refusal_to_give_access(
    user: User, *, on: dt.date, thing: Thing | None = None, account: Any = None
) -> Refusal | None:
    """
    Return why `user` may not give access (to a thing, to an account), or None if they may.

    Access is given by the organisation whose thing it is, and never to oneself.
    """
    refusal = refusal_without(user, Right.GRANT_ACCESS, on=on)
    if refusal is not None:
        return refusal
    ours = {post.organisation.code for post in posts_with(user, Right.GRANT_ACCESS, on=on)}
    if thing is not None and thing.owner not in ours:
        return Refusal(
            "not-your-thing", f"This is another organisation's. Ask the {thing.ask or 'owner'}."
        )
    if account is not None and account == user:
        return Refusal("yourself", "You cannot give access to yourself. Ask somebody else to.")
    return None


def refusal_to_break_glass(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not open a restricted thing in an emergency, or None if they may."""
    return refusal_without(user, Right.BREAK_GLASS, on=on)


def _organisations(user: User, on: dt.date) -> set[int]:
    if not user.is_authenticated or not user.is_active:
        return set()
    return set(user.posts(on=on).values_list("organisation_id", flat=True))


def _is_party(agreement: Agreement, organisations: set[int]) -> bool:
    return any(party.organisation_id in organisations for party in agreement.parties.all())


def oversees(user: User, *, on: dt.date) -> bool:
    """Return whether somebody sees who has looked at what."""
    return refusal_without(user, Right.OVERSEE, on=on) is None


def refusal_to_see_access(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` does not see who was given access, or None: who gives it, who oversees."""
    if oversees(user, on=on):
        return None
    return refusal_without(user, Right.GRANT_ACCESS, on=on)


def refusal_to_read_reason(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not read the reason of somebody's access: it is for who oversees."""
    return refusal_without(user, Right.OVERSEE, on=on, to="read why somebody had access")


def refusal_to_see_notes(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` has no list of soft intelligence, or None: it is for those who ask."""
    return refusal_without(user, Right.ASK_FOR_INFORMATION, on=on, to="look for soft intelligence")
