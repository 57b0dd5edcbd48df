"""
Bind PDFs that people gave into a printed pack, keeping every tag.

Joining files into a new one loses the tags of all of them, so the printed pack stays the
file: each given page is laid on the empty page that was printed for it, and the tree of tags
that came with it is grafted where its paper stands.
"""

import dataclasses
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from saferboard.documents import grafting
from saferboard.documents.blocks import BROAD, UPRIGHT

CENTIMETRE = 72 / 2.54
WIDE, HIGH = 21.0 * CENTIMETRE, 29.7 * CENTIMETRE
FOOT = 1.75 * CENTIMETRE
"""What is kept free for the pack's own foot, with the number of the page."""
NOT_OURS = ("/AA", "/Metadata", "/PieceInfo", "/Thumb", "/B", "/Trans", "/Dur", "/Group")
BOXES = ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit")
REMARKS = ("/Contents", "/T", "/RC", "/Subj", "/Popup", "/IRT", "/AA", "/A")

Progress = Callable[[int], None]


@dataclasses.dataclass(frozen=True)
class Sheets:
    """What a PDF is, for binding: a letter for each page, its tags, what it declares."""

    shapes: str
    tagged: bool
    declares: bool


def sheets_of(content: bytes | Path) -> Sheets:
    """Return how a PDF's pages lie, whether it has tags, and whether it declares PDF/UA."""
    with Pdf.open(io.BytesIO(content) if isinstance(content, bytes) else content) as pdf:
        shapes = "".join(_shape(page) for page in pdf.pages)
        return Sheets(shapes=shapes, tagged=grafting.is_tagged(pdf), declares=_declares(pdf))


@dataclasses.dataclass(frozen=True)
class Placed:
    """A PDF to be bound in: its first page's number in the pack, where it is, what it is called."""

    first: int
    path: Path
    title: str


def bind(
    printed: bytes,
    given: Sequence[Placed],
    *,
    declare: bool,
    progress: Progress = lambda pages: None,
) -> bytes:
    """
    Return the printed pack with PDFs laid on its empty pages.

    Unless `declare`, the pack no longer says that it meets PDF/UA: nobody may say so of pages
    whose tags are not there to be read.
    """
    saved = io.BytesIO()
    with Pdf.open(io.BytesIO(printed)) as pack:
        kept_open = []
        for one in given:
            source = Pdf.open(one.path)
            # Its streams are read when the pack is saved, not before.
            kept_open.append(source)
            _lay(pack, source, at=one.first - 1, title=one.title, progress=progress)
        if not declare:
            with pack.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
                if "pdfuaid:part" in said:
                    del said["pdfuaid:part"]
        pack.save(
            saved,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        for source in kept_open:
            source.close()
    return saved.getvalue()


def _lay(pack: Pdf, source: Pdf, *, at: int, title: str, progress: Progress) -> None:
    source.flatten_annotations("all")
    graft = None
    if grafting.is_tagged(source):
        graft = grafting.prepared(pack, source)
    else:
        grafting.forget_tags(source)
    for n, page in enumerate(source.pages):
        _lay_page(pack, page, at=at + n)
        progress(1)
    if graft is not None:
        graft.join(title=title, after=at)
    grafting.keep_layers(pack, source)


def _lay_page(pack: Pdf, given: pikepdf.Page, *, at: int) -> None:
    """Put a given page, made smaller, in the place of an empty one, above that one's foot."""
    foot = pack.pages[at].as_form_xobject()
    shape = _shape(given)
    wide, high = (WIDE, HIGH) if shape == UPRIGHT else (HIGH, WIDE)
    left, low, right, top = _visible(given)
    turned = int(given.obj.get("/Rotate", 0)) % 360
    matrix = _placed((left, low, right, top), turned, room=(wide, high))
    pack.pages[at] = given
    page = pack.pages[at]
    for key in (*NOT_OURS, *BOXES):
        if key in page.obj:
            del page.obj[key]
    page.obj.MediaBox = Array([0, 0, wide, high])
    page.obj.Tabs = Name.S
    _move_links(page, matrix)
    numbers = " ".join(f"{n:.5f}" for n in matrix)
    clip = f"{left:.3f} {low:.3f} {right - left:.3f} {top - low:.3f} re W n"
    page.contents_add(pack.make_stream(f"q {numbers} cm {clip} q".encode()), prepend=True)
    if "/Resources" not in page.obj:
        page.obj.Resources = Dictionary()
    # Its resources may be another page's too, so that a name is used once in the whole pack.
    name = page.add_resource(foot, Name.XObject, Name(f"/PackFoot{at + 1}"))
    page.contents_add(pack.make_stream(f"Q Q\n/Artifact BMC q {name} Do Q EMC".encode()))


def _shape(page: pikepdf.Page) -> str:
    left, low, right, top = _visible(page)
    lies = (right - left) > (top - low)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return BROAD if lies != turned else UPRIGHT


def _visible(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """Return what of a page a reader sees, whichever corner its box was written from."""
    box = [float(n) for n in page.cropbox]
    whole = [float(n) for n in page.mediabox]
    left, right = sorted((box[0], box[2]))
    low, top = sorted((box[1], box[3]))
    if right - left < 1 or top - low < 1:
        left, right = sorted((whole[0], whole[2]))
        low, top = sorted((whole[1], whole[3]))
    return left, low, max(right, left + 1), max(top, low + 1)


Matrix = tuple[float, float, float, float, float, float]


def _placed(
    box: tuple[float, float, float, float], turned: int, *, room: tuple[float, float]
) -> Matrix:
    """Return what turns a page upright and fits it into the room above the foot."""
    left, low, right, top = box
    wide, high = right - left, top - low
    seen = (high, wide) if turned % 180 else (wide, high)
    scale = min(room[0] / seen[0], (room[1] - FOOT) / seen[1])
    aside = (room[0] - seen[0] * scale) / 2
    up = room[1] - seen[1] * scale
    s = scale
    match turned:
        case 90:
            return (0, -s, s, 0, aside - low * s, up + right * s)
        case 180:
            return (-s, 0, 0, -s, aside + right * s, up + top * s)
        case 270:
            return (0, s, -s, 0, aside + top * s, up - left * s)
        case _:
            return (s, 0, 0, s, aside - left * s, up - low * s)


def _move_links(page: pikepdf.Page, matrix: Matrix) -> None:
    """
    Keep the links of a page, moved with it, and leave everything else that was laid on it.

    A remark's words and its author would otherwise be published with the paper.
    """
    kept = []
    for note in page.obj.get("/Annots", Array()):
        if not isinstance(note, Dictionary):
            continue
        if str(note.get("/Subtype", "")) != "/Link":
            for key in REMARKS:
                if key in note:
                    del note[key]
            continue
        note.Rect = Array(_moved_box([float(n) for n in note.Rect], matrix))
        if "/QuadPoints" in note:
            del note["/QuadPoints"]
        _keep_to_itself(note)
        kept.append(note)
    if kept:
        page.obj.Annots = Array(kept)
    elif "/Annots" in page.obj:
        del page.obj["/Annots"]


def _keep_to_itself(link: Any) -> None:
    """Let a link lead to an address or to a page of its own paper, and nowhere else."""
    action = link.get("/A")
    target = link.get("/Dest")
    if isinstance(action, Dictionary) and str(action.get("/S", "")) == "/GoTo":
        target = action.get("/D")
    is_address = isinstance(action, Dictionary) and str(action.get("/S", "")) == "/URI"
    for key in ("/Dest", "/PA", "/AA", *(() if is_address else ("/A",))):
        if key in link:
            del link[key]
    if isinstance(target, Array) and len(target) and isinstance(target[0], Dictionary):
        link.Dest = Array([target[0], Name.Fit])


def _moved_box(box: list[float], matrix: Matrix) -> list[float]:
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in box[::2] for y in box[1::2]]
    across, up = zip(*corners, strict=True)
    return [min(across), min(up), max(across), max(up)]


def _declares(pdf: Pdf) -> bool:
    if "/Metadata" not in pdf.Root:
        return False
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
            return bool(said.get("pdfuaid:part"))
    except (ValueError, TypeError, KeyError):
        return False
