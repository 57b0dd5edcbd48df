"""
Rights and the roles that have them, as data.

A post has a role, a role has rights, and a person has the rights of the posts they hold that
day.  What a seat on a panel or a sharing agreement lets somebody see is not here: rights say
who may do a thing, the gate says who sees which parts.
"""

import dataclasses
import enum


class Right(enum.StrEnum):
    """One thing that may be done.  Its label goes on from “Only the clerk may …”."""

    READ_PARTNERS = "READ_PARTNERS"
    WRITE_PAPERS = "WRITE_PAPERS"
    BIND_PACKS = "BIND_PACKS"
    TAKE_MINUTES = "TAKE_MINUTES"
    LEAD_STRATEGY = "LEAD_STRATEGY"
    KEEP_FIGURES = "KEEP_FIGURES"
    READ_LEDGER = "READ_LEDGER"
    READ_LETTERS = "READ_LETTERS"
    MANAGE_ACCOUNTS = "MANAGE_ACCOUNTS"
    KEEP_REGISTER = "KEEP_REGISTER"
    DRAFT_AGREEMENTS = "DRAFT_AGREEMENTS"
    SIGN_AGREEMENTS = "SIGN_AGREEMENTS"
    ASK_FOR_INFORMATION = "ASK_FOR_INFORMATION"
    ANSWER_FOR_INFORMATION = "ANSWER_FOR_INFORMATION"
    GRANT_ACCESS = "GRANT_ACCESS"
    BREAK_GLASS = "BREAK_GLASS"
    OVERSEE = "OVERSEE"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def needs_second_factor(self) -> bool:
        """Whether whoever has it can come to see restricted things, or decide who does."""
        return self in _BEHIND_A_SECOND_FACTOR


_LABELS = {
    Right.READ_PARTNERS: "read what is for partners of the board",
    Right.WRITE_PAPERS: "write papers",
    Right.BIND_PACKS: "make and issue the pack",
    Right.TAKE_MINUTES: "take minutes",
    Right.LEAD_STRATEGY: "lead the strategy",
    Right.KEEP_FIGURES: "keep figures",
    Right.READ_LEDGER: "read the ledger",
    Right.READ_LETTERS: "read the outbox",
    Right.MANAGE_ACCOUNTS: "open accounts and fill posts",
    Right.KEEP_REGISTER: "enter bodies, seats and posts",
    Right.DRAFT_AGREEMENTS: "draft sharing agreements",
    Right.SIGN_AGREEMENTS: "sign a sharing agreement for their organisation",
    Right.ASK_FOR_INFORMATION: "ask another partner for information",
    Right.ANSWER_FOR_INFORMATION: "answer a request for information",
    Right.GRANT_ACCESS: "give somebody access for a time",
    Right.BREAK_GLASS: "open a restricted thing in an emergency",
    Right.OVERSEE: "see who has looked at what",
}
_BEHIND_A_SECOND_FACTOR = frozenset(
    {
        Right.MANAGE_ACCOUNTS,
        Right.SIGN_AGREEMENTS,
        Right.ASK_FOR_INFORMATION,
        Right.ANSWER_FOR_INFORMATION,
        Right.GRANT_ACCESS,
        Right.BREAK_GLASS,
        Right.OVERSEE,
    }
)


class Role(enum.StrEnum):
    """What a post does in the system.  Codes are kept; labels may change on any day."""

    CLERK = "CLERK"
    CHAIR = "CHAIR"
    VICE_CHAIR = "VICE_CHAIR"
    HEAD = "HEAD"
    PARTNER = "PARTNER"
    COUNCILLOR = "COUNCILLOR"
    PRIORITY_LEAD = "PRIORITY_LEAD"
    CONTRIBUTOR = "CONTRIBUTOR"
    ANALYST = "ANALYST"
    DATA_PROTECTION = "DATA_PROTECTION"
    ADMINISTRATOR = "ADMINISTRATOR"
    CHIEF_EXECUTIVE = "CHIEF_EXECUTIVE"
    DOMESTIC_ABUSE_LEAD = "DOMESTIC_ABUSE_LEAD"
    PANEL_COORDINATOR = "PANEL_COORDINATOR"
    CASE_WORKER = "CASE_WORKER"
    POLICE_OFFICER = "POLICE_OFFICER"
    GANGS_OFFICER = "GANGS_OFFICER"
    TRADING_STANDARDS = "TRADING_STANDARDS"
    CCTV_OPERATOR = "CCTV_OPERATOR"
    PROBATION = "PROBATION"
    YOUTH_JUSTICE = "YOUTH_JUSTICE"
    SOCIAL_CARE = "SOCIAL_CARE"
    HOUSING = "HOUSING"
    HEALTH = "HEALTH"
    PROVIDER = "PROVIDER"
    SCHOOL = "SCHOOL"
    REVIEW_PANEL = "REVIEW_PANEL"
    GROUP_MEMBER = "GROUP_MEMBER"
    PREVENT_LEAD = "PREVENT_LEAD"
    COMMISSIONER = "COMMISSIONER"
    NEIGHBOUR = "NEIGHBOUR"

    @property
    def label(self) -> str:
        return ROLES[self].label

    @property
    def rights(self) -> frozenset[Right]:
        return ROLES[self].rights


@dataclasses.dataclass(frozen=True)
class RoleDescribed:
    """A role: its name, what it comes to do here, and the rights that need."""

    label: str
    does: str
    rights: frozenset[Right] = frozenset()


_PARTNER = frozenset({Right.READ_PARTNERS})
_CASES = _PARTNER | {Right.ASK_FOR_INFORMATION, Right.ANSWER_FOR_INFORMATION}
_PANEL = _CASES | {Right.BREAK_GLASS}

ROLES: dict[Role, RoleDescribed] = {
    Role.CLERK: RoleDescribed(
        "Clerk to the board",
        "Agendas, question deadlines, attendance, minutes, actions, packs and publication.",
        _PARTNER
        | {Right.WRITE_PAPERS, Right.BIND_PACKS, Right.READ_LEDGER, Right.READ_LETTERS}
        | {Right.KEEP_REGISTER, Right.TAKE_MINUTES},
    ),
    Role.CHAIR: RoleDescribed(
        "Chair",
        "Approves the agenda, signs the minutes, signs agreements for their organisation.",
        _PARTNER | {Right.SIGN_AGREEMENTS, Right.GRANT_ACCESS},
    ),
    Role.VICE_CHAIR: RoleDescribed(
        "Vice-chair",
        "Stands in for the chair.",
        _PARTNER | {Right.SIGN_AGREEMENTS},
    ),
    Role.HEAD: RoleDescribed(
        "Head of community safety",
        "Leads the strategy and its papers, asks for updates, drafts agreements.",
        _PARTNER
        | {
            Right.WRITE_PAPERS,
            Right.TAKE_MINUTES,
            Right.LEAD_STRATEGY,
            Right.KEEP_REGISTER,
            Right.KEEP_FIGURES,
            Right.READ_LEDGER,
            Right.READ_LETTERS,
            Right.DRAFT_AGREEMENTS,
            Right.ASK_FOR_INFORMATION,
        },
    ),
    Role.PARTNER: RoleDescribed(
        "Partner",
        "Sits on the board for an organisation: owns commitments, takes actions.",
        _PARTNER,
    ),
    Role.COUNCILLOR: RoleDescribed(
        "Councillor",
        "Scrutinises: reads what is public, and what a seat adds.",
    ),
    Role.PRIORITY_LEAD: RoleDescribed(
        "Priority lead",
        "Asks for updates to a priority, writes its account and declares its statuses.",
        _PARTNER,
    ),
    Role.CONTRIBUTOR: RoleDescribed(
        "Contributor",
        "Sends an organisation's updates and data, with an explanation and a permission.",
        _PARTNER,
    ),
    Role.ANALYST: RoleDescribed(
        "Analyst",
        "Keeps measures and published figures.",
        _PARTNER | {Right.KEEP_FIGURES},
    ),
    Role.DATA_PROTECTION: RoleDescribed(
        "Data protection officer",
        "Sees who has looked at what, approves deletion, answers people about their data.",
        _PARTNER | {Right.OVERSEE, Right.READ_LEDGER, Right.DRAFT_AGREEMENTS, Right.GRANT_ACCESS},
    ),
    Role.ADMINISTRATOR: RoleDescribed(
        "Administrator",
        "Opens accounts and fills posts; sees nothing that the partnership works on.",
        frozenset({Right.MANAGE_ACCOUNTS, Right.KEEP_REGISTER, Right.READ_LETTERS}),
    ),
    Role.CHIEF_EXECUTIVE: RoleDescribed(
        "Chief executive",
        "Receives yearly assessments, signs agreements for their organisation.",
        _PARTNER | {Right.SIGN_AGREEMENTS},
    ),
    Role.DOMESTIC_ABUSE_LEAD: RoleDescribed(
        "Domestic abuse lead",
        "Runs the domestic abuse returns and the directory; sees counts, never names.",
        _PARTNER,
    ),
    Role.PANEL_COORDINATOR: RoleDescribed(
        "Panel coordinator",
        "Convenes a panel, circulates its list, follows its actions.",
        _PANEL | {Right.GRANT_ACCESS, Right.TAKE_MINUTES},
    ),
    Role.CASE_WORKER: RoleDescribed("Case worker", "Works their own cases.", _PANEL),
    Role.POLICE_OFFICER: RoleDescribed(
        "Police officer",
        "Shares data, refers, is tasked; sees what a seat gives.",
        _PANEL,
    ),
    Role.GANGS_OFFICER: RoleDescribed(
        "Serious youth violence and gangs officer",
        "Keeps the violence plan and the network map.",
        _PANEL,
    ),
    Role.TRADING_STANDARDS: RoleDescribed(
        "Trading standards officer", "Takes reports and works trading standards' cases.", _CASES
    ),
    Role.CCTV_OPERATOR: RoleDescribed(
        "Camera operator", "Records incidents and evidence packs.", _PARTNER
    ),
    Role.PROBATION: RoleDescribed("Probation officer", "Supervises, transfers, reports.", _CASES),
    Role.YOUTH_JUSTICE: RoleDescribed(
        "Youth justice worker", "Keeps cohorts, triage and restorative work.", _CASES
    ),
    Role.SOCIAL_CARE: RoleDescribed(
        "Social care", "Refers, and answers for what social care knows.", _PANEL
    ),
    Role.HOUSING: RoleDescribed("Housing officer", "Works tenancies and transfers.", _CASES),
    Role.HEALTH: RoleDescribed("Health professional", "Refers those at risk.", _CASES),
    Role.PROVIDER: RoleDescribed(
        "Provider", "Runs a service: its own clients, its own returns.", _PARTNER
    ),
    Role.SCHOOL: RoleDescribed("School", "Takes part where invited.", _PARTNER),
    Role.REVIEW_PANEL: RoleDescribed(
        "Review panel or author", "Works on one review and its report."
    ),
    Role.GROUP_MEMBER: RoleDescribed(
        "Task and finish group member", "Writes a group's part of the next strategy.", _PARTNER
    ),
    Role.PREVENT_LEAD: RoleDescribed(
        "Prevent lead", "Keeps referrals and the yearly assessment.", _PANEL
    ),
    Role.COMMISSIONER: RoleDescribed(
        "Commissioner", "Tenders and contracts; sees nobody's case.", _PARTNER
    ),
    # Nothing of its own: a neighbour sees what a seat or an agreement here gives.
    Role.NEIGHBOUR: RoleDescribed(
        "Officer of a neighbouring borough",
        "Takes over or hands over; sees what a seat or an agreement gives and nothing else.",
        frozenset({Right.ANSWER_FOR_INFORMATION, Right.ASK_FOR_INFORMATION}),
    ),
}


def rights_of(roles: frozenset[Role]) -> frozenset[Right]:
    """Return every right that any of some roles has."""
    return frozenset().union(*(role.rights for role in roles))


def holders(right: Right) -> tuple[Role, ...]:
    """Return the roles that have a right, in the order of the table."""
    return tuple(role for role in ROLES if right in role.rights)
