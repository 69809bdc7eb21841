"""Everything stands within its page, and nothing but the foot stands at the foot."""

from decimal import Decimal
from typing import Any

import pypdfium2
import pytest

from programs.dosing import Dose
from programs.handouts.options import Layout, Options, Paper
from programs.sheet import Sheet
from tests.programs.handouts.reading import LEAFLET, picture, printed
from tests.programs.sheets import sheet, sheet_item

pytestmark = pytest.mark.pdf
WAYS = [(layout, paper) for layout in Layout.values for paper in Paper.values]
SIDES = ("left", "right", "each", "both", "alternate", "none")
FOOT = "SR · sheet 1 · 23 November 2026 Riverbank Physiotherapy · 01632 960 122 page {} of {}"
FOOT_HEIGHT = 36.0  # points; the words of a page end above it
LARGE_FOOT_HEIGHT = 50.0  # it has two lines
BUSY = Dose(
    reps=200,
    sets=20,
    minutes=240,
    hold_seconds=599,
    rest_seconds=599,
    load_kg=Decimal("299.75"),
    band="silver",
    times_per_day=12,
    effort_0_to_10=10,
    tempo="slow down, quick up",
)
LONG: dict[str, Any] = {
    "name": "A long name of an exercise that goes on and on and on",
    "cue": "Please remember this each time. " * 20,
    "feel_it": "Here and there. " * 10,
    "steps": ("Do this slowly and with care, and then go back to the start. " * 2,) * 6,
}


def plan_of(count: int, **fields: Any) -> Sheet:
    pictures = {"start": picture("Lying."), "end": picture("Up.")}
    items = tuple(
        sheet_item(
            **(
                {"item_id": n, "number": n, "name": f"Exercise {n}", "side": SIDES[n % 6]}
                | pictures
                | fields
            )
        )
        for n in range(1, count + 1)
    )
    return sheet(items, advice=(LEAFLET,))


def assert_within(pdf: bytes, layout: str) -> None:
    foot_height = LARGE_FOOT_HEIGHT if layout == Layout.LARGE else FOOT_HEIGHT
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            letters, (width, height) = page.get_textpage(), page.get_size()
            everything = letters.get_text_range()
            inside = letters.get_text_bounded(left=0, bottom=0, right=width, top=height)
            assert sorted(inside.split()) == sorted(everything.split())
            foot = letters.get_text_bounded(left=0, bottom=-9999, right=width, top=foot_height)
            words = foot.replace("122 ·", "122").replace("2026 ·", "2026").split()
            assert sorted(words) == sorted(FOOT.format(number, len(document)).split())


@pytest.mark.parametrize("count", [1, 5, 30])
@pytest.mark.parametrize(("layout", "paper"), WAYS)
def test_plans_of_any_length_stay_within_their_pages(layout: str, paper: str, count: int) -> None:
    assert_within(printed(plan_of(count), Options(layout=layout, paper=paper)).pdf, layout)


@pytest.mark.parametrize(("layout", "paper"), WAYS)
def test_longest_doses_stay_within_their_pages(layout: str, paper: str) -> None:
    assert_within(printed(plan_of(3, dose=BUSY), Options(layout=layout, paper=paper)).pdf, layout)


@pytest.mark.parametrize(("layout", "paper"), WAYS)
def test_long_texts_stay_within_their_pages(layout: str, paper: str) -> None:
    assert_within(printed(plan_of(3, **LONG), Options(layout=layout, paper=paper)).pdf, layout)


@pytest.mark.parametrize("weeks", [1, 2, 4])
@pytest.mark.parametrize("layout", Layout.values)
def test_diaries_of_any_length_stay_within_their_pages(layout: str, weeks: int) -> None:
    assert_within(printed(plan_of(6), Options(layout=layout, weeks=weeks)).pdf, layout)
