"""The words are tested as HTML, which is quick, and each paper with one PDF."""

import io
from collections.abc import Mapping
from dataclasses import replace
from html import unescape

import page
import pypdf
import pytest

from programs.handouts.render import (
    HandoutError,
    RenderedHandout,
    colour_css,
    handout_html,
    print_html,
    render_handout,
)
from programs.plans.snapshot import safety_of
from programs.sheet import Sheet, SheetChange, SheetPicture
from tests.programs.sheets import sheet, sheet_item

CODE = "K7M29QRT"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 280">'
    '<path d="M10 200h380" stroke="#15202B"/></svg>'
)
DRAWINGS = {"a" * 64: SVG}
EVIL = '<img src="file:///etc/passwd">'


def picture(alt: str) -> SheetPicture:
    return SheetPicture(drawing="a" * 64, alt=alt)


def back_sheet() -> Sheet:
    """A whole sheet for the low back: both pictures, a side, a cue, changes, all the safety."""
    pictures = {"start": picture("A person lies."), "end": picture("The hips are up.")}
    items = (
        sheet_item(cue="Press through your heels.", **pictures),
        sheet_item(item_id=2, number=2, name="Kneeling stretch", side="right", **pictures),
        sheet_item(item_id=3, number=3, name="Bird dog", side="each", **pictures),
    )
    changes = (SheetChange(item_id=2, kind="new", name="Kneeling stretch", words=""),)
    return sheet(items, safety=safety_of(items), changes=changes, number=3)


def html_of(made: Sheet, drawings: Mapping[str, str] = DRAWINGS) -> str:
    return unescape(handout_html(made, code=CODE, paper="A4", drawings=drawings))


@pytest.fixture(scope="module", params=["A4", "Letter"])
def printed(request: pytest.FixtureRequest) -> RenderedHandout:
    return render_handout(back_sheet(), code=CODE, paper=request.param, drawings=DRAWINGS)


@pytest.fixture(scope="module")
def pages(printed: RenderedHandout) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(printed.pdf))
    return [" ".join(one.extract_text().split()) for one in reader.pages]


# --- the words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Exercises for Sam Rivers",
        "Ana Brook",
        "Physiotherapist · PH 00001",
        "Sheet 3 · made on 23 November 2026",
        "next visit Monday 7 December 2026",
        "“Sit through a film”",
        "mat.",
        "0 to 3",
        "4 to 5",
        "6 to 10",
        "01632 960 122",
        "Go to an emergency department now",
        "Call 999.",
        "K7M2 9QRT",
        "127.0.0.1:8000/p/",
        "This plan was made for you by Ana Brook. Do not share it.",
        "Questions for my therapist",
        "How to use this chart:",
        "10 times, 3 sets, once a day, every day.",
        "Press through your heels.",
        "Right side",
        "Left, then right",
    ],
)
def test_sheet_says(words: str) -> None:
    assert words in html_of(back_sheet())


def test_sheet_has_one_main_message() -> None:
    assert html_of(back_sheet()).count('class="main-message"') == 1


def test_sheet_says_nothing_of_what_is_not_there() -> None:
    bare = sheet_item(breathing="", feel_it="", avoid="", stop_if="", easier="", harder="")

    html = html_of(sheet((bare,), goal="", review_on=None))

    for label in ("Feel it here", "Avoid", "Stop if", "Easier", "Breathe", "Your goal", "None"):
        assert label in html_of(back_sheet()) or label == "None"
        assert f">{label}" not in html


def test_stop_if_is_not_said_twice() -> None:
    html = html_of(sheet((sheet_item(stop_if="Stop if your knee hurts."),)))

    assert "Your knee hurts." in html
    assert "Stop if your knee hurts." not in html


def test_new_exercise_carries_its_tag() -> None:
    assert html_of(back_sheet()).count('<p class="tag tag-new">New</p>') == 1


def test_missing_picture_prints_a_labelled_box() -> None:
    html = html_of(back_sheet(), drawings={})

    assert html.count("No picture here. Ask your therapist to show you.") == 6


def test_typed_words_are_text_and_never_markup() -> None:
    made = back_sheet()
    named = replace(made, goal=EVIL, patient=replace(made.patient, name=EVIL))

    html = handout_html(named, code=CODE, paper="A4", drawings=DRAWINGS)

    assert EVIL not in html
    assert html.count("&lt;img src=&quot;file:///etc/passwd&quot;&gt;") >= 2


def test_logo_that_is_no_picture_is_left_out() -> None:
    made = back_sheet()

    html = html_of(replace(made, clinic=replace(made.clinic, logo="file:///etc/passwd")))

    assert 'class="logo"' not in html
    assert 'class="mark"' in html


def test_colour_that_is_no_colour_is_not_used() -> None:
    assert "url(x)" not in colour_css("red; background: url(x)")


# --- the PDF -------------------------------------------------------------------------------------


@pytest.mark.pdf
def test_pdf_conforms_to_pdf_ua_1(printed: RenderedHandout) -> None:
    report = page.validate_pdf_bytes(printed.pdf, profile=page.ValidationProfile.PDF_UA_1)

    assert report.is_compliant, report


@pytest.mark.pdf
def test_pdf_has_as_many_pages_as_planned(printed: RenderedHandout, pages: list[str]) -> None:
    assert printed.pages == len(pages) == 4


@pytest.mark.pdf
def test_pdf_has_the_emergency_block_on_page_one(pages: list[str]) -> None:
    emergency = next(block for block in back_sheet().safety if block.urgency == "emergency")

    assert all(line in pages[0] for line in emergency.lines)
    assert "Call 999." in pages[0]


@pytest.mark.pdf
def test_pdf_has_its_foot_on_every_page(pages: list[str]) -> None:
    for number, text in enumerate(pages, start=1):
        assert "SR · sheet 3 · 23 November 2026 · Riverbank Physiotherapy · 01632 960 122" in text
        assert f"page {number} of {len(pages)}" in text


@pytest.mark.pdf
def test_pdf_has_title_language_and_bookmarks(printed: RenderedHandout) -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed.pdf))

    assert reader.metadata is not None
    assert reader.metadata.title == "Exercises for Sam Rivers, sheet 3"
    assert reader.root_object["/Lang"] == "en"
    assert "Exercises for Sam Rivers" in str(reader.outline)
    assert "Kneeling stretch" in str(reader.outline)


@pytest.mark.pdf
def test_pdf_has_its_own_typeface(printed: RenderedHandout) -> None:
    fonts = {
        font.get_object()["/BaseFont"].split("+")[1]
        for one in pypdf.PdfReader(io.BytesIO(printed.pdf)).pages
        for font in one["/Resources"]["/Font"].values()  # type: ignore[index]  # a PDF dictionary
    }

    assert fonts == {"Atkinson-Hyperlegible", "Atkinson-Hyperlegible-Bold"}


@pytest.mark.pdf
def test_pdf_has_no_words_below_12_points(printed: RenderedHandout) -> None:
    sizes: set[float] = set()

    def note(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(tm[3] * cm[3]), 1))

    for one in pypdf.PdfReader(io.BytesIO(printed.pdf)).pages:
        one.extract_text(visitor_text=note)

    assert min(sizes) == 12
    assert 14 in sizes


@pytest.mark.pdf
def test_pdf_never_splits_an_exercise(pages: list[str]) -> None:
    counts = [(text.count("Lift your hips."), text.count("Hold for longer.")) for text in pages]

    assert sum(first for first, _ in counts) == 3
    assert all(first == last for first, last in counts)


@pytest.mark.pdf
def test_pdf_of_the_same_sheet_is_the_same_bytes() -> None:
    made = sheet()

    first, second = (render_handout(made, code=CODE, paper="A4", drawings={}).pdf for _ in range(2))

    assert first == second


@pytest.mark.pdf
def test_pdf_prints_hostile_and_unusual_names_as_text() -> None:
    made = sheet((sheet_item(name=EVIL + " 😀 Ẽ"),))

    printed = render_handout(made, code=CODE, paper="A4", drawings={})

    text = "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(printed.pdf)).pages)
    assert 'src="file:///etc/passwd"' in " ".join(text.split())
    assert "root:" not in text


@pytest.mark.pdf
@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "file:///etc/passwd"])
def test_page_that_asks_for_something_from_outside_is_refused(address: str) -> None:
    with pytest.raises(HandoutError, match="outside"):
        print_html(f'<img src="{address}" alt="A picture">', paper="A4", colour="#1F8A8A")


@pytest.mark.pdf
def test_page_with_a_picture_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(HandoutError, match="cannot be drawn"):
        print_html('<img src="data:image/png;base64,AAAA" alt="A hole">', paper="A4", colour="")


@pytest.mark.parametrize(
    "evil",
    [
        '<image href="http://127.0.0.1:9/x.png"/>',
        '<image xlink:href = "file:///etc/passwd"/>',
        "<use href='other.svg#a'/>",
        '<path fill="url(http://127.0.0.1:9/)"/>',
        '<style>@import "x.css";</style>',
        "<script>1</script>",
        "<foreignObject/>",
    ],
)
def test_drawing_that_asks_for_something_from_outside_is_refused(evil: str) -> None:
    drawings = {"a" * 64: SVG.replace("<path", f"{evil}<path")}

    with pytest.raises(HandoutError, match="outside"):
        render_handout(back_sheet(), code=CODE, paper="A4", drawings=drawings)


def test_drawing_may_refer_to_itself() -> None:
    own = SVG.replace("<path", '<path id="a"/><use href="#a"/><path fill="url(#b)"')

    assert html_of(back_sheet(), drawings={"a" * 64: own}).count('alt="A person lies."') == 3


@pytest.mark.parametrize(("paper", "layout"), [("A5", "standard"), ("A4", "poster")])
def test_unknown_paper_or_layout_is_refused(paper: str, layout: str) -> None:
    with pytest.raises(HandoutError):
        render_handout(sheet(), code=CODE, paper=paper, drawings={}, layout=layout)
