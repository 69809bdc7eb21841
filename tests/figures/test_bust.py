"""Head and shoulders close up: which way the face looks, and what the edge of the sheet cuts."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from programs.figures import Figure, FigureError
from programs.figures.bust import Bust
from programs.figures.figure import read_figure
from programs.figures.paper import HEIGHT, WIDTH
from programs.figures.turned_head import EYE, Turn, _Head
from tests.figures.conftest import way_of
from tests.figures.test_svg import _ends

HEAD = """
close_up: head
view: {view}
frames:
  start: {{}}
  end: {{{end}}}
"""
ENDS = [
    ("front", "turn: 60"),
    ("front", "turn: -35, nod: 20, look: [1, 0]"),
    ("front", "spine: {neck: 68, head: 56}, work: [neck_side, shoulder_top]"),
    ("front", "left_arm: {to: head, dx: -9, dy: 8, hand: 222}"),
    ("side", "spine: {neck: 66, head: 92}, work: [neck_back]"),
    ("side", "turn: 60, eyes: closed"),
]


def _bust(folder: Path, view: str, end: str) -> Figure:
    path = folder / "T01.yaml"
    path.write_text(HEAD.format(view=view, end=end), encoding="utf-8")
    return read_figure(path)


def _eyes(figure: Figure, name: str) -> list[tuple[float, float]]:
    spots = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', figure.svg(name))
    return [(float(x), float(y)) for x, y in spots]


@pytest.mark.parametrize(("view", "end"), ENDS)
def test_body_ends_at_the_edge_of_the_sheet(tmp_path: Path, view: str, end: str) -> None:
    figure = _bust(tmp_path, view, end)

    for name in figure.frames:
        paths = [part.split('"')[0] for part in figure.svg(name).split(' d="')[1:]]
        places = [p for d in paths for p in _ends(d)]
        assert all(0 <= x <= WIDTH and 4 <= y <= HEIGHT for x, y in places)
        assert max(y for _, y in places) > HEIGHT - 4


@pytest.mark.parametrize(("turn", "goes_left"), [(40, True), (-40, False)])
def test_turning_right_looks_to_the_left_of_the_picture(
    tmp_path: Path, turn: int, goes_left: bool
) -> None:
    figure = _bust(tmp_path, "front", f"turn: {turn}")

    middles = [sum(x for x, _ in _eyes(figure, name)) / 2 for name in figure.frames]
    assert (middles[1] < middles[0]) == goes_left


def test_far_eye_hides_when_the_head_is_turned_far(tmp_path: Path) -> None:
    assert len(_eyes(_bust(tmp_path, "front", "turn: 75"), "end")) == 1


def test_eyes_look_without_the_head(tmp_path: Path) -> None:
    figure = _bust(tmp_path, "front", "look: [1, 0]")

    start, end = (_eyes(figure, name) for name in figure.frames)
    assert [round(b[0] - a[0], 1) > 1 for a, b in zip(start, end, strict=True)] == [True, True]


def test_closed_eyes_have_no_iris(tmp_path: Path) -> None:
    assert _eyes(_bust(tmp_path, "front", "eyes: closed"), "end") == []


def test_chin_goes_down_when_nodding(tmp_path: Path) -> None:
    figure = _bust(tmp_path, "front", "nod: 20")
    solved = figure.parts["start"].solved

    level, down = (_Head(solved, figure.camera, Turn(down=d)).flat(EYE)[1] for d in (0, 20))

    assert down < level


def test_head_turns_evenly_on_the_way(tmp_path: Path) -> None:
    way: list[Bust] = way_of(_bust(tmp_path, "front", "turn: 60"))

    turns = [still.pose.turn for still in way]

    assert turns == sorted(turns)
    assert max(b - a for a, b in pairwise(turns)) < 16


def test_raised_hand_stays_in_sight(tmp_path: Path) -> None:
    figure = _bust(tmp_path, "front", "left_arm: {to: head, dx: -9, dy: 8, hand: 222}")

    x, y = figure.camera.point(figure.parts["end"].solved.points["left_elbow"])

    assert 0 < x < WIDTH
    assert 0 < y < HEIGHT


def test_unknown_field_is_named(tmp_path: Path) -> None:
    with pytest.raises(FigureError, match=r"T01\.yaml\.frames\.end\.twist: no such field"):
        _bust(tmp_path, "front", "twist: 3")


@pytest.mark.parametrize(("turn", "goes_right"), [(30, True), (-30, False)])
def test_from_above_the_right_is_at_the_right(tmp_path: Path, turn: int, goes_right: bool) -> None:
    points = _bust(tmp_path, "above", f"turn: {turn}").parts["end"].solved.points

    middle = (points["right_eye"][0] + points["left_eye"][0]) / 2
    assert points["right_shoulder"][0] > points["left_shoulder"][0]
    assert (middle > 0) == goes_right
