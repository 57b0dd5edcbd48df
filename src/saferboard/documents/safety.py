"""
What a file that somebody gives really is, and whether it may be kept.

The bytes decide, not the name.  What is kept here will be opened on other people's machines:
nothing that runs by itself, fetches from elsewhere, hides another file, or cannot be looked
into.  Run as a program (`python -m saferboard.documents.safety`) it judges one file from
standard input, under limits.
"""

import enum
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator
from typing import Any

from saferboard.documents.limits import limit
from saferboard.documents.reading.archives import Archive
from saferboard.documents.reading.readings import Unreadable

MEMORY = 1024 * 1024 * 1024
SECONDS = 20


class Unsafe(Exception):
    """Raised where a file may not be kept.  `code` is for tests; the text is for the person."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


class FileKind(enum.StrEnum):
    """What kinds of file are kept."""

    PDF = "PDF"
    WORD = "WORD"
    EXCEL = "EXCEL"
    PNG = "PNG"
    JPEG = "JPEG"
    TEXT = "TEXT"

    @property
    def media_type(self) -> str:
        return _MEDIA[self][0]

    @property
    def suffix(self) -> str:
        return _MEDIA[self][1]

    @property
    def label(self) -> str:
        return _MEDIA[self][2]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_MEDIA = {
    FileKind.PDF: ("application/pdf", ".pdf", "PDF"),
    FileKind.WORD: (f"{_OFFICE}wordprocessingml.document", ".docx", "Word"),
    FileKind.EXCEL: (f"{_OFFICE}spreadsheetml.sheet", ".xlsx", "Excel"),
    FileKind.PNG: ("image/png", ".png", "picture"),
    FileKind.JPEG: ("image/jpeg", ".jpg", "picture"),
    FileKind.TEXT: ("text/plain; charset=utf-8", ".txt", "text"),
}
LISTED = "PDF, Word (.docx), Excel (.xlsx), PNG or JPEG picture, or plain text"
_SCRIPT = "It has a script or a command inside that would run by itself. Save it without, as PDF."
_CARRIES = "It carries another file inside. Give that file by itself, and this one without it."
_FETCHES = "It fetches something from elsewhere when opened. Break its links, then save it again."
_LOCKED = "It is locked with a password or encrypted. Save it without."
_BROKEN = "It is damaged or cut short and cannot be looked into. Save it again."


def kind_of(data: bytes) -> FileKind:
    """
    Return what a file is.

    :raises Unsafe: if it is no kind that is kept, is locked or damaged, or does anything.
    """
    if not data.strip(b"\0 \t\r\n\f"):
        raise Unsafe("empty", "It is empty. Choose another.")
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        words = "It is an old Office file or a locked one. Save it as PDF, .docx or .xlsx."
        raise Unsafe("old-or-locked", words)
    return _text(data)


_PDF_ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}
_PDF_PLAYS = {"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/FileAttachment"}


def _pdf(data: bytes) -> FileKind:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise Unsafe("locked", _LOCKED)
            for dictionary in _dictionaries(pdf):
                _look_at(dictionary)
            if not len(pdf.pages):
                raise Unsafe("damaged", _BROKEN)
    except pikepdf.PasswordError as error:
        raise Unsafe("locked", _LOCKED) from error
    except (pikepdf.PdfError, RuntimeError, TypeError, ValueError) as error:
        raise Unsafe("damaged", _BROKEN) from error
    return FileKind.PDF


def _dictionaries(pdf: Any) -> Iterator[Any]:
    """Every dictionary of a PDF, those within others too; what is referred to comes by itself."""
    import pikepdf

    waiting = [pdf.trailer, *pdf.objects]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            inside = list(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            inside = [value for _, value in thing.items()]
        else:
            continue
        waiting += [one for one in inside if _is_nested(one)]


def _is_nested(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Object) and not thing.is_indirect


def _look_at(dictionary: Any) -> None:
    keys = set(dictionary.keys())
    if "/JS" in keys or str(dictionary.get("/S", "")) in _PDF_ACTS:
        raise Unsafe("script", _SCRIPT)
    if "/XFA" in keys:
        raise Unsafe("script", "It is a form that runs a program. Print it to PDF, and give that.")
    if "/EF" in keys or "/EmbeddedFiles" in keys:
        raise Unsafe("carries", _CARRIES)
    if str(dictionary.get("/Subtype", "")) in _PDF_PLAYS:
        raise Unsafe("carries", _CARRIES)


_PARTS = {".xml", ".rels", ".vml", ".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".tif"}
_PARTS |= {".tiff", ".emf", ".wmf", ".wdp", ".odttf", ".fntdata"}
_LINK = "/hyperlink"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DDE = re.compile(r"\bDDE(AUTO)?\b")


def _office(data: bytes) -> FileKind:
    import zipfile

    try:
        archive = Archive(data)
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        kind = _office_kind(archive)
        if len({name.lower() for name in names}) != len(names):
            raise Unsafe("damaged", _BROKEN)
        for name in names:
            _look_at_part(archive, name)
    except Unreadable as error:
        raise Unsafe("damaged", str(error)) from error
    return kind


def _office_kind(archive: Archive) -> FileKind:
    if not archive.has("[Content_Types].xml"):
        raise Unsafe("other", _not_kept())
    if b"macroenabled" in archive.read("[Content_Types].xml").lower():
        raise Unsafe("script", _SCRIPT)
    for part, kind in (("word/document.xml", FileKind.WORD), ("xl/workbook.xml", FileKind.EXCEL)):
        if archive.has(part):
            return kind
    raise Unsafe("other", _not_kept())


def _look_at_part(archive: Archive, name: str) -> None:
    small = name.lower()
    if "vbaproject" in small or "activex" in small or "macrosheets/" in small:
        raise Unsafe("script", _SCRIPT)
    if "externallinks/" in small:
        raise Unsafe("fetches", _FETCHES)
    is_folder, is_print_setting = small.endswith("/"), "printersettings" in small
    ending = "." + small.rpartition(".")[2]
    if not (is_folder or is_print_setting) and ending not in _PARTS:
        raise Unsafe("carries", _CARRIES)
    if "/embeddings/" in small:
        raise Unsafe("carries", _CARRIES)
    if small.endswith(".rels"):
        for relation in archive.xml(name).iter(_RELATIONS):
            if relation.get("TargetMode") == "External" and not str(relation.get("Type")).endswith(
                _LINK
            ):
                raise Unsafe("fetches", _FETCHES)
    if small.startswith("word/") and small.endswith(".xml"):
        _look_for_dde(archive, name)


def _look_for_dde(archive: Archive, name: str) -> None:
    """A field's words may be cut into many runs, so they are joined before they are read."""
    words = []
    for element in archive.xml(name).iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag == "instrText":
            words.append(element.text or "")
        elif tag == "fldSimple":
            words.append(" ".join(str(value) for value in element.attrib.values()))
    if _DDE.search("".join(words)) or _DDE.search(" ".join(words)):
        raise Unsafe("script", _SCRIPT)


def _png(data: bytes) -> FileKind:
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        chunk, end = data[at + 4 : at + 8 + length], at + 12 + length
        if zlib.crc32(chunk) != int.from_bytes(data[end - 4 : end], "big"):
            break
        if chunk.startswith(b"IEND"):
            if end != len(data):
                raise Unsafe("carries", _CARRIES)
            return FileKind.PNG
        at = end
    raise Unsafe("damaged", _BROKEN)


def _jpeg(data: bytes) -> FileKind:
    if not data.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise Unsafe("damaged", _BROKEN)
    return FileKind.JPEG


_MARKUP = re.compile(r"<\s*(!doctype|html|script|svg|\?xml|iframe|body|head)\b", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def _text(data: bytes) -> FileKind:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unsafe("other", _not_kept()) from error
    if _CONTROL.search(text) or _MARKUP.search(text) or text.startswith("{\\rtf"):
        raise Unsafe("other", _not_kept())
    return FileKind.TEXT


def _not_kept() -> str:
    return f"It is of no kind that is kept. Give it as {LISTED}."


def main() -> int:
    """Judge the file that comes in by standard input, and print what it is or why it is not."""
    limit(memory=MEMORY, seconds=SECONDS)
    try:
        said = {"kind": kind_of(sys.stdin.buffer.read()).value}
    except Unsafe as unsafe:
        said = {"code": unsafe.code, "words": str(unsafe)}
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
