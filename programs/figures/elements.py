"""A painted frame read back as its elements: what of each may move, and what never does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from programs.figures.curves import RING, RUN, closed_path, open_path, path_text
from programs.figures.geometry import Point, distance

_ELEMENT = re.compile(r"<(path|rect|circle) ([^>]*?)/>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_COMMAND = re.compile(rf"([MLHVQcz{RING}{RUN}])([^MLHVQcz{RING}{RUN}]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")
MEASURES = {"path": ("d",), "rect": ("x", "y", "width", "height"), "circle": ("cx", "cy", "r")}


@dataclass(frozen=True)
class Way:
    """One stretch of a path: its commands, and its places on the sheet, none relative.

    The commands are ``RING`` or ``RUN`` for an outline that is not yet fitted.
    """

    commands: str
    points: tuple[Point, ...]

    @property
    def is_outline(self) -> bool:
        return self.commands in (RING, RUN)

    @property
    def text(self) -> str:
        if self.commands == RING:
            return closed_path(self.points)
        if self.commands == RUN:
            return open_path(self.points)
        return _way_text(self.commands, self.points)


@dataclass(frozen=True)
class Element:
    """One path, rectangle or circle."""

    text: str
    tag: str
    look: str  # its attributes without its measures
    ways: tuple[Way, ...]

    @property
    def kind(self) -> tuple[str, ...]:
        """Elements of one kind can turn into one another."""
        return (self.tag, self.look, *(way.commands for way in self.ways))

    def leap_from(self, before: "Element") -> float:
        """How far its middle is from that of the other."""
        return distance(self._middle, before._middle)

    @property
    def _middle(self) -> Point:
        places = [point for way in self.ways for point in way.points]
        xs, ys = [x for x, _ in places], [y for _, y in places]
        return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)


def read_elements(painted: str) -> list[Element]:
    found = [_element(each[0], each[1], each[2]) for each in _ELEMENT.finditer(painted)]
    return [element for element in found if element.ways]


def _element(text: str, tag: str, attributes: str) -> Element:
    values = dict(_ATTRIBUTE.findall(attributes))
    measures = [values.pop(name, "0") for name in MEASURES[tag]]
    look = "".join(f' {name}="{value}"' for name, value in values.items())
    ways = _path_ways(measures[0]) if tag == "path" else [_box_way(tag, measures)]
    return Element(text, tag, look, tuple(ways))


def _box_way(tag: str, measures: Sequence[str]) -> Way:
    """A rectangle's corners, or a circle's middle and a point on its right."""
    numbers = [float(text) for text in measures]
    if tag == "circle":
        x, y, r = numbers
        return Way("circle", ((x, y), (x + r, y)))
    x, y, width, height = numbers
    return Way("rect", ((x, y), (x + width, y + height)))


def _path_ways(d: str) -> list[Way]:
    ways: list[tuple[list[str], list[Point]]] = []
    at = (0.0, 0.0)
    for command, text in _COMMAND.findall(d):
        numbers = [float(n) for n in _NUMBER.findall(text)]
        if command in "HV":
            across = [numbers[0], at[1]] if command == "H" else [at[0], numbers[0]]
            command, numbers = "L", across
        places = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "c":
            places = [(x + at[0], y + at[1]) for x, y in places]
        if command in ("M", RING, RUN):
            ways.append(([], []))
        ways[-1][0].append(command)
        ways[-1][1].extend(places)
        at = places[-1] if places else at
    return [Way("".join(commands), tuple(points)) for commands, points in ways]


def _way_text(commands: str, points: Sequence[Point]) -> str:
    rest = iter(points)
    at, text = (0.0, 0.0), ""
    for command in commands:
        if command == "c":
            curve = (at, next(rest), next(rest), next(rest))
            _, letter, numbers = path_text([curve]).partition("c")
            text += letter + numbers
            at = curve[-1]
        elif command == "z":
            text += "z"
        else:
            at = next(rest)
            text += f"{command}{at[0]:.1f} {at[1]:.1f}"
    return text
