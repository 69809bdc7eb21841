"""Motion arrows: where the movement starts, and its way."""

from dataclasses import dataclass

from programs.figures.geometry import Point, along, between, direction, distance, minus, plus
from programs.figures.palette import Palette
from programs.figures.paper import Camera, plain, polyline, stroked
from programs.figures.pose import Fields, FigureError
from programs.figures.skeleton import Joints

HEAD = 12.0


@dataclass(frozen=True)
class Arrow:
    """From a part of the body: its own way since the first frame, or a given step."""

    where: str
    part: str
    follows: bool
    shift: Point
    by: Point
    bow: float
    first: float
    last: float


def read_arrow(source: Fields) -> Arrow:
    source.known(("follow", "at", "shift", "by", "bow", "first", "last"))
    follows = "follow" in source.values
    part = source.values.get("follow" if follows else "at")
    if not isinstance(part, str):
        raise source.error("at", "expected the name of a part of the body")
    return Arrow(
        where=source.where,
        part=part,
        follows=follows,
        shift=source.point("shift", (0, 0)),
        by=source.point("by", (0, 0)),
        bow=source.number("bow", 0),
        first=source.number("first", 0),
        last=source.number("last", 1),
    )


def arrow_ends(arrow: Arrow, first: Joints, now: Joints) -> tuple[Point, Point]:
    if arrow.part not in now.points:
        raise FigureError(f"{arrow.where}: no part {arrow.part!r}")
    end = plus(now.points[arrow.part], arrow.shift)
    if not arrow.follows:
        return end, plus(end, arrow.by)
    start = plus(first.points[arrow.part], arrow.shift)
    return between(start, end, arrow.first), between(start, end, arrow.last)


def arrow_way(arrow: Arrow, first: Joints, now: Joints) -> list[Point]:
    """Points along the arrow; a positive bow bulges to the left of its way."""
    start, end = arrow_ends(arrow, first, now)
    span = distance(start, end)
    middle = along(start, direction(start, end), span / 2, arrow.bow * span)
    way = []
    for k in range(13):
        t = k / 12
        way.append(between(between(start, middle, t), between(middle, end, t), t))
    return way


def paint(arrow: Arrow, first: Joints, now: Joints, camera: Camera, palette: Palette) -> str:
    way = camera.points(arrow_way(arrow, first, now))
    tip = way[-1]
    back = [p for p in way if distance(p, tip) > HEAD * 0.8] or way[:1]
    angle = direction(back[-1], tip)
    neck = along(tip, angle, -HEAD * 0.7)
    corners = [tip, along(tip, angle, -HEAD, HEAD * 0.56), along(tip, angle, -HEAD, -HEAD * 0.56)]
    start, bend = way[0], minus(_times(way[6], 2), _times(plus(way[0], neck), 0.5))
    shaft = f"M{_xy(start)}Q{_xy(bend)} {_xy(neck)}"
    head = polyline(corners) + "z"
    halo = palette.line if palette.is_colour else "#FFFFFF"
    more = f' stroke="{palette.arrow}" stroke-width="1.5"'
    return (
        stroked(shaft + head, halo, 7.5)
        + stroked(shaft, palette.arrow, 4)
        + plain(head, palette.arrow, more)
    )


def _times(p: Point, by: float) -> Point:
    return (p[0] * by, p[1] * by)


def _xy(p: Point) -> str:
    return f"{p[0]:.1f} {p[1]:.1f}"
