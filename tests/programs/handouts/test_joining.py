"""Many PDFs as one: pages, structure, bookmarks and languages of each, in every layout."""

import io
from dataclasses import replace
from itertools import pairwise
from typing import Any

import page
import pypdf
import pypdfium2
import pytest

from programs.handouts.joining import joined
from programs.handouts.options import Layout, Options
from programs.handouts.typesetting import RenderedHandout
from tests.programs.handouts.reading import back_sheet, printed, read

pytestmark = pytest.mark.pdf


def together(*options: Options) -> RenderedHandout:
    singles = [printed(back_sheet(), one).pdf for one in options]
    return joined(singles, title="3 exercise sheets", lang="en")


@pytest.fixture(scope="module", params=[layout.value for layout in Layout])
def whole(request: pytest.FixtureRequest) -> RenderedHandout:
    """One layout, beside two others."""
    usual = Options()
    return together(replace(usual, layout=request.param), usual, replace(usual, has_name=False))


def root(pdf: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def test_joined_sheets_conform_to_pdf_ua_1(whole: RenderedHandout) -> None:
    report = page.validate_pdf_bytes(whole.pdf, profile=page.ValidationProfile.PDF_UA_1)

    assert not report.failures, report


def test_each_joined_sheet_starts_on_a_right_hand_page(whole: RenderedHandout) -> None:
    pages = read(whole.pdf)

    starts = [number for number, text in enumerate(pages, 1) if "page 1 of" in text]
    assert len(pages) == whole.pages
    assert len(starts) == 3 and all(number % 2 for number in starts)


def test_joined_pages_say_what_the_single_ones_say() -> None:
    single = read(printed(back_sheet()).pdf)

    pages = read(together(Options(), Options()).pdf)

    assert [text for text in pages if text] == single * 2


def test_each_page_leads_to_its_own_part_of_the_structure(whole: RenderedHandout) -> None:
    catalog = root(whole.pdf)
    flat = catalog["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = dict(zip(flat[::2], flat[1::2], strict=True))

    for kid in catalog["/Pages"]["/Kids"]:
        if (key := kid.get_object().get("/StructParents")) is not None:
            elements = [one.get_object() for one in owners[key].get_object()]
            shown_on = {one.raw_get("/Pg").idnum for one in elements if "/Pg" in one}
            assert shown_on <= {kid.idnum}


def test_names_of_cells_are_told_apart_and_in_order() -> None:
    names = root(together(Options(), Options()).pdf)["/StructTreeRoot"]["/IDTree"]["/Names"][::2]

    assert all(one < other for one, other in pairwise(names))


def test_bookmarks_lead_to_the_start_of_each_sheet() -> None:
    pdf = together(Options(), Options()).pdf

    with pypdfium2.PdfDocument(pdf) as document:
        tops = [mark for mark in document.get_toc() if mark.level == 0]
        leads_to = [dest.get_index() for mark in tops if (dest := mark.get_dest())]

    starts = [number for number, text in enumerate(read(pdf)) if "page 1 of" in text]
    assert leads_to == starts


def test_each_sheet_keeps_its_language() -> None:
    singles = [printed(back_sheet(), one).pdf for one in (Options(), Options(language="es"))]

    catalog = root(joined(singles[::-1], title="2 exercise sheets", lang="en").pdf)

    documents = [kid.get_object() for kid in catalog["/StructTreeRoot"]["/K"]]
    assert [one["/Lang"] for one in documents] == ["es", "en"]
    assert catalog["/Lang"] == "en"


def test_whole_describes_itself(whole: RenderedHandout) -> None:
    reader = pypdf.PdfReader(io.BytesIO(whole.pdf))
    described = root(whole.pdf)["/Metadata"].get_data().decode()

    assert reader.metadata and reader.metadata.title == "3 exercise sheets"
    assert ">3 exercise sheets<" in described
    assert f"<xmpTPg:NPages>{whole.pages}<" in described
