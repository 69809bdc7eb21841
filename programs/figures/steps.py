"""Steps, a handrail, and a rolled towel."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from programs.figures.geometry import Point, plus
from programs.figures.palette import Palette
from programs.figures.paper import Camera, filled, plain, polyline, spline, stroked
from programs.figures.shapes import Disc

if TYPE_CHECKING:
    from programs.figures.props import Prop

TREAD = 3.6
SIZES = {"step": (44, 18), "rail": (95, 0), "roll": (12, 12)}  # when none is given


def step(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A step seen from its side: ``x`` is its left edge, ``size`` its width and height."""
    wide, high = prop.size

    def slab(x1: float, y1: float, x2: float, y2: float) -> str:
        corners = [(x1, y1), (x2, y1), (x2, y2), (x1, y2)]
        return polyline(camera.points([(prop.x + x, y) for x, y in corners])) + "z"

    under = high - TREAD
    riser = filled(slab(1.5, 0, wide - 1.5, under), palette.fill("wood_far"))
    return riser + filled(slab(0, under, wide, high), palette.fill("wood"))


def rail(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A handrail through its points, on a post at each; ``size`` is how high it stands."""
    posts = [[p, (p[0], p[1] - prop.size[0])] for p in points]
    d = "".join(polyline(camera.points(way)) for way in (*posts, points))
    edge = palette.line if palette.is_colour else "#1A1A1A"
    return stroked(d, edge, 7.4) + stroked(d, palette.fill("wood_far"), 5)


def roll(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A rolled towel seen from its end; ``size`` is its breadth and height, as it is pressed."""

    def ring(turn: float, share: float) -> Point:
        wide, high = (half * share / 2 for half in prop.size)
        return camera.point(plus(points[0], (wide * math.cos(turn), high * math.sin(turn))))

    rim = [ring(k * math.pi / 8, 1) for k in range(16)]
    coil = [ring(k * math.pi / 4, 0.8 - 0.045 * k) for k in range(16)]
    edge = palette.fill("towel_edge") if palette.is_colour else palette.line
    whole = f' stroke="{edge}" stroke-width="1.6"'
    towel = plain(spline(rim, closed=True), palette.fill("towel"), whole)
    return towel + stroked(spline(coil, closed=False), edge, 1.3)


def _step_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    return [(prop.x, 1, 1), (prop.x + prop.size[0], prop.size[1] - 1, 1)]


def _roll_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    return [(*p, max(prop.size) / 2) for p in points]


PAINTERS: dict[str, Callable[[Prop, list[Point], Camera, Palette], str]] = {
    "step": step,
    "rail": rail,
    "roll": roll,
}
EXTENTS: dict[str, Callable[[Prop, list[Point]], list[Disc]]] = {
    "step": _step_extent,
    "roll": _roll_extent,
}
