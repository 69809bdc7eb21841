from collections import Counter
from dataclasses import replace

import pytest

from programs.handouts.heights import cover_height
from programs.handouts.paging import SPARE, Plan, plan_pages
from programs.handouts.papers import PAPERS
from programs.handouts.parts import parts_of
from programs.sheet import Sheet, SheetChange, SheetSafety
from tests.programs.sheets import sheet, sheet_item

EMERGENCY = SheetSafety(
    code="back",
    title="Back pain",
    urgency="emergency",
    lines=tuple(f"New numbness, or an odd feeling in part {n} of your leg." for n in range(10)),
)
SOON = replace(EMERGENCY, urgency="soon", lines=EMERGENCY.lines[:6])

every_paper = pytest.mark.parametrize("paper", PAPERS)


def sheet_of(count: int, **fields: object) -> Sheet:
    items = tuple(sheet_item(item_id=n, number=n) for n in range(1, count + 1))
    return sheet(items, **({"safety": (EMERGENCY, SOON)} | fields))


def planned(plan: Sheet, paper: str) -> Plan:
    return plan_pages(plan, parts_of(plan, {}), paper=PAPERS[paper], weeks=2)


@every_paper
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 8, 12])
def test_every_piece_is_printed_once_and_in_order(count: int, paper: str) -> None:
    plan = planned(sheet_of(count), paper)

    numbers = [part.item.number for page in plan.pages for part, _ in page.exercises]
    assert numbers == list(range(1, count + 1))
    blocks = Counter(block.kind for page in plan.pages for block in page.blocks)
    assert blocks["later"] + plan.cover.has_later == 1
    assert blocks["summary"] + plan.cover.has_summary == 1
    assert blocks["questions"] + plan.cover.has_questions == 1
    weeks = [week for page in plan.pages for block in page.blocks for week in block.weeks]
    assert len(weeks) == 2


@every_paper
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 8, 12])
def test_no_page_holds_more_than_it_has_room_for(count: int, paper: str) -> None:
    plan = planned(sheet_of(count), paper)

    room = PAPERS[paper].room - SPARE
    assert all(page.used <= room for page in plan.pages)
    assert all(len(page.exercises) <= 2 for page in plan.pages)


@every_paper
def test_page_one_keeps_the_emergency_block_when_it_is_overfull(paper: str) -> None:
    full = sheet_of(
        6,
        goal="Carry my daughter up all the stairs again, and sit through a whole film. " * 3,
        changes=tuple(
            SheetChange(item_id=n, kind="changed", name="Bridge " * 9, words="12 times, was 10")
            for n in range(1, 7)
        ),
    )

    plan = planned(full, paper)

    assert cover_height(full, plan.cover, PAPERS[paper]) <= PAPERS[paper].room
    kinds = [block.kind for page in plan.pages for block in page.blocks]
    assert ("middle" in kinds) != plan.cover.has_middle


def test_two_short_exercises_share_a_page() -> None:
    plan = planned(sheet_of(2), "A4")

    assert [len(page.exercises) for page in plan.pages][:1] == [2]


def test_a_long_exercise_has_a_page_of_its_own() -> None:
    long = sheet_item(steps=("Lift your hips until body and thighs make a line. " * 6,) * 5)

    plan = planned(sheet((long, sheet_item(number=2))), "A4")

    assert [len(page.exercises) for page in plan.pages if page.exercises] == [1, 1]


def test_the_diary_starts_on_the_first_day_that_the_sheet_holds() -> None:
    plan = planned(replace(sheet_of(1), starts_on=sheet().issued_on.replace(day=25)), "A4")

    weeks = [week for page in plan.pages for block in page.blocks for week in block.weeks]
    assert [printed.week.span for printed in weeks] == [
        "25 November to 1 December",
        "2 to 8 December",
    ]
