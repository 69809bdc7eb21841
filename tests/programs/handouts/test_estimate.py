"""How many pages are said before the sheet is printed, held against those that are printed."""

import pytest

from programs.content.safety import blocks_for
from programs.handouts.estimate import pages_of, words_of_pages
from programs.handouts.options import Layout, Options, Paper
from programs.plans.snapshot import _by_urgency
from programs.sheet import Sheet
from tests.programs.handouts.reading import DRAWINGS, LEAFLET, printed, read
from tests.programs.sheets import sheet, sheet_item

pytestmark = pytest.mark.pdf
EVERYWHERE = ("low_back", "neck", "knee", "hip", "shoulder", "ankle_foot", "thoracic")
WAYS = [(layout, paper) for layout in Layout.values for paper in Paper.values]


def plan_of(count: int, regions: tuple[str, ...] = ("knee",)) -> Sheet:
    items = tuple(
        sheet_item(item_id=number, number=number, name=f"Exercise {number}")
        for number in range(1, count + 1)
    )
    safety = [part for block in blocks_for(set(regions)) for part in _by_urgency(block)]
    return sheet(items, safety=tuple(safety), advice=(LEAFLET,))


@pytest.mark.parametrize(("layout", "paper"), WAYS)
@pytest.mark.parametrize("count", [1, 4, 9])
def test_as_many_pages_are_said_as_are_printed(count: int, layout: str, paper: str) -> None:
    planned, options = plan_of(count), Options(layout=layout, paper=paper)

    made = printed(planned, options)

    assert pages_of(planned, options, DRAWINGS) == made.pages == len(read(made.pdf))


@pytest.mark.parametrize("weeks", [0, 1, 2, 4])
def test_diary_takes_the_pages_that_are_said(weeks: int) -> None:
    planned, options = plan_of(5), Options(weeks=weeks, has_leaflets=weeks == 4)

    assert pages_of(planned, options, DRAWINGS) == printed(planned, options).pages


@pytest.mark.parametrize("paper", Paper.values)
def test_help_for_the_whole_body_takes_the_pages_that_are_said(paper: str) -> None:
    planned, options = plan_of(3, EVERYWHERE), Options(paper=paper)

    assert pages_of(planned, options, DRAWINGS) == printed(planned, options).pages


def test_pages_are_said_in_words() -> None:
    words = words_of_pages(plan_of(3), Options(), DRAWINGS)

    assert words[0].startswith("the goal, the pain rule and whom to call")
    assert words[1].startswith("Exercise 1, Exercise 2")
    assert words[2].startswith("Exercise 3")
    assert any("the diary" in text for text in words[2:])
    assert "Resting well" in words[-1]


def test_each_exercise_is_on_the_page_that_is_said() -> None:
    planned = plan_of(5)

    words, pages = words_of_pages(planned, Options(), DRAWINGS), read(printed(planned).pdf)

    for item in planned.items:
        said = next(n for n, text in enumerate(words) if item.name in text.split(", "))
        assert f"{item.number} {item.name} Start" in pages[said]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_nothing_is_said_twice_of_a_page(count: int) -> None:
    pages = words_of_pages(plan_of(count, ("neck",)), Options(), DRAWINGS)

    said = [words.split(", ") for words in pages]
    assert said == [list(dict.fromkeys(words)) for words in said]
