"""Soft shapes: a body part as a field that is negative inside, and its outline.

A limb is a *strand*, a chain of discs of changing radius. Strands melt into one
another with a small fillet, so that shoulders, hips and knees have no seams in any
pose, and shapes can be cut and intersected without any polygon arithmetic.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from programs.figures.geometry import Point

Disc = tuple[float, float, float]
Field = Callable[[float, float], float]
STEP = 2.5
MOST_CELLS = 4000
REMEMBERED = 512  # shapes, so that what does not move from frame to frame is worked out once


def strand(discs: Sequence[Disc]) -> Field:
    """A chain of discs, with straight skin from each to the next."""
    return _strand(tuple(discs))


@lru_cache(maxsize=REMEMBERED)
def _strand(discs: tuple[Disc, ...]) -> Field:
    pieces = []
    for (ax, ay, ar), (bx, by, br) in pairwise(discs):
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy or 1e-9
        pieces.append((ax, ay, dx, dy, dx / square, dy / square, ar, br - ar))

    def field(x: float, y: float) -> float:
        nearest = 1e9
        for ax, ay, dx, dy, ux, uy, ar, dr in pieces:
            px, py = x - ax, y - ay
            t = px * ux + py * uy
            t = 0.0 if t < 0 else (1.0 if t > 1 else t)
            px -= t * dx
            py -= t * dy
            depth = (px * px + py * py) ** 0.5 - ar - t * dr
            if depth < nearest:
                nearest = depth
        return nearest

    return field


def melt(fields: Sequence[Field], fillet: float) -> Field:
    """All of the shapes as one, with a fillet of this width where they meet."""
    return _melt(tuple(fields), fillet)


@lru_cache(maxsize=REMEMBERED)
def _melt(fields: tuple[Field, ...], fillet: float) -> Field:
    first, others = fields[0], fields[1:]

    def field(x: float, y: float) -> float:
        depth = first(x, y)
        for other in others:
            b = other(x, y)
            near = fillet - abs(depth - b)
            depth = min(depth, b)
            if near > 0:
                depth -= near * near / (4 * fillet)
        return depth

    return field


@lru_cache(maxsize=REMEMBERED)
def common(a: Field, b: Field) -> Field:
    """What lies in both shapes."""
    return lambda x, y: max(a(x, y), b(x, y))


@lru_cache(maxsize=REMEMBERED)
def half_plane(edge: Point, outward: Point) -> Field:
    """All that lies behind a straight edge; ``outward`` has length 1."""
    ex, ey = edge
    nx, ny = outward
    return lambda x, y: (x - ex) * nx + (y - ey) * ny


class _Grid:
    """The field at the corners of a grid, each corner asked once."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.known: dict[tuple[int, int], float] = {}

    def at(self, corner: tuple[int, int]) -> float:
        value = self.known.get(corner)
        if value is None:
            value = self.field(corner[0] * STEP, corner[1] * STEP) or 1e-9
            self.known[corner] = value
        return value

    def crossing(self, a: tuple[int, int], b: tuple[int, int]) -> Point:
        depth = self.at(a)
        part = depth / (depth - self.at(b))
        return (STEP * (a[0] + (b[0] - a[0]) * part), STEP * (a[1] + (b[1] - a[1]) * part))


def outline(field: Field, seed: Point) -> list[Point]:
    """The closed outline round the seed, as points about STEP apart; empty if it is outside.

    Walks the grid edges that the outline crosses, keeping the inside on its left.
    """
    return list(_outline(field, seed))


@lru_cache(maxsize=REMEMBERED)
def _outline(field: Field, seed: Point) -> tuple[Point, ...]:
    grid = _Grid(field)
    i, j = round(seed[0] / STEP), round(seed[1] / STEP)
    if grid.at((i, j)) >= 0:
        return ()
    points: list[Point] = []
    for right in range(i + 1, i + MOST_CELLS):
        if grid.at((right - 1, j)) < 0 <= grid.at((right, j)):
            points = _walk(grid, (right - 1, j), (right, j))
            if _area(points) > 0:
                break
            # Only the rim of a hole, as between two legs: the outline lies beyond it.
    return tuple(points)


def _walk(grid: _Grid, inner: tuple[int, int], outer: tuple[int, int]) -> list[Point]:
    first = (inner, outer)
    points: list[Point] = []
    for _ in range(MOST_CELLS):
        points.append(grid.crossing(inner, outer))
        inner, outer = _next_edge(grid, inner, outer)
        if (inner, outer) == first:
            break
    return points


def _area(ring: Sequence[Point]) -> float:
    """Twice the area inside; below 0 when the ring runs round what is outside."""
    return sum(x * b - a * y for (x, y), (a, b) in pairwise([*ring, ring[0]]))


def _next_edge(
    grid: _Grid, inner: tuple[int, int], outer: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """From one crossed edge to the next one, through the square on its left."""
    dx, dy = outer[0] - inner[0], outer[1] - inner[1]
    beyond_outer = (outer[0] - dy, outer[1] + dx)
    if grid.at(beyond_outer) < 0:
        return beyond_outer, outer
    beyond_inner = (inner[0] - dy, inner[1] + dx)
    if grid.at(beyond_inner) < 0:
        return beyond_inner, beyond_outer
    return inner, beyond_inner
