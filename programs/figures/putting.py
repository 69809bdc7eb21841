"""Close-up drawing: where a hand or foot is put, and what it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from programs.figures.geometry import Point, between, minus, plus
from programs.figures.pose import Fields, FigureError

PUT_FIELDS = ("pin", "x", "y", "to", "dx", "dy", "rest", "level", "depth")


@dataclass(frozen=True)
class Put:
    """One part pinned at a place or to another part, and the lowest of some parts set down."""

    where: str
    pin: str
    at: Point
    to: str | None
    rest: tuple[str, ...]
    level: float
    depth: float


def read_put(source: Fields, pin: str, parts: Iterable[str], *, depth: float) -> Put:
    to = source.values.get("to")
    shift = (source.number("dx", 0), source.number("dy", 0))
    return Put(
        where=source.where,
        pin=str(source.values.get("pin", pin)),
        at=shift if to else (source.number("x", 0), source.number("y", 0)),
        to=None if to is None else str(to),
        rest=source.words("rest", parts),
        level=source.number("level", 0),
        depth=source.number("depth", depth),
    )


def shift_to(
    put: Put, points: Mapping[str, Point], others: Mapping[str, Point], lowest: Mapping[str, float]
) -> Point:
    """How far a loose hand or foot must move. ``lowest`` has the parts that it rests on."""
    if put.pin not in points:
        raise FigureError(f"{put.where}.pin: no part {put.pin!r} here")
    goal = put.at
    if put.to is not None:
        if put.to not in others:
            raise FigureError(f"{put.where}.to: no part {put.to!r} to reach for")
        goal = plus(goal, others[put.to])
    x, y = minus(goal, points[put.pin])
    return (x, put.level - min(lowest.values())) if lowest else (x, y)


def put_between(first: Put, last: Put, root: str, roots: tuple[Point, Point], part: float) -> Put:
    """What both rest on, the way rests on too; else the root goes straight."""
    if (first.pin, first.to, first.rest) == (last.pin, last.to, last.rest):
        level = first.level + (last.level - first.level) * part
        return replace(first, at=between(first.at, last.at, part), level=level)
    return replace(first, pin=root, to=None, rest=(), at=between(*roots, part))
