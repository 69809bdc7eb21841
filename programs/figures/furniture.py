"""Larger things: kitchen counter, box, bag, screen on a desk, exercise cycle; and breath."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from programs.figures.geometry import Point, along, between, plus
from programs.figures.palette import Palette
from programs.figures.paper import WIDTH, Camera, filled, plain, polyline, spline, stroked
from programs.figures.room import rod
from programs.figures.shapes import Disc

if TYPE_CHECKING:
    from programs.figures.props import Prop

IN_FRONT = {"box": 2.8, "bag": 2.9, "crank": 0.7, "breath": 4}
SIZES = {
    "counter": (60, 90), "box": (34, 26), "screen": (32, 72), "breath": (20, 10),
    "prints": (50, 34), "bag": (30, 26),
}  # fmt: skip
EDGE = 12.0  # how near to the edge of the sheet a long thing goes
WORKTOP, PLINTH = 4.0, 9.0
CUPBOARD = 45.0  # how broad one cupboard of a counter is


def _rect(box: tuple[float, float, float, float], camera: Camera, fill: str, more: str = "") -> str:
    """A rectangle between two corners, cut at the edges of the sheet."""
    x1, low, x2, high = box
    (left, bottom), (right, top) = camera.point((x1, low)), camera.point((x2, high))
    left, right = max(left, EDGE), min(right, WIDTH - EDGE)
    place = f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'
    return f'<rect {place} fill="{fill}"{more}/>'


def counter(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A kitchen counter: a broad one from its front, with its cupboards; else from its end."""
    width, height = prop.size
    left, right, under = prop.x, prop.x + width, height - WORKTOP
    edge = palette.fill("wall_edge") if palette.is_colour else palette.line
    rim = f' stroke="{edge}" stroke-width="1.4"'
    foot = _rect((left + 3, 0, right - 3, PLINTH), camera, palette.fill("wall_edge"), rim)
    body = _rect((left, PLINTH - 1, right, under), camera, palette.fill("wall"), rim)
    top = _rect((left - 2, under, right + 2, height), camera, palette.fill("wood"), ' rx="1.5"')
    return foot + body + _cupboards(prop, camera, edge) + top


def _cupboards(prop: Prop, camera: Camera, edge: str) -> str:
    """The lines between the doors of a counter, and their handles."""
    width, height = prop.size
    lines = ""
    for k in range(1, round(width / CUPBOARD)):
        x = prop.x + k * CUPBOARD
        if camera.point((x - 5, 0))[0] > EDGE and camera.point((x, 0))[0] < WIDTH - EDGE:
            lines += polyline(camera.points([(x, PLINTH), (x, height - WORKTOP)]))
            lines += polyline(camera.points([(x - 4, height - 10), (x - 4, height - 20)]))
    return stroked(lines, edge, 1.4) if lines else ""


def box(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A light cardboard box round a point, with a strip of tape; ``angle`` tips it."""
    wide, high = prop.size[0] / 2, prop.size[1] / 2

    def ring(x1: float, y1: float, x2: float, y2: float) -> str:
        corners = [(x1, y1), (x2, y1), (x2, y2), (x1, y2)]
        on_sheet = [camera.point(along(points[0], prop.angle, x, y)) for x, y in corners]
        return polyline(on_sheet) + "z"

    tape = plain(ring(-3, high - 9, 3, high), palette.fill("wood_far"))
    return filled(ring(-wide, -high, wide, high), palette.fill("wood")) + tape


HANDLE = 13.0  # how far a bag hangs below the hand that carries it


def bag(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A bag that hangs by its handles from a hand; ``size`` is its breadth and height."""
    (x, y), (wide, high) = points[0], prop.size
    top = y - HANDLE

    def at(across: float, down: float) -> Point:
        return camera.point((x + across * wide / 2, top - down * high))

    edge = palette.fill("towel_edge") if palette.is_colour else palette.line
    sides = [(-0.86, 0), (0.86, 0), (1, 0.9), (0.92, 1), (-0.92, 1), (-1, 0.9)]
    body = polyline([at(*p) for p in sides]) + "z"
    rim = polyline([at(-0.88, 0.16), at(0.88, 0.16)])
    handle = [at(-0.44, 0.1), camera.point((x - 1.6, y - 1)), camera.point((x + 1.6, y - 1))]
    handles = polyline([*handle, at(0.44, 0.1)])
    more = f' stroke="{edge}" stroke-width="1.6"'
    return (
        rod(handles, palette, "towel_edge", 2.6)
        + plain(body, palette.fill("towel"), more)
        + stroked(rim, edge, 1.4)
    )


def screen(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A computer screen from its side: ``size`` is its height and the level that it stands on."""
    middle, half, level = points[0], prop.size[0] / 2, prop.size[1]
    back = plus(middle, (-4.0 * prop.faces, 0))
    foot = (back[0] - 2.0 * prop.faces, level + 1.2)
    stand = polyline(camera.points([middle, back, foot]))
    base = polyline(camera.points([plus(foot, (-8, 0)), plus(foot, (9, 0))]))
    panel = polyline(camera.points([plus(middle, (0, -half)), plus(middle, (0, half))]))
    scale = camera.scale
    return (
        stroked(stand + base, palette.fill("weight"), round(2.2 * scale, 1))
        + stroked(panel, palette.fill("dark"), round(3.4 * scale, 1))
        + _lit_face(middle, half, prop, camera, palette)
    )


def _lit_face(middle: Point, half: float, prop: Prop, camera: Camera, palette: Palette) -> str:
    front = 1.5 * prop.faces
    ends = [plus(middle, (front, s * (half - 0.6))) for s in (-1, 1)]
    return stroked(polyline(camera.points(ends)), palette.fill("bottle"), round(camera.scale, 1))


CRANK = 17.0
CRANK_AT = 32.0  # how high the middle of the crank is
WHEEL: tuple[Point, float] = ((42.0, 26.0), 20.0)  # of a cycle: its hub, and how large it is


def cycle(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """An exercise cycle facing right; ``x`` is the middle of its crank, the point the far pedal."""
    x, scale = prop.x, camera.scale

    def rod(*corners: Point) -> str:
        return polyline(camera.points([(x + dx, y) for dx, y in corners]))

    far = polyline(camera.points([(x, CRANK_AT), *points]))
    frame = rod((0, CRANK_AT), (-26, 85)) + rod((-12, 30), (0, CRANK_AT), WHEEL[0])
    frame += rod((30, 30), (37, 106), (33, 112)) + rod((-10, CRANK_AT - 2), (-32, 3))
    feet = rod((-44, 2.4), (-20, 2.4)) + rod((38, 2.4), (64, 2.4)) + rod(WHEEL[0], (51, 3))
    grip = rod((37, 106), (26, 108), (18, 107))
    saddle = rod((-38, 88), (-30, 88.6), (-10, 87))
    hub = camera.point((x + WHEEL[0][0], WHEEL[0][1]))
    wheel = f'<circle cx="{hub[0]:.1f}" cy="{hub[1]:.1f}" r="{WHEEL[1] * scale:.1f}" '
    core = f'<circle cx="{hub[0]:.1f}" cy="{hub[1]:.1f}" r="{8 * scale:.1f}" '
    dark, grey = palette.fill("dark"), palette.fill("weight")
    return (
        _pedalled(far, points[0], camera, palette, "weight")
        + stroked(feet, dark, round(4.4 * scale, 1))
        + stroked(frame, grey, round(5 * scale, 1))
        + f'{wheel}fill="{palette.fill("roller")}"/>{core}fill="{palette.fill("roller_core")}"/>'
        + stroked(saddle, dark, round(5 * scale, 1))
        + stroked(grip, dark, round(3.6 * scale, 1))
    )


def crank(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """The near pedal of a cycle: points are the middle of the crank, and the sole on the pedal."""
    arm = polyline(camera.points(points))
    return _pedalled(arm, points[1], camera, palette, "dark")


def _pedalled(arm: str, sole: Point, camera: Camera, palette: Palette, fill: str) -> str:
    pedal = polyline(camera.points([plus(sole, (-4.5, -1.2)), plus(sole, (4.5, -1.2))]))
    colour = palette.fill(fill)
    thick = round(2.6 * camera.scale, 1)
    return stroked(arm, colour, thick) + stroked(pedal, palette.fill("dark"), thick)


PRINT = [
    (13.0, 0.6), (12.2, 3.4), (7.0, 5.0), (0.5, 3.4), (-6.0, 3.2), (-11.0, 3.4), (-13.0, 0.0),
    (-11.0, -3.4), (-6.0, -3.0), (0.5, -3.0), (7.0, -4.0), (12.2, -2.2),
]  # fmt: skip


def prints(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A small card that shows from above where the feet stand.

    The first point is the card's middle; then come the soles, left and right by turns, as seen
    from there. Toes point along ``angle``; ``size`` is the card's.
    """
    wide, high = prop.size[0] / 2, prop.size[1] / 2
    ring = [plus(points[0], (s * wide, t * high)) for s, t in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    edge = palette.fill("wall_edge") if palette.is_colour else palette.line
    rim = f' stroke="{edge}" stroke-width="1.4"'
    card = plain(polyline(camera.points(ring)) + "z", palette.fill("card"), rim)
    steps = [plus(points[0], step) for step in points[1:]]
    soles = (plain(d, palette.fill("sole")) for d in _soles(steps, prop.angle, camera))
    return card + "".join(soles)


def _soles(places: list[Point], angle: float, camera: Camera) -> list[str]:
    """The outlines of left and right soles by turns, seen from above."""
    found = []
    for k, place in enumerate(places):
        inner = 1 if k % 2 else -1
        ring = [along(place, angle, x, inner * y) for x, y in PRINT]
        found.append(spline(camera.points(ring), closed=True))
    return found


def shoes(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """The shoes of a person who stands, seen from above: left and right by turns."""
    outlines = _soles(points, prop.angle, camera)
    return "".join(filled(d, palette.fill("shoe")) for d in outlines)


def breath(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """Breath that leaves the mouth: three soft lines; ``size`` is how long and how broad."""
    long, broad = prop.size
    lines = ""
    for k in (-1, 0, 1):
        reach = long * (1 if k == 0 else 0.84)
        start = along(points[0], prop.angle, 0.12 * long, 0.12 * k * broad)
        end = along(points[0], prop.angle, reach, 0.5 * k * broad)
        middle = along(between(start, end, 0.5), prop.angle, 0, 0.09 * broad * (k or 1))
        lines += spline(camera.points([start, middle, end]), closed=False)
    colour = palette.fill("wall_edge") if palette.is_colour else palette.line
    return stroked(lines, colour, 2.6)


def _counter_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    """One seen from its end is never cut off; a long one may leave the sheet."""
    width, height = prop.size
    if width > CUPBOARD * 2:
        return []
    return [(prop.x, 1, 1), (prop.x + width + 1, height - 1, 1)]


def _box_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    return [
        (*along(points[0], prop.angle, s * prop.size[0] / 2), prop.size[1] / 2) for s in (-1, 1)
    ]


def _bag_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    (x, y), (wide, high) = points[0], prop.size
    return [(x + s * wide / 2, y - HANDLE - high, 1) for s in (-1, 1)]


def _screen_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    return [(*points[0], prop.size[0] / 2)]


def _cycle_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    return [(prop.x - 44, 2.4, 2.4), (prop.x + 64, 2.4, 2.4), (prop.x + 38, 110, 3)]


def _no_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    return []


def _breath_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    return [(*along(points[0], prop.angle, prop.size[0]), 2)]


def _prints_extent(prop: Prop, points: list[Point]) -> list[Disc]:
    half = (prop.size[0] / 2, prop.size[1] / 2)
    return [(*plus(points[0], (s * half[0], s * half[1])), 1) for s in (-1, 1)]


PAINTERS: dict[str, Callable[[Prop, list[Point], Camera, Palette], str]] = {
    "counter": counter,
    "bag": bag,
    "box": box,
    "screen": screen,
    "cycle": cycle,
    "crank": crank,
    "prints": prints,
    "shoes": shoes,
    "breath": breath,
}
EXTENTS: dict[str, Callable[[Prop, list[Point]], list[Disc]]] = {
    "counter": _counter_extent,
    "bag": _bag_extent,
    "box": _box_extent,
    "screen": _screen_extent,
    "cycle": _cycle_extent,
    "crank": _no_extent,
    "breath": _breath_extent,
    "prints": _prints_extent,
    "shoes": _no_extent,
}
