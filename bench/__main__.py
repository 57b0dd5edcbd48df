"""
Run every bench: `make bench`, or `python -m bench NAME…` for some.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
WORDS = {"unseen": ["--call", "saferboard.claims.command:main"]}
"""What a bench is given: here, to call the checker in the bench's own process."""

NAMES = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def main(names: list[str]) -> int:
    unknown = set(names) - set(NAMES)
    if unknown:
        print(f"There is no bench called {', '.join(sorted(unknown))}. There are: {NAMES}.")
        return 2
    for name in names or NAMES:
        print(f"\n== {name} ==", flush=True)
        # A process each: one bench's memory and warm caches are not another's.
        subprocess.run(
            [sys.executable, "-m", f"bench.{name}", *WORDS.get(name, [])],
            cwd=HERE.parent,
            check=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
