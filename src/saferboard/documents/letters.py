"""
Keep what people paste from turning a whole pack away.

PDF/UA refuses a document in which one letter has no shape, so an emoji in one partner's update
would stop the board's pack.  Such a letter is printed as a replacement mark and reported.
"""

import re
import unicodedata
from pathlib import Path

from saferboard.documents import typesetting

# Letters that Source Sans is known to hold (a test asks it); any other is looked up.
SAFE = "\n -~\u00a0-\u00ac\u00ae-\u017f–—‘’“”•…€−≤≥"
UNSURE = re.compile(f"[^{SAFE}]")
MARK = "\N{REPLACEMENT CHARACTER}"

# What word processors write for these, in place of the letters themselves.
MEANT = {"\t": " ", "\r": "", "\u2028": "\n", "\u2029": "\n", "\uf0b7": "•", "\uf0a7": "•"}


class Cleaner:
    """
    Returns words as they can be printed, and remembers in `replaced` what could not be.
    """

    def __init__(self, fonts: Path) -> None:
        self.fonts = fonts
        self.replaced: set[str] = set()

    def __call__(self, words: str) -> str:
        return UNSURE.sub(self.printable, words)

    def printable(self, found: re.Match[str]) -> str:
        letter = found[0]
        if letter in MEANT:
            return MEANT[letter]
        match unicodedata.category(letter):
            case "Cc" | "Cf":
                # Control and formatting marks have no shape and nobody meant to print them.
                return letter if letter in "\u00ad\u200b\u200c\u200d" else ""
            case "Cs" | "Co" | "Cn":
                shaped = False
            case _:
                shaped = typesetting.can_print(letter, self.fonts)
        if not shaped:
            self.replaced.add(letter)
        return letter if shaped else MARK


# What XML, and so Word's format, cannot hold at all.
UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def storable(words: str) -> str:
    """
    Return the words without the control characters that no XML file may hold.
    """
    return UNSTORABLE.sub("", words)
