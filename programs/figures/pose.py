"""The poses of one drawing, read from its YAML file and checked field by field."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from programs.figures.geometry import Point

LIMBS = ("right_leg", "left_leg", "right_arm", "left_arm")
VIEWS = ("side", "front", "back")
HANDS = ("open", "loose", "flat", "grip", "fist", "thumb_up")
EYES = ("open", "closed")
MOUTHS = ("shut", "open", "pursed")
LOOKS = ("", "left", "right", "front", "back")


class FigureError(Exception):
    """A drawing is unknown or its file is wrong. Names the file and the field."""


class Fields:
    """One mapping of the file, asked for its fields by name; knows where it is."""

    def __init__(self, where: str, values: object) -> None:
        self.where = where
        if not isinstance(values, dict):
            raise FigureError(f"{where}: expected fields with values, found {values!r}")
        self.values: dict[str, Any] = values

    def error(self, name: str, problem: str) -> FigureError:
        return FigureError(f"{self.where}.{name}: {problem}")

    def known(self, names: Iterable[str]) -> None:
        for name in self.values:
            if name not in names:
                raise self.error(str(name), "no such field here")

    def number(self, name: str, default: float | None = None) -> float:
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(name, f"expected a number, found {value!r}")
        return float(value)

    def maybe_number(self, name: str) -> float | None:
        return self.number(name) if name in self.values else None

    def flag(self, name: str) -> bool:
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self.error(name, f"expected true or false, found {value!r}")
        return value

    def word(self, name: str, choices: Iterable[str], default: str | None = None) -> str:
        value: object = self.values.get(name, default)
        if value not in tuple(choices):
            raise self.error(name, f"expected one of {', '.join(choices)}, found {value!r}")
        return str(value)

    def words(self, name: str, choices: Iterable[str]) -> tuple[str, ...]:
        values = self.values.get(name, [])
        if not isinstance(values, list) or any(v not in choices for v in values):
            raise self.error(name, f"expected a list from {', '.join(choices)}, found {values!r}")
        return tuple(values)

    def point(self, name: str, default: Point | None = None) -> Point:
        value = self.values.get(name, default)
        if not isinstance(value, list | tuple) or len(value) != 2 or not _are_numbers(value):
            raise self.error(name, f"expected [x, y], found {value!r}")
        return (float(value[0]), float(value[1]))

    def bone(self, name: str) -> "Bone":
        """An angle, or [angle, shortening] for a bone that points towards or away from us."""
        value = self.values.get(name)
        if isinstance(value, list):
            angle, share = self.point(name)
            if not 0 <= share <= 1:
                raise self.error(name, f"shortening goes from 0 to 1, found {share}")
            return Bone(angle, share)
        return Bone(self.number(name))

    def maybe_bone(self, name: str) -> "Bone | None":
        return self.bone(name) if name in self.values else None

    def inner(self, name: str) -> "Fields":
        return Fields(f"{self.where}.{name}", self.values.get(name, {}))

    def each(self, name: str) -> "list[Fields]":
        values = self.values.get(name, [])
        if not isinstance(values, list):
            raise self.error(name, f"expected a list, found {values!r}")
        return [Fields(f"{self.where}.{name}[{k}]", v) for k, v in enumerate(values)]


def _are_numbers(values: Iterable[object]) -> bool:
    return all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)


@dataclass(frozen=True)
class Bone:
    angle: float
    share: float = 1.0


@dataclass(frozen=True)
class Spine:
    pelvis: float
    lumbar: float
    thoracic: float
    neck: float
    head: float
    head_on: float | None = None


@dataclass(frozen=True)
class Target:
    """Where a hand or foot goes: a point, a part of the body, or a place on a surface."""

    where: str
    to: str | None = None
    shift: Point = (0.0, 0.0)
    on: float | None = None


@dataclass(frozen=True)
class Limb:
    """An arm or leg: bones by angle, or its end (or elbow, knee) by target."""

    upper: Bone | None = None
    lower: Bone | None = None
    end: Bone | None = None
    target: Target | None = None
    middle_on: float | None = None
    toes_on: float | None = None
    bends_other_way: bool = False
    is_turned: bool = False
    hand: str = "open"


@dataclass(frozen=True)
class Place:
    """Where the body is: one part pinned, and the lowest of some parts set down."""

    pin: str = "hip"
    x: float = 0.0
    y: float | None = None
    rest: tuple[str, ...] = ()
    on: float = 0.0
    down_to: float | None = None  # share of the trunk at which a close-up is cut off


@dataclass(frozen=True)
class Pose:
    spine: Spine
    limbs: dict[str, Limb]
    place: Place
    hips: Bone | None = None
    shoulders: Bone | None = None
    eyes: str = "open"
    mouth: str = "shut"
    looks: str = ""  # where the head is turned in the picture; "" is where the body faces
    belly: float = 0.0  # how far it swells (below 0: is drawn in), in centimetres
    ribs: float = 0.0  # how far the lower ribs widen to each side, seen from the front
    depth: dict[str, float] = field(default_factory=dict)
    turn: float = 0.0  # degrees that the head is turned to the right
    nod: float = 0.0  # degrees that the chin is lowered, seen from the front
    look: Point = (0.0, 0.0)  # where the eyes go: to the right of the picture, up; 1 is far


def read_pose(source: Fields) -> Pose:
    limbs = {name: _limb(source.inner(name), name) for name in LIMBS}
    depth = source.inner("depth")
    return Pose(
        spine=_spine(source.inner("spine")),
        limbs=limbs,
        place=_place(source.inner("place")),
        hips=source.maybe_bone("hips"),
        shoulders=source.maybe_bone("shoulders"),
        eyes=source.word("eyes", EYES, "open"),
        mouth=source.word("mouth", MOUTHS, "shut"),
        looks=source.word("looks", LOOKS, ""),
        belly=source.number("belly", 0),
        ribs=source.number("ribs", 0),
        depth={name: depth.number(name) for name in depth.values},
        turn=source.number("turn", 0),
        nod=source.number("nod", 0),
        look=source.point("look", (0, 0)),
    )


def _spine(source: Fields) -> Spine:
    source.known(("pelvis", "lumbar", "thoracic", "neck", "head", "head_on"))
    return Spine(
        pelvis=source.number("pelvis"),
        lumbar=source.number("lumbar"),
        thoracic=source.number("thoracic"),
        neck=source.number("neck"),
        head=source.number("head"),
        head_on=source.maybe_number("head_on"),
    )


def _limb(source: Fields, name: str) -> Limb:
    leg = name.endswith("leg")
    upper, middle, lower, end = (
        ("thigh", "knee_on", "shin", "foot") if leg else ("upper", "elbow_on", "fore", "hand")
    )
    own = (upper, middle, lower, end, "toes_on") if leg else (upper, middle, lower, end, "shape")
    source.known((*own, "to", "at", "level", "x", "dx", "dy", "flip", "turned"))
    return Limb(
        upper=source.maybe_bone(upper),
        lower=source.maybe_bone(lower),
        end=source.maybe_bone(end),
        target=_target(source),
        middle_on=source.maybe_number(middle),
        toes_on=source.maybe_number("toes_on"),
        bends_other_way=source.flag("flip"),
        is_turned=source.flag("turned"),
        hand=source.word("shape", HANDS, "open"),
    )


def _target(source: Fields) -> Target | None:
    if "to" in source.values:
        shift = (source.number("dx", 0), source.number("dy", 0))
        return Target(source.where, to=str(source.values["to"]), shift=shift)
    if "at" in source.values:
        return Target(source.where, shift=source.point("at"))
    if "x" in source.values:
        return Target(source.where, shift=(source.number("x"), 0), on=source.number("level", 0))
    return None


def _place(source: Fields) -> Place:
    source.known(("pin", "x", "y", "rest", "level", "down_to"))
    parts = ("trunk", *LIMBS)
    return Place(
        pin=str(source.values.get("pin", "hip")),
        x=source.number("x", 0),
        y=source.maybe_number("y"),
        rest=source.words("rest", parts),
        on=source.number("level", 0),
        down_to=source.maybe_number("down_to"),
    )
