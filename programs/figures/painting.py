"""One frame painted: every part from back to front, and the sheet round it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self, TypeVar

from programs.figures import arrows, head, limbs, props, skeleton, trunk
from programs.figures.arrows import Arrow
from programs.figures.geometry import Point
from programs.figures.motion import body_between
from programs.figures.palette import GROUND, Palette
from programs.figures.paper import HEIGHT, LARGEST_SCALE, WIDTH, Camera
from programs.figures.pose import Pose
from programs.figures.props import Prop
from programs.figures.shapes import Disc
from programs.figures.skeleton import Body, Joints
from programs.figures.turned_head import back_of_hair, turn_of, turned_head

Layer = tuple[float, str]  # its depth, and the text that draws it

SIDES = ("right", "left")
DEPTHS = {
    "left_arm": -3.0,
    "left_leg": -2.0,
    "neck": -0.5,
    "trunk": 0.0,
    "right_leg": 1.0,
    "work": 1.5,
    "head": 2.0,
    "right_arm": 3.0,
    "arrows": 9.0,
}
FRONT_DEPTHS = DEPTHS | {"left_arm": 2.6, "neck": 0.5}


@dataclass(frozen=True)
class Still:
    """One frame of whatever is drawn: a whole body, or a hand or foot seen close up."""

    closest: ClassVar[float] = LARGEST_SCALE

    solved: Joints
    props: tuple[Prop, ...]
    arrows: tuple[Arrow, ...]
    work: tuple[str, ...]

    def extent(self) -> Sequence[Disc]:
        """What the camera must not cut off, props and arrows apart."""
        raise NotImplementedError

    def layers(self, camera: Camera, colours: Palette, things: list[Layer]) -> list[Layer]:
        """Every part with its depth; where depths are equal, the later one lies in front."""
        raise NotImplementedError

    def towards(self, last: Self, part: float, far: Point) -> Self:
        """The frame at a share of the way (0 this one, 1 the last), without its arrows."""
        raise NotImplementedError


@dataclass(frozen=True)
class Frame(Still):
    """One frame of a whole body."""

    regions: ClassVar[tuple[str, ...]] = tuple(trunk.ALL_REGIONS)

    pose: Pose
    solved: Body

    def extent(self) -> list[Disc]:
        solved = self.solved
        boxes = [*skeleton.trunk_discs(solved), skeleton.skull_disc(solved)]
        for side in SIDES:
            for part in limbs.leg_discs(solved, side):
                boxes += part
            boxes += limbs.foot_discs(solved, side)
            boxes += limbs.hand_discs(solved, side, "open")[0]
            boxes.append((*solved.points[f"{side}_elbow"], 4))
        return boxes

    def layers(self, camera: Camera, colours: Palette, things: list[Layer]) -> list[Layer]:
        solved = self.solved
        depth = (DEPTHS if solved.view == "side" else FRONT_DEPTHS) | self.pose.depth
        return [
            *leg_layers(camera, self, depth, colours),
            *arm_layers(camera, self, depth, colours),
            *things,
            (depth["neck"], trunk.neck(solved, camera, colours)),
            (depth["trunk"], trunk.shirt(solved, camera, colours)),
            *_head_layers(camera, self, depth, colours),
            (depth["work"], trunk.highlight(solved, self.work, camera, colours)),
        ]

    def towards(self, last: Self, part: float, far: Point) -> Self:
        pose, solved = body_between(
            self.pose, last.pose, self.solved, last.solved, part, far, "between"
        )
        crossed = [trunk.legs_crossed(frame.solved) for frame in (self, last)]
        solved = replace(solved, are_legs_crossed=any(crossed))
        near = last if part > 0.5 else self
        things = props.on_the_way(self.props, last.props, part)
        return replace(near, pose=pose, solved=solved, props=things, arrows=())


Kind = TypeVar("Kind", bound=Still)


@dataclass(frozen=True)
class Sheet:
    """What all frames of a figure share; ``first`` is where its arrows start."""

    camera: Camera
    floor: float | None
    first: Joints


def painted(sheet: Sheet, frame: Still, colours: Palette) -> str:
    camera, solved = sheet.camera, frame.solved
    things = [(prop.depth, props.paint(prop, solved, camera, colours)) for prop in frame.props]
    layers = frame.layers(camera, colours, things)
    for arrow in frame.arrows:
        drawn = arrows.paint(arrow, sheet.first, solved, camera, colours)
        layers.append((DEPTHS["arrows"], drawn))
    layers.sort(key=lambda layer: layer[0])
    ground = "" if sheet.floor is None else props.floor(sheet.floor, camera, colours)
    return "".join(text for _, text in layers) + ground


def leg_layers(
    camera: Camera, frame: Frame, depth: dict[str, float], colours: Palette
) -> list[Layer]:
    solved = frame.solved
    front_leg = max(SIDES, key=lambda side: depth[f"{side}_leg"])
    layers = []
    for side in SIDES:
        far = "_far" if side == "left" and solved.view == "side" else ""
        leg = limbs.foot(solved, side, camera, colours, far)
        if trunk.legs_crossed(solved):
            leg += trunk.leg(solved, side, camera, colours, far, seat=side == front_leg)
        elif side == front_leg:
            layers.append((depth[f"{side}_leg"], trunk.trousers(solved, camera, colours)))
        layers.append((depth[f"{side}_leg"] - 0.1, leg))
    return layers


def _head_layers(
    camera: Camera, frame: Frame, depth: dict[str, float], colours: Palette
) -> list[Layer]:
    """A plain head in profile or from the front, unless it is turned or nods by degrees."""
    pose, solved = frame.pose, frame.solved
    if not (pose.turn or pose.nod):
        return [(depth["head"], head.head(solved, camera, colours, pose))]
    turn = turn_of(pose, solved.view)
    hair = back_of_hair(solved, camera, colours, turn)
    return [
        (depth["neck"] - 0.1, hair),
        (depth["head"], turned_head(solved, camera, colours, turn)),
    ]


def arm_layers(
    camera: Camera, frame: Frame, depth: dict[str, float], colours: Palette
) -> list[Layer]:
    solved = frame.solved
    torso = trunk.trunk_field(solved, camera)
    layers = []
    for side in SIDES:
        far = "_far" if side == "left" and solved.view == "side" else ""
        arm_far = far if depth[f"{side}_arm"] < depth["trunk"] else ""
        given = frame.pose.limbs[f"{side}_arm"]
        arm = limbs.Arm(side, given.hand, given.is_turned, arm_far, torso)
        lit = trunk.arm_highlight(solved, side, frame.work, camera, colours)
        layers.append((depth[f"{side}_arm"], limbs.arm(solved, arm, camera, colours) + lit))
    return layers


def document(inside: str, colours: Palette, *, mirrored: bool, style: str = "") -> str:
    """The whole SVG. The separating line is set once; mirroring is one transform."""
    ground = GROUND if colours.is_colour else "#FFFFFF"
    mirror = f' transform="matrix(-1 0 0 1 {WIDTH} 0)"' if mirrored else ""
    lines = (
        f'stroke="{colours.line}" stroke-width="{colours.line_width:g}"'
        ' stroke-linecap="round" stroke-linejoin="round"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{style}'
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="16" fill="{ground}"/>'
        f"<g {lines}{mirror}>{inside}</g></svg>"
    )
