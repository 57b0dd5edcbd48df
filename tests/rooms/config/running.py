"""
Running the program as a person does, in a process of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SECRET = "a secret for one test and for nothing else whatever"


def saferboard(*words: str, folder: Path, **surroundings: str) -> subprocess.CompletedProcess:
    """Run `saferboard WORDS` with its data in `folder` and nothing set but what is given."""
    return subprocess.run(
        [sys.executable, "-m", "saferboard.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder if folder.is_dir() else ROOT,
        timeout=300,
        env={
            "PATH": os.defpath,
            "PYTHONPATH": str(ROOT / "src"),
            "SAFERBOARD_DATA": str(folder),
            **surroundings,
        },
    )
