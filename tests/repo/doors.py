"""
Every way in there is, and who may use it.

Pages, downloads and answers to programs are `DOORS`: a new one means a line here with its name,
who may open it, and arguments with which it can be knocked on, in the small world and in the
demonstration.  Commands, links in letters and jobs of the night are in `other_doors.py`.
"""

from tests.repo.door import EVERYONE, Door, First
from tests.repo.door import ROLES as ROLES
from tests.repo.doors_of_agendas import AGENDAS
from tests.repo.doors_of_drafting import DRAFTING
from tests.repo.doors_of_minutes import MINUTES
from tests.repo.doors_of_past import PAST
from tests.repo.doors_of_returns import RETURNS
from tests.world import PUBLISHED, UNPUBLISHED

SIGNED_IN = EVERYONE - {"visitor"}
PARTNERS = SIGNED_IN - {"administrator", "neighbour"}
"""Who may read what is for partners of the board."""
ADMINISTRATOR = frozenset({"administrator"})
WRITERS = frozenset({"clerk", "head"})
"""Who writes papers, and plans and calls meetings."""
REGISTRARS = frozenset({"clerk", "head", "administrator"})
"""Who enters bodies, seats and posts."""
READS_POSTS = PARTNERS | {"administrator"}
KEEPS_FIGURES = frozenset({"head", "analyst"})

FIRST = First("partners.User")
EXEMPT = frozenset({"clerk", "head", "chair", "partner"})
"""Who has a seat on the board of the small world, or writes or binds its papers."""
WORD = First("sheets.OwnWord")
PARTNER = frozenset({"partner"})
SHEET = ("community-impact-days", "2022-23-q2", "homes")
"""The small world's data sheet that a partner is asked for."""
AN_ACTION = First("meetings.MinuteAction")
ASKED = First("meetings.Minute", (("matters__isnull", False),))
SHARING = PARTNERS | {"neighbour"}
"""Who may read an agreement their organisation is in."""
DRAFTERS = frozenset({"head", "protection"})
ASKERS = frozenset({"head", "coordinator", "neighbour", "police", "social-care"})
REQUEST = frozenset({"head", "coordinator", "protection", "police", "social-care"})
GIVERS = frozenset({"chair", "coordinator", "protection"})
MEETING = "2022-10-27"
"""The code of the demonstration's meeting."""


DOORS: dict[str, Door] = {
    "public:front": Door(),
    "public:about": Door(),
    "public:accessibility": Door(),
    "account_login": Door(),
    "account_logout": Door(post=True, is_page=False),
    "account_reauthenticate": Door(SIGNED_IN),
    "mfa_index": Door(SIGNED_IN),
    "mfa_activate_totp": Door(SIGNED_IN),
    "mfa_add_webauthn": Door(SIGNED_IN),
    "accounts:forgotten": Door(),
    "accounts:own": Door(SIGNED_IN),
    "accounts:change-password": Door(SIGNED_IN),
    "accounts:end-others": Door(SIGNED_IN, post=True, is_page=False),
    "accounts:accounts": Door(ADMINISTRATOR),
    "accounts:invite": Door(ADMINISTRATOR),
    "accounts:posts": Door(ADMINISTRATOR),
    "accounts:post": Door(ADMINISTRATOR, world=("superintendent",), demo=("lbb-systems-officer",)),
    "accounts:account": Door(ADMINISTRATOR, world=(FIRST,), demo=(1,)),
    "accounts:close": Door(ADMINISTRATOR, world=(FIRST,), post=True, is_page=False),
    # These open to whoever has a link, a code to give, a factor to remove, or a session to end.
    **{
        name: Door(frozenset(), world=args, demo=args, post=post, is_page=False)
        for name, args, post in (
            ("accounts:accept", ("no-link",), False),
            ("accounts:new-password", ("no-link",), False),
            ("accounts:resume", (), False),
            ("accounts:second-factor", (), False),
            ("accounts:end-session", (0,), True),
            ("accounts:cancel", (0,), True),
            ("accounts:end-holding", (0,), True),
            ("accounts:reopen", (FIRST,), True),
            ("accounts:remove-factors", (FIRST,), True),
            ("mfa_authenticate", (), False),
            ("mfa_login_webauthn", (), False),
            ("mfa_reauthenticate", (), False),
            ("mfa_reauthenticate_webauthn", (), False),
            ("mfa_deactivate_totp", (), False),
            ("mfa_remove_webauthn", (0,), False),
            ("mfa_view_recovery_codes", (), False),
            ("mfa_generate_recovery_codes", (), False),
            ("openid_connect_login", ("council",), True),
            ("openid_connect_callback", ("council",), False),
        )
    },
    "library:file": Door(frozenset(), world=("unsigned",), demo=("unsigned",), is_page=False),
    "search:search": Door(),
    "home:front": Door(SIGNED_IN),
    "home:ledger": Door(frozenset({"head", "clerk", "protection"})),
    "home:check": Door(SIGNED_IN),
    "bodies:bodies": Door(),
    "bodies:body": Door(world=("board",), demo=("sbpb",)),
    "bodies:enter": Door(REGISTRARS),
    "bodies:change": Door(REGISTRARS, world=("board",), demo=("sbpb",)),
    "bodies:seats": Door(REGISTRARS, world=("board",), demo=("sbpb",)),
    "bodies:give-seat": Door(REGISTRARS, world=("board",), demo=("sbpb",)),
    "bodies:change-seat": Door(
        REGISTRARS, world=("board", "director"), demo=("sbpb", "mps-inspector")
    ),
    # Nobody has that seat: whoever may, is answered that there is none.
    "bodies:take-seat-away": Door(frozenset(), world=("board", "mayor"), post=True, is_page=False),
    "bodies:enter-mention": Door(REGISTRARS),
    "bodies:change-mention": Door(REGISTRARS, world=("authorities",), demo=("strategy-day",)),
    "partners:posts": Door(READS_POSTS),
    "partners:post": Door(
        READS_POSTS, world=("superintendent",), demo=("lbb-domestic-abuse-strategic-lead",)
    ),
    "partners:organisations": Door(READS_POSTS),
    "partners:enter-organisation": Door(REGISTRARS),
    "partners:change-organisation": Door(REGISTRARS, world=("council",), demo=("lbb",)),
    "partners:enter-post": Door(REGISTRARS),
    **{
        f"partners:{name}": Door(REGISTRARS, world=("superintendent",), demo=("lbb-ad-housing",))
        for name in ("change-post", "fill", "leave", "vacate", "caretaker", "hand-over")
    },
    "partners:end-caretaker": Door(
        REGISTRARS, world=("station-manager",), demo=("lbb-marac-coordinator",)
    ),
    "partners:handovers": Door(READS_POSTS),
    "partners:handover": Door(READS_POSTS, world=(1,), demo=(1,)),
    "partners:complete": Door(REGISTRARS, world=(1,), post=True, is_page=False),
    "partners:withdraw": Door(REGISTRARS, world=(1,), post=True, is_page=False),
    "partners:accept": Door(READS_POSTS, world=(1, 1), post=True, is_page=False),
    "partners:decline": Door(frozenset({"head"}), world=(1, 1), demo=(1, 1)),
    "partners:offer": Door(REGISTRARS, world=(1, 1), demo=(1, 1)),
    "meetings:meetings": Door(),
    "meetings:year": Door(),
    "meetings:year-of-body": Door(world=("board",), demo=("community-impact-days",)),
    **{
        f"meetings:{name}": Door(WRITERS, world=("board",), demo=("community-impact-days",))
        for name in ("plan-year", "plan-day", "count-days", "call")
    },
    "meetings:move-day": Door(
        WRITERS,
        world=("board", "2022-12-01"),
        demo=("community-impact-days", "2022-10-26"),
    ),
    "meetings:cancel-day": Door(WRITERS, world=("board", "2022-12-01"), post=True, is_page=False),
    "meetings:note-day": Door(WRITERS, world=("board", "2022-12-01"), post=True, is_page=False),
    **{
        f"meetings:{name}": Door(WRITERS, world=(PUBLISHED,), demo=(MEETING,))
        for name in ("move-meeting", "place-meeting", "postpone", "cancel-meeting")
    },
    "meetings:confirm": Door(WRITERS, world=(UNPUBLISHED,), post=True, is_page=False),
    "meetings:meeting": Door(world=(PUBLISHED,), demo=(MEETING,)),
    "meetings:minutes": Door(world=("2022-08-17",), demo=("2022-08-17",)),
    "meetings:own-actions": Door(SIGNED_IN),
    "meetings:body-actions": Door(PARTNERS, world=("board",), demo=("sbpb",)),
    "meetings:actions-of-post": Door(
        frozenset(), world=("director",), demo=("director",), is_page=False
    ),
    "meetings:action": Door(PARTNERS, world=(AN_ACTION,), demo=(1,)),
    "meetings:report-action": Door(frozenset({"clerk", "chair"}), world=(AN_ACTION,), demo=(5,)),
    "meetings:settle-action": Door(frozenset({"clerk"}), world=(AN_ACTION,), demo=(1,)),
    "meetings:send-actions": Door(
        frozenset({"clerk"}), world=("2022-08-17",), post=True, is_page=False
    ),
    "meetings:matters-arising": Door(frozenset({"clerk"}), world=(PUBLISHED,), demo=(MEETING,)),
    "meetings:make-matters": Door(
        frozenset({"clerk"}), world=(PUBLISHED,), post=True, is_page=False
    ),
    "meetings:matter": Door(frozenset({"clerk"}), world=(PUBLISHED, ASKED), demo=(MEETING, 7)),
    "meetings:matter-history": Door(world=("2022-08-17", "2"), demo=("2022-08-17", "26")),
    "meetings:edit-document": Door(
        frozenset({"clerk", "head"}), world=(PUBLISHED, "5"), demo=(MEETING, "7a")
    ),
    **MINUTES,
    **PAST,
    **AGENDAS,
    "packs:check": Door(PARTNERS, world=(PUBLISHED,), demo=(MEETING,)),
    "packs:let-stand": Door(frozenset({"clerk"}), world=(PUBLISHED,), post=True, is_page=False),
    "packs:paper": Door(world=(PUBLISHED, "4a"), demo=(MEETING, "5a")),
    "packs:paper-word": Door(world=(PUBLISHED, "4a"), demo=(MEETING, "5a"), is_page=False),
    "packs:figures": Door(world=(PUBLISHED,), demo=(MEETING,)),
    "packs:pdf": Door(world=(PUBLISHED,), demo=(MEETING,), is_page=False),
    "packs:full": Door(EXEMPT, world=(PUBLISHED,), demo=(MEETING,), is_page=False),
    "packs:give": Door(frozenset({"clerk", "head"}), world=(PUBLISHED, "3"), demo=(MEETING, "1")),
    "packs:withdraw": Door(
        frozenset({"clerk", "head"}), world=(PUBLISHED, "3"), post=True, is_page=False
    ),
    # It leads to the signed address of a given file, and there is none to give here.
    "packs:given-file": Door(
        frozenset(), world=(PUBLISHED, "3", 0), demo=(MEETING, "1", 0), is_page=False
    ),
    "packs:making": Door(frozenset({"clerk"}), world=(PUBLISHED,), demo=(MEETING,)),
    "packs:supplement": Door(frozenset({"clerk"}), world=(PUBLISHED,), demo=(MEETING,)),
    "packs:folder": Door(frozenset({"clerk"}), world=(PUBLISHED,), post=True, is_page=False),
    "packs:make": Door(frozenset({"clerk"}), world=(PUBLISHED,), post=True, is_page=False),
    "packs:go-without": Door(frozenset({"clerk"}), world=(PUBLISHED,), post=True, is_page=False),
    "packs:issue": Door(frozenset({"clerk"}), world=(PUBLISHED,), post=True, is_page=False),
    "sharing:agreements": Door(SHARING),
    "sharing:due": Door(SHARING),
    "sharing:new": Door(DRAFTERS),
    "sharing:agreement": Door(SHARING, world=("SA-1", 1), demo=("SA-1", 1)),
    "sharing:part": Door(DRAFTERS, world=("SA-1", 1, "about"), demo=("SA-4", 1, "about")),
    "sharing:sign": Door(frozenset({"chair"}), world=("SA-2", 1), demo=("SA-3", 1)),
    "sharing:change": Door(
        frozenset({"head", "chair"}), world=("SA-1", 1, "end"), demo=("SA-2", 1, "end")
    ),
    "sharing:requests": Door(ASKERS | {"protection"}),
    "sharing:request": Door(REQUEST, world=("RI-2",), demo=("RI-2",)),
    "sharing:ask": Door(ASKERS),
    "sharing:answer": Door(frozenset({"social-care"}), world=("RI-2",), demo=("RI-2",)),
    "sharing:refuse": Door(frozenset({"social-care"}), world=("RI-2",), demo=("RI-2",)),
    "sharing:withdraw": Door(frozenset({"police"}), world=("RI-2",), demo=("RI-2",)),
    "sharing:notes": Door(ASKERS),
    "sharing:new-note": Door(ASKERS - {"head"}),
    "sharing:note": Door(
        frozenset({"social-care", "head"}),
        world=("SI-2", "violence-reduction"),
        demo=("SI-2", "violence-reduction"),
    ),
    "sharing:uses": Door(frozenset({"social-care"}), world=("SI-1",), demo=("SI-1",)),
    "sharing:access": Door(GIVERS),
    "sharing:give": Door(GIVERS),
    "sharing:list-account": Door(GIVERS),
    "sharing:reason": Door(frozenset({"protection"}), world=(1,), demo=(1,)),
    "sharing:end-access": Door(GIVERS, world=(1,), demo=(1,)),
    "sharing:end-listing": Door(GIVERS, world=(1,), demo=(1,)),
    "sharing:emergency": Door(frozenset({"coordinator", "police", "social-care"})),
    "instruments:library": Door(),
    "instruments:instrument": Door(world=("drugs-plan",), demo=("vvap",)),
    "instruments:matrix": Door(world=("violence",), demo=("violence",)),
    **{
        f"instruments:{name}": Door(
            frozenset({"clerk", "head"}), world=("drugs-plan",), demo=("vvap",)
        )
        for name in ("change", "move", "reviewed", "add-version", "relate")
    },
    **{f"instruments:{name}": Door(frozenset({"clerk", "head"})) for name in ("add", "lay-out")},
    "instruments:fill": Door(
        frozenset({"clerk", "head"}), world=("violence", "drugs-plan"), demo=("violence", "vvap")
    ),
    "plans:strategy": Door(),
    "plans:priority": Door(world=(1,), demo=(1,)),
    "plans:earlier": Door(world=("safer-westhaven",), demo=("sbps-2020-23",)),
    "plans:edit-commitment": Door(frozenset({"clerk", "head"}), world=("W1.1",), demo=("P1-02",)),
    "plans:due": Door(),
    "plans:scales": Door(),
    "plans:recommendations": Door(PARTNERS),
    "plans:recommendation": Door(PARTNERS, world=(1,), demo=(1,)),
    "plans:add-work": Door(frozenset({"head"})),
    **{
        f"plans:{name}": Door(frozenset({"head"}), world=(1,), demo=(1,))
        for name in ("change-work", "move-work", "work-target")
    },
    "plans:assign": Door(frozenset({"head"}), world=("W1.2",), demo=("P1-02",)),
    **{
        f"plans:{name}": Door(frozenset({"head"}), world=("W1.2",), demo=("P1-02",))
        for name in ("target", "declare")
    },
    "plans:edit-outcome": Door(frozenset({"clerk", "head"}), world=(1, 1), demo=(1, 1)),
    "returns:rounds": Door(),
    "returns:edit-update": Door(
        frozenset({"clerk", "head"}),
        world=("2022-23-q2", "w11"),
        demo=("2022-23-q2", "p1-03"),
    ),
    "returns:round": Door(world=("2022-23-q2",), demo=("2022-23-q2",)),
    "returns:commitment": Door(world=("W1.1",), demo=("P1-01",)),
    **DRAFTING,
    **RETURNS,
    **{
        f"keeping:{name}": Door(frozenset({"protection"}), world=args, **{"demo": args} | more)
        for name, args, more in (
            ("terms", (), {}),
            ("term", ("account",), {}),
            ("due", (), {}),
            ("approve", (), {"post": True, "is_page": False}),
            ("hold", (First("keeping.Disposal"),), {"demo": (1,)}),
            ("requests", (), {}),
            ("new-request", (), {}),
            ("request", ("sr-0001",), {}),
            ("identify", ("sr-0002",), {"post": True, "is_page": False}),
            ("extend", ("sr-0001",), {"post": True, "is_page": False}),
            ("close", ("sr-0001",), {"post": True, "is_page": False}),
            ("held", ("sr-0001",), {}),
            ("erase", ("sr-0001",), {"post": True, "is_page": False}),
            ("report", ("sr-0001",), {"is_page": False}),
            ("correct", ("sr-0003",), {}),
            ("correct-field", ("sr-0003", "subject-request-sr-0003-contact"), {}),
            ("register", (), {}),
            ("register-word", (), {"is_page": False}),
            ("assessment", (), {}),
            ("assessment-word", (), {"is_page": False}),
        )
    },
    **{
        f"oversight:{name}": Door(frozenset({"protection"}), world=args, demo=args, **more)
        for name, args, more in (
            ("questions", (), {}),
            ("ask", ("seen",), {}),
            ("anchors", (), {}),
            ("anchors-text", (), {"is_page": False}),
            ("notices", (), {}),
            ("notice", ("n-0001",), {}),
            ("answer", (1,), {}),
            ("commas", (1,), {"is_page": False}),
            ("report", (1,), {"is_page": False}),
        )
    },
    "sheets:sheets": Door(),
    "sheets:sheet": Door(world=("domestic-abuse",), demo=("domestic-abuse",)),
    "sheets:shown": Door(
        world=("domestic-abuse", "2022-23-q2"), demo=("domestic-abuse", "2022-23-q2")
    ),
    "sheets:round": Door(
        PARTNERS,
        world=("community-impact-days", "2022-23-q2"),
        demo=("community-impact-days", "2022-23-q2"),
    ),
    "sheets:ask": Door(
        KEEPS_FIGURES,
        world=("community-impact-days", "2022-23-q2"),
        demo=("community-impact-days", "2022-23-q2"),
    ),
    "sheets:words": Door(
        PARTNER, world=("domestic-abuse", "homes"), demo=("domestic-abuse", "clarion")
    ),
    "sheets:remove-word": Door(
        PARTNER, world=("domestic-abuse", "homes", WORD), demo=("domestic-abuse", "clarion", 1)
    ),
    "sheets:return": Door(PARTNERS, world=SHEET, demo=("domestic-abuse", "2022-23-q2", "clarion")),
    "sheets:fill": Door(PARTNER, world=SHEET, demo=("domestic-abuse", "2022-23-q2", "clarion")),
    "sheets:keep": Door(
        PARTNER,
        world=SHEET,
        demo=("domestic-abuse", "2022-23-q2", "clarion"),
        post=True,
        is_page=False,
    ),
    "sheets:decline": Door(PARTNER, world=SHEET, demo=("domestic-abuse", "2022-23-q2", "clarion")),
    "sheets:send-back": Door(
        KEEPS_FIGURES, world=SHEET, demo=("domestic-abuse", "2022-23-q2", "clarion")
    ),
    "sheets:template": Door(
        PARTNER, world=SHEET, demo=("domestic-abuse", "2022-23-q2", "clarion"), is_page=False
    ),
    "sheets:upload": Door(PARTNER, world=SHEET, demo=("domestic-abuse", "2022-23-q2", "clarion")),
    "sheets:accept": Door(KEEPS_FIGURES, world=SHEET, post=True, is_page=False),
    "sheets:not-provided": Door(KEEPS_FIGURES, world=SHEET, post=True, is_page=False),
    "measures:dashboard": Door(),
    "measures:board-table": Door(),
    "measures:boundaries": Door(),
    "measures:catalogue": Door(),
    "measures:local": Door(KEEPS_FIGURES),
    "measures:add": Door(KEEPS_FIGURES),
    "measures:check": Door(KEEPS_FIGURES, world=("no-such",), post=True, is_page=False),
    "measures:export": Door(frozenset(), world=("no-such",), demo=("no-such",), is_page=False),
    "measures:youth-justice": Door(),
    "measures:savings": Door(),
    "measures:sources": Door(),
    "measures:hot-spots": Door(),
    "measures:hot-spots-csv": Door(is_page=False),
    "measures:measure": Door(world=("total-burglary",), demo=("total-burglary",)),
    "measures:control-csv": Door(
        world=("total-burglary",), demo=("total-burglary",), is_page=False
    ),
    "measures:funnel-csv": Door(world=("total-burglary",), demo=("total-burglary",), is_page=False),
    "measures:wards": Door(world=("total-burglary",), demo=("residential-burglary",)),
    "measures:wards-csv": Door(
        world=("total-burglary",), demo=("residential-burglary",), is_page=False
    ),
    "measures:vintages": Door(world=("total-burglary",), demo=("total-burglary",)),
    "measures:where": Door(world=("total-burglary",), demo=("hate-crime",)),
    "meetings:circulate": Door(
        frozenset({"clerk"}), world=(UNPUBLISHED,), post=True, is_page=False
    ),
    "meetings:calendar": Door(SIGNED_IN),
    "meetings:renew-calendar": Door(SIGNED_IN, post=True, is_page=False),
    "meetings:body-feed": Door(world=("board",), demo=("sbpb",), is_page=False),
    "meetings:own-feed": Door(world=("token",), by_letter=True, is_page=False),
    "letters:letters": Door(frozenset({"clerk", "head", "administrator"})),
    "letters:send-again": Door(
        frozenset({"clerk", "head", "administrator"}), world=(1,), post=True, is_page=False
    ),
    "letters:cancel": Door(
        frozenset({"clerk", "head", "administrator"}), world=(1,), post=True, is_page=False
    ),
    "letters:link": Door(world=("token",), by_letter=True, is_page=False),
    "letters:ask-code": Door(world=("token",), post=True, by_letter=True, is_page=False),
    "letters:use-link": Door(world=("token",), post=True, by_letter=True, is_page=False),
}


def arguments(door: Door) -> list:
    """Return what a door is knocked on with in the small world."""
    return [one.number() if isinstance(one, First) else one for one in door.world]


READ = {name: door for name, door in DOORS.items() if not door.post and not door.by_letter}
"""The pages that are asked for with GET."""
