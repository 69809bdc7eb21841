"""What lies flat under the body, seen from above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from programs.figures.geometry import Point
from programs.figures.palette import Palette
from programs.figures.paper import Camera

if TYPE_CHECKING:
    from programs.figures.props import Prop


def shade(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A soft shadow round a point: it shows that the body is lifted off the mat."""
    x, y = camera.point(points[0])
    wide, high = (side / 2 * camera.scale for side in prop.size)
    spot = f'cx="{x:.1f}" cy="{y:.1f}" rx="{wide:.1f}" ry="{high:.1f}"'
    fill = palette.fill("rug_edge") if palette.is_colour else "#CCCCCC"
    return f'<ellipse {spot} fill="{fill}" fill-opacity=".6" stroke="none"/>'
