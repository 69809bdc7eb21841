"""Many PDFs as one that is still tagged: each starts on a right-hand page.

Set again as one job, a hundred sheets would take several gigabytes. They are set and stored
already, so their pages, structure and bookmarks are put together as they are.
"""

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from programs.handouts.typesetting import RenderedHandout

# In the first PDF's description of itself, where it speaks of what is now the whole.
PAGE_COUNT = re.compile(rb"(?<=<xmpTPg:NPages>)\d+(?=</xmpTPg:NPages>)")
TITLE = re.compile(rb'(?<=<rdf:li xml:lang="x-default">).*?(?=</rdf:li>)', re.DOTALL)


def joined(pdfs: Iterable[bytes], *, title: str, lang: str) -> RenderedHandout:
    """One PDF of those that the typesetter made, in this order.

    ``lang`` is the title's, which has no sign that means something in XML.
    """
    first, *others = pdfs
    writer = PdfWriter(clone_from=io.BytesIO(first))
    whole: Any = writer.root_object
    parts = [whole]
    for pdf in others:
        catalog: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
        parts.append(catalog.clone(writer))
    _join_structure(parts)
    _join_bookmarks(parts)
    pages = _join_pages(writer, parts)
    _describe(writer, title=title, lang=lang, pages=pages)
    out = io.BytesIO()
    writer.write(out)
    return RenderedHandout(pdf=out.getvalue(), pages=pages)


def _join_structure(parts: list[Any]) -> None:
    """One tree of what is a heading, a list, a picture: a document for each sheet.

    Pages know their part of it by a key, and cells of tables their headers by a name. Both are the
    same in each sheet, so they are made different.
    """
    tree = parts[0]["/StructTreeRoot"]
    keys, names, documents, first_key = ArrayObject(), list[tuple[str, Any]](), ArrayObject(), 0
    for number, part in enumerate(parts):
        own, prefix = part["/StructTreeRoot"], f"{number}-"
        for page in part["/Pages"]["/Kids"]:
            _count_on(page.get_object(), "/StructParents", first_key)
        for key, value in _pairs(own["/ParentTree"], "/Nums"):
            keys += [NumberObject(key + first_key), value]
        names += [(prefix + name, value) for name, value in _pairs(own.get("/IDTree"), "/Names")]
        for document in own["/K"]:
            _rename_cells(document.get_object(), prefix)
            document.get_object()[NameObject("/P")] = tree.indirect_reference
            document.get_object()[NameObject("/Lang")] = part["/Lang"]
            documents.append(document)
        first_key += own["/ParentTreeNextKey"]
    in_order = [one for name, value in sorted(names) for one in (TextStringObject(name), value)]
    tree[NameObject("/K")] = documents
    tree[NameObject("/ParentTree")] = DictionaryObject({NameObject("/Nums"): keys})
    tree[NameObject("/ParentTreeNextKey")] = NumberObject(first_key)
    if in_order:
        ordered = {NameObject("/Names"): ArrayObject(in_order)}
        tree[NameObject("/IDTree")] = DictionaryObject(ordered)


def _count_on(holder: Any, name: str, by: int) -> None:
    if name in holder:
        holder[NameObject(name)] = NumberObject(holder[name] + by)


def _pairs(tree: Any, leaves: str) -> Iterator[tuple[Any, Any]]:
    """What a tree of numbers or names holds, in order."""
    if tree is None:
        return
    node = tree.get_object()
    for kid in node.get("/Kids", ()):
        yield from _pairs(kid, leaves)
    flat = node.get(leaves, ArrayObject())
    yield from zip(flat[::2], flat[1::2], strict=True)


def _rename_cells(document: Any, prefix: str) -> None:
    waiting = [document]
    while waiting:
        element = waiting.pop()
        if "/ID" in element:
            element[NameObject("/ID")] = TextStringObject(f"{prefix}{element['/ID']}")
        attributes = element.get("/A", [])
        for one in attributes if isinstance(attributes, list) else (attributes,):
            if headers := one.get_object().get("/Headers"):
                named = [TextStringObject(f"{prefix}{name}") for name in headers]
                one.get_object()[NameObject("/Headers")] = ArrayObject(named)
        kids = element.get("/K", [])
        below = [kid.get_object() for kid in (kids if isinstance(kids, list) else (kids,))]
        waiting += [kid for kid in below if isinstance(kid, DictionaryObject) and "/S" in kid]


def _join_bookmarks(parts: list[Any]) -> None:
    """Each sheet's, one after another."""
    first, *others = [part["/Outlines"] for part in parts if "/Outlines" in part] or [None]
    if first is None:
        return
    parts[0][NameObject("/Outlines")] = first.indirect_reference
    for own in others:
        first["/Last"][NameObject("/Next")] = own.raw_get("/First")
        own["/First"][NameObject("/Prev")] = first.raw_get("/Last")
        bookmark = own["/First"]
        while bookmark is not None:
            bookmark[NameObject("/Parent")] = first.indirect_reference
            bookmark = bookmark.get("/Next")
        first[NameObject("/Last")] = own.raw_get("/Last")
        first[NameObject("/Count")] = NumberObject(first["/Count"] + own["/Count"])


def _join_pages(writer: PdfWriter, parts: list[Any]) -> int:
    """All pages, with an empty one where a sheet would start on the back of another. Their count.

    The typesetter puts all pages of a PDF into one list.
    """
    tree = parts[0]["/Pages"]
    kids = ArrayObject()
    for part in parts:
        if len(kids) % 2:
            kids.append(_empty_page(writer, like=kids[-1].get_object()))
        kids += list(part["/Pages"]["/Kids"])
    for kid in kids:
        kid.get_object()[NameObject("/Parent")] = tree.indirect_reference
    tree[NameObject("/Kids")] = kids
    tree[NameObject("/Count")] = NumberObject(len(kids))
    return len(kids)


def _empty_page(writer: PdfWriter, *, like: Any) -> Any:
    page = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Page"),
            NameObject("/MediaBox"): like["/MediaBox"],
            NameObject("/Resources"): DictionaryObject(),
        }
    )
    return writer._add_object(page)  # its open way adds at the end only


def _describe(writer: PdfWriter, *, title: str, lang: str, pages: int) -> None:
    root: Any = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(lang)
    words = TITLE.sub(title.encode(), root["/Metadata"].get_data(), count=1)
    root["/Metadata"].set_data(PAGE_COUNT.sub(str(pages).encode(), words))
    writer.add_metadata({"/Title": title})
