"""The frame of an exercise's drawings, without the empty room round what they show.

The library draws all figures in frames of one size, to one scale. On paper a lying figure would
leave half of its frame empty, and a hand most of it: what is left out there makes the rest larger.
"""

import re
from collections.abc import Iterator, Sequence

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
SHAPE = re.compile(r"<(path|rect|circle|svg|g|/g|/svg|title|/title|desc|/desc)\b([^>]*)>")
TAG = re.compile(r"<[^>]*>")
TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
# How many numbers each command takes, given from the last point on if it is a small letter.
TAKES = {"M": 2, "L": 2, "C": 6, "Q": 4, "H": 1, "V": 1}
KNOWN = set("MLCQHVZmlcqhvz")

Point = tuple[float, float]


def framed(svgs: Sequence[str]) -> tuple[list[str], float]:
    """The drawings of one exercise in one closer frame, and that frame's height for its width.

    What is not drawn as the library draws, a photograph for instance, stays as it is.
    """
    shapes = [shape for svg in svgs if _is_ours(svg) for shape in _shapes(svg) if shape]
    if not shapes or not all(map(_is_ours, svgs)):
        return list(svgs), RATIO
    left, top, width, height = _frame(shapes)
    view = f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}"
    return [svg.replace("0 0 400 280", view, 1) for svg in svgs], height / width


def _is_ours(svg: str) -> bool:
    return (
        svg.startswith(FRAME)
        and "transform" not in svg
        and all(SHAPE.fullmatch(tag) for tag in TAG.findall(svg))
        and all(set(re.findall("[A-Za-z]", path)) <= KNOWN for path in _paths(svg))
    )


def _frame(shapes: Sequence[Sequence[Point]]) -> tuple[float, float, float, float]:
    """Left, top, width and height of the closest frame that holds them all."""
    xs = [x for shape in shapes if not _is_floor(shape) for x, _ in shape] or [0.0, WIDTH]
    ys = [y for shape in shapes for _, y in shape]
    left, right = max(0.0, min(xs) - MARGIN), min(WIDTH, max(xs) + MARGIN)
    top, bottom = max(0.0, min(ys) - MARGIN), min(HEIGHT, max(ys) + MARGIN)
    width = max(right - left, NARROWEST, (bottom - top) / HIGHEST)
    height = max(bottom - top, width * FLATTEST)
    return (
        _within((left + right - width) / 2, width, WIDTH),
        max(0.0, bottom - height),
        width,
        height,
    )


def _is_floor(shape: Sequence[Point]) -> bool:
    xs, ys = zip(*shape, strict=True)
    return max(xs) - min(xs) > FLOOR_LONG and max(ys) - min(ys) < FLOOR_LOW


def _within(start: float, length: float, whole: float) -> float:
    return min(max(0.0, start), max(0.0, whole - length))


def _paths(svg: str) -> list[str]:
    return re.findall(r'\sd="([^"]*)"', svg)


def _shapes(svg: str) -> Iterator[list[Point]]:
    """Of each shape points between which it lies, the ground left out."""
    for tag, attributes in SHAPE.findall(GROUND.sub("", svg)):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        if tag == "path":
            yield list(_path_points(said.get("d", "")))
        elif tag == "rect":
            x, y = float(said.get("x", 0)), float(said.get("y", 0))
            yield [(x, y), (x + float(said["width"]), y + float(said["height"]))]
        elif tag == "circle":
            x, y, r = float(said["cx"]), float(said["cy"]), float(said["r"])
            yield [(x - r, y - r), (x + r, y + r)]


def _path_points(path: str) -> Iterator[Point]:
    """Its ends and the points that bend its curves, which hold a curve between them."""
    x = y = 0.0
    for command, numbers in _commands(path):
        from_x, from_y = (x, y) if command.islower() else (0.0, 0.0)
        if command in "Hh":
            x = from_x + numbers[0]
            yield x, y
        elif command in "Vv":
            y = from_y + numbers[0]
            yield x, y
        else:
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = from_x + dx, from_y + dy
                yield x, y


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; one letter may stand for several in a row."""
    command = ""
    numbers: list[float] = []
    for token in TOKEN.findall(path):
        if token.isalpha():
            command, numbers = token, []
            continue
        numbers.append(float(token))
        if len(numbers) == TAKES.get(command.upper(), 0):
            yield command, numbers
            numbers = []
