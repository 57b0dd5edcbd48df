"""
Reading a filled template in a child process, with limits: strangers' files are not opened here.
"""

import json
import sys

from saferboard.documents.children import answer_of
from saferboard.documents.filled import Filled, Line, Unfit, read_sheet, read_word
from saferboard.documents.limits import limit
from saferboard.documents.reading.readings import Unreadable
from saferboard.documents.safety import MEMORY, SECONDS, FileKind, Unsafe, kind_of

_TOO_MUCH = "It takes more time or memory to read than is allowed here. Take the template anew."


def read_apart(data: bytes) -> tuple[FileKind, Filled]:
    """
    Return what kind of file a filled template is, and what stands in it.

    :raises Unfit: if it is no filled template, is unsafe, or cannot be read within the limits.
    """
    answer = answer_of("saferboard.documents.filled_apart", data, seconds=SECONDS)
    if answer is None:
        raise Unfit(_TOO_MUCH)
    said = json.loads(answer)
    if "words" in said:
        raise Unfit(said["words"])
    lines = tuple(Line(place, tuple(cells)) for place, cells in said["lines"])
    return FileKind(said["kind"]), Filled(said["tag"], tuple(said["head"]), lines)


def main() -> int:
    """Read the file that comes in by standard input, and print what stands in it."""
    limit(memory=MEMORY, seconds=SECONDS)
    data = sys.stdin.buffer.read()
    try:
        said = _read(data)
    except (Unsafe, Unfit, Unreadable) as error:
        said = {"words": str(error)}
    sys.stdout.write(json.dumps(said))
    return 0


def _read(data: bytes) -> dict[str, object]:
    kind = kind_of(data)
    if kind is FileKind.EXCEL:
        filled = read_sheet(data)
    elif kind is FileKind.WORD:
        filled = read_word(data)
    else:
        words = f"It is a {kind.label} file. Give the Word or Excel template that you filled in."
        raise Unfit(words)
    return {
        "kind": kind.value,
        "tag": filled.tag,
        "head": list(filled.head),
        "lines": [[line.place, list(line.cells)] for line in filled.lines],
    }


if __name__ == "__main__":
    sys.exit(main())
