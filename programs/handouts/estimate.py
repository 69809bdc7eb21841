"""How many pages a sheet will take, and what stands on each, without printing it."""

from math import ceil

from programs.handouts import heights
from programs.handouts.paging import SPARE, Page, plan_pages
from programs.handouts.papers import PAPERS
from programs.handouts.parts import parts_of
from programs.sheet import Sheet

WEEKS = 2  # of the diary, as handouts are printed
COVER_WORDS = "the goal, the pain rule and whom to call"
BLOCK_WORDS = {
    "middle": "the way to the diary",
    "summary": "the plan in short",
    "diary": "the diary",
    "later": "when to get help",
    "questions": "lines for questions",
}


def pages_of(sheet: Sheet) -> int:
    """As planned before the layout, on the clinic's paper. It reads no picture: all are one size.

    Units: pages, page one included.
    """
    return len(words_of_pages(sheet))


def words_of_pages(sheet: Sheet) -> list[str]:
    """What stands on each page, page one first: "Bridge, Clamshell, the diary"."""
    paper = PAPERS[sheet.clinic.paper]
    plan = plan_pages(sheet, parts_of(sheet, {}), paper=paper, weeks=WEEKS)
    found = _broken(COVER_WORDS, heights.cover_height(sheet, plan.cover, paper), paper.room)
    for page in plan.pages:
        found += _broken(_words(page), page.used, paper.room)
    return found


def _broken(words: str, height: float, room: float) -> list[str]:
    """One page, or as many as the layout breaks it into: help for many body regions is long."""
    return [words, *[f"the rest of {words}"] * (ceil((height - SPARE) / room) - 1)]


def _words(page: Page) -> str:
    names = [part.item.name for part, _ in page.exercises]
    return ", ".join([*names, *(BLOCK_WORDS[block.kind] for block in page.blocks)])
