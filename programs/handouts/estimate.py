"""How many pages a sheet will take, and what stands on each, without printing it."""

from programs.handouts.options import Options
from programs.handouts.render import pieces_on_pages
from programs.sheet import Sheet

WORDS = {
    "cover": "the goal, the pain rule and whom to call",
    "middle": "the way to the diary",
    "summary": "the plan in short",
    "diary": "the diary",
    "later": "when to get help",
    "questions": "lines for questions",
}


def pages_of(sheet: Sheet, options: Options) -> int:
    """Units: pages, page one included."""
    return len(words_of_pages(sheet, options))


def words_of_pages(sheet: Sheet, options: Options) -> list[str]:
    """What stands on each page, page one first: "Bridge, Clamshell, the diary"."""
    pieces = pieces_on_pages(sheet, options)
    pages = range(1, max((piece.page for piece in pieces), default=0) + 1)
    found = [[piece.name for piece in pieces if piece.page == page] for page in pages]
    return [", ".join(WORDS.get(name, name) for name in names) for names in found]
