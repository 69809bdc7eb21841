"""Chinese, Japanese and Korean letters, from packages that a clinic may install."""

import io
from dataclasses import replace
from typing import Any

import page
import pypdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen

from programs.handouts.fonts import missing_letters
from tests.programs.handouts.reading import printed, read
from tests.programs.sheets import sheet, sheet_item

pytestmark = pytest.mark.pdf
WORDS = "王小明 田中さくら 김민준"
# page-validation 0.11 takes a letter without a width of its own for one of width 0 and does not ask
# the font's default (1000 here). So widths are compared below.
MISREAD = {"PDFUA1-FONT-GLYPH-WIDTH-001"}


@pytest.fixture(scope="module")
def pdf() -> bytes:
    made = sheet((sheet_item(cue=WORDS),))
    return printed(replace(made, patient=replace(made.patient, name=WORDS))).pdf


def cff_fonts(pdf: bytes) -> list[Any]:
    """Those with outlines as in PostScript, as the PDF describes them."""
    pages: Any = pypdf.PdfReader(io.BytesIO(pdf)).pages
    fonts = [font for one in pages for font in one["/Resources"]["/Font"].values()]
    described = [font["/DescendantFonts"][0].get_object() for font in fonts]
    by_name = {one["/BaseFont"]: one for one in described if one["/Subtype"] == "/CIDFontType0"}
    return list(by_name.values())


def test_no_letter_is_missing() -> None:
    assert missing_letters(WORDS) == ""


def test_names_and_notes_come_out_as_letters(pdf: bytes) -> None:
    text = " ".join(read(pdf))

    assert f"Exercises for {WORDS}" in text
    assert text.count(WORDS) > 1
    assert "\ufffd" not in text


def test_sheet_conforms_to_pdf_ua_1(pdf: bytes) -> None:
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)

    assert {one.rule_id for one in report.failures} <= MISREAD, report


def test_letters_are_as_wide_as_the_sheet_says(pdf: bytes) -> None:
    fonts = cff_fonts(pdf)

    assert len(fonts) == 2  # regular and bold
    for font in fonts:
        assert stated_widths(font) == own_widths(font)


def own_widths(font: Any) -> dict[int, int]:
    """By the place of the letter in the font. Units: thousandths of the size."""
    program = CFFFontSet()
    program.decompile(io.BytesIO(font["/FontDescriptor"]["/FontFile3"].get_data()), None)
    widths = {}
    for place, name in enumerate(program[0].charset):
        outline = program[0].CharStrings[name]
        outline.draw(NullPen())
        widths[place] = round(outline.width)
    return {place: width for place, width in widths.items() if place}


def stated_widths(font: Any) -> dict[int, int]:
    """The same, as the PDF states them: runs of first, last and width, or first and widths."""
    widths: dict[int, int] = {}
    runs = list(font["/W"])
    while runs:
        first, then = int(runs.pop(0)), runs.pop(0)
        if isinstance(then, list):
            widths |= {first + n: round(width) for n, width in enumerate(then)}
        else:
            widths |= dict.fromkeys(range(first, int(then) + 1), round(runs.pop(0)))
    return {place: width for place, width in widths.items() if place}
