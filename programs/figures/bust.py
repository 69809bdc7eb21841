"""Head and shoulders close up: the whole body's skeleton, cut off by the edge of the sheet."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from programs.figures import head, trunk
from programs.figures.geometry import Point, along, between, distance
from programs.figures.light import light
from programs.figures.motion import pose_between
from programs.figures.painting import (
    DEPTHS,
    FRONT_DEPTHS,
    Frame,
    Layer,
    arm_layers,
    leg_layers,
)
from programs.figures.palette import Palette
from programs.figures.paper import HEIGHT, WIDTH, Camera, blob, spline, stroked
from programs.figures.props import on_the_way
from programs.figures.shapes import Disc, Field, common, melt
from programs.figures.skeleton import Body, skull_disc, solve
from programs.figures.turned_head import (
    back_of_hair,
    eyes_from_above,
    head_from_above,
    profile,
    turn_of,
    turned_head,
)

SOLVED_AS = {"above": "back"}  # so that the right hand is at the right
STRAIGHT_AHEAD = 8.0  # degrees of turn below which a side view is a plain profile
STRAIGHT = ("pelvis", "lumbar", "thoracic", "neck", "head")
CORNER, INSET = 16.0, 1.0  # of the sheet that cuts the body off
FINGER = [(9.2, 1.0), (12.5, 0.9), (15.2, 0.6)]  # along the hand, and how much narrower
RAISED = 0.5  # a hand or elbow higher up the trunk than this is kept in sight
# Which part of the neck is lit: (up from the root of the neck, aside, half thickness). Aside is
# towards the back, seen from the side, and towards the right shoulder, seen from the front.
REGIONS: dict[str, list[tuple[float, float, float]]] = {
    "neck_back": [(-3.0, 5.0, 1.8), (3.0, 3.6, 2.4), (9.0, 3.8, 2.0)],
    "neck_front": [(0.0, -2.6, 1.6), (4.5, -2.6, 2.1), (9.0, -2.2, 1.7)],
    "neck_side": [(7.0, 3.6, 1.6), (3.0, 4.2, 2.2), (-0.4, 6.5, 2.2)],
    "left_neck_side": [(7.0, -3.6, 1.6), (3.0, -4.2, 2.2), (-0.4, -6.5, 2.2)],
    "shoulder_top": [(6.0, 3.8, 1.4), (1.8, 5.2, 2.4), (-0.8, 9.0, 2.4), (-2.4, 13.5, 2.0)],
}


@dataclass(frozen=True)
class Cropped(Camera):
    """A camera that cuts every shape off at the edge of the sheet."""

    def cut(self, field: Field) -> Field:
        return common(field, _sheet)

    def strand(self, discs: Any) -> Field:
        return self.cut(super().strand(discs))


def _sheet(x: float, y: float) -> float:
    """The sheet with its round corners, as a shape."""
    across = abs(x - WIDTH / 2) - WIDTH / 2 + CORNER + INSET
    down = abs(y - HEIGHT / 2) - HEIGHT / 2 + CORNER + INSET
    outside = distance((0, 0), (max(across, 0), max(down, 0)))
    return outside + min(max(across, down), 0) - CORNER


@dataclass(frozen=True)
class Bust(Frame):
    """One frame of head and shoulders."""

    closest: ClassVar[float] = 5.2
    regions: ClassVar[tuple[str, ...]] = (*REGIONS, *trunk.ALL_REGIONS)

    def __post_init__(self) -> None:
        if self.is_from_above:
            self.solved.points |= eyes_from_above(self.solved, self.pose.turn)

    @property
    def is_from_above(self) -> bool:
        """Solved as from behind, so that the right hand is at the right."""
        return self.solved.view == "back" and self.pose.place.down_to is None

    def extent(self) -> list[Disc]:
        solved = self.solved
        x, y, radius = skull_disc(solved)
        boxes = [(x, y, radius + 2.0), (*solved.on_spine(0.86), 9.0)]
        raised, down_to = RAISED, self.pose.place.down_to
        if down_to is not None:
            raised = min(raised, down_to)
            boxes.append((*solved.on_spine(down_to), 1.0))
        if self.is_from_above:
            boxes = [(*solved.points["neck_root"], 14.0)]
        for side in ("right", "left"):
            boxes.append((*solved.points[f"{side}_shoulder"], 6.0))
            for part, radius in (("elbow", 4.0), ("wrist", 3.0), ("fingers", 2.0)):
                if _height(solved, f"{side}_{part}") > raised:
                    boxes.append((*solved.points[f"{side}_{part}"], radius))
        return boxes

    def layers(self, camera: Camera, colours: Palette, things: list[Layer]) -> list[Layer]:
        camera = Cropped(camera.scale, camera.x, camera.y)
        solved = self.solved
        depth = (DEPTHS if solved.view == "side" else FRONT_DEPTHS) | self.pose.depth
        torso = trunk.trunk_field(solved, camera)
        seed = camera.point(solved.on_spine(0.88))
        if self.is_from_above:
            torso, seed = _from_above(solved, camera), camera.point(solved.points["neck_root"])
        return [
            *arm_layers(camera, self, depth, colours),
            *self._fingers(depth, camera, colours),
            *things,
            (depth["trunk"], blob(camera.cut(torso), seed, colours.fill("shirt"))),
            *self._legs(depth, camera, colours),
            *self._head(depth, camera, colours),
            (depth["work"], trunk.highlight(solved, self._lit_trunk, camera, colours)),
            (depth["right_arm"] + 0.5, _light(self, torso, camera, colours)),
        ]

    def towards(self, last: Self, part: float, far: Point) -> Self:
        """As for a whole body, but there is no floor to keep the hands above."""
        pose = pose_between(self.pose, last.pose, self.solved, last.solved, part)
        solved = solve(pose, self.solved.view, far, "between")
        near = last if part > 0.5 else self
        things = on_the_way(self.props, last.props, part)
        return replace(near, pose=pose, solved=solved, props=things, arrows=())

    def _fingers(self, depth: dict[str, float], camera: Camera, colours: Palette) -> list[Layer]:
        """Lines between the fingers of a hand that is held up."""
        layers = []
        for side in ("right", "left"):
            if _height(self.solved, f"{side}_hand") < RAISED:
                continue
            wrist, angle = self.solved.points[f"{side}_wrist"], self.solved.angles[f"{side}_hand"]
            shape = self.pose.limbs[f"{side}_arm"].hand
            lines = ""
            for aside in (1.3, 0.0, -1.3) if shape in ("open", "loose") else ():
                ends = [along(wrist, angle, x, aside * narrow) for x, narrow in FINGER]
                lines += spline(camera.points(ends), closed=False)
            layers.append((depth[f"{side}_arm"] + 0.01, stroked(lines, colours.fill("crease"), 1)))
        return [layer for layer in layers if 'd=""' not in layer[1]]

    @property
    def _lit_trunk(self) -> list[str]:
        return [name for name in self.work if name in trunk.REGIONS]

    def _legs(self, depth: dict[str, float], camera: Camera, colours: Palette) -> list[Layer]:
        """The trousers, where the sheet shows so much of the trunk."""
        down_to = self.pose.place.down_to
        if down_to is None or down_to > trunk.WAISTBAND:
            return []
        return leg_layers(camera, self, depth, colours)

    def _head(self, depth: dict[str, float], camera: Camera, colours: Palette) -> list[Layer]:
        pose, solved = self.pose, self.solved
        is_side = solved.view == "side"
        if self.is_from_above:
            return [(4.0, head_from_above(solved, camera, colours, pose.turn))]
        if solved.view == "back":
            plain_head = (depth["head"], head.head(solved, camera, colours, pose))
            return [(depth["neck"], trunk.neck(solved, camera, colours)), plain_head]
        turn = turn_of(pose, solved.view)
        neck = (0.3, blob(_neck(solved, camera), camera.point(solved.points["neck_top"]),
                          colours.fill("skin")))  # fmt: skip
        if is_side and abs(pose.turn) < STRAIGHT_AHEAD:
            return [neck, (depth["head"], profile(solved, camera, colours, turn))]
        return [
            (-0.4, back_of_hair(solved, camera, colours, turn)),
            neck,
            (depth["head"], turned_head(solved, camera, colours, turn)),
        ]


def _from_above(solved: Body, camera: Camera) -> Field:
    """Shoulders, chest and upper back."""
    root = solved.points["neck_root"]
    across = [(-15.5, 0.0, 6.4), (-8.0, -0.6, 8.2), (0.0, -0.8, 9.4), (8.0, -0.6, 8.2)]
    across.append((15.5, 0.0, 6.4))
    return camera.strand([(root[0] + x, root[1] + y - 2.5, r) for x, y, r in across])


def _neck(solved: Body, camera: Camera) -> Field:
    """The neck with the neckline of the shirt round it."""
    is_side = solved.view == "side"
    root = solved.on_spine(1.0, 0.7) if is_side else solved.on_spine(1.03)
    top = solved.points["neck_top"]
    discs: list[Disc] = [(*root, 6.5 if is_side else 5.9), (*top, 5.0)]
    discs.append((*along(top, solved.angles["head"], 5.0), 5.0))
    return camera.strand(discs)


def _height(solved: Body, part: str) -> float:
    """How high up the trunk a part is: 0 hip, 1 neck."""
    x, y = solved.points[part]
    root = solved.points["neck_root"]
    up = along((0, 0), solved.angles["thoracic"], 1)
    return 1 + ((x - root[0]) * up[0] + (y - root[1]) * up[1]) / 52.0


def _light(frame: Bust, torso: Field, camera: Camera, palette: Palette) -> str:
    solved = frame.solved
    own = [name for name in frame.work if name in REGIONS]
    whole = melt([torso, _neck(solved, camera)], 9)
    return light([_region(solved, name) for name in own], whole, camera, palette)


def _region(solved: Body, name: str) -> list[Disc]:
    """Above its root, the light bends with the neck."""
    root, top = solved.points["neck_root"], solved.points["neck_top"]
    discs = []
    for up, aside, radius in REGIONS[name]:
        foot: Point = along(root, solved.angles["thoracic"], min(up, 0))
        middle = between(foot, top, max(up, 0) / 8.5)
        angle = solved.angles["neck" if up > 0 else "thoracic"]
        discs.append((*along(middle, angle, 0, aside), radius))
    return discs


def with_defaults(values: dict[str, Any]) -> dict[str, Any]:
    """A frame of the file with what need not be said: the hidden legs, arms that hang."""
    trunk_angle = values.get("trunk", 90)
    spine = dict.fromkeys(STRAIGHT, trunk_angle) | values.get("spine", {})
    leg = {"thigh": trunk_angle + 180, "shin": trunk_angle + 180, "foot": trunk_angle - 90}
    arms = {
        "right_arm": {"upper": trunk_angle + 174, "fore": trunk_angle + 176},
        "left_arm": {"upper": trunk_angle + 186, "fore": trunk_angle + 184},
    }
    rest = {name: value for name, value in values.items() if name not in ("trunk", "spine")}
    place = {"pin": "neck_root", "x": 0, "y": 0} | values.get("place", {})
    return arms | {"right_leg": leg, "left_leg": leg} | rest | {"spine": spine, "place": place}
