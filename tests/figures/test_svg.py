"""The drawings as SVG: inside the frame, mirrored, small, self-contained, always the same."""

import re
from itertools import pairwise
from xml.etree import ElementTree

from programs.figures import figure_codes, load_figure
from programs.figures.bust import Bust
from programs.figures.figure import Figure, _still
from programs.figures.painting import Still
from programs.figures.palette import SHIRT
from programs.figures.paper import HEIGHT, WIDTH

Drawn = tuple[Figure, str, Still]
MIRROR = f' transform="matrix(-1 0 0 1 {WIDTH} 0)"'
LARGEST, LARGEST_AVERAGE = 10 * 1024, 6 * 1024


def _ends(d: str) -> list[tuple[float, float]]:
    """Where each command of a path ends; understands what our own paths use."""
    x = y = 0.0
    found = []
    for command, text in re.findall(r"([MLQHcz])([^MLQHcz]*)", d):
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", text)]
        if command == "c":
            x, y = x + numbers[-2], y + numbers[-1]
        elif command == "H":
            x = numbers[0]
        elif command != "z":
            x, y = numbers[-2:]
        found.append((x, y))
    return found


def test_whole_figure_is_inside_the_frame(drawn: Drawn) -> None:
    root = ElementTree.fromstring(drawn[0].svg(drawn[1]))  # noqa: S314 - our own text
    edge = 0 if isinstance(drawn[2], Bust) else 4  # the sheet cuts head and shoulders off

    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        for x, y in _ends(path.attrib["d"]):
            assert edge <= x <= WIDTH - edge
            assert edge <= y <= HEIGHT - edge


def test_left_is_the_exact_mirror_of_right(drawn: Drawn) -> None:
    figure, name, _ = drawn
    right, left = figure.svg(name, side="right"), figure.svg(name, side="left")

    assert left.replace(MIRROR, "") == right
    assert (MIRROR in left) == figure.is_sided


def test_drawing_stands_alone(drawn: Drawn) -> None:
    for ink in ("colour", "line"):
        text = drawn[0].svg(drawn[1], ink=ink)
        tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}  # noqa: S314

        assert tags <= {"svg", "g", "path", "rect", "circle"}
        assert not re.search(r"\b(id|class|style|href|url)\b", text)


def test_same_call_gives_same_bytes(drawn: Drawn) -> None:
    figure, name, _ = drawn

    again = _still.__wrapped__(figure, name, SHIRT, "colour")

    assert again in figure.svg(name)


def test_stills_are_small() -> None:
    sizes = {
        f"{code} {name}": len(load_figure(code).svg(name))
        for code in figure_codes()
        for name in load_figure(code).frames
    }

    assert sum(sizes.values()) / len(sizes) <= LARGEST_AVERAGE
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


def test_shirt_takes_the_clinics_colour() -> None:
    bridge = load_figure("LB25")

    assert "#8A1F5B" in bridge.svg("start", shirt="#8A1F5B")
    assert "#8A1F5B" not in bridge.svg("start")


def test_line_version_has_no_colour() -> None:
    text = load_figure("HP17").svg("end", ink="line")

    colours = set(re.findall(r"#[0-9A-F]{6}", text))
    assert colours
    assert {c for c in colours if not c[1:3] == c[3:5] == c[5:7]} == set()


def test_lines_arrows_and_hatching_are_black() -> None:
    """A grey line would be broken into dots by a printer that has only black."""
    text = load_figure("KN04").svg("end", ink="line")

    widths = re.findall(r'stroke="#000000" stroke-width="([\d.]+)"', text)
    assert set(widths) >= {"1.5", "1.2", "4"}  # outlines, hatching, arrows


def test_start_and_end_differ() -> None:
    for code in figure_codes():
        figure = load_figure(code)
        stills = [figure.svg(name) for name in figure.frames]
        assert stills[0] != stills[-1], code
        assert all(here != there for here, there in pairwise(stills)), code
