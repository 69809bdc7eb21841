"""Everything stands within its page, and nothing but the foot stands at the foot."""

from decimal import Decimal
from typing import Any

import pypdfium2
import pytest

from programs.dosing import Dose
from programs.handouts.options import Layout, Options, Paper
from programs.sheet import Sheet
from tests.programs.handouts.reading import LEAFLET, picture, printed, read
from tests.programs.sheets import sheet, sheet_item

pytestmark = pytest.mark.pdf
WAYS = [(layout, paper) for layout in Layout.values for paper in Paper.values]
SIDES = ("left", "right", "each", "both", "alternate", "none")
FOOT = "SR · sheet 1 · 23 November 2026 Riverbank Physiotherapy · 01632 960 122 page {} of {}"
FOOT_HEIGHT = 36.0  # points; the words of a page end above it
LARGE_FOOT_HEIGHT = 50.0  # it has two lines
ABOVE_FOOT = 0.92  # of a page's height
HALF = 0.5
INK = 215  # darker than this, of 255
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


@pytest.mark.parametrize("count", [5, 16, 24])
@pytest.mark.parametrize(("layout", "paper"), WAYS)
def test_no_row_of_a_diary_is_lost(layout: str, paper: str, count: int) -> None:
    pdf = printed(plan_of(count, side="right"), Options(layout=layout, paper=paper, weeks=2)).pdf

    text = " ".join(read(pdf))
    rows = [text.count(f"{n} Exercise {n} – right") for n in range(1, count + 1)]
    assert rows == [2] * count
    assert text.count("Worst pain, 0 to 10") == text.count("Effort, 0 to 10") == 2


@pytest.mark.parametrize("count", [1, 3, 5, 8])
@pytest.mark.parametrize(("layout", "paper"), WAYS)
def test_no_page_is_left_half_empty(layout: str, paper: str, count: int) -> None:
    pdf = printed(plan_of(count), Options(layout=layout, paper=paper)).pdf

    with pypdfium2.PdfDocument(pdf) as document:
        filled = [lowest_ink(page) for page in document]
    assert min(filled) > HALF


def lowest_ink(page: Any) -> float:
    """Where the lowest line above the foot stands, as a share of the page's height."""
    page_in_grey = page.render(scale=0.5, grayscale=True).to_pil()
    width, height = page_in_grey.size
    above_foot = page_in_grey.crop((0, 0, width, round(height * ABOVE_FOOT)))
    box = above_foot.point(lambda shade: 255 if shade < INK else 0).getbbox()
    return float(box[3] / height) if box else 0.0
