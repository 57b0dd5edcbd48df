"""
Hold what runs against the published advisories: `python tools/audit.py`.

The libraries of requirements/run.txt, as locked, by pip-audit.  A known weakness fails; where the
advisories cannot be asked, that is said in capitals and gone without, so that a machine without a
network can still check everything else.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKED = ROOT / "requirements/run.txt"
PATIENCE = 120
ACCEPTED: dict[str, str] = {}
"""Advisories that are known and stay, by number, and why."""
NOT_ASKED = "NOT AUDITED: the advisories could not be asked, so nothing is known of weaknesses in"


def main() -> int:
    words = ["-r", str(LOCKED), "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
    for number in ACCEPTED:
        words += ["--ignore-vuln", number]
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pip_audit", *words],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _not_asked(f"no answer within {PATIENCE} seconds")
    if "No known vulnerabilities found" in run.stdout + run.stderr:
        print(f"Audited {LOCKED.name}: no known weakness.")
        return 0
    if "Found" in run.stderr + run.stdout and "known vulnerabilit" in run.stderr + run.stdout:
        print(run.stdout, run.stderr, sep="\n")
        return 1
    last = (run.stderr.strip().splitlines() or ["it said nothing"])[-1]
    return _not_asked(last)


def _not_asked(why: str) -> int:
    print(f"{NOT_ASKED} {LOCKED.name}.\n  {why}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
