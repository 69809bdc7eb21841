"""A sheet on paper: its words, then its pages as a PDF that loads nothing from outside."""

from collections.abc import Mapping
from typing import Any

from programs.handouts.options import Options
from programs.handouts.typesetting import Piece, RenderedHandout, job_of, pieces_of, typeset
from programs.handouts.wording import sheet_words, title_of
from programs.sheet import Sheet


def render_handout(
    sheet: Sheet, options: Options, *, code: str, drawings: Mapping[str, str]
) -> RenderedHandout:
    """The sheet as a tagged PDF. ``drawings`` maps a drawing's SHA-256 to its SVG, and a
    photograph's to its data: address.

    Without a code it is a draft: each page says so, and the place of the QR code opens nothing.
    The same arguments give the same bytes.
    Errors: HandoutError when it asks for anything that is not embedded in it, or cannot be set, so
    that nobody is handed a sheet with a hole.
    """
    return typeset(_job(sheet, options, code=code, drawings=drawings))


def pieces_on_pages(sheet: Sheet, options: Options, drawings: Mapping[str, str]) -> list[Piece]:
    """What stands on which page, without printing it: of pictures only the shape is asked."""
    words = sheet_words(sheet, options, code="", pictures=drawings)
    for exercise in words["exercises"]:
        exercise["pictures"] = [one | {"svg": ""} for one in exercise["pictures"]]
    return pieces_of(_job_of(words, sheet, options, is_draft=True))


def _job(
    sheet: Sheet, options: Options, *, code: str, drawings: Mapping[str, str]
) -> dict[str, object]:
    words = sheet_words(sheet, options, code=code, pictures=drawings)
    return _job_of(words, sheet, options, is_draft=not code)


def _job_of(
    words: dict[str, Any], sheet: Sheet, options: Options, *, is_draft: bool
) -> dict[str, object]:
    title = title_of(sheet, options, is_draft=is_draft)
    return job_of([words], title=title, author=sheet.clinic.name, day=sheet.issued_on)
