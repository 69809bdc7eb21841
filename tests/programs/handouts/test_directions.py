"""Names that read from right to left on a sheet that reads from left to right."""

from collections.abc import Iterator
from dataclasses import replace

import page
import pypdfium2
import pytest

from programs.dosing import Dose
from programs.handouts.fonts import APART, TOGETHER
from programs.handouts.voice import Voice
from programs.sheet import Sheet, SheetChange
from tests.programs.handouts.reading import printed, said, words_of
from tests.programs.sheets import sheet, sheet_item

NAME = "גשר"  # "bridge"
SET_APART = f"{APART}{NAME}{TOGETHER}"


def hebrew_sheet() -> Sheet:
    item = sheet_item(name=NAME, dose=Dose(sets=3, reps=10, tempo=NAME))
    made = sheet(
        (item,), changes=(SheetChange(item_id=1, kind="changed", name=NAME, words="8 times"),)
    )
    therapist = replace(made.therapist, profession=NAME, registration="12345")
    clinic = replace(made.clinic, name=NAME, phone="111 222")
    return replace(made, therapist=therapist, clinic=clinic)


@pytest.mark.parametrize(
    "line",
    [
        f"{SET_APART}: 8 times",
        f"{SET_APART} · 111 222",
        f"{SET_APART} · 12345",
        f"{SET_APART}:",
        f"1 {SET_APART}",
        f"10 times, 3 sets, speed: {SET_APART}, once a day, every day.",
    ],
)
def test_name_is_set_apart_from_the_numbers_beside_it(line: str) -> None:
    assert line in said(words_of(hebrew_sheet()))


def test_name_that_reads_as_the_sheet_does_stays_as_it_is() -> None:
    assert Voice().name("Bridge, 10 °") == "Bridge, 10 °"


def places(pdf: bytes, words: str) -> Iterator[tuple[float, float]]:
    """Where these words begin: how high, and how far from the left."""
    with pypdfium2.PdfDocument(pdf) as document:
        for one in document:
            letters = one.get_textpage()
            found = letters.search(words)
            while place := found.get_next():
                left, bottom, _, _ = letters.get_charbox(place[0], loose=True)
                yield round(bottom), left


@pytest.mark.pdf
@pytest.mark.parametrize(("first", "then"), [("111", "222"), ("10 times, 3 sets", "every day.")])
def test_numbers_after_a_name_keep_their_order(first: str, then: str) -> None:
    pdf = printed(hebrew_sheet()).pdf

    before, after = dict(places(pdf, first)), dict(places(pdf, then))
    together = before.keys() & after.keys()
    assert together and all(before[line] < after[line] for line in together)
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant
