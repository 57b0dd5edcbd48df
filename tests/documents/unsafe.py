"""
Files to keep and files not to keep, made here.
"""

import io
import zipfile
import zlib

import docx
import openpyxl
import pikepdf
from pikepdf import Array, Dictionary, Name, String

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
FIELD = (
    '<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\x "y"'
    "</w:instrText></w:r></w:p>"
)


def pdf(change=None, **saving) -> bytes:
    """Return a page of PDF, changed first; objects are packed away as PDF 1.5 packs them."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **({"object_stream_mode": pikepdf.ObjectStreamMode.generate} | saving))
    return out.getvalue()


def with_script(made):
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def with_hidden_script(made):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    note.A = Dictionary(S=Name.URI, URI=String("https://example.org"), Next=Dictionary(JS="x"))
    made.pages[0].Annots = Array([made.make_indirect(note)])


def with_launch(made):
    made.Root.OpenAction = Dictionary(S=Name.Launch, F=String("calc.exe"))


def with_attachment(made):
    made.attachments["inside.exe"] = b"MZ"


def with_xfa(made):
    made.Root.AcroForm = Dictionary(XFA=made.make_stream(b"<xdp/>"), Fields=Array([]))


def with_film(made):
    note = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]))
    made.pages[0].Annots = Array([note])


def with_link(made):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    note.A = Dictionary(S=Name.URI, URI=String("https://example.org"))
    made.pages[0].Annots = Array([note])


def word(*, parts=(), body="") -> bytes:
    """Return a Word document, with more parts put in and words put into its body as XML."""
    document = docx.Document()
    document.add_paragraph("An agreement.")
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue(), parts, {"word/document.xml": ("<w:sectPr", f"{body}<w:sectPr")})


def excel(*, parts=()) -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return repacked(out.getvalue(), parts, {})


def repacked(content: bytes, parts, changed) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name in changed:
                data = data.decode().replace(*changed[name], 1).encode()
            new.writestr(name, data)
        for name, data in parts:
            new.writestr(name, data)
    return out.getvalue()


def relation(target: str, mode: str = "External", kind: str = TEMPLATE) -> bytes:
    return (
        f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{kind}" Target="{target}"'
        f' TargetMode="{mode}"/></Relationships>'
    ).encode()


def png(after: bytes = b"") -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    head = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    dot = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + dot + chunk(b"IEND", b"") + after


GOOD = {
    "a PDF": (pdf(), "PDF"),
    "a PDF with a link": (pdf(with_link), "PDF"),
    "a Word document": (word(), "WORD"),
    "a workbook": (excel(), "EXCEL"),
    "a picture": (png(), "PNG"),
    "a photograph": (b"\xff\xd8\xff\xe0" + b"\0" * 20 + b"\xff\xd9", "JPEG"),
    "text": ("Signed at Westhaven, £5.\n".encode(), "TEXT"),
}
BAD = {
    "nothing": (b"", "empty"),
    "spaces": (b" \n\n", "empty"),
    "a PDF with a script": (pdf(with_script), "script"),
    "a script two steps away": (pdf(with_hidden_script), "script"),
    "a PDF that starts a program": (pdf(with_launch), "script"),
    "a form that is a program": (pdf(with_xfa), "script"),
    "a PDF with a file inside": (pdf(with_attachment), "carries"),
    "a PDF with a film": (pdf(with_film), "carries"),
    "a locked PDF": (pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "locked"),
    "a PDF locked for printing": (pdf(encryption=pikepdf.Encryption(owner="o", user="")), "locked"),
    "a PDF cut short": (b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
    "a Word document with macros": (word(parts=[("word/vbaProject.bin", b"x")]), "script"),
    "a program in Word": (word(parts=[("word/embeddings/a.xml", b"<a/>")]), "carries"),
    "a program beside Word": (word(parts=[("word/a.exe", b"MZ")]), "carries"),
    "a template from elsewhere": (
        word(parts=[("word/_rels/settings.xml.rels", relation("https://example.org/t.dotm"))]),
        "fetches",
    ),
    "a field cut in two": (word(body=FIELD), "script"),
    "a workbook with links": (excel(parts=[("xl/externalLinks/e.xml", b"<a/>")]), "fetches"),
    "a workbook with old macros": (excel(parts=[("xl/macrosheets/s.xml", b"<a/>")]), "script"),
    "a zip": (repacked(word(), [], {})[:40], "damaged"),
    "a picture with a tail": (png(b"PK\x03\x04"), "carries"),
    "a picture cut short": (png()[:40], "damaged"),
    "a page of the web": (b"<!DOCTYPE html><p>hello", "other"),
    "a drawing that is a page": (b'<svg xmlns="x"><script/></svg>', "other"),
    "a program": (b"MZ\x90\0\3\0\0\0", "other"),
    "an old Word document": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old-or-locked"),
    "rich text": (b"{\\rtf1 hello}", "other"),
}
