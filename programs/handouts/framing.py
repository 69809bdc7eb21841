"""The frame of an exercise's drawings, without the empty room round what they show.

The library draws all figures in frames of one size, to one scale. On paper a lying figure would
leave half of its frame empty, and a hand most of it: what is left out there makes the rest larger.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 280">'
WIDTH, HEIGHT = 400.0, 280.0
RATIO = HEIGHT / WIDTH
MARGIN = 10.0
# No flatter or higher shape than this, and no figure more than one and a half times as large.
FLATTEST, HIGHEST = 0.4, 0.9
# What is so long and so low is a floor or a mat: it may go on outside the frame.
FLOOR_LONG, FLOOR_LOW = 320.0, 26.0
NARROWEST = WIDTH / 1.5
GROUND = re.compile(r'<rect width="400" height="280"[^>]*/>')
TAG = re.compile(r"<([^\s>]*)([^>]*)>")
HARMLESS = {"svg", "/svg", "g", "/g", "title", "/title", "desc", "/desc"}
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
# How many numbers each command takes, given from the last point on if it is a small letter.
TAKES = {"M": 2, "L": 2, "C": 6, "Q": 4, "H": 1, "V": 1, "Z": 0}
# Drawings whose shapes are remembered: some 3 MB.
MOST_KEPT = 256

Box = tuple[float, float, float, float]  # left, top, right, bottom


def framed(svgs: Sequence[str]) -> tuple[list[str], float]:
    """The drawings of one exercise in one closer frame, and that frame's height for its width.

    What is not drawn as the library draws, a photograph for instance, stays as it is.
    """
    boxes = [_boxes(svg) for svg in svgs]
    if not boxes or not all(boxes):
        return list(svgs), RATIO
    left, top, width, height = _frame([box for one in boxes for box in one])
    view = f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}"
    return [svg.replace("0 0 400 280", view, 1) for svg in svgs], height / width


def _frame(boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, top, width and height of the closest frame that holds them all."""
    upright = [box for box in boxes if not _is_floor(box)] or [(0.0, 0.0, WIDTH, HEIGHT)]
    left = max(0.0, min(box[0] for box in upright) - MARGIN)
    right = min(WIDTH, max(box[2] for box in upright) + MARGIN)
    top = max(0.0, min(box[1] for box in boxes) - MARGIN)
    bottom = min(HEIGHT, max(box[3] for box in boxes) + MARGIN)
    width = max(right - left, NARROWEST, (bottom - top) / HIGHEST)
    height = max(bottom - top, width * FLATTEST)
    start = _within((left + right - width) / 2, width, WIDTH)
    return start, max(0.0, bottom - height), width, height


def _is_floor(box: Box) -> bool:
    left, top, right, bottom = box
    return right - left > FLOOR_LONG and bottom - top < FLOOR_LOW


def _within(start: float, length: float, whole: float) -> float:
    return min(max(0.0, start), max(0.0, whole - length))


@lru_cache(maxsize=MOST_KEPT)
def _boxes(svg: str) -> tuple[Box, ...]:
    """Of each shape a box that holds it, the ground left out; none of what is not ours."""
    if not svg.startswith(FRAME) or "transform" in svg:
        return ()
    found = []
    for tag, attributes in TAG.findall(GROUND.sub("", svg)):
        if tag in HARMLESS:
            continue
        said = dict(ATTRIBUTE.findall(attributes))
        try:
            xs, ys = POINTS[tag](said)
        except (KeyError, ValueError, IndexError):  # something that the library does not draw
            return ()
        if xs:
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return tuple(found)


def _rect(said: dict[str, str]) -> tuple[list[float], list[float]]:
    x, y = float(said.get("x", 0)), float(said.get("y", 0))
    return [x, x + float(said["width"])], [y, y + float(said["height"])]


def _circle(said: dict[str, str]) -> tuple[list[float], list[float]]:
    x, y, r = float(said["cx"]), float(said["cy"]), float(said["r"])
    return [x - r, x + r], [y - r, y + r]


def _path(said: dict[str, str]) -> tuple[list[float], list[float]]:
    """Its ends and the points that bend its curves, which hold a curve between them."""
    xs: list[float] = []
    ys: list[float] = []
    x = y = 0.0
    for letter, written in COMMAND.findall(said["d"]):
        numbers = [float(one) for one in NUMBER.findall(written)]
        takes = TAKES[letter.upper()] or 1  # the last one takes none
        for first in range(0, len(numbers), takes):
            from_x, from_y = (x, y) if letter.islower() else (0.0, 0.0)
            if takes == 1:
                x, y = (
                    (from_x + numbers[first], y) if letter in "Hh" else (x, from_y + numbers[first])
                )
                xs.append(x)
                ys.append(y)
                continue
            for place in range(first, first + takes, 2):
                x, y = from_x + numbers[place], from_y + numbers[place + 1]
                xs.append(x)
                ys.append(y)
    return xs, ys


POINTS = {"path": _path, "rect": _rect, "circle": _circle}
