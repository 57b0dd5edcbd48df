"""
The rooms that run without Django, run without it.
"""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
ROOMS = ("domain", "documents", "claims", "papers", "engine", "sealing")
WITHOUT_DJANGO = """
import importlib, pkgutil, sys

class Shut:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ImportError(f"{name} is shut out")

sys.meta_path.insert(0, Shut())
room = importlib.import_module("saferboard." + sys.argv[1])
for found in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    importlib.import_module(found.name)
"""


@pytest.mark.parametrize("room", [r for r in ROOMS if (SOURCE / "saferboard" / r).is_dir()])
def test_it_imports_with_django_absent(room):
    subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, room], check=True, env={"PYTHONPATH": str(SOURCE)}
    )


def test_asking_for_help_starts_without_django():
    code = (
        "import sys; from saferboard import cli; cli.main(['--help']);"
        "sys.exit('django' in sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        env={"PYTHONPATH": str(SOURCE)},
        stdout=subprocess.DEVNULL,
    )
