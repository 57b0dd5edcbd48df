"""
Clean text that remembers where it came from.

A checker reads text without tags, stars and entities; a finding must quote the source as
it stands.  A `Stretch` carries both: the clean words, and for each run of them the place
in the source where the run begins.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    Clean text.  `starts[i]` is an offset in `text` and `origins[i]` the same place in the
    source; between two starts the two run side by side.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def __len__(self) -> int:
        return len(self.text)

    def origin(self, at: int) -> int:
        """Return where in the source the character at `at` stands."""
        run = max(bisect_right(self.starts, at) - 1, 0)
        return self.origins[run] + at - self.starts[run]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the source that holds `text[start:end]`."""
        if end <= start:
            place = self.origin(start)
            return place, place
        return self.origin(start), self.origin(end - 1) + 1

    def trimmed(self) -> "Stretch":
        """Return the stretch without the blanks at its two ends."""
        text = self.text.strip()
        if len(text) == len(self.text):
            return self
        lead = len(self.text) - len(self.text.lstrip())
        return self.cut(lead, lead + len(text))

    def cut(self, start: int, end: int) -> "Stretch":
        """Return the part from `start` to `end`."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_right(self.starts, max(end - 1, start))
        starts = [0, *(s - start for s in self.starts[first + 1 : last])]
        origins = [self.origin(start), *self.origins[first + 1 : last]]
        return Stretch(self.text[start:end], tuple(starts), tuple(origins))


def joined(parts: Iterable[Stretch], glue: str = " ") -> Stretch:
    """Return the parts one after another with `glue` between, each keeping its places."""
    words: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    at = 0
    for part in parts:
        if words:
            words.append(glue)
            at += len(glue)
        starts.extend(at + start for start in part.starts)
        origins.extend(part.origins)
        words.append(part.text)
        at += len(part.text)
    return Stretch("".join(words), tuple(starts) or (0,), tuple(origins) or (0,))
