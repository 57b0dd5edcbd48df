"""
Splitting the database's owner from the role the site runs as, on PostgreSQL.

The role the site runs as may read and add lines of the ledger and nothing else: it owns no
table, so it can neither alter a line nor take down the triggers that refuse it.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from saferboard.config.environment import NotReady
from saferboard.domain.refusals import Refusal, Refused
from saferboard.ledger.guards import TABLES, fallen, powers
from saferboard.ledger.operations import SYSTEM, note_protected
from saferboard.ui import clock

WHAT_TO_DO = (
    "Make an owner role, set SAFERBOARD_DATABASE_OWNER_URL to it, and run `saferboard ledger"
    " protect` (docs/guide/ledger.md)."
)


def protect(role: str) -> list[str]:
    """
    Leave `role` the right to read and add lines of the ledger, and no other; return what was done.

    Run as the owner.  It may be run again, after each upgrade.

    :raises Refused: if this is not PostgreSQL, the role is none, is the owner itself, or what
        it owns cannot be taken from it.
    """
    if connection.vendor != "postgresql":
        raise _refused("SQLite has no roles. Use PostgreSQL for real cases.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        if found is None:
            raise _refused(f"There is no role {role}. SAFERBOARD_DATABASE_URL names the role.")
        owner, is_superuser = found
        if owner == role:
            raise _refused(
                f"This runs as {role} itself. Set SAFERBOARD_DATABASE_OWNER_URL to another role,"
                " that is to own the tables."
            )
        if is_superuser:
            raise _refused(f"{role} is a superuser. Let the site run as a role that is none.")
        done = _orders(owner, role)
        try:
            with transaction.atomic():
                for order in done:
                    cursor.execute(order.sql)
        except DatabaseError as error:
            raise _refused(
                f"{owner} may not do it: {str(error).splitlines()[0]}. Run it once as a superuser,"
                f" or `GRANT {role} TO {owner}` first."
            ) from None
        note_protected(role, by=SYSTEM, at=clock.now())
    return [order.words for order in done]


def _refused(words: str) -> Refused:
    return Refused(Refusal("not-protected", words))


@dataclass(frozen=True)
class Order:
    sql: sql.Composed
    words: str


def _orders(owner: str, role: str) -> list[Order]:
    names = {"owner": sql.Identifier(owner), "role": sql.Identifier(role)}
    names["database"] = sql.Identifier(str(connection.settings_dict["NAME"]))
    names["ledger"] = sql.SQL(", ").join(map(sql.Identifier, TABLES))
    written = (
        ("REASSIGN OWNED BY {role} TO {owner}", f"What {role} owned is {owner}’s."),
        ("REVOKE CREATE ON SCHEMA public FROM PUBLIC", "Only the owner makes tables."),
        ("REVOKE ALL ON SCHEMA public FROM {role}", ""),
        ("GRANT USAGE ON SCHEMA public TO {role}", ""),
        ("GRANT CONNECT ON DATABASE {database} TO {role}", ""),
        (
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            f"{role} reads and writes every other table.",
        ),
        ("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}", ""),
        (
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
            " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
            "",
        ),
        (
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
            " GRANT USAGE, SELECT ON SEQUENCES TO {role}",
            "",
        ),
        ("REVOKE ALL ON {ledger} FROM PUBLIC, {role}", ""),
        (
            "GRANT SELECT, INSERT ON {ledger} TO {role}",
            f"{role} may read and add lines of the ledger, and no more.",
        ),
    )
    return [Order(sql.SQL(order).format(**names), words) for order, words in written]


def ways_to_alter() -> list[str]:
    """Return how the site could alter the ledger as it is set up; empty if it could not."""
    return [*powers(), *(f"the guard {name} is not there" for name in fallen())]


@register(Tags.database)
def check_ledger(app_configs=None, databases=None, **options) -> list[Warning]:
    """Warn, in `saferboard check --database default`, of a site that could alter the ledger."""
    if not databases or settings.DEMO or connection.vendor != "postgresql":
        return []
    if "ledger_entry" not in connection.introspection.table_names():
        return []
    return [
        Warning(f"The site could alter the ledger: {way}.", hint=WHAT_TO_DO, id="saferboard.W001")
        for way in ways_to_alter()
    ]


def require_protected_ledger(warn=None) -> None:
    """
    Go on if the site could not alter the ledger; without real cases, warn and go on.

    :raises NotReady: if it could, and real cases are kept.
    """
    if settings.DEMO or not (settings.REAL_CASES or connection.vendor == "postgresql"):
        return
    ways = ways_to_alter()
    if not ways:
        return
    words = f"the role the site runs as could alter the ledger: {'; '.join(ways)}. {WHAT_TO_DO}"
    if settings.REAL_CASES:
        raise NotReady(words)
    if warn is not None:
        warn(f"Take note: {words}")
