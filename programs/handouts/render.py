"""A sheet on paper: words first, then pages, then a PDF that loads nothing from outside."""

import atexit
import gc
import logging
import re
import threading
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from programs.handouts.drawing import kept_drawings
from programs.handouts.paging import Plan, plan_pages
from programs.handouts.papers import PAPERS
from programs.handouts.parts import (
    HandoutError,
    Part,
    help_groups,
    home_words,
    pain_boxes,
    parts_of,
)
from programs.handouts.qr import (
    DRAFT_CODE,
    code_address,
    diary_address,
    draft_picture,
    qr_picture,
    svg_address,
)
from programs.handouts.words import chart_words, date_words, day_words, facts, main_message
from programs.sheet import Sheet

STYLESHEET = Path(__file__).parent.parent / "static" / "programs" / "handout.css"
FACES = {"Regular": ("400", "normal"), "Bold": ("700", "normal"), "Italic": ("400", "italic")}
LOGO = re.compile(r"data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=\s]+")

# In the margin: what stands on the pages is not moved by it.
DRAFT_CSS = """@page { @top-center { content: "Draft, not issued"; vertical-align: middle;
  font: bold 12pt "Atkinson Hyperlegible"; color: #8f2c0c; } }"""


@dataclass(frozen=True)
class RenderedHandout:
    pdf: bytes
    pages: int


def render_handout(
    sheet: Sheet,
    *,
    code: str,
    paper: str,
    drawings: Mapping[str, str],
    layout: str = "standard",
) -> RenderedHandout:
    """The sheet as a tagged PDF. ``drawings`` maps a drawing's SHA-256 to its SVG, and a
    photograph's to its data: address.

    Without a code it is a draft: each page says so, and the place of the QR code opens nothing.
    The same arguments give the same bytes.
    Errors: HandoutError for a paper or layout that does not exist, and when the page asks for
    anything that is not embedded in it, so that nobody is handed a sheet with a hole.
    """
    if paper not in PAPERS or layout != "standard":
        raise HandoutError(f"There is no layout {layout} on {paper}.")
    html = handout_html(sheet, code=code, paper=paper, drawings=drawings)
    rendered = print_html(html, paper=paper, colour=sheet.clinic.colour, is_draft=not code)
    # A layout is circles of objects. Left to the collector's own time, ten sheets took 60 MB.
    gc.collect(1)
    return rendered


def handout_html(
    sheet: Sheet, *, code: str, paper: str, drawings: Mapping[str, str], weeks: int = 2
) -> str:
    """The handout as one HTML document, without its stylesheet."""
    parts = parts_of(sheet, drawings)
    plan = plan_pages(sheet, parts, paper=PAPERS[paper], weeks=weeks)
    html = render_to_string("handouts/handout.html", _context(sheet, parts, plan, code=code))
    return html.replace("</head>", f"<style>{plan.css}</style></head>", 1)


def _context(sheet: Sheet, parts: list[Part], plan: Plan, *, code: str) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "plan": plan,
        "parts": parts,
        "home": home_words(sheet),
        "facts": facts(sheet),
        "message": main_message(sheet),
        "chart_words": chart_words(sheet),
        "issued": date_words(sheet.issued_on),
        "next_visit": day_words(sheet.review_on) if sheet.review_on else "",
        "logo": sheet.clinic.logo if LOGO.fullmatch(sheet.clinic.logo) else "",
        "pain_boxes": pain_boxes(sheet),
        "emergency": help_groups(sheet, ["emergency"]),
        "later": help_groups(sheet, ["same_day", "soon"]),
        "is_draft": not code,
        "qr": qr_picture(diary_address(code, sheet.number)) if code else draft_picture(),
        "code": f"{code[:4]} {code[4:]}".strip() or DRAFT_CODE,
        "code_address": code_address(),
    }


def print_html(html: str, *, paper: str, colour: str, is_draft: bool = False) -> RenderedHandout:
    """The page as PDF. Errors: HandoutError when it asks for anything from outside itself."""
    import weasyprint  # takes a second: only who renders pays
    from weasyprint.urls import FatalURLFetchingError

    with _no_garbage_collection(), _complaints() as complaints:
        try:
            document = weasyprint.HTML(string=html, url_fetcher=_embedded_only()).render(
                font_config=_font_config(),
                stylesheets=[
                    _stylesheet(),
                    _paper_style(paper),
                    _colour_style(colour),
                    *([_draft_style()] if is_draft else []),
                ],
                pdf_variant="pdf/ua-1",
                cache=kept_drawings(html),
            )
            pdf = document.write_pdf(pdf_variant="pdf/ua-1")
        except FatalURLFetchingError as error:  # a BaseException, which Django would not catch
            raise HandoutError(f"The sheet asks for something from outside: {error}") from error
    if complaints:
        raise HandoutError(f"A picture cannot be drawn: {complaints[0][:80]}")
    return RenderedHandout(pdf=pdf, pages=len(document.pages))


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """A layout drops nothing before its end: looking for garbage meanwhile is lost time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint only logs: it leaves a hole where a picture cannot be drawn."""
    found: list[str] = []
    thread = threading.get_ident()

    def keep(record: logging.LogRecord) -> bool:
        if record.thread == thread and record.levelno >= logging.ERROR:
            found.append(record.getMessage())
            return False
        return True

    logger = logging.getLogger("weasyprint")
    logger.addFilter(keep)
    try:
        yield found
    finally:
        logger.removeFilter(keep)


@cache
def _embedded_only() -> Any:
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)


@cache
def _font_config() -> Any:
    """One for the process: each new one keeps its memory for good."""
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(_forget)  # left to the interpreter's own end, it complains on the way out
    return FontConfiguration()


def _forget() -> None:
    for kept in (_stylesheet, _paper_style, _colour_style, _draft_style, _font_config):
        kept.cache_clear()


def _style(text: str) -> Any:
    import weasyprint

    return weasyprint.CSS(string=text, font_config=_font_config(), url_fetcher=_embedded_only())


@cache
def _stylesheet() -> Any:
    return _style(font_faces() + STYLESHEET.read_text(encoding="utf-8"))


@cache
def _paper_style(paper: str) -> Any:
    return _style(PAPERS[paper].css)


@cache
def _colour_style(colour: str) -> Any:
    """The clinic's own colour, for lines and its mark: never for words."""
    return _style(colour_css(colour))


@cache
def _draft_style() -> Any:
    return _style(DRAFT_CSS)


def colour_css(colour: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        colour = "#1F8A8A"
    mark = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<circle cx="16" cy="16" r="14" fill="#FFFFFF" stroke="{colour}" stroke-width="3"/>'
        f'<path d="M6.5 18.5c4-5.5 8-5.5 11.5-1s6 3.3 8 1" fill="none" stroke="{colour}"'
        ' stroke-width="3.2" stroke-linecap="round"/></svg>'
    )
    return (
        f".rule, .number {{ border-color: {colour} }}"
        f' .mark {{ background-image: url("{svg_address(mark)}") }}'
    )


@cache
def font_faces() -> str:
    """Our typeface as a part of the page, so that a sheet looks the same from every machine."""
    rules = []
    for name, (weight, style) in FACES.items():
        font = (settings.FONTS_DIR / f"AtkinsonHyperlegible-{name}.ttf").read_bytes()
        rules.append(
            '@font-face { font-family: "Atkinson Hyperlegible";'
            f" font-weight: {weight}; font-style: {style};"
            f" src: url(data:font/ttf;base64,{b64encode(font).decode()}) }}\n"
        )
    return "".join(rules)
