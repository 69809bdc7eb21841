"""Draws figures, and keeps what it drew: it takes a while, and figures seldom change."""

import contextlib
import hashlib
import os
from functools import cache
from pathlib import Path

from django.conf import settings

from programs import figures

SOURCES = Path(figures.__file__).parent


def drawn_svg(code: str, frame: str, side: str, *, sources: Path = SOURCES) -> str:
    """One frame as SVG, from the kept file when nothing that it is drawn from has changed.

    Errors: FigureError when the drawing is not fit to draw.
    """
    folder = Path(settings.VAR_DIR) / "drawings"
    kept = folder / f"{code}-{frame}-{side}-{_fingerprint(code, sources)}.svg"
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    svg = figures.load_figure(code).svg(frame, side=side)
    # Without a place to write, it is drawn again next time.
    with contextlib.suppress(OSError):
        _keep(kept, svg)
    return svg


@cache
def _fingerprint(code: str, sources: Path) -> str:
    """Changes with the figure's pose, and with any of the code that draws."""
    seen = hashlib.sha256()
    for path in (*sorted(sources.glob("*.py")), sources / "poses" / f"{code}.yaml"):
        seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def _keep(path: Path, svg: str) -> None:
    """Written aside and moved into place, so that nobody reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}")
    aside.write_text(svg, encoding="utf-8")
    aside.replace(path)
