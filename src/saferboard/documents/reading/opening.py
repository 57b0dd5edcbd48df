"""
Opening a file: finding out what it really is, and refusing what cannot be read.

The bytes decide, not the name.  Every limit is here, so that a hostile file costs a
sentence and not the machine.
"""

from pathlib import Path

from saferboard.documents.reading.readings import Reading, Unreadable

MEGABYTE = 1024 * 1024
LARGEST_TEXT = 20 * MEGABYTE
LARGEST_FILE = 100 * MEGABYTE
_UNREADABLE_SHARE = 0.1


def read(path: Path) -> Reading:
    """
    Return what `path` holds.

    :raises Unreadable: with a sentence for the person, for anything that cannot be read.
    """
    try:
        if path.is_dir():
            raise Unreadable("It is a folder, not a document.")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Unreadable(_too_large(size, LARGEST_FILE))
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"It cannot be opened: {error.strerror or error}.") from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> Reading:
    """
    Return what `data` holds; `name` is only what the document is called.

    :raises Unreadable: with a sentence for the person.
    """
    if not data.strip(b"\0 \t\r\n\f"):
        raise Unreadable("It is empty.")
    head = data[:1024].lstrip()
    if b"%PDF-" in head:
        from saferboard.documents.reading.pdf import read_pdf

        return read_pdf(name, data)
    if head.startswith(b"PK\x03\x04"):
        return _read_zip(name, data)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            "It is an old Office file or one locked with a password. "
            "Save it without a password as .docx, .xlsx or PDF."
        )
    return _read_text(name, data)


def _read_zip(name: str, data: bytes) -> Reading:
    from saferboard.documents.reading.archives import Archive

    archive = Archive(data)
    if archive.has("word/document.xml"):
        from saferboard.documents.reading.word import read_word

        return read_word(name, archive)
    if archive.has("xl/workbook.xml"):
        from saferboard.documents.reading.sheets import read_sheets

        return read_sheets(name, archive)
    raise Unreadable("It is a zip file, but neither a Word document nor an Excel workbook.")


def _read_text(name: str, data: bytes) -> Reading:
    if len(data) > LARGEST_TEXT:
        raise Unreadable(_too_large(len(data), LARGEST_TEXT))
    text = _decoded(data)
    lowered = text[:2000].lower()
    if "<html" in lowered or "<!doctype html" in lowered or name.lower().endswith(("html", "htm")):
        from saferboard.documents.reading.html import read_html

        return read_html(name, text)
    from saferboard.documents.reading.plain import read_plain

    kind = "markdown" if name.lower().endswith((".md", ".markdown")) else "text"
    return read_plain(name, text, format=kind)


_TEXT_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), 127], " ")


def _decoded(data: bytes) -> str:
    """Return the text, each control character a blank so that places stay true."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    strange = sum(text.count(chr(code)) for code in [*range(9), 11, *range(14, 32)])
    if strange + text.count("\ufffd") > _UNREADABLE_SHARE * len(text):
        raise Unreadable("It is not a text, a PDF, a Word or an Excel file.")
    return text.replace("\r\n", " \n").replace("\r", "\n").translate(_TEXT_CONTROLS)


def _too_large(size: int, limit: int) -> str:
    return (
        f"It is {size / MEGABYTE:,.0f} MB and the checker reads up to "
        f"{limit // MEGABYTE} MB of this kind. Give it in parts."
    )
