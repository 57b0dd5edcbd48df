"""
What is copied comes back, and what was deleted since does not.
"""

import json
import subprocess
import sys
import zipfile

import pytest
from django.db import connection

from saferboard.sealing import new_key
from tests.rooms.config.running import ROOT, SECRET, saferboard

BUILD = """
import django; django.setup()
from tests.world import build
build()
"""
COUNT = """
import django; django.setup()
from saferboard.partners.models import User
from saferboard.keeping.models import SubjectRequest
print(User.objects.filter(username="leaver").count(), SubjectRequest.objects.first().name)
"""
ONE_MORE = """
import django; django.setup()
import datetime as dt
from saferboard.domain.retention import RequestKind
from saferboard.keeping.operations import open_request
from saferboard.partners.models import User
opened = open_request(
    RequestKind.ACCESS, name="Una Blythe", contact="", asked="", account=None,
    received=dt.date(2022, 10, 19), by=User.objects.get(username="protection"),
    at=dt.datetime(2022, 10, 19, 9, tzinfo=dt.UTC),
)
print(opened.code)
"""
ERASE = """
import django; django.setup()
import datetime as dt
from saferboard.keeping.operations import erase_record
from saferboard.partners.models import User
ref = User.objects.get(username="leaver").ledger_name
erase_record("account", ref, why="asked", by="system", at=dt.datetime.now(dt.UTC))
"""


@pytest.fixture
def place(db, tmp_path):
    """A data folder and, on PostgreSQL, a database of its own: what commands are run with."""
    own = {
        "SAFERBOARD_SECRET_KEY": f"{SECRET} 4b1c8e07d2f94a6f",
        "SAFERBOARD_SEALING_KEYS": new_key("tests"),
    }
    if connection.vendor == "sqlite":
        yield tmp_path, own
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield tmp_path, {**own, "SAFERBOARD_DATABASE_URL": address_of(name)}
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def address_of(name: str) -> str:
    from urllib.parse import quote

    held = connection.settings_dict
    return f"postgres://{held['USER']}@{quote(held['HOST'], safe='')}/{name}"


def run(code: str, place) -> str:
    folder, own = place
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={
            "PATH": "",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "saferboard.config.settings",
            "SAFERBOARD_DATA": str(folder),
            "SAFERBOARD_PLACE": "westhaven",
            **own,
        },
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def command(place, *words: str) -> subprocess.CompletedProcess:
    folder, own = place
    return saferboard(*words, folder=folder, **own)


def test_everything_comes_back_but_what_was_deleted(place):
    folder, _ = place
    assert command(place, "migrate", "-v0").returncode == 0
    run(BUILD, place)
    (folder / "saferboard.env").write_text("SAFERBOARD_HOSTS=localhost\n")
    (folder / "erasures.jsonl").write_text("")
    (folder / "packs").mkdir(exist_ok=True)
    (folder / "packs" / "a.pdf").write_bytes(b"%PDF-1.7 a pack")
    copy = folder / "monday.backup.zip"
    made = command(place, "backup", str(copy))
    assert made.returncode == 0, made.stderr
    assert copy.stat().st_mode & 0o077 == 0

    refuse_secrets(copy, place)

    run(ERASE, place)
    (folder / "packs" / "a.pdf").unlink()
    assert run(COUNT, place) == "0 Ivo Tarn"
    refused = command(place, "restore", str(copy))
    assert refused.returncode == 1
    assert "not empty" in refused.stderr

    done = command(place, "restore", str(copy), "--over")
    assert done.returncode == 0, done.stderr
    assert "1 record deleted since then deleted again" in done.stdout
    # What was sealed opens, what was deleted stays deleted, and the file is back.
    assert run(COUNT, place) == "0 Ivo Tarn"
    assert (folder / "packs" / "a.pdf").read_bytes() == b"%PDF-1.7 a pack"
    assert command(place, "ledger", "verify").returncode == 0
    # Rows are numbered on from where they were.
    assert run(ONE_MORE, place) == "sr-0003"


def refuse_secrets(copy, place) -> None:
    """Fail if a key, a setting, the journal or something sealed can be read in a copy."""
    with zipfile.ZipFile(copy) as archive:
        names = archive.namelist()
        whole = b"".join(archive.read(name) for name in names)
    assert not [n for n in names if "env" in n or "erasures" in n or n.startswith("files/safer")]
    assert place[1]["SAFERBOARD_SEALING_KEYS"].partition(":")[2].encode() not in whole
    assert b"Ivo Tarn" not in whole


HARMS = ("altered", "no copy", "cut short", "missing", "newer")


def test_a_copy_that_is_not_whole_is_refused_and_nothing_touched(place):
    folder, _ = place
    command(place, "migrate", "-v0")
    run(BUILD, place)
    whole = folder / "monday.backup.zip"
    command(place, "backup", str(whole))
    for harm in HARMS:
        copy = folder / "harmed.backup.zip"
        copy.write_bytes(whole.read_bytes())
        spoil(copy, harm)
        refused = command(place, "restore", str(copy), "--over")
        assert refused.returncode == 1, harm
        assert len(refused.stderr.strip().splitlines()) == 1, refused.stderr
    assert run(COUNT, place) == "1 Ivo Tarn"


def spoil(copy, harm: str) -> None:
    if harm == "missing":
        copy.unlink()
    elif harm == "no copy":
        copy.write_bytes(b"nothing of the kind")
    elif harm == "cut short":
        copy.write_bytes(copy.read_bytes()[:-2000])
    else:
        with zipfile.ZipFile(copy) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        said = json.loads(held["manifest.json"])
        if harm == "newer":
            said["migrations"].append(["partners", "9999_from_the_future"])
            held["manifest.json"] = json.dumps(said).encode()
        else:
            name = next(iter(said["parts"]))
            held[name] += b"\n"
        with zipfile.ZipFile(copy, "w") as archive:
            for name, content in held.items():
                archive.writestr(name, content)
