"""
What the program reads from its surroundings, each with a sentence for when it is wrong.

Everything is read from environment variables named SAFERBOARD_…; a demonstration writes
its own into `saferboard.env` in the data folder, and what the environment says wins.
"""

import datetime as dt
import os
import secrets
import sys
from pathlib import Path


class NotReady(SystemExit):
    """Stops the program with one sentence saying what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"saferboard: {sentence}")


CHECKOUT = Path(__file__).resolve().parents[3]
ENV_FILE = "saferboard.env"


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


def prepare_demo() -> None:
    """
    Write the settings of a demonstration into the data folder, unless some are there.

    They are read by every later command in that folder, so that `saferboard figure` asks the
    demonstration's own database.

    :raises NotReady: if the folder cannot be written in.
    """
    folder = usable(data_folder())
    path = folder / ENV_FILE
    if path.exists():
        return
    path.touch(mode=0o600)
    path.write_text(
        "# Written by `saferboard demo`.  Delete this folder to start again.\n"
        f"SAFERBOARD_SECRET_KEY={secrets.token_urlsafe(50)}\n"
        "SAFERBOARD_DEMO=yes\n"
        "SAFERBOARD_TODAY=2022-10-19\n",
        encoding="utf-8",
    )


def no_database(why: str) -> NotReady:
    """Return the sentence for a database that does not answer, or lacks its tables."""
    said = " ".join(why.split())
    return NotReady(
        f"the database does not answer as it should: {said}. If it is new or older than this"
        " program, run `saferboard migrate`; otherwise see that it runs and that"
        " SAFERBOARD_DATABASE_URL is right."
    )


def under_test() -> bool:
    """Return whether the program runs its own tests, which bring their own settings."""
    return "pytest" in sys.modules
