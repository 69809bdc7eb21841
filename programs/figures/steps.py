"""Steps, a handrail, a rolled towel, a can, and the thigh that a foot is laid on."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from programs.figures.geometry import Point, along, between, direction, distance, plus
from programs.figures.palette import Palette
from programs.figures.paper import HEIGHT, Camera, filled, plain, polyline, spline, stroked
from programs.figures.shapes import Disc

if TYPE_CHECKING:
    from programs.figures.props import Prop

TREAD = 3.6
SIZES = {
    "step": (44, 18),
    "rail": (95, 0),
    "roll": (12, 12),
    "thigh": (15, 0),
    "trouser": (14, 0),
    "can": (7, 10),
}  # when none is given


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
    edge = palette.line if palette.is_colour else "#000000"
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


def thigh(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """The other thigh seen from above, close up: points are its knee and where it is cut off.

    A ``trouser`` is the same of the leg that is worked: its thigh or its shin.
    """
    knee, end = points[0], points[-1]
    way, half = direction(knee, end), prop.size[0] / 2
    bend = [(1.5, -0.93), (-3.0, -0.86), (-6.4, -0.5), (-7.2, 0.0), (-6.4, 0.5), (-3.0, 0.86)]
    ring = [*bend, (1.5, 0.93), (distance(knee, end), 1.0), (distance(knee, end), -1.0)]
    corners = camera.points([along(knee, way, x, y * half) for x, y in ring])
    corners = [(x, min(y, SHEET_END)) for x, y in corners]
    rounded = spline(corners[:7], closed=False)
    square = "".join(f"L{x:.1f} {y:.1f}" for x, y in corners[7:])
    fill = "pants_far" if prop.kind == "thigh" else "pants"
    return filled(rounded + square + "z", palette.fill(fill))


def can(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A drinks can or small bottle that lies across, its near end towards the reader.

    ``size`` is its thickness and how far its other end shows behind.
    """
    radius, back = prop.size[0] / 2, prop.size[1]
    middle = points[0]
    far = plus(middle, (0.86 * back, 0.5 * back))
    scale = camera.scale
    fill, edge = palette.fill("bottle"), palette.line if palette.is_colour else "#000000"

    def end(centre: Point, share: float, colour: str, more: str = "") -> str:
        x, y = camera.point(centre)
        r = radius * share * scale
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colour}"{more}/>'

    tops = [along(c, 120, radius) for c in (middle, far)]
    lows = [along(c, -60, radius) for c in (far, middle)]
    body = filled(polyline(camera.points([*tops, *lows])) + "z", fill, ' stroke="none"')
    rim = stroked(polyline(camera.points(tops)) + polyline(camera.points(lows)), edge, 1.7)
    ring = palette.fill("weight") if palette.is_colour else "#777777"
    return (
        end(far, 1, fill)
        + body
        + rim
        + end(middle, 1, fill)
        + end(middle, 0.78, "none", f' stroke="{ring}" stroke-width="1.3"')
        + end(middle, 0.3, "none", f' stroke="{ring}" stroke-width="1.3"')
    )


SHEET_END = HEIGHT - 6.0  # a thigh goes on beyond the sheet


def _step_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    return [(prop.x, 1, 1), (prop.x + prop.size[0], prop.size[1] - 1, 1)]


def _roll_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    return [(*p, max(prop.size) / 2) for p in points]


def _thigh_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    knee, end = points[0], points[-1]
    way = direction(knee, end)
    seen = between(knee, end, 0.7)
    return [(*along(knee, way, -7.2), 1), *((*along(seen, way, 0, s), 1) for s in (-7, 7))]


def _can_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    return [(*p, prop.size[0] / 2) for p in points]


PAINTERS: dict[str, Callable[[Prop, list[Point], Camera, Palette], str]] = {
    "can": can,
    "step": step,
    "rail": rail,
    "roll": roll,
    "thigh": thigh,
    "trouser": thigh,
}
EXTENTS: dict[str, Callable[[Prop, list[Point]], list[Disc]]] = {
    "can": _can_extent,
    "step": _step_extent,
    "roll": _roll_extent,
    "thigh": _thigh_extent,
    "trouser": _thigh_extent,
}
