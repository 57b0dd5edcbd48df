"""
With real cases nobody who runs the site can alter the ledger, tried as that role.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from saferboard.config.environment import NotReady, require_fit_for_real_cases
from saferboard.config.protecting import WHAT_TO_DO, check_ledger, require_protected_ledger
from saferboard.ledger.guards import powers
from saferboard.ledger.models import Entry, Kind
from tests.rooms.ledger.conftest import lines

ROOT = Path(__file__).parents[3]
ROLE = "saferboard_site"
FORBIDDEN = (
    "UPDATE ledger_entry SET subject = 'x'",
    "DELETE FROM ledger_entry",
    "TRUNCATE ledger_entry",
    "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
    "DROP TRIGGER ledger_lines_stand ON ledger_entry",
    "DROP TABLE ledger_entry",
    "ALTER TABLE ledger_entry RENAME TO other",
    "CREATE OR REPLACE FUNCTION ledger_lines_stand() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RETURN NULL; END $$",
    "CREATE TRIGGER mine BEFORE INSERT ON ledger_entry FOR EACH ROW"
    " EXECUTE FUNCTION ledger_lines_stand()",
    "SET session_replication_role = replica",
    "UPDATE ledger_mention SET reference = 'x'",
    "DELETE FROM ledger_mention",
    "DROP SCHEMA public CASCADE",
    "CREATE TABLE mine (id int)",
)


@pytest.fixture
def site_role(db):
    """A role such as a site has that was set up in a hurry: it owns the ledger's tables."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has roles")
    lines(2)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"CREATE ROLE {ROLE} LOGIN")
        for table in ("ledger_entry", "ledger_mention"):
            cursor.execute(f"ALTER TABLE {table} OWNER TO {ROLE}")
    return ROLE


@contextmanager
def acting_as(role: str) -> Iterator[Any]:
    """Act as a role, with its rights and no others, until the end of the block."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
        yield cursor
        cursor.execute("RESET ROLE")


def refused_to(statement: str) -> bool:
    with acting_as(ROLE) as site:
        try:
            with transaction.atomic():
                site.execute(statement)
        except DatabaseError as error:
            return isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)
    return False


def test_the_sites_role_can_add_a_line_and_alter_none(site_role):
    call_command("ledger", "protect", role=site_role)
    assert [order for order in FORBIDDEN if not refused_to(order)] == []
    with acting_as(site_role) as site:
        site.execute("SELECT count(*) FROM ledger_entry")
        assert site.fetchone() == (3,)
        site.execute("UPDATE partners_post SET title = title")
        site.execute(
            "INSERT INTO ledger_entry (kind, subject, by, post, at, facts, purpose, agreement,"
            " origin, outcome, recipient, shown, previous, digest) SELECT kind, 'by the site', by,"
            " post, at, facts, purpose, agreement, origin, outcome, recipient, shown, digest, 'd'"
            " FROM ledger_entry ORDER BY id DESC LIMIT 1"
        )
    assert Entry.objects.get(subject="ledger").kind == Kind.LEDGER_PROTECTED
    assert Entry.objects.latest("id").subject == "by the site"


def test_a_role_that_could_alter_it_is_found_out_and_stops_a_site_with_real_cases(
    site_role, settings
):
    settings.DEMO, settings.REAL_CASES = False, False
    said = []
    with acting_as(site_role):
        assert "it owns the ledger’s table, and could disable its triggers" in powers()
        require_protected_ledger(said.append)
        assert {w.id for w in check_ledger(databases=["default"])} == {"saferboard.W001"}
        settings.REAL_CASES = True
        with pytest.raises(NotReady, match="could alter the ledger"):
            require_protected_ledger()
    assert said[0].startswith("Take note: the role the site runs as could alter the ledger")
    call_command("ledger", "protect", role=site_role)
    with acting_as(site_role):
        assert powers() == []
        require_protected_ledger()
        assert check_ledger(databases=["default"]) == []


def test_it_is_said_what_to_do_where_nothing_can_be_protected(db):
    if connection.vendor == "sqlite":
        with pytest.raises(CommandError, match="SQLite has no roles"):
            call_command("ledger", "protect", role=ROLE)
    else:
        with pytest.raises(CommandError, match="There is no role nobody_at_all"):
            call_command("ledger", "protect", role="nobody_at_all")


def started(tmp_path, **settings):
    words = [sys.executable, "-m", "saferboard.cli", "ledger", "verify"]
    surroundings = {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT / "src"),
        "SAFERBOARD_DATA": str(tmp_path),
        "SAFERBOARD_SECRET_KEY": secrets.token_urlsafe(50),
        **settings,
    }
    return subprocess.run(words, env=surroundings, capture_output=True, text=True, check=False)


def test_with_real_cases_nothing_starts_on_sqlite(tmp_path):
    said = started(tmp_path, SAFERBOARD_REAL_CASES="yes")
    assert said.returncode == 1
    assert "SAFERBOARD_REAL_CASES is yes, and the database is SQLite" in said.stderr
    assert "Set SAFERBOARD_DATABASE_URL to a database of PostgreSQL" in said.stderr


@pytest.mark.parametrize(
    ("real", "demo", "engine", "fits"),
    [
        (False, True, "sqlite3", True),
        (False, False, "sqlite3", True),
        (True, False, "postgresql", True),
        (True, False, "sqlite3", False),
        (True, True, "postgresql", False),
        (True, True, "sqlite3", False),
    ],
)
def test_where_real_cases_may_be_kept(real, demo, engine, fits):
    if fits:
        require_fit_for_real_cases(real, demo=demo, engine=engine)
    else:
        with pytest.raises(NotReady):
            require_fit_for_real_cases(real, demo=demo, engine=engine)


def test_what_to_do_names_the_commands_there_are():
    assert "saferboard ledger protect" in WHAT_TO_DO
    assert (ROOT / "docs/guide/ledger.md").is_file()
