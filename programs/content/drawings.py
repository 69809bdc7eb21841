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

from django.conf import settings

from programs import figures

SOURCES = Path(figures.__file__).parent
MOVING = "moving"  # among the frames, the one that goes through all of them
MANY = 24  # exercises to draw from which on it is done by several processes


def drawn_svg(code: str, frame: str, side: str, *, sources: Path = SOURCES) -> str:
    """One frame as SVG, from the kept file when nothing that it is drawn from has changed.

    Errors: FigureError when the drawing is not fit to draw.
    """
    kept = _kept(code, frame, side, sources)
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    svg = _drawn(code, frame, side)
    # Without a place to write, it is drawn again next time.
    with contextlib.suppress(OSError):
        _keep(kept, svg)
    return svg


def draw_ahead(pictures: Iterable[tuple[str, str, str]]) -> None:
    """Draw and keep what is not kept yet, on all of the machine's cores when it is much.

    ``pictures`` are code, frame and side of each. What cannot be drawn here is left to
    ``drawn_svg``, which says why.
    """
    missing: dict[str, list[tuple[str, str, Path]]] = {}
    for code, frame, side in pictures:
        kept = _kept(code, frame, side, SOURCES)
        if not kept.exists():
            # as plain text: one of the model's own choices would need Django over there
            missing.setdefault(code, []).append((str(frame), side, kept))
    if len(missing) < MANY:
        return
    # Started afresh, so that they have nothing of this process's threads and connections.
    context = multiprocessing.get_context("spawn")
    with contextlib.suppress(BrokenProcessPool), ProcessPoolExecutor(mp_context=context) as pool:
        list(pool.map(_draw_and_keep, missing, missing.values(), chunksize=4))


def _draw_and_keep(code: str, pictures: Sequence[tuple[str, str, Path]]) -> None:
    """In a process of its own, which has no settings."""
    with contextlib.suppress(figures.FigureError, OSError):
        for frame, side, kept in pictures:
            _keep(kept, _drawn(code, frame, side))


def _drawn(code: str, frame: str, side: str) -> str:
    figure = figures.load_figure(code)
    return figure.moving_svg(side=side) if frame == MOVING else figure.svg(frame, side=side)


def _kept(code: str, frame: str, side: str, sources: Path) -> Path:
    folder = Path(settings.VAR_DIR) / "drawings"
    return folder / f"{code}-{frame}-{side}-{_fingerprint(code, sources)}.svg"


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
