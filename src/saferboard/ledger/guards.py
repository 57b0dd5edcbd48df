"""
The database's own guards on the ledger: whether they stand, and who could take them down.
"""

from django.db import connection

TABLES = ("ledger_entry", "ledger_mention")
TRIGGERS = {
    "sqlite": {
        "ledger_lines_are_not_altered",
        "ledger_lines_are_not_removed",
        "ledger_mentions_are_not_altered",
        "ledger_mentions_are_not_removed",
    },
    "postgresql": {
        "ledger_lines_stand",
        "ledger_is_not_emptied",
        "ledger_mentions_stand",
        "ledger_mentions_are_not_emptied",
    },
}
_STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",
}


def fallen() -> list[str]:
    """Return the triggers that should refuse to alter a line and are not there or disabled."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return sorted(TRIGGERS[connection.vendor] - standing)


_POWERS = """
SELECT
    r.rolsuper,
    bool_or(pg_has_role(r.oid, c.relowner, 'MEMBER')),
    bool_or(pg_has_role(r.oid, n.nspowner, 'MEMBER')),
    bool_or(pg_has_role(r.oid, d.datdba, 'MEMBER')),
    bool_or(has_table_privilege(r.oid, c.oid, 'UPDATE')
        OR has_any_column_privilege(r.oid, c.oid, 'UPDATE')),
    bool_or(has_table_privilege(r.oid, c.oid, 'DELETE')),
    bool_or(has_table_privilege(r.oid, c.oid, 'TRUNCATE')),
    bool_or(has_table_privilege(r.oid, c.oid, 'TRIGGER')),
    r.rolcreaterole
FROM pg_roles r, pg_database d, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rolname = current_user AND d.datname = current_database()
    AND c.relname IN ('ledger_entry', 'ledger_mention') AND n.nspname = current_schema()
GROUP BY r.oid, r.rolsuper, r.rolcreaterole
"""
_POWERS_IN_WORDS = (
    "it is a superuser",
    "it owns the ledger’s table, and could disable its triggers",
    "it owns the schema the ledger is in",
    "it owns the database",
    "it may update lines",
    "it may delete lines",
    "it may empty the table",
    "it may put triggers on the table",
    "it may make roles",
)


def powers() -> list[str]:
    """
    Return how the database's role in use could alter the ledger; empty if it could not.

    On SQLite whoever may write the file could, so that is the one answer there.
    """
    if connection.vendor == "sqlite":
        return ["whoever can write the file of SQLite can write anything in it"]
    with connection.cursor() as cursor:
        cursor.execute(_POWERS)
        found = cursor.fetchone()
    if found is None:
        return []  # there is no ledger yet: `saferboard migrate` has not been run
    return [words for words, has in zip(_POWERS_IN_WORDS, found, strict=True) if has]
