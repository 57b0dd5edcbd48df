"""
Months of street crime as data.police.uk lays them out, made up: every street and number is.
"""

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from saferboard.engine.loading import load_street
from saferboard.engine.store import Store
from saferboard.engine.street import COLUMNS

AT = dt.datetime(2022, 10, 18, 9, tzinfo=dt.UTC)
HEAD = ",".join(COLUMNS)


def row(n: int, month: str = "2022-09", *, lon="0.05", lat="51.4", kind="Burglary", area="Ashford"):
    """Return one row, the n-th of its month."""
    return (
        f"{n:064x},{month},Westland Police,Westland Police,{lon},{lat},On or near Mill Lane,"
        f"E0100{n % 9999:04d},{area} 001A,{kind},Under investigation,"
    )


def text(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows]) + "\n"


class Months:
    """Writes files of street crime into a folder, and loads them into a store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "incidents")
        self.said: list[str] = []

    def write(self, content: str | bytes, name: str = "2022-09-westland-street.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def archive(self, members: dict[str, str | bytes], name: str = "2022-09.zip") -> Path:
        path = self.folder / name
        with zipfile.ZipFile(path, "w") as made:
            for member, content in members.items():
                made.writestr(member, content)
        return path

    def load(self, *paths: Path, say=None, **named):
        return load_street(paths, self.store, at=AT, say=say or self.said.append, **named)


@pytest.fixture
def months(tmp_path):
    return Months(tmp_path)
