"""What a sheet says, in its words and on its printed pages."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pypdfium2

from programs.handouts.options import Options
from programs.handouts.render import render_handout
from programs.handouts.typesetting import RenderedHandout
from programs.handouts.wording import sheet_words
from programs.plans.snapshot import safety_of
from programs.sheet import Sheet, SheetAdvice, SheetChange, SheetPicture
from tests.programs.sheets import sheet, sheet_item

CODE = "K7M29QRT"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 280">'
    '<path d="M10 200h380" stroke="#15202B"/></svg>'
)
DRAWINGS = {"a" * 64: SVG}
USUAL = Options()
LEAFLET = SheetAdvice(
    code="rest",
    name="Resting well",
    version=1,
    main_message="Rest a little, then move a little.",
    body="Short rests are fine.\n\n# How\n- Lie down.\n- Get up.",
)


def picture(alt: str) -> SheetPicture:
    return SheetPicture(drawing="a" * 64, alt=alt)


def back_sheet(**fields: Any) -> Sheet:
    """A whole sheet for the low back: pictures, sides, a cue, changes, a leaflet, safety."""
    pictures = {"start": picture("A person lies."), "end": picture("The hips are up.")}
    items = (
        sheet_item(cue="Press through your heels.", **pictures),
        sheet_item(item_id=2, number=2, name="Kneeling stretch", side="right", **pictures),
        sheet_item(item_id=3, number=3, name="Bird dog", side="each", **pictures),
    )
    changes = (SheetChange(item_id=2, kind="new", name="Kneeling stretch", words=""),)
    safety = safety_of(items)
    made = sheet(items, safety=safety, changes=changes, advice=(LEAFLET,), number=3)
    return replace(made, **fields)


def words_of(
    made: Sheet,
    options: Options = USUAL,
    *,
    code: str = CODE,
    pictures: Mapping[str, str] = DRAWINGS,
) -> dict[str, Any]:
    return sheet_words(made, options, code=code, pictures=pictures)


def said(words: Any) -> list[str]:
    """Each text of a sheet's words, without its drawings."""
    return [text for text in _texts(words) if not text.startswith("<svg")]


def _texts(words: Any) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    for one in words.values() if isinstance(words, dict) else ():
        yield from _texts(one)
    for one in words if isinstance(words, list | tuple) else ():
        yield from _texts(one)


def printed(
    made: Sheet,
    options: Options = USUAL,
    *,
    code: str = CODE,
    drawings: Mapping[str, str] = DRAWINGS,
) -> RenderedHandout:
    return render_handout(made, options, code=code, drawings=drawings)


def read(pdf: bytes) -> list[str]:
    """The text of each page, in one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
