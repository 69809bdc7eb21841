"""A drawing by its code: frames, camera, and the SVG of each frame."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from programs.figures import arrows, head, limbs, props, trunk
from programs.figures.arrows import Arrow, read_arrow
from programs.figures.geometry import Point
from programs.figures.palette import GROUND, SHIRT, Palette, palette
from programs.figures.paper import HEIGHT, WIDTH, Camera, camera_for
from programs.figures.pose import VIEWS, Fields, FigureError, Pose, read_pose
from programs.figures.props import Prop, read_prop
from programs.figures.shapes import Disc
from programs.figures.skeleton import Body, skull_disc, solve, trunk_discs

POSES = Path(__file__).parent / "poses"
SIDES = ("right", "left")
INKS = ("colour", "line")
FIELDS = ("view", "sided", "far", "floor", "props", "pose", "frames", "note", "zoom")
FRAME_FIELDS = (
    "spine", "place", "right_leg", "left_leg", "right_arm", "left_arm", "hips", "shoulders",
    "eyes", "belly", "depth", "arrows", "work", "props",
)  # fmt: skip
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
FRONT_DEPTHS = DEPTHS | {"left_arm": 2.6}


@dataclass(frozen=True)
class Frame:
    pose: Pose
    solved: Body
    props: tuple[Prop, ...]
    arrows: tuple[Arrow, ...]
    work: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Figure:
    """The drawing of one exercise. Unmirrored, it shows the patient's right side working."""

    code: str
    is_sided: bool
    view: str
    floor: float | None
    parts: dict[str, Frame] = field(repr=False)

    @property
    def frames(self) -> tuple[str, ...]:
        return tuple(self.parts)

    @cached_property
    def camera(self) -> Camera:
        """One camera for all frames."""
        boxes: list[Disc] = []
        for frame in self.parts.values():
            boxes += self._extent(frame)
        return camera_for(boxes)

    def _extent(self, frame: Frame) -> list[Disc]:
        boxes = [*trunk_discs(frame.solved), skull_disc(frame.solved), *self._limbs(frame)]
        for prop in frame.props:
            boxes += props.prop_discs(prop, frame.solved)
        for arrow in frame.arrows:
            way = arrows.arrow_way(arrow, self._first, frame.solved)
            boxes += [(*p, 2.5) for p in way]
        return boxes

    def _limbs(self, frame: Frame) -> list[Disc]:
        discs: list[Disc] = []
        for side in SIDES:
            for part in limbs.leg_discs(frame.solved, side):
                discs += part
            discs += limbs.foot_discs(frame.solved, side)
            discs += limbs.hand_discs(frame.solved, side, "open")[0]
            discs.append((*frame.solved.points[f"{side}_elbow"], 4))
        return discs

    @property
    def depths(self) -> dict[str, float]:
        return DEPTHS if self.view == "side" else FRONT_DEPTHS

    @property
    def _first(self) -> Body:
        return next(iter(self.parts.values())).solved

    def svg(
        self, frame: str, *, side: str = "right", shirt: str = SHIRT, ink: str = "colour"
    ) -> str:
        """One frame as a complete SVG document.

        Errors: FigureError for a frame, side or ink that does not exist.
        """
        for value, choices in ((frame, self.frames), (side, SIDES), (ink, INKS)):
            if value not in choices:
                raise FigureError(f"{self.code}: {value!r} is not one of {', '.join(choices)}")
        return _still(self, frame, self.is_sided and side == "left", shirt, ink)


@lru_cache(maxsize=2048)
def _still(figure: Figure, name: str, mirrored: bool, shirt: str, ink: str) -> str:
    colours = palette(shirt, ink)
    ground = GROUND if colours.is_colour else "#FFFFFF"
    inside = _painted(figure, figure.parts[name], colours)
    mirror = f' transform="matrix(-1 0 0 1 {WIDTH} 0)"' if mirrored else ""
    lines = (
        f'stroke="{colours.line}" stroke-width="{colours.line_width:g}"'
        ' stroke-linecap="round" stroke-linejoin="round"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="16" fill="{ground}"/>'
        f"<g {lines}{mirror}>{inside}</g></svg>"
    )


def _painted(figure: Figure, frame: Frame, colours: Palette) -> str:
    """Every part from back to front."""
    camera, solved, depth = figure.camera, frame.solved, figure.depths | frame.pose.depth
    layers: list[tuple[float, str]] = []
    for prop in frame.props:
        layers.append((prop.depth, props.paint(prop, solved, camera, colours)))
    torso = trunk.trunk_field(solved, camera)
    front_leg = max(SIDES, key=lambda side: depth[f"{side}_leg"])
    for side in SIDES:
        far = "_far" if side == "left" and figure.view == "side" else ""
        leg = limbs.foot(solved, side, camera, colours, far)
        leg += trunk.leg(solved, side, camera, colours, far, seat=side == front_leg)
        layers.append((depth[f"{side}_leg"], leg))
        hand = frame.pose.limbs[f"{side}_arm"].hand
        arm = limbs.Arm(side, hand, far, torso)
        layers.append((depth[f"{side}_arm"], limbs.arm(solved, arm, camera, colours)))
    layers.append((depth["neck"], trunk.neck(solved, camera, colours)))
    layers.append((depth["trunk"], trunk.shirt(solved, camera, colours)))
    layers.append((depth["head"], head.head(solved, camera, colours, frame.pose.eyes)))
    layers.append((depth["work"], trunk.highlight(solved, frame.work, camera, colours)))
    for arrow in frame.arrows:
        way = arrows.paint(arrow, figure._first, solved, camera, colours)
        layers.append((depth["arrows"], way))
    layers.sort(key=lambda layer: layer[0])
    ground = "" if figure.floor is None else props.floor(figure.floor, camera, colours)
    return "".join(text for _, text in layers) + ground


def figure_codes() -> list[str]:
    """The codes of all exercises that have a drawing, in order."""
    return sorted(path.stem for path in POSES.glob("*.yaml"))


@lru_cache(maxsize=512)
def load_figure(code: str) -> Figure:
    """Errors: FigureError when there is no such drawing, or its file is wrong."""
    if code not in figure_codes():
        raise FigureError(f"No drawing for the code {code!r}")
    return read_figure(POSES / f"{code}.yaml")


def read_figure(path: Path) -> Figure:
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise FigureError(f"{path.name}: not readable as YAML: {error}") from error
    source = Fields(path.name, values)
    source.known(FIELDS)
    view = source.word("view", VIEWS, "side")
    far = source.point("far", (2.5, 0))
    common = tuple(read_prop(p) for p in source.each("props"))
    given = source.inner("frames")
    if not given.values:
        raise source.error("frames", "no frame is given")
    frames = {}
    base = source.inner("pose").values
    for name in given.values:
        merged = _merged(base, given.inner(name).values)
        frames[name] = _frame(Fields(f"{path.name}.frames.{name}", merged), view, far, common)
    on_mat = any(prop.kind == "mat" for prop in common)
    level = None if source.values.get("floor") is False else -props.MAT_THICKNESS * on_mat
    return Figure(path.stem, source.flag("sided"), view, level, frames)


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """The shared pose with a frame's own fields; a limb is replaced whole."""
    spine = {**base.get("spine", {}), **over.get("spine", {})}
    return {**base, **over, "spine": spine}


def _frame(source: Fields, view: str, far: Point, common: tuple[Prop, ...]) -> Frame:
    source.known(FRAME_FIELDS)
    pose = read_pose(source)
    try:
        solved = solve(pose, view, far, source.where)
    except FigureError as error:
        raise FigureError(f"{source.where}: {error}") from error
    return Frame(
        pose=pose,
        solved=solved,
        props=common + tuple(read_prop(p) for p in source.each("props")),
        arrows=tuple(read_arrow(a) for a in source.each("arrows")),
        work=source.words("work", trunk.REGIONS),
    )
