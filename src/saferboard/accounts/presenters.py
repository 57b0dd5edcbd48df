"""
Accounts, posts and sessions in words.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from saferboard.accounts.forms import EndForm
from saferboard.accounts.models import Visit
from saferboard.accounts.queries import Account, Held, Invited, PostShown
from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Role
from saferboard.partners.models import User
from saferboard.ui.components import Cell, SummaryRow, Table, Tag
from saferboard.ui.context import written_date
from saferboard.ui.words import counted

_FACTORS = {
    Authenticator.Type.TOTP: "code app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


@dataclass(frozen=True)
class ProviderLink:
    """Another provider that signs people in: its name, and where its button leads."""

    name: str
    href: str


def provider_links(providers: Iterable) -> tuple[ProviderLink, ...]:
    """Return a button for each provider there is."""
    return tuple(
        ProviderLink(one.name, reverse("openid_connect_login", args=[one.app.provider_id]))
        for one in providers
    )


@dataclass(frozen=True)
class InvitedShown:
    """An invitation as the page lists it."""

    number: int
    name: str
    into: str
    state: Tag
    standing: bool


@dataclass(frozen=True)
class AccountsPage:
    accounts: Table
    invitations: tuple[InvitedShown, ...]


def accounts_page(
    accounts: Sequence[Account], invitations: Sequence[Invited], *, on: dt.date
) -> AccountsPage:
    """Return the page of all accounts and invitations."""
    table = Table(
        caption=counted(len(accounts), "account"),
        head=("Person", "Posts today", "Second factor", "Last signed in", "State"),
        rows=tuple(_account_row(one, on) for one in accounts),
    )
    return AccountsPage(table, tuple(_invited_shown(one) for one in invitations))


def _account_row(account: Account, on: dt.date) -> tuple[Cell | str, ...]:
    held = [one.title for one in account.held if _holds(one, on)]
    return (
        Cell(
            account.name,
            href=reverse("accounts:account", args=[account.number]),
            below=account.email or "no email address",
        ),
        Cell("; ".join(held) or "none"),
        Cell(_factors(account.factors) or "none"),
        Cell(_moment(account.last_in) or "never"),
        Cell(tags=(_state(account),)),
    )


def _state(account: Account) -> Tag:
    return Tag("Open", "green") if account.is_open else Tag("Closed", "grey")


def _factors(kinds: Iterable[str]) -> str:
    words = dict.fromkeys(_FACTORS[Authenticator.Type(kind)] for kind in kinds)
    return ", ".join(words)


def _holds(held: Held, on: dt.date) -> bool:
    return held.since <= on and (held.until is None or held.until >= on)


def _moment(at: dt.datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{written_date(local.date())}, {local:%H:%M}"


_INVITED = {"standing": ("Invited", "blue"), "cancelled": ("Cancelled", "grey")}


def _invited_shown(one: Invited) -> InvitedShown:
    word, tone = _INVITED.get(one.state, ("Run out", "grey"))
    return InvitedShown(
        number=one.number,
        name=one.name,
        into=f"{one.title}, from {written_date(one.since)}",
        state=Tag(word, tone),
        standing=one.state == "standing",
    )


@dataclass(frozen=True)
class HeldShown:
    """One post somebody holds, and the form to end it."""

    number: int
    title: str
    organisation: str
    days: str
    may_end: bool
    form: EndForm | None


@dataclass(frozen=True)
class AccountPage:
    number: int
    name: str
    rows: tuple[SummaryRow, ...]
    held: tuple[HeldShown, ...]
    is_open: bool
    has_factor: bool
    refusal: str


def account_page(
    account: Account,
    refusal: Refusal | None,
    *,
    on: dt.date,
    form: EndForm | None,
    holding: int | None,
) -> AccountPage:
    """Return one account's page; `form` is the sent-back form of `holding`."""
    return AccountPage(
        number=account.number,
        name=account.name,
        rows=(
            SummaryRow("Account name", account.username),
            SummaryRow("Email address", account.email or "none"),
            SummaryRow("State", tags=(_state(account),)),
            SummaryRow("Second factor", _factors(account.factors) or "none"),
            SummaryRow("Last signed in", _moment(account.last_in) or "never"),
        ),
        held=tuple(
            _held_shown(one, on, form if one.holding == holding else None) for one in account.held
        ),
        is_open=account.is_open,
        has_factor=bool(account.factors),
        refusal=str(refusal or ""),
    )


def _held_shown(held: Held, on: dt.date, form: EndForm | None) -> HeldShown:
    until = f"until {written_date(held.until)}" if held.until else "with no end"
    may_end = held.until is None or held.until > on
    empty = EndForm(initial={"from_day": f"{on:%d/%m/%Y}"}, auto_id=f"id_{held.holding}_%s")
    return HeldShown(
        number=held.holding,
        title=held.title,
        organisation=held.organisation,
        days=f"From {written_date(held.since)} {until}",
        may_end=may_end,
        form=(form or empty) if may_end or form else None,
    )


@dataclass(frozen=True)
class PostsPage:
    table: Table
    vacant: int


def posts_page(posts: Sequence[PostShown]) -> PostsPage:
    """Return the page of all posts."""
    vacant = sum(not post.holder for post in posts)
    table = Table(
        caption=f"{counted(len(posts), 'post')}, {vacant} of them vacant",
        head=("Post", "Organisation", "Holder", "Then"),
        rows=tuple(_post_row(post) for post in posts),
    )
    return PostsPage(table, vacant)


def _post_row(post: PostShown) -> tuple[Cell | str, ...]:
    holder = Cell(post.holder) if post.holder else Cell(tags=(Tag("Vacant", "amber"),))
    return (
        Cell(post.title, href=reverse("accounts:post", args=[post.code]), below=_role(post.role)),
        post.organisation,
        holder,
        _then(post) or "no change known",
    )


def _role(role: str) -> str:
    return Role(role).label if role else "no role here"


def _then(post: PostShown) -> str:
    words = []
    if post.until:
        words.append(f"left after {written_date(post.until)}")
    if post.next:
        words.append(f"{post.next} from {written_date(post.next_since)}")
    if post.invited:
        words.append(f"{post.invited} is invited")
    return "; ".join(words)


@dataclass(frozen=True)
class PostPage:
    code: str
    title: str
    rows: tuple[SummaryRow, ...]
    invite: str


def post_page(post: PostShown) -> PostPage:
    """Return one post's page."""
    since = f", since {written_date(post.since)}" if post.since else ""
    return PostPage(
        code=post.code,
        title=post.title,
        rows=(
            SummaryRow("Organisation", post.organisation),
            SummaryRow("Role", _role(post.role)),
            SummaryRow("Holder", f"{post.holder}{since}" if post.holder else "Vacant"),
            SummaryRow("Then", _then(post) or "No change known"),
        ),
        invite=f"{reverse('accounts:invite')}?post={post.code}",
    )


def account_choices(accounts: Sequence[Account]) -> list[tuple[str, str]]:
    """Return the open accounts to choose from."""
    return [(str(one.number), f"{one.name} ({one.username})") for one in accounts if one.is_open]


def post_choices(posts: Sequence[PostShown]) -> list[tuple[str, str]]:
    """Return the posts to choose from, the vacant ones first."""
    vacant = [(p.code, f"{p.title}, {p.organisation} (vacant)") for p in posts if not p.holder]
    held = [(p.code, f"{p.title}, {p.organisation} ({p.holder})") for p in posts if p.holder]
    return vacant + held


@dataclass(frozen=True)
class SessionShown:
    """One session of one's own."""

    number: int
    browser: str
    network: str
    since: str
    seen: str
    is_this: bool


@dataclass(frozen=True)
class OwnPage:
    rows: tuple[SummaryRow, ...]
    sessions: tuple[SessionShown, ...]
    others: int
    needs_factor: bool
    manages: bool


def own_account(
    user: User,
    account: Account,
    visits: Sequence[Visit],
    *,
    session_key: str | None,
    needs_factor: bool,
    manages: bool,
) -> OwnPage:
    """Return the page of one's own account."""
    shown = tuple(
        SessionShown(
            number=one.pk,
            browser=one.browser,
            network=_network(one.network),
            since=_moment(one.since),
            seen=_moment(one.seen),
            is_this=one.session_key == session_key,
        )
        for one in visits
    )
    held = "; ".join(f"{one.title}, {one.organisation}" for one in account.held if not one.until)
    return OwnPage(
        rows=(
            SummaryRow("Name", account.name),
            SummaryRow("Account name", account.username),
            SummaryRow("Email address", account.email or "none"),
            SummaryRow("Posts", held or "none"),
            SummaryRow("Second factor", _factors(account.factors) or "none"),
        ),
        sessions=shown,
        others=sum(not one.is_this for one in shown),
        needs_factor=needs_factor,
        manages=manages,
    )


def _network(network: str) -> str:
    return network if network != "unknown" else "a network not known"
