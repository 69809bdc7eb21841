"""How many pages a sheet will take, and what stands on each, without printing it."""

from programs.handouts.paging import Page, Plan, plan_pages
from programs.handouts.papers import PAPERS
from programs.handouts.parts import parts_of
from programs.sheet import Sheet

WEEKS = 2  # of the diary, as handouts are printed
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
    return ["the goal, the pain rule and whom to call", *map(_words, _planned(sheet).pages)]


def _planned(sheet: Sheet) -> Plan:
    return plan_pages(sheet, parts_of(sheet, {}), paper=PAPERS[sheet.clinic.paper], weeks=WEEKS)


def _words(page: Page) -> str:
    names = [part.item.name for part, _ in page.exercises]
    return ", ".join([*names, *(BLOCK_WORDS[block.kind] for block in page.blocks)])
