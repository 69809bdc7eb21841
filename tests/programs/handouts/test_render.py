"""The printed sheet, in every layout on each paper. What it says is tested in test_wording.py."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import page
import pypdf
import pytest

from programs.content.safety import blocks_for
from programs.dosing import Dose
from programs.handouts.options import Layout, Options, Paper
from programs.plans.snapshot import _by_urgency
from programs.sheet import Sheet
from tests.programs.handouts.reading import back_sheet, picture, printed, read
from tests.programs.sheets import sheet, sheet_item

pytestmark = pytest.mark.pdf
WAYS = [(layout, paper) for layout in Layout.values for paper in Paper.values]
EVERYWHERE = {"low_back", "neck", "knee", "hip", "shoulder", "ankle_foot", "thoracic"}
FOOT = ("SR · sheet 3 · 23 November 2026", "Riverbank Physiotherapy · 01632 960 122")


@pytest.fixture(scope="module", params=WAYS, ids=lambda way: "-".join(way))
def options(request: pytest.FixtureRequest) -> Options:
    layout, paper = request.param
    return Options(layout=layout, paper=paper)


@pytest.fixture(scope="module")
def pdf(options: Options) -> bytes:
    return printed(back_sheet(), options).pdf


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[str]:
    return read(pdf)


def assert_conforms(pdf: bytes) -> None:
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, report


def opened(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_pdf_conforms_to_pdf_ua_1(pdf: bytes) -> None:
    assert_conforms(pdf)


def test_pdf_is_as_long_as_it_says(options: Options, pages: list[str]) -> None:
    assert printed(back_sheet(), options).pages == len(pages)


def test_pdf_is_of_its_paper(options: Options, pdf: bytes) -> None:
    expected = {"A4": (210, 297), "Letter": (216, 279)}[options.paper]

    for one in opened(pdf).pages:
        size = (one.mediabox.width, one.mediabox.height)
        assert tuple(round(float(side) * 25.4 / 72) for side in size) == expected


def test_emergency_block_is_on_page_one_with_whom_to_call(pages: list[str]) -> None:
    emergency = next(block for block in back_sheet().safety if block.urgency == "emergency")

    assert all(line in pages[0] for line in emergency.lines)
    assert "Call 999." in pages[0]
    assert "Stop that exercise and call us" in pages[0] or "Stop that exercise" in pages[1]


def test_every_page_says_whose_which_when_and_whom_to_call(pages: list[str]) -> None:
    for number, text in enumerate(pages, start=1):
        assert all(part in text for part in FOOT)
        assert f"page {number} of {len(pages)}" in text


def test_pdf_has_title_language_and_author(options: Options, pdf: bytes) -> None:
    reader = opened(pdf)

    heading = "Exercise diary of" if options.layout == Layout.DIARY else "Exercises for"
    assert reader.metadata is not None
    assert reader.metadata.title == f"{heading} Sam Rivers, sheet 3"
    assert reader.metadata.author == "Riverbank Physiotherapy"
    assert reader.root_object["/Lang"] == "en"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]  # a PDF dictionary


def bookmarks(outline: Any) -> Iterator[str]:
    for one in outline:
        yield from bookmarks(one) if isinstance(one, list) else (one.title,)


def test_pdf_has_bookmarks(options: Options, pdf: bytes) -> None:
    found = list(bookmarks(opened(pdf).outline))

    assert "Go to an emergency department now if you have any of these" in found
    if options.layout == Layout.DIARY:
        assert "My exercise diary" in found
    else:
        numbered = [title for title in found if title[:1].isdigit()]
        names = [title.replace(" New ", " ") for title in numbered]
        assert names == ["1 Bridge", "2 Kneeling stretch Right side", "3 Bird dog Left, then right"]


def test_pdf_has_its_own_typeface(pdf: bytes) -> None:
    fonts = {
        font.get_object()["/BaseFont"].split("+")[1]
        for one in opened(pdf).pages
        for font in one["/Resources"]["/Font"].values()  # type: ignore[index]  # a PDF dictionary
    }

    assert fonts == {"AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold"}


def sizes_in(pdf: bytes) -> set[float]:
    """Units: points."""
    sizes: set[float] = set()

    def note(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(tm[3] * cm[3]), 1))

    for one in opened(pdf).pages:
        one.extract_text(visitor_text=note)
    return sizes


@pytest.mark.parametrize("paper", Paper.values)
def test_standard_sheet_has_no_words_below_12_points(paper: str) -> None:
    sizes = sizes_in(printed(back_sheet(), Options(paper=paper)).pdf)

    assert min(sizes) == 12
    assert 14 in sizes


def test_large_print_has_words_of_18_points_and_an_exercise_a_page() -> None:
    pdf = printed(back_sheet(), Options(layout=Layout.LARGE.value)).pdf

    assert 18 in sizes_in(pdf)
    assert max(text.count("Lift your hips.") for text in read(pdf)) == 1


def structure(node: Any) -> Iterator[Any]:
    """All parts of a tagged PDF, in the order of reading."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from structure(one)
    elif isinstance(node, dict):
        yield node
        yield from structure(node.get("/K", []))


def test_tags_name_headings_lists_pictures_and_the_diarys_table(
    options: Options, pdf: bytes
) -> None:
    found = list(structure(opened(pdf).root_object["/StructTreeRoot"]))

    tags = {node.get("/S") for node in found}
    assert {"/H1", "/H2", "/L", "/LI"} <= tags
    assert options.layout in (Layout.CARDS,) or {"/Table", "/TH", "/TD"} <= tags
    first = next(node["/S"] for node in found if node.get("/S", "/")[1:2] == "H")
    assert first == "/H1"


def test_every_picture_says_what_it_shows(options: Options, pdf: bytes) -> None:
    found = list(structure(opened(pdf).root_object["/StructTreeRoot"]))

    alts = [node.get("/Alt", "") for node in found if node.get("/S") == "/Figure"]
    assert all(alts)
    expected = 0 if options.layout == Layout.DIARY else 3
    assert alts.count("A person lies.") == alts.count("The hips are up.") == expected


def numbered(count: int, **fields: Any) -> Sheet:
    """Exercises that each say their own number in their first and in their last words."""
    pictures = {"start": picture("Lying."), "end": picture("Up.")}
    items = tuple(
        sheet_item(
            item_id=n,
            number=n,
            name=f"Exercise {n}",
            steps=(f"Begin with {n}.", f"End with {n}."),
            stop_if=f"Pain comes in {n}.",
            **(pictures | fields),
        )
        for n in range(1, count + 1)
    )
    return sheet(items)


@pytest.mark.parametrize("count", [1, 5, 8])
@pytest.mark.parametrize("layout", [one for one in Layout.values if one != Layout.DIARY])
def test_no_exercise_is_split(layout: str, count: int) -> None:
    long = " ".join(["Do this part slowly, and rest when you need to."] * 3)
    pages = read(printed(numbered(count, feel_it=long), Options(layout=layout)).pdf)

    for n in range(1, count + 1):
        places = [
            [page for page, text in enumerate(pages) if words in text]
            for words in (f"Begin with {n}.", f"End with {n}.", f"Pain comes in {n}.")
        ]
        assert places[0] == places[1] == places[2] and len(places[0]) == 1


def test_help_for_the_whole_body_still_begins_on_page_one(options: Options) -> None:
    safety = [part for block in blocks_for(EVERYWHERE) for part in _by_urgency(block)]

    pages = read(printed(sheet(safety=tuple(safety)), options).pdf)

    lines = [line for part in safety if part.urgency == "emergency" for line in part.lines]
    # Letters of 18 points take more room than a page has: there the block goes on at once.
    first = " ".join(pages[:2]) if options.layout == Layout.LARGE else pages[0]
    assert len(lines) > 20 and lines[0] in pages[0]
    assert all(line in first for line in lines)


def test_help_for_two_parts_of_the_body_is_whole_on_page_one(options: Options) -> None:
    safety = [part for block in blocks_for({"low_back", "knee"}) for part in _by_urgency(block)]

    first = read(printed(sheet(safety=tuple(safety)), options).pdf)[0]

    lines = [line for part in safety if part.urgency == "emergency" for line in part.lines]
    assert len(lines) > 12 and all(line in first for line in lines)


def test_same_sheet_is_the_same_bytes(options: Options, pdf: bytes) -> None:
    assert printed(back_sheet(), options).pdf == pdf


def test_other_words_are_other_bytes(options: Options, pdf: bytes) -> None:
    assert printed(back_sheet(number=4), options).pdf != pdf


def test_missing_pictures_print_labelled_boxes(options: Options) -> None:
    made = printed(back_sheet(), options, drawings={})

    expected = 0 if options.layout == Layout.DIARY else 6
    text = " ".join(read(made.pdf))
    assert text.count("No picture") == expected
    if options.layout in (Layout.STANDARD, Layout.LARGE):
        assert text.count("No picture here. Ask your therapist to show you.") == expected
    assert_conforms(made.pdf)


def test_dose_in_words_is_beside_each_exercise() -> None:
    dose = Dose(reps=10, sets=3, hold_seconds=5, times_per_day=2, weekdays=0b0111111)
    words = "10 times, hold 5 seconds, 3 sets, twice a day, Monday to Saturday."

    for layout in (Layout.STANDARD, Layout.LARGE, Layout.COMPACT, Layout.CARDS):
        text = " ".join(read(printed(numbered(2, dose=dose), Options(layout=layout.value)).pdf))
        assert text.count(words) >= 2


# --- languages -----------------------------------------------------------------------------------


SPANISH = {"Bridge": "Puente", "Lift your hips.": "Levante las caderas.", "Mat": "Colchoneta"}


def test_spanish_sheet_is_spanish_to_the_reader_and_to_the_machine(options: Options) -> None:
    made = back_sheet(translations={"es": SPANISH})

    pdf = printed(made, replace(options, language="es")).pdf

    text = read(pdf)
    assert opened(pdf).root_object["/Lang"] == "es"
    assert "Puente" in " ".join(text)
    assert f"página 1 de {len(text)}" in text[0]
    assert_conforms(pdf)


@pytest.mark.parametrize("layout", ["standard", "large"])
def test_two_languages_are_on_one_page_and_each_is_named_to_the_machine(layout: str) -> None:
    made = back_sheet(translations={"es": SPANISH})

    pdf = printed(made, Options(layout=layout, language="es", beside="en")).pdf

    where = next(text for text in read(pdf) if "Levante las caderas." in text)
    assert "Lift your hips." in where
    langs = {node.get("/Lang") for node in structure(opened(pdf).root_object["/StructTreeRoot"])}
    assert {"es", "en"} <= langs | {opened(pdf).root_object["/Lang"]}
    assert_conforms(pdf)
