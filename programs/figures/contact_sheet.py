"""All drawings on one page, to be looked at."""

import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

from programs.figures.figure import figure_codes, load_figure


def contact_sheet_html(codes: Iterable[str] | None = None, *, ink: str = "colour") -> str:
    """One HTML page with every frame of these figures (all of them when not given).

    Those that are asked for by name are seen moving as well.
    """
    cards = []
    asked = list(codes or ())
    for code in asked or figure_codes():
        figure = load_figure(code)
        for frame in figure.frames:
            cards.append(_card(f"{code} {frame}", figure.svg(frame, ink=ink)))
        if asked and len(figure.frames) > 1:
            cards.append(_card(f"{code} moving", figure.moving_svg()))
    style = (
        "body{font:12px sans-serif;margin:8px;display:grid;gap:8px;"
        "grid-template-columns:repeat(4,1fr)}figure{margin:0}svg{display:block;width:100%}"
    )
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(cards)}"


def _card(label: str, svg: str) -> str:
    return f"<figure>{svg}<figcaption>{escape(label)}</figcaption></figure>"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(contact_sheet_html(sys.argv[2:]), encoding="utf-8")
