"""What is drawn close up, where a whole body would show nothing; and its hands and feet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from programs.figures import foot_pose, hand_pose
from programs.figures.arrows import read_arrow
from programs.figures.foot import ALL_REGIONS as FOOT_REGIONS
from programs.figures.foot import foot_layers, foot_light
from programs.figures.foot_pose import Foot, foot_between, read_foot, shin_discs, solve_foot
from programs.figures.geometry import Point
from programs.figures.hand import ALL_REGIONS as HAND_REGIONS
from programs.figures.hand import hand_layers, hand_light
from programs.figures.hand_pose import Hand, hand_between, read_hand, solve_hand
from programs.figures.painting import Layer, Still
from programs.figures.palette import Palette
from programs.figures.paper import Camera
from programs.figures.pose import Fields
from programs.figures.props import Prop, on_the_way, read_prop
from programs.figures.shapes import Disc
from programs.figures.skeleton import Joints

PARTS = ("right_hand", "left_hand", "right_foot", "left_foot")
CLOSE_UPS = {  # and how each is seen
    "hand": hand_pose.VIEWS,
    "foot": foot_pose.VIEWS,
    "head": ("side", "front", "above", "back"),
}


@dataclass(frozen=True)
class CloseUp(Still):
    """One frame of hands and feet. The first of them is the one that works."""

    closest: ClassVar[float] = 9.0

    parts: tuple[Hand | Foot, ...]

    def extent(self) -> list[Disc]:
        boxes = []
        for part in self.parts:
            if isinstance(part, Hand):
                for name in hand_pose.PARTS:
                    boxes += hand_pose.part_discs(part, name)
            else:
                boxes += [*foot_pose.part_discs(part, "foot"), *shin_discs(part)]
        return boxes

    def layers(self, camera: Camera, colours: Palette, things: list[Layer]) -> list[Layer]:
        layers = [*things]
        for part in self.parts:
            paint = hand_layers if isinstance(part, Hand) else foot_layers
            layers += paint(part, camera, colours)  # type: ignore[arg-type]  # each its own kind
        first = self.parts[0]
        lit = (
            hand_light(first, self.work, camera, colours)
            if isinstance(first, Hand)
            else foot_light(first, self.work, camera, colours)
        )
        return [*layers, (first.pose.put.depth + 1.5, lit)]

    def towards(self, last: Self, part: float, far: Point) -> Self:
        solved = Joints(self.solved.view)
        parts: list[Hand | Foot] = []
        for a, b in zip(self.parts, last.parts, strict=True):
            parts.append(_part_between(a, b, part, solved))
            _name(solved, parts[-1])
        near = last if part > 0.5 else self
        things = on_the_way(self.props, last.props, part)
        return replace(near, solved=solved, parts=tuple(parts), props=things, arrows=())


def _part_between(a: Hand | Foot, b: Hand | Foot, part: float, solved: Joints) -> Hand | Foot:
    if isinstance(a, Hand) and isinstance(b, Hand):
        return solve_hand(hand_between(a, b, part), solved.points)
    if isinstance(a, Foot) and isinstance(b, Foot):
        return solve_foot(foot_between(a, b, part), solved.points)
    raise TypeError("a hand does not turn into a foot")


def read_close_up(source: Fields, kind: str, view: str, common: Sequence[Prop]) -> CloseUp:
    source.known((*PARTS, "props", "arrows", "work"))
    solved = Joints(view)
    parts: list[Hand | Foot] = []
    for name in sorted(PARTS, key=lambda name: not name.endswith(kind)):
        if name in source.values:
            parts.append(_read(source.inner(name), name, view, solved))
            _name(solved, parts[-1])
    if not parts:
        raise source.error(f"right_{kind}", "nothing is drawn")
    return CloseUp(
        solved=solved,
        props=(*common, *(read_prop(p) for p in source.each("props"))),
        arrows=tuple(read_arrow(a) for a in source.each("arrows")),
        work=source.words("work", HAND_REGIONS if kind == "hand" else FOOT_REGIONS),
        parts=tuple(parts),
    )


def _read(source: Fields, name: str, view: str, solved: Joints) -> Hand | Foot:
    side, kind = name.split("_")
    view = view if view in CLOSE_UPS[kind] else CLOSE_UPS[kind][0]
    if kind == "hand":
        return solve_hand(read_hand(source, side, view), solved.points)
    return solve_foot(read_foot(source, side, view), solved.points)


def _name(solved: Joints, part: Hand | Foot) -> None:
    """The part's points, with its side in front of each name."""
    solved.points |= {f"{part.pose.side}_{name}": point for name, point in part.points.items()}
