"""The moving picture: a short strip of drawings shown in turn, there and back.

It is used as an image, so its style block touches nothing else. Where the reader prefers
no motion, or styles are blocked, only the last still is seen.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from programs.figures.geometry import Point
from programs.figures.painting import Kind, Sheet, Still, document, painted
from programs.figures.palette import Palette

STEPS = 10  # drawings from one frame to the next
REST_SECONDS = 0.8  # at either end
STEP_SECONDS = 0.11


def moving(
    sheet: Sheet, frames: Sequence[Still], far: Point, colours: Palette, *, mirrored: bool
) -> str:
    cels = _cels(frames, far)
    strip = "".join(
        f'<g class="c{k}">{painted(sheet, cel, colours)}</g>' for k, cel in enumerate(cels)
    )
    still = f'<g class="s">{painted(sheet, frames[-1], colours)}</g>'
    return document(strip + still, colours, mirrored=mirrored, style=_style(len(cels)))


def _cels(frames: Sequence[Kind], far: Point) -> list[Kind]:
    cels = [replace(frames[0], arrows=())]
    for first, last in pairwise(frames):
        for k in range(1, STEPS):
            cels.append(first.towards(last, _eased(k / STEPS), far))
        cels.append(replace(last, arrows=()))
    return cels


def _eased(part: float) -> float:
    """Slow to start and slow to stop, as people move."""
    return part * part * (3 - 2 * part)


def _style(count: int) -> str:
    """Each drawing is seen once on the way there and once on the way back."""
    walk = STEP_SECONDS * (count - 2)
    whole = 2 * (walk + REST_SECONDS)
    rules = [".s{visibility:hidden}"]
    for k in range(count):
        there = REST_SECONDS + STEP_SECONDS * (k - 1)
        back = 2 * REST_SECONDS + walk + STEP_SECONDS * (count - 2 - k)
        spans = [(there, there + STEP_SECONDS), (back, back + STEP_SECONDS)]
        if k == 0:
            spans = [(0.0, REST_SECONDS)]
        elif k == count - 1:
            spans = [(REST_SECONDS + walk, 2 * REST_SECONDS + walk)]
        rules.append(f".c{k}{{animation:k{k} {whole:.2f}s step-end infinite}}")
        rules.append(_keyframes(k, spans, whole))
    motion = "".join(rules)
    hidden = ",".join(f".c{k}" for k in range(count))
    return (
        f"<style>{hidden}{{visibility:hidden}}"
        f"@media (prefers-reduced-motion:no-preference){{{motion}}}</style>"
    )


def _keyframes(k: int, spans: list[tuple[float, float]], whole: float) -> str:
    marks = {0.0: "hidden"}
    for start, end in spans:
        marks[round(start / whole * 100, 2)] = "visible"
        marks[round(end / whole * 100, 2)] = "hidden"
    steps = "".join(f"{at:g}%{{visibility:{seen}}}" for at, seen in sorted(marks.items()))
    return f"@keyframes k{k}{{{steps}}}"
