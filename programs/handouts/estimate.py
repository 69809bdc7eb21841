"""How many pages a sheet will take, and what stands on each, without printing it."""

from collections.abc import Mapping

from programs.handouts.options import Options
from programs.handouts.render import pieces_on_pages
from programs.sheet import Sheet

WORDS = {
    "cover": "the goal, the pain rule and whom to call",
    "pain": "the pain rule",
    "emergency": "when to get help at once",
    "use": "how to use the sheet, or what changed",
    "where": "the step that the patient is at",
    "portal": "the way to the diary",
    "summary": "the plan in short",
    "diary": "the diary",
    "later": "when to get help",
    "questions": "lines for questions",
}


def pages_of(sheet: Sheet, options: Options, drawings: Mapping[str, str]) -> int:
    """Units: pages, page one included."""
    return len(words_of_pages(sheet, options, drawings))


def words_of_pages(sheet: Sheet, options: Options, drawings: Mapping[str, str]) -> list[str]:
    """What stands on each page, page one first: "Bridge, Clamshell, the diary".

    ``drawings`` as render_handout takes them: it is their shape that counts.

    In English, whatever the sheet speaks: it is read by who prints.
    """
    words = _words(sheet, options)
    pieces = pieces_on_pages(sheet, options, drawings)
    pages: list[list[str]] = [[] for _ in range(max((one.page for one in pieces), default=0))]
    for piece in pieces:
        page, said = pages[piece.page - 1], words.get(piece.name, piece.name)
        # An exercise for each side is named twice; help of two kinds is help.
        if piece.name not in WORDS or said not in page:
            page.append(said)
    # A piece is known by its end: a page without any begins what ends on the next one.
    for number in range(len(pages) - 2, -1, -1):
        pages[number] = pages[number] or pages[number + 1][:1]
    return [", ".join(names) for names in pages]


def _words(sheet: Sheet, options: Options) -> Mapping[str, str]:
    translations = sheet.translations.get(options.language, {})
    english = {translated: text for text, translated in translations.items()}
    return english | WORDS
