"""What a room has: wall, doorway, door (from its edge and from above), table, stool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from programs.figures.geometry import Point
from programs.figures.palette import Palette
from programs.figures.paper import HEIGHT, WIDTH, Camera, filled, polyline, stroked
from programs.figures.shapes import Disc

if TYPE_CHECKING:
    from programs.figures.props import Prop

SIZES = {
    "wall": (8, 0), "post": (9, 0), "door": (5, 0), "doorway": (86, 204), "table": (70, 72),
    "stool": (36, 44), "leaf": (46, 10),
    "wall_part": (16, 0), "door_part": (5, 0),
}  # fmt: skip
SEEN_WHOLE = ("table", "stool", "door")  # the others may go on beyond the sheet
SEAT_THICKNESS = 3.6


def _extent(prop: Prop, points: list[Point]) -> list[Disc]:
    across = prop.size[0] * (-prop.faces if prop.kind in ("wall", "door") else 1)
    edges: list[Disc] = [(prop.x, 1, 1), (prop.x + across, 1, 1)]
    return [*edges, (prop.x, prop.size[1] - 1, 1)] if prop.kind in SEEN_WHOLE else edges


def _leaf_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    (x, y), half = points[0], prop.size[0] / 2 + prop.size[1]
    back = x - prop.faces * (HANDLE[0] + WALL_THICKNESS)
    return [(back, y + s * half, 1) for s in (-1, 1)]


WALL_THICKNESS = 9.0  # seen from above
EXTENTS = dict.fromkeys(SIZES, _extent) | {"leaf": _leaf_extent}
EXTENTS |= dict.fromkeys(("wall_part", "door_part"), lambda prop, points: [])


def _upright(left: float, right: float, height: float, camera: Camera) -> tuple[str, float]:
    """A rectangle standing on the floor, and its top on the sheet; height 0: up to the top."""
    (x1, low), (x2, top) = camera.point((left, 0)), camera.point((right, height))
    top = TOP if height == 0 else max(top, TOP)
    low += 2
    return f'x="{x1:.1f}" y="{top:.1f}" width="{x2 - x1:.1f}" height="{low - top:.1f}"', top


TOP = 12.0  # how high on the sheet a wall goes


def wall(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A wall: ``x`` is its face, and it is ``size`` thick; a wide one is the wall behind."""
    left, right = sorted((prop.x, prop.x - prop.faces * prop.size[0]))
    box, top = _upright(left, right, prop.size[1], camera)
    x, low = camera.point((prop.x, 0))
    line = ' stroke="none"' if palette.is_colour else ""
    edge = palette.fill("wall_edge") if palette.is_colour else palette.line
    face = stroked(f"M{x:.1f} {top:.1f}V{low + 1:.1f}", edge, 2.2)
    wide = prop.size[0] > WIDE_WALL
    fill = palette.fill("wall")
    return f'<rect {box} fill="{fill}"{line}/>' + ("" if wide else face)


WIDE_WALL = 40  # wider than this, it is seen from the front


def post(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """One side of a door frame, seen along the wall."""
    box, _ = _upright(prop.x, prop.x + prop.size[0], prop.size[1], camera)
    return f'<rect {box} fill="{palette.fill("wood")}"/>'


def doorway(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """An open doorway seen from the front; ``x`` is where its opening starts at the left."""
    right, jamb = prop.x + prop.size[0], 8.0
    sides = ((prop.x - jamb, prop.x), (right, right + jamb))
    boxes = [_upright(a, b, prop.size[1], camera)[0] for a, b in sides]
    x1, top = camera.point((prop.x - jamb, prop.size[1]))
    x2, under = camera.point((right + jamb, prop.size[1] - jamb))
    if top >= TOP:
        lintel = f'width="{x2 - x1:.1f}" height="{under - top:.1f}"'
        boxes.append(f'x="{x1:.1f}" y="{top:.1f}" {lintel}')
    return "".join(f'<rect {box} fill="{palette.fill("wood")}"/>' for box in boxes)


HANDLE: Point = (7.0, 100.0)  # how far a door's handle stands out, and how high


def door(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A shut door seen along the wall, with its handle; ``x`` is its face."""
    left, right = sorted((prop.x, prop.x - prop.faces * prop.size[0]))
    box, _ = _upright(left, right, prop.size[1], camera)
    end = (prop.x + prop.faces * HANDLE[0], HANDLE[1])
    bent = [(prop.x, HANDLE[1]), end, (end[0], end[1] - 1.5)]
    slab = f'<rect {box} fill="{palette.fill("wood")}"/>'
    handle = polyline(camera.points(bent))
    return slab + rod(handle, palette, "dark", 3.4)


def _whole_height(prop: Prop, camera: Camera) -> str:
    """A rectangle that goes on above and below the sheet."""
    edges = sorted((prop.x, prop.x - prop.faces * prop.size[0]))
    x1, x2 = (max(TOP, min(WIDTH - TOP, camera.point((x, 0))[0])) for x in edges)
    return f'x="{x1:.1f}" y="0" width="{x2 - x1:.1f}" height="{HEIGHT}"'


def wall_part(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A wall close up; a wide one is the wall behind."""
    line = ' stroke="none"' if palette.is_colour else ""
    drawn = f'<rect {_whole_height(prop, camera)} fill="{palette.fill("wall")}"{line}/>'
    if prop.size[0] > WIDE_WALL:
        return drawn
    edge = palette.fill("wall_edge") if palette.is_colour else palette.line
    x = camera.point((prop.x, 0))[0]
    return drawn + stroked(f"M{x:.1f} 0V{HEIGHT}", edge, 2.2)


def door_part(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A shut door close up, seen along the wall; the point is the end of its handle."""
    slab = f'<rect {_whole_height(prop, camera)} fill="{palette.fill("wood")}"/>'
    if not points:
        return slab
    x, y = points[0]
    handle = polyline(camera.points([(prop.x, y), (x, y), (x, y - 1.5)]))
    return slab + rod(handle, palette, "dark", 3.4)


def leaf(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A shut door in its wall, seen from above; the point is its handle, and it ``faces`` there."""
    x, y = points[0]
    face = x - prop.faces * HANDLE[0]
    half = prop.size[0] / 2

    def slab(y1: float, y2: float, thick: float) -> str:
        back = face - prop.faces * thick
        ring = [(face, y1), (face, y2), (back, y2), (back, y1)]
        return polyline(camera.points(ring)) + "z"

    walls = "".join(
        filled(
            slab(y + s * half, y + s * (half + prop.size[1]), WALL_THICKNESS),
            palette.fill("wall_edge"),
        )
        for s in (-1, 1)
    )
    handle = polyline(camera.points([(face, y), (x, y), (x, y - 4)]))
    wood = filled(slab(y - half, y + half, 4.5), palette.fill("wood"))
    return walls + wood + rod(handle, palette, "dark", 3.4)


def table(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A plain table; ``x`` is its left edge, ``size`` its width and height."""
    width, height = prop.size
    under = height - SEAT_THICKNESS

    def slab(x1: float, y1: float, x2: float, y2: float) -> str:
        corners = [(x1, y1), (x2, y1), (x2, y2), (x1, y2)]
        return polyline(camera.points([(prop.x + x, y) for x, y in corners])) + "z"

    left, right = 3 + prop.beyond[0], width - 3 - prop.beyond[1]
    far = slab(left + 6, 0, left + 9, under) + slab(right - 9, 0, right - 6, under)
    far += slab(left + 1, under - 7, right - 1, under)
    near = slab(left, 0, left + 4.5, under) + slab(right - 4.5, 0, right, under)
    near += slab(0, under, width, height)
    return filled(far, palette.fill("wood_far")) + filled(near, palette.fill("wood"))


def stool(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A seat without a back; ``x`` is its left edge, ``size`` its width and height."""
    width, height = prop.size
    under = height - SEAT_THICKNESS

    def slab(*corners: Point) -> str:
        return polyline(camera.points([(prop.x + x, y) for x, y in corners])) + "z"

    far = slab((6, under), (9, under), (8.5, 3), (6, 3))
    far += slab((width - 9, under), (width - 6, under), (width - 6, 3), (width - 8.5, 3))
    near = slab((1, under), (5, under), (3, 0), (0, 0))
    near += slab((width - 5, under), (width - 1, under), (width, 0), (width - 3, 0))
    near += slab((-1, under), (width + 1, under), (width + 1, height), (-1, height))
    return filled(far, palette.fill("wood_far")) + filled(near, palette.fill("wood"))


def rod(d: str, palette: Palette, fill: str, width: float) -> str:
    """A line with the separating line on both sides of it."""
    edge = palette.line if palette.is_colour else "#000000"
    return stroked(d, edge, round(width + 2.4, 1)) + stroked(d, palette.fill(fill), width)
