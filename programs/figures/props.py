"""What the patient rests on or uses: floor, mat, chair, pillow, strap, stick and so on."""

from collections.abc import Callable
from dataclasses import dataclass

from programs.figures.geometry import Point, along, direction, distance
from programs.figures.palette import Palette
from programs.figures.paper import WIDTH, Camera, filled, plain, polyline, spline, stroked
from programs.figures.pose import Fields, FigureError
from programs.figures.shapes import Disc
from programs.figures.skeleton import Body

SEAT_THICKNESS = 3.6
MAT_THICKNESS = 3.2
IN_FRONT = {"mat": 5, "strap": 4, "stick": 4}


@dataclass(frozen=True)
class Prop:
    kind: str
    depth: float
    where: str
    points: tuple[object, ...] = ()  # each [x, y], or the name of a part of the body
    size: Point = (0.0, 0.0)
    angle: float = 0.0
    x: float = 0.0
    faces: int = 1
    beyond: Point = (0.0, 0.0)


def read_prop(source: Fields) -> Prop:
    source.known(("kind", "depth", "points", "size", "angle", "x", "faces", "beyond"))
    points = source.values.get("points", [])
    if not isinstance(points, list):
        raise source.error("points", "expected a list of parts or [x, y]")
    kind = source.word("kind", PAINTERS)
    return Prop(
        kind=kind,
        depth=source.number("depth", IN_FRONT.get(kind, -10)),
        where=source.where,
        points=tuple(points),
        size=source.point("size", (30, 9)),
        angle=source.number("angle", 0),
        beyond=source.point("beyond", (0, 0)),
        x=source.number("x", 0),
        faces=1 if source.word("faces", ("left", "right"), "right") == "right" else -1,
    )


def prop_points(prop: Prop, solved: Body) -> list[Point]:
    found = []
    for point in prop.points:
        if isinstance(point, str) and point in solved.points:
            found.append(solved.points[point])
        elif isinstance(point, list) and len(point) == 2:
            found.append((float(point[0]), float(point[1])))
        elif isinstance(point, list) and len(point) == 3 and point[0] in solved.points:
            x, y = solved.points[point[0]]
            found.append((x + float(point[1]), y + float(point[2])))
        else:
            raise FigureError(f"{prop.where}.points: no such part or place: {point!r}")
    return found


def prop_discs(prop: Prop, solved: Body) -> list[Disc]:
    """What the camera must not cut off."""
    points = prop_points(prop, solved)
    if prop.kind == "chair":
        x, back = prop.x, prop.x - prop.faces * (CHAIR_DEPTH + 6)
        return [(x, 0, 1), (back, CHAIR_BACK, 1)]
    if prop.kind == "bench":
        return [(prop.x, 1, 1), (prop.x + prop.size[0], prop.size[1] + 38, 1)]
    if prop.kind == "pillow":
        return [(*p, prop.size[0] / 2 if k else prop.size[1] / 2) for k, p in enumerate(points)]
    return [(*p, 2) for p in points]


def paint(prop: Prop, solved: Body, camera: Camera, palette: Palette) -> str:
    return PAINTERS[prop.kind](prop, prop_points(prop, solved), camera, palette)


def floor(level: float, camera: Camera, palette: Palette) -> str:
    y = camera.point((0, level))[1] + 1.5
    return stroked(f"M16 {y:.1f}H{WIDTH - 16}", palette.fill("floor"), 3)


def _mat(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    left, right = sorted(camera.point((x, 0))[0] for x in (prop.x, prop.x + prop.size[0]))
    left, right = max(left, 12.0), min(right, WIDTH - 12.0)
    top, low = camera.point((0, 0))[1], camera.point((0, -MAT_THICKNESS))[1]
    box = f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{low - top:.1f}"'
    line = ' stroke="none"' if palette.is_colour else ""
    return f'<rect {box} rx="2.5" fill="{palette.fill("mat")}"{line}/>'


def _rug(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A mat seen from above: its corners, given in order."""
    d = polyline(camera.points(points)) + "z"
    edge = palette.fill("rug_edge") if palette.is_colour else palette.line
    more = f' stroke="{edge}" stroke-width="2.5"'
    return plain(d, palette.fill("rug"), more)


CHAIR_SEAT, CHAIR_DEPTH, CHAIR_BACK = 44.0, 40.0, 86.0


def _chair(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A plain wooden chair from the side; ``x`` is the front edge of its seat."""

    def at(back: float, up: float) -> Point:
        return camera.point((prop.x - prop.faces * back, up))

    def slab(*corners: Point) -> str:
        return polyline([at(*c) for c in corners]) + "z"

    seat, back, top = CHAIR_SEAT, CHAIR_DEPTH, CHAIR_BACK
    under = seat - SEAT_THICKNESS
    far = slab((7, under), (11, under), (9.5, 0), (6.5, 0))
    far += slab((back - 8, under), (back - 4, under), (back - 2, 0), (back - 5, 0))
    near = slab((1, under), (5.5, under), (3.5, 0), (0, 0))
    near += slab((back - 3, under), (back + 1.5, under), (back + 5.5, 0), (back + 2, 0))
    near += slab((back - 3, seat), (back + 1.5, seat), (back + 6, top), (back + 2.4, top))
    near += slab((-1, seat), (back + 1.5, seat), (back + 1.5, under), (-1, under))
    return filled(far, palette.fill("wood_far")) + filled(near, palette.fill("wood"))


def _bench(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A chair seen from the front, its back behind what lies on it; ``x`` is its left edge."""
    width, seat = prop.size

    def slab(x1: float, y1: float, x2: float, y2: float) -> str:
        corners = [(x1, y1), (x2, y1), (x2, y2), (x1, y2)]
        return polyline(camera.points([(prop.x + x, y) for x, y in corners])) + "z"

    under, top = seat - SEAT_THICKNESS, seat + 38
    far = slab(2, 0, 6, top) + slab(width - 6, 0, width - 2, top)
    far += slab(6, top - 3, width - 6, top - 12) + slab(6, top - 19, width - 6, top - 24)
    near = (
        slab(0, 0, 4, under) + slab(width - 4, 0, width, under) + slab(-1, under, width + 1, seat)
    )
    return filled(far, palette.fill("wood_far")) + filled(near, palette.fill("wood"))


def _pillow(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A soft cushion round a point: size is its length and thickness."""
    long, thick = prop.size[0] / 2, prop.size[1] / 2
    shape = [
        (-1.0, 0.0), (-0.99, 0.55), (-0.9, 0.8), (-0.5, 0.97), (0.0, 1.0), (0.5, 0.97),
        (0.9, 0.8), (0.99, 0.55), (1.0, 0.0), (0.99, -0.55), (0.9, -0.8), (0.5, -0.97),
        (0.0, -1.0), (-0.5, -0.97), (-0.9, -0.8), (-0.99, -0.55),
    ]  # fmt: skip
    ring = [along(points[0], prop.angle, x * long, y * thick) for x, y in shape]
    edge = palette.fill("cushion_edge") if palette.is_colour else palette.line
    folds = "".join(
        spline(camera.points(_fold(points[0], prop.angle, long, thick, end)), closed=False)
        for end in (1, -1)
    )
    d = spline(camera.points(ring), closed=True)
    more = f' stroke="{edge}" stroke-width="1.6"'
    return plain(d, palette.fill("cushion"), more) + stroked(folds, edge, 1.2)


def _fold(middle: Point, angle: float, long: float, thick: float, end: int) -> list[Point]:
    """A small crease that makes the cushion look soft."""
    crease = [(0.93, 0.5), (0.8, 0.3), (0.66, 0.26)]
    return [along(middle, angle, end * x * long, y * thick) for x, y in crease]


def _strap(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    d = polyline(camera.points(points))
    return stroked(d, palette.line if palette.is_colour else "#FFFFFF", 5.6) + stroked(
        d, palette.fill("strap"), 3.2
    )


def _stick(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A rod through two points; ``beyond`` is how far it goes on at the first and the last."""
    a, b = points[0], points[1]
    angle = direction(a, b)
    start = along(a, angle, -prop.beyond[0])
    end = along(a, angle, distance(a, b) + prop.beyond[1])
    d = polyline(camera.points([start, end]))
    return stroked(d, palette.line if palette.is_colour else "#1A1A1A", 6.6) + stroked(
        d, palette.fill("wood_far"), 4
    )


def _block(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A box standing on the floor (bed, table, step, wall): lower corner and size."""
    x, y = camera.point((prop.x, prop.size[1]))
    width, height = prop.size[0] * camera.scale, prop.size[1] * camera.scale
    box = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {box} rx="3" fill="{palette.fill("wood")}"/>'


Painter = Callable[[Prop, list[Point], Camera, Palette], str]
PAINTERS: dict[str, Painter] = {
    "mat": _mat,
    "rug": _rug,
    "chair": _chair,
    "bench": _bench,
    "pillow": _pillow,
    "strap": _strap,
    "stick": _stick,
    "block": _block,
}
