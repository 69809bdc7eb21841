"""Draws figures, and keeps what it drew: it takes a while, and figures seldom change."""

import contextlib
import hashlib
import multiprocessing
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from programs import figures
from programs.figures.figure import INKS

SOURCES = Path(figures.__file__).parent
COLOUR, LINE = INKS
MOVING = "moving"  # among the frames, the one that goes through all of them
MANY = 24  # exercises to draw from which on it is done by several processes


class Drawn(NamedTuple):
    """Which drawing of a figure is meant."""

    frame: str
    side: str
    ink: str = COLOUR


def drawn_svg(
    code: str, frame: str, side: str, ink: str = COLOUR, *, sources: Path = SOURCES
) -> str:
    """One frame as SVG, from the kept file when nothing that it is drawn from has changed.

    Errors: FigureError when the drawing is not fit to draw.
    """
    drawn = Drawn(str(frame), side, ink)
    kept = _kept(code, drawn, sources)
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    svg = _draw(code, drawn)
    # Without a place to write, it is drawn again next time.
    with contextlib.suppress(OSError):
        _keep(kept, svg)
    return svg


def draw_ahead(pictures: Iterable[tuple[str, Drawn]]) -> None:
    """Draw and keep what is not kept yet, on all of the machine's cores when it is much.

    ``pictures`` are the code of each, and which it is. What cannot be drawn here is left to
    ``drawn_svg``, which says why.
    """
    missing: dict[str, list[tuple[Drawn, Path]]] = {}
    for code, drawn in pictures:
        kept = _kept(code, drawn, SOURCES)
        if not kept.exists():
            missing.setdefault(code, []).append((drawn, kept))
    if len(missing) < MANY:
        return
    # Started afresh, so that they have nothing of this process's threads and connections.
    context = multiprocessing.get_context("spawn")
    with contextlib.suppress(BrokenProcessPool), ProcessPoolExecutor(mp_context=context) as pool:
        list(pool.map(_draw_and_keep, missing, missing.values(), chunksize=4))


def _draw_and_keep(code: str, pictures: Sequence[tuple[Drawn, Path]]) -> None:
    """In a process of its own, which has no settings."""
    with contextlib.suppress(figures.FigureError, OSError):
        for drawn, kept in pictures:
            _keep(kept, _draw(code, drawn))


def _draw(code: str, drawn: Drawn) -> str:
    figure = figures.load_figure(code)
    if drawn.frame == MOVING:
        return figure.moving_svg(side=drawn.side)
    return figure.svg(drawn.frame, side=drawn.side, ink=drawn.ink)


def _kept(code: str, drawn: Drawn, sources: Path) -> Path:
    """The file's name says the ink only where it is not colour."""
    words = [code, *drawn[: 2 if drawn.ink == COLOUR else 3], _fingerprint(code, sources)]
    return Path(settings.VAR_DIR) / "drawings" / f"{'-'.join(words)}.svg"


@cache
def _fingerprint(code: str, sources: Path) -> str:
    """Changes with the figure's pose, and with any of the code that draws."""
    seen = hashlib.sha256(_engine_bytes(sources))
    seen.update((sources / "poses" / f"{code}.yaml").read_bytes())
    return seen.hexdigest()[:16]


@cache
def _engine_bytes(sources: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(sources.glob("*.py")))


def _keep(path: Path, svg: str) -> None:
    """Written aside and moved into place, so that nobody reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}")
    aside.write_text(svg, encoding="utf-8")
    aside.replace(path)
