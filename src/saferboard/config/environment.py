"""
What the program reads from its surroundings, each with a sentence for when it is wrong.

Everything is read from environment variables named SAFERBOARD_…; a demonstration writes
its own into `saferboard.env` in the data folder, and what the environment says wins.
"""

import datetime as dt
import os
import re
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from saferboard.sealing import new_key


class NotReady(SystemExit):
    """Stops the program with one sentence saying what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"saferboard: {sentence}")


CHECKOUT = Path(__file__).resolve().parents[3]
ENV_FILE = "saferboard.env"
DATABASE_FILE = "saferboard.sqlite3"


def data_folder() -> Path:
    """
    Return where the database and printed packs are kept.

    SAFERBOARD_DATA if set; else `var` in a checkout; else the person's own data folder.
    """
    named = os.environ.get("SAFERBOARD_DATA")
    if named:
        return Path(named).expanduser().resolve()
    if (CHECKOUT / "pyproject.toml").is_file():
        return CHECKOUT / "var"
    return Path.home() / ".local" / "share" / "saferboard"


def usable(folder: Path) -> Path:
    """
    Return `folder`, made if need be and written to once.

    :raises NotReady: if it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise NotReady(
            f"cannot write in the folder {folder} ({error.strerror}). Give yourself the right to"
            " write there, or set SAFERBOARD_DATA to a folder where you may."
        ) from error
    return folder


def written_settings(folder: Path) -> dict[str, str]:
    """Return what `saferboard.env` in `folder` says, one NAME=value a line."""
    try:
        lines = (folder / ENV_FILE).read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


class Environment:
    """The variables, from the environment first and the data folder's file second."""

    def __init__(self) -> None:
        self.folder = data_folder()
        # A demonstration left in this checkout would otherwise decide what the tests see.
        self._written = {} if under_test() else written_settings(self.folder)

    def get(self, name: str, default: str = "") -> str:
        return os.environ.get(name) or self._written.get(name, default)

    def needed(self, name: str, why: str) -> str:
        """
        Return the variable `name`.

        :raises NotReady: if it is not set.
        """
        value = self.get(name)
        if not value:
            raise NotReady(
                f"{name} is not set. {why} To try Saferboard without setting anything up, run"
                " `saferboard demo`."
            )
        return value

    def yes(self, name: str, default: str = "no") -> bool:
        """
        Return whether the variable `name` is yes; not set is no, or the default.

        :raises NotReady: if it is set to anything but yes or no.
        """
        words = self.get(name, default)
        if words not in {"yes", "no"}:
            raise NotReady(f"{name} is “{words}”. Write yes or no.")
        return words == "yes"

    def numbers(self, name: str, default: str, *, largest: int) -> tuple[int, ...]:
        """
        Return the whole numbers a setting says, with commas between them, the largest first.

        :raises NotReady: if one is no whole number from 1 to `largest`.
        """
        said = self.get(name, default)
        parts = [part.strip() for part in said.split(",")]
        if not all(
            part.isascii() and part.isdigit() and 1 <= int(part) <= largest for part in parts
        ):
            raise NotReady(
                f"{name} is “{said}”. Write whole numbers from 1 to {largest}, with commas"
                f" between them, as in {default}."
            )
        return tuple(sorted({int(part) for part in parts}, reverse=True))

    def number(self, name: str, default: str, *, largest: int) -> int:
        """
        Return the whole number a setting says.

        :raises NotReady: if it is no one whole number from 1 to `largest`.
        """
        found = self.numbers(name, default, largest=largest)
        if len(found) != 1:
            raise NotReady(f"{name} is “{self.get(name)}”. Write one whole number, as {default}.")
        return found[0]

    def amount(self, name: str, default: int, *, least: int, most: int) -> int:
        """
        Return the whole number in the variable `name`, or `default` if it is not set.

        :raises NotReady: if it is none, or too small or too large.
        """
        words = self.get(name)
        if not words:
            return default
        if words.isascii() and words.isdigit() and least <= int(words) <= most:
            return int(words)
        raise NotReady(f"{name} is “{words}”. Write a whole number from {least} to {most}.")

    def providers(self) -> list[dict[str, Any]]:
        """
        Return the OpenID Connect providers that SAFERBOARD_OIDC names, as django-allauth has them.

        :raises NotReady: if one lacks its name, its client, its secret or its address.
        """
        return [self._provider(code) for code in self.get("SAFERBOARD_OIDC").split()]

    def _provider(self, code: str) -> dict[str, Any]:
        if not re.fullmatch(r"[a-z][a-z0-9]*", code):
            raise NotReady(
                f"SAFERBOARD_OIDC names “{code}”. Write short names in small letters, with spaces."
            )
        start = f"SAFERBOARD_OIDC_{code.upper()}"
        why = f"SAFERBOARD_OIDC names the provider {code}."
        url = self.needed(f"{start}_URL", why)
        if not url.startswith(("https://", "http://localhost:", "http://127.0.0.1:")):
            raise NotReady(f"{start}_URL is “{url}”. Write its address with https.")
        return {
            "provider_id": code,
            "name": self.needed(f"{start}_NAME", why),
            "client_id": self.needed(f"{start}_CLIENT_ID", why),
            "secret": self.needed(f"{start}_SECRET", why),
            "settings": {
                "server_url": url,
                "brings_second_factor": self.yes(f"{start}_SECOND_FACTOR"),
                "acr": self.get(f"{start}_ACR"),
            },
        }

    def day(self, name: str) -> dt.date | None:
        """
        Return the day in the variable `name`, or None if it is not set.

        :raises NotReady: if it is set to something that is not a day.
        """
        words = self.get(name)
        if not words:
            return None
        try:
            return dt.date.fromisoformat(words)
        except ValueError:
            raise NotReady(f"{name} is “{words}”. Write a day as 2022-10-19.") from None

    def month_and_day(self, name: str, default: str) -> tuple[int, int]:
        """
        Return the month and day in the variable `name`.

        :raises NotReady: if it is set to something that is not a day of every year.
        """
        words = self.get(name, default)
        try:
            # A year that is no leap year: a municipal year cannot begin on 29 February.
            found = dt.date.fromisoformat(f"2001-{words}")
        except ValueError:
            raise NotReady(f"{name} is “{words}”. Write the month and day as 05-01.") from None
        return found.month, found.day

    def mail(self, name: str) -> "MailServer":
        """
        Return the mail server in the variable `name`; one without a host if it is not set.

        :raises NotReady: if it is set to something that is no address of a mail server.
        """
        words = self.get(name)
        if not words:
            return MailServer()
        try:
            parts = urlsplit(words)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            # The words hold a password, and are not said again.
            raise NotReady(
                f"{name} is not an address of a mail server. Write it as"
                " smtp://user:password@host:587, or smtps://user:password@host:465."
            )
        tls = parts.scheme == "smtps"
        return MailServer(
            parts.hostname,
            port or (465 if tls else 587),
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            tls,
            # One on this machine, or one without a name to give, is spoken to as it is.
            starttls=not tls and bool(parts.username),
        )


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over; `tls` from the first byte, or `starttls` after a greeting."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    starttls: bool = False


KEY_LENGTH, KEY_CHARACTERS = 40, 16
"""How long a secret key is at least, and of how many different characters."""
_THIS_MACHINE = {"localhost", "127.0.0.1", "[::1]"}


def refuse_weak_settings(key: str, hosts: list[str], *, https: bool) -> None:
    """
    Stop a site in use whose settings would not protect it.

    :raises NotReady: if the key could be guessed, or a host other than this machine is
        answered without HTTPS.
    """
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_CHARACTERS:
        raise NotReady(
            "SAFERBOARD_SECRET_KEY could be guessed. Make one with"
            ' `python -c "import secrets; print(secrets.token_urlsafe(50))"`.'
        )
    if "*" in hosts:
        raise NotReady("SAFERBOARD_HOSTS is “*”. Name the hosts this site answers to.")
    elsewhere = [host for host in hosts if host not in _THIS_MACHINE]
    if elsewhere and not https:
        raise NotReady(
            f"SAFERBOARD_HOSTS names {elsewhere[0]}, and SAFERBOARD_HTTPS is not yes: passwords"
            " would travel in the clear. Put a web server that takes HTTPS in front, and set"
            " SAFERBOARD_HTTPS=yes."
        )


def refusal_to_demonstrate(folder: Path) -> str | None:
    """
    Return why no demonstration may be loaded here, or None.

    A demonstration adds invented people with a printed password, and can empty its database:
    it goes only where nothing is held, or where what is held was a demonstration's from the
    first.  What names the database must also be what says it is a demonstration's: the file
    in the folder cannot answer for a database that the environment names.
    """
    said_here = os.environ.get("SAFERBOARD_DEMO")
    written = written_settings(folder)
    elsewhere = (
        "To try the demonstration, set SAFERBOARD_DATA to an empty folder, in a shell where no"
        " SAFERBOARD_SECRET_KEY or SAFERBOARD_DATABASE_URL is set."
    )
    if said_here and said_here != "yes":
        return "SAFERBOARD_DEMO is not yes, so this is no demonstration. Unset it to make one."
    if written and written.get("SAFERBOARD_DEMO") != "yes":
        return f"{folder} belongs to a site in use. {elsewhere}"
    if os.environ.get("SAFERBOARD_DATABASE_URL") and said_here != "yes":
        return (
            "SAFERBOARD_DATABASE_URL names a database that may be in use. Unset it; or, if the"
            " database is for the demonstration alone, set SAFERBOARD_DEMO=yes beside it."
        )
    if not written and holds_something(folder / DATABASE_FILE):
        return f"{folder} holds a database that no demonstration made. {elsewhere}"
    if not written and os.environ.get("SAFERBOARD_SECRET_KEY") and said_here != "yes":
        return f"SAFERBOARD_SECRET_KEY is set, as for a site in use. {elsewhere}"
    return None


def holds_something(file: Path) -> bool:
    """Return whether there is such a file and it is not empty."""
    return file.is_file() and file.stat().st_size > 0


def keep_to_ourselves(file: Path) -> None:
    """Make a database's file, if there is none, such that only its owner may read it."""
    if file.parent.is_dir() and not file.exists():
        file.touch(mode=0o600)


def prepare_demo() -> None:
    """
    Write the settings of a demonstration into the data folder, unless some are there.

    They are read by every later command in that folder, so that `saferboard figure` asks the
    demonstration's own database.

    :raises NotReady: if the folder cannot be written in, or a site in use may be there.
    """
    folder = usable(data_folder())
    why = refusal_to_demonstrate(folder)
    if why:
        raise NotReady(why)
    path = folder / ENV_FILE
    if path.exists():
        _give_a_key(path)
        return
    path.touch(mode=0o600)
    path.write_text(
        "# Written by `saferboard demo`.  Delete this folder to start again.\n"
        f"SAFERBOARD_SECRET_KEY={secrets.token_urlsafe(50)}\n"
        f"SAFERBOARD_SEALING_KEYS={new_key('demo')}\n"
        "SAFERBOARD_DEMO=yes\n"
        "SAFERBOARD_TODAY=2022-10-19\n",
        encoding="utf-8",
    )


def _give_a_key(path: Path) -> None:
    """Add a key to the settings of a demonstration made before anything was sealed."""
    if "SAFERBOARD_SEALING_KEYS" not in written_settings(path.parent):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"SAFERBOARD_SEALING_KEYS={new_key('demo')}\n")


def no_database(why: str) -> NotReady:
    """Return the sentence for a database that does not answer, or lacks its tables."""
    said = " ".join(why.split()).rstrip(".")
    stop = "" if said.endswith("?") else "."
    return NotReady(
        f"the database does not answer as it should: {said}{stop} If it is new or older than this"
        " program, run `saferboard migrate`; otherwise see that it runs and that"
        " SAFERBOARD_DATABASE_URL is right."
    )


def under_test() -> bool:
    """Return whether the program runs its own tests, which bring their own settings."""
    return "pytest" in sys.modules


def acts_as_owner() -> bool:
    """Return whether the command is the database owner's, which makes and alters tables."""
    return sys.argv[1:2] == ["migrate"] or sys.argv[1:3] == ["ledger", "protect"]


def require_fit_for_real_cases(real: bool, *, demo: bool, engine: str) -> None:
    """
    Go on unless real people's cases would be kept where they must not be.

    :raises NotReady: if it is a demonstration, or on SQLite, whose file whoever runs the site
        can write in.
    """
    if real and demo:
        raise NotReady(
            "SAFERBOARD_REAL_CASES and SAFERBOARD_DEMO are both yes. A demonstration's accounts"
            " have a printed password: leave out one of them."
        )
    if real and engine == "sqlite3":
        raise NotReady(
            "SAFERBOARD_REAL_CASES is yes, and the database is SQLite, where whoever runs the site"
            " could alter the ledger. Set SAFERBOARD_DATABASE_URL to a database of PostgreSQL, or"
            " leave SAFERBOARD_REAL_CASES out and keep made-up cases only."
        )
