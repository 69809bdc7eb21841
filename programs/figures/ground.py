"""What lies flat under the body, seen from above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from programs.figures.geometry import Point, plus, polar
from programs.figures.palette import Palette
from programs.figures.paper import Camera, plain, spline

if TYPE_CHECKING:
    from programs.figures.props import Prop


def shade(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A soft shadow round a point: it shows that the body is lifted off the mat."""
    middle, wide, high = points[0], prop.size[0] / 2, prop.size[1] / 2
    ways = [polar(angle) for angle in range(0, 360, 30)]
    ring = [plus(middle, (wide * x, high * y)) for x, y in ways]
    fill = palette.fill("rug_edge") if palette.is_colour else "#CCCCCC"
    return plain(spline(camera.points(ring), closed=True), fill, ' fill-opacity=".6"')
