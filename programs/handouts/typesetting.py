"""From words to a tagged PDF: Typst sets the pages that ``typst/`` describes.

It reads nothing but these templates and the fonts of our packages, and what people typed goes in
as text, so nothing of it is ever markup.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from programs.handouts.errors import HandoutError
from programs.handouts.fonts import families, fonts, printable

FOLDER = Path(__file__).parent / "typst"
MAIN = FOLDER / "handout.typ"


@dataclass(frozen=True)
class Piece:
    """Something that stands on a page: an exercise's name, or "cover", "diary" and the like."""

    name: str
    page: int


@dataclass(frozen=True)
class RenderedHandout:
    pdf: bytes
    pages: int


def typeset(job: dict[str, Any]) -> RenderedHandout:
    """The same job gives the same bytes. Errors: HandoutError when it cannot be printed."""
    import typst

    compiler = _compiler(json.dumps(_clean(job)))
    try:
        pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=_instant(job["date"]))
        count = json.loads(compiler.query("<pages>", field="value", one=True))
    except typst.TypstError as error:
        raise HandoutError(f"The sheet cannot be set: {error.message[:200]}") from error
    return RenderedHandout(pdf=pdf, pages=count)


def pieces_of(job: dict[str, Any]) -> list[Piece]:
    """What would stand on which page, without making the PDF. Errors: HandoutError."""
    import typst

    try:
        found = json.loads(_compiler(json.dumps(_clean(job))).query("<piece>", field="value"))
    except typst.TypstError as error:
        raise HandoutError(f"The sheet cannot be set: {error.message[:200]}") from error
    return [Piece(one["what"], one["page"]) for one in found]


def job_of(sheets: list[dict[str, Any]], *, title: str, author: str, day: date) -> dict[str, Any]:
    """One PDF with these sheets, each starting on a right-hand page."""
    return {
        "title": title,
        "author": author,
        "lang": sheets[0]["lang"],
        "date": [day.year, day.month, day.day],
        "families": families(),
        "sheets": sheets,
    }


def _instant(day: list[int]) -> int:
    """Midnight of that day. Units: seconds since 1970."""
    return (date(*day) - date(1970, 1, 1)).days * 86_400


def _compiler(words: str) -> Any:
    import typst

    return typst.Compiler(
        input=str(MAIN),
        root=str(FOLDER),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"words": words},
        package_path=str(_nowhere()),
        package_cache_path=str(_nowhere()),
    )


@cache
def _nowhere() -> Path:
    """Templates import nothing but each other: packages would come from a network."""
    return FOLDER / "no-packages"


def _clean(value: Any) -> Any:
    """The same words with only letters that can be printed. Drawings stay as they are."""
    if isinstance(value, str):
        return value if value.startswith("<svg") else printable(value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return value
