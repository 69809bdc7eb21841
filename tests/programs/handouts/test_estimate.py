"""How many pages are said before the sheet is drawn, held against those that are printed."""

from dataclasses import replace

import pytest

from programs.content.safety import blocks_for
from programs.handouts.estimate import pages_of, words_of_pages
from programs.handouts.render import render_handout
from programs.plans.snapshot import _by_urgency
from programs.sheet import Sheet
from tests.programs.sheets import sheet, sheet_item

pytestmark = pytest.mark.pdf
EVERYWHERE = ("low_back", "neck", "knee", "hip", "shoulder", "ankle_foot", "thoracic")


def plan_of(count: int, paper: str, regions: tuple[str, ...]) -> Sheet:
    items = tuple(
        sheet_item(item_id=number, number=number, name=f"Exercise {number}")
        for number in range(1, count + 1)
    )
    safety = [part for block in blocks_for(set(regions)) for part in _by_urgency(block)]
    made = sheet(items, safety=tuple(safety))
    return replace(made, clinic=replace(made.clinic, paper=paper))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 6, 9, 12])
def test_as_many_pages_are_said_as_are_printed(count: int, paper: str) -> None:
    planned = plan_of(count, paper, ("knee",))

    printed = render_handout(planned, code="", paper=paper, drawings={})

    assert pages_of(planned) == printed.pages


def test_help_for_the_whole_body_takes_a_page_more() -> None:
    planned = plan_of(3, "Letter", EVERYWHERE)

    printed = render_handout(planned, code="", paper="Letter", drawings={})

    assert pages_of(planned) == printed.pages
    assert words_of_pages(planned)[1].startswith("the rest of the goal")


def test_pages_are_said_in_words() -> None:
    words = words_of_pages(plan_of(3, "A4", ("knee",)))

    assert words[:2] == ["the goal, the pain rule and whom to call", "Exercise 1, Exercise 2"]
    assert words[2].startswith("Exercise 3, ")
