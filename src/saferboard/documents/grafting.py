"""
Graft the tree of tags of one PDF into another's.
"""

import dataclasses
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Object, Pdf, String


def is_tagged(pdf: Pdf) -> bool:
    """Return whether a PDF says that it is tagged, and has tags for what is on its pages."""
    marked = pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False)
    tree = pdf.Root.get("/StructTreeRoot")
    if not marked or not isinstance(tree, Dictionary):
        return False
    has_words = any(True for _ in elements(tree))
    return has_words and any("/StructParents" in page.obj for page in pdf.pages)


def elements(tree: Any) -> Iterator[Any]:
    """Yield every element of a tree of tags once, however it refers to itself."""
    seen: set[tuple[int, int]] = set()
    waiting = list(reversed(_children(tree)))
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or "/S" not in node:
            continue
        if node.is_indirect:
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        yield node
        waiting += reversed(_children(node))


def _children(node: Any) -> list[Any]:
    below = node.get("/K")
    if below is None:
        return []
    return list(below) if isinstance(below, Array) else [below]


@dataclasses.dataclass
class Graft:
    """One PDF's tags, made ready to stand in another's tree beside those already there."""

    pack: Pdf
    source: Pdf

    def join(self, *, title: str, after: int) -> None:
        """Stand the tags under a part named `title`, after what is on the page before `after`."""
        tree = self.pack.Root.StructTreeRoot
        document = next(elements(tree))
        came = self.pack.copy_foreign(self.source.Root.StructTreeRoot)
        part = self.pack.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=document, T=String(title))
        )
        language = self.source.Root.get("/Lang")
        if language is not None:
            part.Lang = String(str(language))
        tops = [one for one in _children(came) if isinstance(one, Dictionary)]
        for top in tops:
            top.P = part
            if str(top.get("/S", "")) == "/Document":
                top.S = Name.Part
        part.K = Array(tops)
        document.K.insert(_place(tree, document, self.pack.pages[after - 1].obj), part)
        self._join_tables(tree, came)

    def _join_tables(self, tree: Any, came: Any) -> None:
        parents = NumberTree(tree.ParentTree)
        for key, value in NumberTree(came.ParentTree).items():
            parents[int(key)] = value
        tree.ParentTreeNextKey = max(int(key) for key in parents) + 1
        for table in ("/RoleMap", "/ClassMap"):
            for name, value in came.get(table, Dictionary()).items():
                if table not in tree:
                    tree[table] = Dictionary()
                if name not in tree[table]:
                    tree[table][name] = value
        if "/IDTree" not in tree:
            tree.IDTree = self.pack.make_indirect(Dictionary(Names=Array()))
        named = NameTree(tree.IDTree)
        for one in elements(came):
            if "/ID" in one:
                named[str(one.ID)] = one


def prepared(pack: Pdf, source: Pdf) -> Graft:
    """
    Return the source's tags, numbered and named apart from those of the pack.

    Every program numbers from nought and calls its first heading cell the same, so that two
    papers' tags would answer for one another.
    """
    tree = source.Root.StructTreeRoot
    apart = int(pack.Root.StructTreeRoot.get("/ParentTreeNextKey", 0))
    numbers = NumberTree(tree.ParentTree) if "/ParentTree" in tree else None
    moved = {} if numbers is None else {int(k) + apart: v for k, v in numbers.items()}
    tree.ParentTree = source.make_indirect(Dictionary(Nums=Array()))
    anew = NumberTree(tree.ParentTree)
    for key, value in moved.items():
        anew[key] = value
    _renumber(source, by=apart)
    _rename(pack, source, prefix=f"p{apart}-")
    return Graft(pack, source)


def _renumber(source: Pdf, *, by: int) -> None:
    for thing in source.objects:
        if isinstance(thing, Object) and thing._type_name in ("dictionary", "stream"):
            for key in ("/StructParents", "/StructParent"):
                if key in thing:
                    thing[key] = int(thing[key]) + by
    for page in source.pages:
        for note in page.obj.get("/Annots", Array()):
            if isinstance(note, Dictionary) and not note.is_indirect and "/StructParent" in note:
                note.StructParent = int(note.StructParent) + by


def forget_tags(source: Pdf) -> None:
    """Take away the numbers by which pages name tags that are not there."""
    for page in source.pages:
        for held in (page.obj, *page.obj.get("/Annots", Array())):
            for key in ("/StructParents", "/StructParent"):
                if isinstance(held, Dictionary) and key in held:
                    del held[key]


def _rename(pack: Pdf, source: Pdf, *, prefix: str) -> None:
    roles = source.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    ours = pack.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    clash = {name: role for name, role in roles.items() if name in ours and ours[name] != role}
    for one in elements(source.Root.StructTreeRoot):
        if "/ID" in one:
            one.ID = String(prefix + str(one.ID))
        if str(one.S) in clash:
            one.S = clash[str(one.S)]
        attributes = one.get("/A")
        listed = list(attributes) if isinstance(attributes, Array) else [attributes]
        for held in listed:
            if isinstance(held, Dictionary) and isinstance(held.get("/Headers"), Array):
                held.Headers = Array([String(prefix + str(name)) for name in held.Headers])


def _place(tree: Any, document: Any, page: Any) -> int:
    """Return where in a document's children what comes after a page belongs."""
    on_page = NumberTree(tree.ParentTree)[int(page.StructParents)]
    last: Any = [one for one in on_page if isinstance(one, Dictionary)][-1]
    while document != last.P:
        last = last.P
    return 1 + next(n for n, child in enumerate(document.K) if child == last)


def keep_layers(pack: Pdf, source: Pdf) -> None:
    """Keep what a PDF hides hidden: without this list a reader shows every layer."""
    if "/OCProperties" not in source.Root:
        return
    came = pack.copy_foreign(source.make_indirect(source.Root.OCProperties))
    if "/OCProperties" not in pack.Root:
        pack.Root.OCProperties = came
        return
    ours = pack.Root.OCProperties
    ours.OCGs.extend(came.get("/OCGs", Array()))
    for key in ("/OFF", "/ON", "/Order"):
        listed = came.get("/D", Dictionary()).get(key)
        if isinstance(listed, Array):
            if key not in ours.D:
                ours.D[key] = Array()
            ours.D[key].extend(listed)
