"""What the patient rests on or uses: floor, mat, chair, pillow, strap, stick and so on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from programs.figures import furniture, insets, room, steps
from programs.figures.geometry import Point, along, between, direction, distance, plus, polar
from programs.figures.ground import shade
from programs.figures.palette import Palette
from programs.figures.paper import WIDTH, Camera, filled, plain, polyline, spline, stroked
from programs.figures.pose import Fields, FigureError
from programs.figures.room import SEAT_THICKNESS, rod
from programs.figures.shapes import Disc
from programs.figures.skeleton import Joints

MAT_THICKNESS = 3.2
IN_FRONT = {"mat": 5, "strap": 4, "stick": 4, "band": 4, "towel": 4, "weight": 2.9}
IN_FRONT |= furniture.IN_FRONT | insets.IN_FRONT
SIZES = {
    **steps.SIZES, **furniture.SIZES, **room.SIZES, **insets.SIZES,
    "towel": (5, 0), "roller": (15, 0), "weight": (15, 9),
}  # fmt: skip


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
        size=source.point("size", SIZES.get(kind, (30, 9))),
        angle=source.number("angle", 0),
        beyond=source.point("beyond", (0, 0)),
        x=source.number("x", 0),
        faces=1 if source.word("faces", ("left", "right"), "right") == "right" else -1,
    )


def prop_points(prop: Prop, solved: Joints) -> list[Point]:
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


def on_the_way(first: Sequence[Prop], last: Sequence[Prop], part: float) -> tuple[Prop, ...]:
    """The things of two frames at a share of the way from one to the other (0 first, 1 last).

    What both frames have moves and grows evenly; where they differ in kind, the nearer one counts.
    """
    near = tuple(last if part > 0.5 else first)
    if [prop.kind for prop in first] != [prop.kind for prop in last]:
        return near
    return tuple(_moved(*three, part) for three in zip(first, last, near, strict=True))


def _moved(a: Prop, b: Prop, near: Prop, part: float) -> Prop:
    if len(a.points) != len(b.points):
        return near
    points = zip(a.points, b.points, near.points, strict=True)
    return replace(
        near,
        points=tuple(_place_between(p, q, n, part) for p, q, n in points),
        size=between(a.size, b.size, part),
        angle=a.angle + (b.angle - a.angle) * part,
        x=a.x + (b.x - a.x) * part,
    )


def _place_between(p: object, q: object, near: object, part: float) -> object:
    """A place between two, when both are given in the same way."""
    if not (isinstance(p, list) and isinstance(q, list)) or p[:-2] != q[:-2]:
        return near
    x, y = between((p[-2], p[-1]), (q[-2], q[-1]), part)
    return [*p[:-2], x, y]


def prop_discs(prop: Prop, solved: Joints) -> list[Disc]:
    """What the camera must not cut off."""
    points = prop_points(prop, solved)
    if prop.kind == "chair":
        x, back = prop.x, prop.x - prop.faces * (CHAIR_DEPTH + 6)
        return [(x, 0, 1), (back, CHAIR_BACK, 1)]
    if prop.kind in EXTENTS:
        return EXTENTS[prop.kind](prop, points)
    if prop.kind == "bench":
        return [(prop.x, 1, 1), (prop.x + prop.size[0], prop.size[1] + 38, 1)]
    if prop.kind in ("roller", "weight"):
        return [(*p, prop.size[0] / 2) for p in points[-1:]]
    if prop.kind == "slab":
        return [(prop.x + 1, -2, 0.4), (prop.x + prop.size[0] - 1, -2, 0.4)]
    if prop.kind in ("ball", "card", "bottle"):
        return [(*p, max(prop.size) / 2) for p in points]
    if prop.kind == "pillow":
        return [(*p, prop.size[0] / 2 if k else prop.size[1] / 2) for k, p in enumerate(points)]
    return [(*p, 2) for p in points]


EXTENTS = steps.EXTENTS | furniture.EXTENTS | room.EXTENTS | insets.EXTENTS


def paint(prop: Prop, solved: Joints, camera: Camera, palette: Palette) -> str:
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
    return stroked(d, palette.line if palette.is_colour else "#000000", 6.6) + stroked(
        d, palette.fill("wood_far"), 4
    )


def _block(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A box standing on the floor (bed, table, step, wall): lower corner and size."""
    x, y = camera.point((prop.x, prop.size[1]))
    width, height = prop.size[0] * camera.scale, prop.size[1] * camera.scale
    box = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {box} rx="3" fill="{palette.fill("wood")}"/>'


def _band(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """An elastic band through its points in order; a third between two makes it hang."""
    return rod(spline(camera.points(points), closed=False), palette, "band", 3.2)


def _towel(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A folded towel or cloth along its points; ``size`` is its breadth."""
    d = spline(camera.points(points), closed=False)
    edge = palette.fill("towel_edge") if palette.is_colour else palette.line
    width = round(prop.size[0] * camera.scale, 1)
    return stroked(d, edge, width + 2.4) + stroked(d, palette.fill("towel"), width)


def _roller(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A foam roller or rolled towel seen from its end; ``size`` is its thickness."""
    x, y = camera.point(points[0])
    rings = []
    for share, fill in ((1.0, "roller"), (0.36, "roller_core")):
        radius = prop.size[0] / 2 * share * camera.scale
        spot = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"'
        rings.append(f'<circle {spot} fill="{palette.fill(fill)}"/>')
    return "".join(rings)


def _weight(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A small dumbbell held across the hand: points are the wrist and the hand.

    ``size`` is its length (0: it points at the reader) and the thickness of its ends;
    ``angle`` turns it in the hand.
    """
    middle = points[1]
    way = direction(points[0], middle) + 90 + prop.angle
    ends = [along(middle, way, s * prop.size[0] / 2) for s in (-1, 1)]
    thick = prop.size[1] / 2
    bar = stroked(polyline(camera.points(ends)), palette.fill("weight"), round(2 * camera.scale, 1))
    plates = ""
    for end in ends:
        flat = thick - 1.6 if prop.size[0] else 0.01
        rim = [along(end, way, 0, s * flat) for s in (-1, 1)]
        breadth = (3.2 if prop.size[0] else 2 * thick) * camera.scale
        plates += rod(polyline(camera.points(rim)), palette, "weight", round(breadth, 1))
    return bar + plates + ("" if prop.size[0] else _bar_end(middle, thick, camera, palette))


def _bar_end(middle: Point, thick: float, camera: Camera, palette: Palette) -> str:
    """A dumbbell that points at the reader: the end of its bar in the middle of the plate."""
    x, y = camera.point(middle)
    return "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{share * thick * camera.scale:.1f}" fill="none"'
        f' stroke="{palette.line if palette.is_colour else "#777777"}" stroke-width="1.2"/>'
        for share in (0.72, 0.3)
    )


def _slab(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A table top close up, its surface at y = 0; ``x`` is its left edge."""
    (x1, top), (x2, low) = camera.point((prop.x, 0)), camera.point((prop.x + prop.size[0], -2.4))
    x1, x2 = max(x1, 12.0), min(x2, WIDTH - 12.0)
    box = f'x="{x1:.1f}" y="{top:.1f}" width="{x2 - x1:.1f}" height="{low - top:.1f}"'
    return f'<rect {box} rx="3" fill="{palette.fill("wood")}"/>'


def _ball(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A soft ball, or one that is squeezed flat: ``size`` is its width and height."""
    rings = []
    for share in (1.0, 0.62):
        wide, high = (share * s / 2 for s in prop.size)
        arc = range(0, 360, 30) if share == 1 else range(110, 181, 14)
        ring = [plus(points[0], (wide * polar(a)[0], high * polar(a)[1])) for a in arc]
        rings.append(spline(camera.points(ring), closed=share == 1))
    shine = stroked(rings[1], palette.line if palette.is_colour else "#777777", 2)
    return filled(rings[0], palette.fill("ball")) + shine


def _bottle(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A bottle along ``angle``, cap last; without a length it is seen from its end."""
    long, wide = prop.size
    if not long:
        x, y = camera.point(points[0])
        rings = [(0.5, "bottle"), (0.17, "dark")]
        return "".join(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r * wide * camera.scale:.1f}"'
            f' fill="{palette.fill(fill)}"/>'
            for r, fill in rings
        )
    half, r = long / 2, wide / 2
    shape = [(-half, -r * 0.8), (-half, r * 0.8), (-half + 0.8, r), (half * 0.45, r)]
    shape += [(half * 0.8, r * 0.4), (half * 0.8, -r * 0.4), (half * 0.45, -r), (-half + 0.8, -r)]
    cap = [(half * 0.8, -r * 0.45), (half, -r * 0.45), (half, r * 0.45), (half * 0.8, r * 0.45)]
    ends = [[along(points[0], prop.angle, *p) for p in ring] for ring in (shape, cap)]
    body, top = (polyline(camera.points(ring)) + "z" for ring in ends)
    return filled(body, palette.fill("bottle")) + filled(top, palette.fill("dark"))


def _card(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A card with a cross to look at; a narrow one is seen from its edge."""
    wide, high = prop.size[0] / 2, prop.size[1] / 2

    def line(*places: Point) -> str:
        return polyline(camera.points(along(points[0], prop.angle, *p) for p in places))

    edge = palette.fill("dark")
    corners = [(-wide, -high), (wide, -high), (wide, high), (-wide, high)]
    card = plain(line(*corners) + "z", palette.fill("card"), f' stroke="{edge}" stroke-width="1.6"')
    x, y = wide * 0.45, high * 0.45
    cross = line((-x, -y), (x, y)) + line((-x, y), (x, -y))
    return card + (stroked(cross, edge, 3) if wide > THIN_CARD else "")


THIN_CARD = 1.0


def _sight(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """Where the eyes look: a line of dashes."""
    d = polyline(camera.points(points))
    return stroked(d, palette.fill("dark"), 1.8, ' stroke-dasharray="1.5 6"')


Painter = Callable[[Prop, list[Point], Camera, Palette], str]
PAINTERS: dict[str, Painter] = {
    **steps.PAINTERS,
    **furniture.PAINTERS,
    **insets.PAINTERS,
    "mat": _mat,
    "rug": _rug,
    "shade": shade,
    "chair": _chair,
    "bench": _bench,
    "pillow": _pillow,
    "strap": _strap,
    "stick": _stick,
    "block": _block,
    "wall": room.wall,
    "post": room.post,
    "doorway": room.doorway,
    "door": room.door,
    "leaf": room.leaf,
    "wall_part": room.wall_part,
    "door_part": room.door_part,
    "table": room.table,
    "stool": room.stool,
    "band": _band,
    "towel": _towel,
    "roller": _roller,
    "weight": _weight,
    "slab": _slab,
    "ball": _ball,
    "bottle": _bottle,
    "card": _card,
    "sight": _sight,
}
