"""A drawing by its code: frames, camera, and the SVG of each frame."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Generic

import yaml

from programs.figures import arrows, props
from programs.figures.arrows import read_arrow
from programs.figures.bust import SOLVED_AS, Bust, with_defaults
from programs.figures.close_ups import CLOSE_UPS, PARTS, read_close_up
from programs.figures.geometry import Point
from programs.figures.moving import STYLE, moving
from programs.figures.painting import SIDES, Frame, Kind, Sheet, Still, document, painted
from programs.figures.palette import SHIRT, palette
from programs.figures.paper import Camera, camera_for
from programs.figures.pose import VIEWS, Fields, FigureError, read_pose
from programs.figures.props import Prop, read_prop
from programs.figures.shapes import Disc
from programs.figures.skeleton import Joints, solve

POSES = Path(__file__).parent / "poses"
INKS = ("colour", "line")
MIXED = {"spine", *PARTS}  # of these, a frame gives only what differs
FIELDS = ("close_up", "view", "sided", "far", "floor", "props", "pose", "frames")
FRAME_FIELDS = (
    "turn", "nod", "look",
    "spine", "place", "right_leg", "left_leg", "right_arm", "left_arm", "hips", "shoulders",
    "eyes", "looks", "mouth", "belly", "ribs", "depth", "arrows", "work", "props",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Figure(Generic[Kind]):
    """The drawing of one exercise. Unmirrored, it shows the patient's right side working."""

    code: str
    is_sided: bool
    view: str
    far: Point
    floor: float | None
    parts: dict[str, Kind] = field(repr=False)

    @property
    def frames(self) -> tuple[str, ...]:
        return tuple(self.parts)

    @cached_property
    def camera(self) -> Camera:
        """One camera for all frames."""
        boxes: list[Disc] = []
        for frame in self.parts.values():
            boxes += self._extent(frame)
        closest = max(frame.closest for frame in self.parts.values())
        return camera_for(boxes, closest)

    def _extent(self, frame: Kind) -> list[Disc]:
        boxes = [*frame.extent()]
        for prop in frame.props:
            boxes += props.prop_discs(prop, frame.solved)
        for arrow in frame.arrows:
            way = arrows.arrow_way(arrow, self._first, frame.solved)
            boxes += [(*p, 2.5) for p in way]
        return boxes

    @property
    def _first(self) -> Joints:
        return next(iter(self.parts.values())).solved

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.camera, self.floor, self._first)

    def svg(
        self, frame: str, *, side: str = "right", shirt: str = SHIRT, ink: str = "colour"
    ) -> str:
        """One frame as a complete SVG document.

        Errors: FigureError for a frame, side or ink that does not exist.
        """
        self._check(frame, self.frames)
        self._check(side, SIDES)
        self._check(ink, INKS)
        inside = _still(self, frame, shirt, ink)
        return document(inside, palette(shirt, ink), mirrored=self.is_sided and side == "left")

    def moving_svg(self, *, side: str = "right", shirt: str = SHIRT) -> str:
        """The movement there and back; the last still for readers who prefer no motion."""
        self._check(side, SIDES)
        mirrored = self.is_sided and side == "left"
        colours = palette(shirt, "colour")
        return document(_moving(self, shirt), colours, mirrored=mirrored, style=STYLE)

    def _check(self, value: str, choices: tuple[str, ...]) -> None:
        if value not in choices:
            raise FigureError(f"{self.code}: {value!r} is not one of {', '.join(choices)}")


@lru_cache(maxsize=2048)
def _still(figure: Figure, name: str, shirt: str, ink: str) -> str:
    """Without the sheet round it, which is all that differs from one side to the other."""
    return painted(figure.sheet, figure.parts[name], palette(shirt, ink))


@lru_cache(maxsize=256)
def _moving(figure: Figure, shirt: str) -> str:
    frames = tuple(figure.parts.values())
    still = _still(figure, figure.frames[-1], shirt, "colour")
    return moving(figure.sheet, frames, figure.far, palette(shirt, "colour"), still)


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
    shown = source.word("close_up", CLOSE_UPS) if "close_up" in source.values else ""
    views = CLOSE_UPS[shown] if shown else VIEWS
    view = source.word("view", views, views[0])
    far = source.point("far", (2.5, 0))
    common = tuple(read_prop(p) for p in source.each("props"))
    given = source.inner("frames")
    if not given.values:
        raise source.error("frames", "no frame is given")
    base = source.inner("pose").values
    frames: dict[str, Still] = {}
    for name in given.values:
        merged = _merged(base, given.inner(name).values)
        where = f"{path.name}.frames.{name}"
        frames[name] = _read_frame(where, merged, (shown, view), far, common)
    on_mat = any(prop.kind == "mat" for prop in common)
    is_floor_drawn = source.values.get("floor", not shown) is not False
    level = -props.MAT_THICKNESS * on_mat if is_floor_drawn else None
    return Figure(path.stem, source.flag("sided"), view, far, level, frames)


def _read_frame(
    where: str, values: dict[str, Any], seen: tuple[str, str], far: Point, common: tuple[Prop, ...]
) -> Still:
    """``seen`` is what is drawn close up, if anything, and from where."""
    shown, view = seen
    if shown == "head":
        source = Fields(where, with_defaults(values))
        return _frame(source, SOLVED_AS.get(view, view), far, common, Bust)
    if shown:
        return read_close_up(Fields(where, values), shown, view, common)
    return _frame(Fields(where, values), view, far, common, Frame)


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """The shared pose with a frame's own fields; a limb of a whole body is replaced whole."""
    fields = {**base, **over}
    for name in MIXED & base.keys() & over.keys():
        fields[name] = {**base[name], **over[name]}
    return fields


def _frame(
    source: Fields, view: str, far: Point, common: tuple[Prop, ...], kind: type[Frame]
) -> Frame:
    source.known(FRAME_FIELDS)
    pose = read_pose(source)
    try:
        solved = solve(pose, view, far, source.where)
    except FigureError as error:
        raise FigureError(f"{source.where}: {error}") from error
    return kind(
        pose=pose,
        solved=solved,
        props=common + tuple(read_prop(p) for p in source.each("props")),
        arrows=tuple(read_arrow(a) for a in source.each("arrows")),
        work=source.words("work", kind.regions),
    )
