"""How many pages a sheet will take, and what stands on each, without printing it."""

from collections.abc import Mapping

from programs.handouts.options import Layout, Options
from programs.handouts.render import pieces_on_pages
from programs.sheet import Sheet

WORDS = {
    "cover": "the goal, the pain rule and whom to call",
    "pain": "the pain rule",
    "middle": "the way to the diary",
    "summary": "the plan in short",
    "diary": "the diary",
    "later": "when to get help",
    "questions": "lines for questions",
    "cards": "cards to cut out",
}
# In this layout the cover is all there is, but for what comes along.
WORDS_OF_COMPACT = {"cover": "the whole plan"}


def pages_of(sheet: Sheet, options: Options) -> int:
    """Units: pages, page one included."""
    return len(words_of_pages(sheet, options))


def words_of_pages(sheet: Sheet, options: Options) -> list[str]:
    """What stands on each page, page one first: "Bridge, Clamshell, the diary".

    In English, whatever the sheet speaks: it is read by who prints.
    """
    words = _words(sheet, options)
    pieces = pieces_on_pages(sheet, options)
    pages: list[list[str]] = [[] for _ in range(max((one.page for one in pieces), default=0))]
    for piece in pieces:
        pages[piece.page - 1].append(words.get(piece.name, piece.name))
    # A piece is known by its end: a page without any begins what ends on the next one.
    for number in range(len(pages) - 2, -1, -1):
        pages[number] = pages[number] or pages[number + 1][:1]
    return [", ".join(names) for names in pages]


def _words(sheet: Sheet, options: Options) -> Mapping[str, str]:
    translations = sheet.translations.get(options.language, {})
    english = {translated: text for text, translated in translations.items()}
    own = WORDS_OF_COMPACT if options.layout == Layout.COMPACT else {}
    return english | WORDS | own
