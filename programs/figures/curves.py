"""From many points to few smooth curves, and their SVG path text.

The fit is Schneider's: least squares on a cubic, split where it strays too far.
Source: SOURCES.md#curve-fitting
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import pairwise

from programs.figures.geometry import Point, distance, minus

Cubic = tuple[Point, Point, Point, Point]
TOLERANCE = 0.55
HOPELESS = 4.0  # so far off that shifting the places will not mend it
CORNER_DEGREES = 55
RING, RUN = "R", "r"  # in place of a path: the points of an outline, closed or open
_are_points_wanted = ContextVar("are_points_wanted", default=False)


@contextmanager
def outlines_as_points() -> Iterator[None]:
    """Within it, outlines are written as their points: to be fitted together later, or never."""
    token = _are_points_wanted.set(True)
    try:
        yield
    finally:
        _are_points_wanted.reset(token)


def closed_path(points: Sequence[Point]) -> str:
    """A closed outline through (nearly) all these points, corners kept."""
    if _are_points_wanted.get():
        ring = list(points)
        return _points_text(RING, _calmed(ring, set(_corners(ring))))
    return _closed_path(tuple(points))


@lru_cache(maxsize=256)
def _closed_path(points: tuple[Point, ...]) -> str:
    ring = list(points)
    corners = _corners(ring)
    ring = _calmed(ring, set(corners))
    first = corners[0] if corners else 0
    ring = ring[first:] + ring[: first + 1]
    cuts = [0, *[c - first for c in corners[1:]], len(ring) - 1]
    smooth = None if corners else unit(minus(ring[1], ring[-2]))
    cubics: list[Cubic] = []
    for start, end in pairwise(cuts):
        cubics += fit(ring[start : end + 1], smooth)
    return path_text(cubics) + "z"


def open_path(points: Sequence[Point]) -> str:
    if _are_points_wanted.get():
        return _points_text(RUN, points)
    return path_text(fit(list(points), None))


def _points_text(kind: str, points: Sequence[Point]) -> str:
    return kind + " ".join(f"{x:.2f} {y:.2f}" for x, y in points)


def path_text(cubics: Sequence[Cubic]) -> str:
    """The curves as relative commands with one decimal, rounding never adding up."""
    at = _rounded(cubics[0][0])
    parts = [f"M{_number(at[0])}{_number(at[1], glue=True)}"]
    for _, a, b, end in cubics:
        numbers = [r - o for p in (a, b, end) for r, o in zip(_rounded(p), at, strict=True)]
        parts.append("c" + "".join(_number(n, glue=k > 0) for k, n in enumerate(numbers)))
        at = _rounded(end)
    return "".join(parts)


def _rounded(point: Point) -> Point:
    return (round(point[0], 1), round(point[1], 1))


def _number(value: float, *, glue: bool = False) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    text = "0" if text == "-0" else text
    if text.startswith(("0.", "-0.")):
        text = text.replace("0.", ".", 1)
    return f" {text}" if glue and not text.startswith("-") else text


def unit(v: Point) -> Point:
    size = math.hypot(*v) or 1.0
    return (v[0] / size, v[1] / size)


def _corners(ring: list[Point]) -> list[int]:
    """Where the outline turns sharply: places that a smooth curve would round off."""
    found: list[int] = []
    count = len(ring)
    for i in range(count):
        a, b = minus(ring[i], ring[i - 2]), minus(ring[(i + 2) % count], ring[i])
        bend = abs(math.degrees(math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1])))
        if bend > CORNER_DEGREES and (not found or i - found[-1] > 3):
            found.append(i)
    return found


def _calmed(ring: list[Point], corners: set[int]) -> list[Point]:
    """The outline without the tremble of the grid it was read from; corners stay."""
    count = len(ring)
    calm = []
    for i, (x, y) in enumerate(ring):
        (ax, ay), (bx, by) = ring[i - 1], ring[(i + 1) % count]
        calm.append((x, y) if i in corners else ((ax + 2 * x + bx) / 4, (ay + 2 * y + by) / 4))
    return calm


def fit(points: list[Point], smooth: Point | None) -> list[Cubic]:
    """Cubics along the points; ``smooth`` is the direction at both ends of a closed curve."""
    if smooth:
        return _fit(points, smooth, (-smooth[0], -smooth[1]))
    near = min(2, len(points) - 1)
    head = unit(minus(points[near], points[0]))
    return _fit(points, head, unit(minus(points[-1 - near], points[-1])))


def _fit(points: list[Point], head: Point, tail: Point) -> list[Cubic]:
    if len(points) < 4:
        third = distance(points[0], points[-1]) / 3
        return [_cubic(points, head, tail, third, third)]
    curve, worst, split = best_fit(points, head, tail)
    if worst < TOLERANCE:
        return [curve]
    middle = unit(minus(points[split - 1], points[split + 1]))
    ahead = (-middle[0], -middle[1])
    return _fit(points[: split + 1], head, middle) + _fit(points[split:], ahead, tail)


def best_fit(
    points: list[Point], head: Point, tail: Point, tolerance: float = TOLERANCE
) -> tuple[Cubic, float, int]:
    """One cubic with these end directions, by how much it misses, and at which of the points."""
    places = _places(points)
    curve = _best(points, places, head, tail)
    worst, split = _worst(points, places, curve)
    for _ in range(5):
        if worst < tolerance or worst > HOPELESS:
            break
        places = _nearer(curve, points, places)
        curve = _best(points, places, head, tail)
        worst, split = _worst(points, places, curve)
    return curve, worst, split


def _places(points: list[Point]) -> list[float]:
    run = [0.0]
    for a, b in pairwise(points):
        run.append(run[-1] + distance(a, b))
    return [r / (run[-1] or 1) for r in run]


def _cubic(points: list[Point], head: Point, tail: Point, a: float, b: float) -> Cubic:
    p, q = points[0], points[-1]
    first = (p[0] + head[0] * a, p[1] + head[1] * a)
    return (p, first, (q[0] + tail[0] * b, q[1] + tail[1] * b), q)


def _best(points: list[Point], places: list[float], head: Point, tail: Point) -> Cubic:
    """The cubic with these end directions that misses the points least."""
    p, q = points[0], points[-1]
    c00 = c01 = c11 = x0 = x1 = 0.0
    for (x, y), t in zip(points, places, strict=True):
        u = 1 - t
        b1, b2 = 3 * t * u * u, 3 * t * t * u
        w, v = u * u * u + b1, t * t * t + b2
        ax, ay, bx, by = head[0] * b1, head[1] * b1, tail[0] * b2, tail[1] * b2
        rx, ry = x - p[0] * w - q[0] * v, y - p[1] * w - q[1] * v
        c00 += ax * ax + ay * ay
        c01 += ax * bx + ay * by
        c11 += bx * bx + by * by
        x0 += ax * rx + ay * ry
        x1 += bx * rx + by * ry
    scale = c00 * c11 - c01 * c01
    span = distance(p, q)
    a = (x0 * c11 - x1 * c01) / scale if abs(scale) > 1e-9 else 0
    b = (c00 * x1 - c01 * x0) / scale if abs(scale) > 1e-9 else 0
    if min(a, b) < span * 0.01:
        a = b = span / 3
    return _cubic(points, head, tail, a, b)


def _worst(points: list[Point], places: list[float], curve: Cubic) -> tuple[float, int]:
    """By how much the curve misses the points, and which of them most. Written for speed."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve
    worst, split = -1.0, 1
    for i in range(1, len(points) - 1):
        t = places[i]
        u = 1 - t
        ka, kb, kc, kd = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        x, y = points[i]
        miss = math.hypot(
            ka * ax + kb * bx + kc * cx + kd * dx - x, ka * ay + kb * by + kc * cy + kd * dy - y
        )
        if miss > worst:
            worst, split = miss, i
    return worst, split


def _nearer(curve: Cubic, points: list[Point], places: list[float]) -> list[float]:
    """One Newton step for each place, towards where the curve is nearest to the point."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve
    ux, uy, vx, vy, wx, wy = bx - ax, by - ay, cx - bx, cy - by, dx - cx, dy - cy
    px, py, qx, qy = cx - 2 * bx + ax, cy - 2 * by + ay, dx - 2 * cx + bx, dy - 2 * cy + by
    found = []
    for (x, y), t in zip(points, places, strict=True):
        u = 1 - t
        ka, kb, kc, kd = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        off_x = ka * ax + kb * bx + kc * cx + kd * dx - x
        off_y = ka * ay + kb * by + kc * cy + kd * dy - y
        ka, kb, kc = 3 * u * u, 6 * u * t, 3 * t * t
        slope_x = ka * ux + kb * vx + kc * wx
        slope_y = ka * uy + kb * vy + kc * wy
        bend_x = 6 * (u * px + t * qx)
        bend_y = 6 * (u * py + t * qy)
        under = slope_x * slope_x + slope_y * slope_y + off_x * bend_x + off_y * bend_y
        if abs(under) >= 1e-9:
            t = min(1.0, max(0.0, t - (off_x * slope_x + off_y * slope_y) / under))
        found.append(t)
    return found
