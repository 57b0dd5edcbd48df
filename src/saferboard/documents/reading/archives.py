"""
Opening the zip file that a Word document or a workbook is, without being drowned by it.

A few kilobytes can claim to unpack to many gigabytes.  Sizes are checked as claimed, and
again while unpacking, because the claim can lie.
"""

import io
import zipfile
from typing import TYPE_CHECKING

from saferboard.documents.reading.readings import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

MEGABYTE = 1024 * 1024
LARGEST_PART = 64 * MEGABYTE
LARGEST_WHOLE = 256 * MEGABYTE
MOST_PARTS = 5000
_BOMB = "It unpacks to far more than a document holds, and was not opened."
_BROKEN = "It is damaged or cut short: the file inside it cannot be read."


class Archive:
    """The parts of a zip file, each read within limits."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(_BROKEN) from error
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_WHOLE:
            raise Unreadable(_BOMB)
        self.data = data
        self._names = {part.filename for part in parts}

    def has(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes:
        """
        Return a part's bytes.

        :raises Unreadable: where it is missing, damaged, locked or too large.
        """
        try:
            with self._zip.open(name) as part:
                data = part.read(LARGEST_PART + 1)
        except RuntimeError as error:
            raise Unreadable("It is locked with a password. Save it without one.") from error
        except (KeyError, zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
            raise Unreadable(_BROKEN) from error
        except Exception as error:
            if type(error).__module__ not in ("zlib", "lzma", "_lzma"):
                raise
            raise Unreadable(_BROKEN) from error
        if len(data) > LARGEST_PART:
            raise Unreadable(_BOMB)
        return data

    def xml(self, name: str) -> "_Element":
        """
        Return a part as XML, with no entity followed and no network touched.

        :raises Unreadable: where it is not XML.
        """
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(_BROKEN) from error
