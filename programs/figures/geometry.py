"""Points, angles and the two-bone reach: the plane geometry of a drawing.

Lengths are centimetres of a 170 cm adult; y points up; angles are degrees
with 0 to the right and 90 up.
"""

import math
from itertools import pairwise

Point = tuple[float, float]


def polar(angle: float, length: float = 1.0) -> Point:
    radians = math.radians(angle)
    return (math.cos(radians) * length, math.sin(radians) * length)


def plus(a: Point, b: Point) -> Point:
    return (a[0] + b[0], a[1] + b[1])


def minus(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1])


def along(start: Point, angle: float, length: float, aside: float = 0.0) -> Point:
    """The point ``length`` further on at ``angle``, and ``aside`` to the left of that way."""
    forward, left = polar(angle, length), polar(angle + 90, aside)
    return (start[0] + forward[0] + left[0], start[1] + forward[1] + left[1])


def between(a: Point, b: Point, part: float) -> Point:
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)


def distance(a: Point, b: Point) -> float:
    return math.hypot(b[0] - a[0], b[1] - a[1])


def direction(a: Point, b: Point) -> float:
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def turn(start: float, end: float) -> float:
    """Degrees from one direction to another the short way round, -180 to 180."""
    return (end - start + 180) % 360 - 180


def reach(root: Point, target: Point, first: float, second: float, side: int) -> Point | None:
    """Where the middle joint lies when two bones of these lengths join root and target.

    ``side`` is +1 when the joint points to the left of the way from root to
    target, -1 to the right. None when the target is out of reach.
    """
    far = distance(root, target)
    if far > first + second or far < abs(first - second) or far == 0:
        return None
    inner = (first * first + far * far - second * second) / (2 * first * far)
    opening = math.degrees(math.acos(max(-1.0, min(1.0, inner))))
    return along(root, direction(root, target) + side * opening, first)


def interpolate(keys: list[tuple[float, float]], at: float) -> float:
    """The value at a place between (place, value) keys; constant beyond the first and last."""
    if at <= keys[0][0]:
        return keys[0][1]
    for (a, start), (b, end) in pairwise(keys):
        if at <= b:
            return start + (end - start) * (at - a) / (b - a)
    return keys[-1][1]
