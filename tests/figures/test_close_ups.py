"""Hands and feet close up: which side is which, what touches what, and the way between."""

from itertools import pairwise
from pathlib import Path

import pytest

from programs.figures import Figure, FigureError
from programs.figures.figure import read_figure
from programs.figures.foot_pose import SOLE, Foot
from programs.figures.geometry import Point, distance
from programs.figures.hand_pose import FINGERS, Hand
from programs.figures.painting import Still
from tests.figures.conftest import way_of
from tests.figures.test_svg import _ends

HAND = """
close_up: hand
view: {view}
sided: true
frames:
  start: {{right_hand: {{fore: {fore}}}}}
  end: {{right_hand: {{fore: {fore}, {end}}}, work: [wrist]}}
"""
FOOT = """
close_up: foot
view: {view}
frames:
  start: {{right_foot: {{foot: {foot}, rest: [foot]}}}}
  end: {{right_foot: {{foot: {foot}, {end}}}, work: [ankle]}}
"""


def _drawn(folder: Path, text: str) -> Figure:
    path = folder / "T01.yaml"
    path.write_text(text, encoding="utf-8")
    return read_figure(path)


def _hand(folder: Path, end: str = "wrist: 0", view: str = "palm", fore: float = 90) -> Hand:
    figure = _drawn(folder, HAND.format(view=view, fore=fore, end=end))
    hand: Hand = figure.parts["end"].parts[0]
    return hand


def _foot(folder: Path, end: str = "tilt: 0", view: str = "outer", foot: object = 0) -> Foot:
    figure = _drawn(folder, FOOT.format(view=view, foot=foot, end=end))
    drawn: Foot = figure.parts["end"].parts[0]
    return drawn


@pytest.mark.parametrize(("view", "is_right"), [("palm", True), ("back", False)])
def test_right_thumb_is_where_the_reader_expects_it(
    tmp_path: Path, view: str, is_right: bool
) -> None:
    points = _hand(tmp_path, view=view).points

    assert (points["thumb_tip"][0] > points["little_tip"][0]) == is_right


@pytest.mark.parametrize(("fore", "palm_down"), [(180, True), (0, False)])
def test_right_hand_from_the_thumbs_side(tmp_path: Path, fore: float, palm_down: bool) -> None:
    points = _hand(tmp_path, "fingers: [60, 40, 20]", "thumb", fore).points

    assert (points["middle_tip"][1] < points["wrist"][1]) == palm_down


@pytest.mark.parametrize(("wrist", "rises"), [(40, True), (-40, False)])
def test_wrist_bends_back_when_positive(tmp_path: Path, wrist: int, rises: bool) -> None:
    points = _hand(tmp_path, f"wrist: {wrist}", "thumb", 180).points

    assert (points["middle_tip"][1] > points["wrist"][1]) == rises


@pytest.mark.parametrize("finger", FINGERS)
def test_thumb_meets_a_finger(tmp_path: Path, finger: str) -> None:
    hand = _hand(tmp_path, f"thumb_to: {finger}, {finger}: [50, 60, 20]")

    assert distance(hand.points["thumb_tip"], hand.points[f"{finger}_tip"]) < 0.8


def test_thumb_out_of_reach_says_by_how_much(tmp_path: Path) -> None:
    with pytest.raises(FigureError, match=r"right_hand\.thumb_to: out of reach by \d"):
        _hand(tmp_path, "thumb_to: middle")


def test_hand_lies_on_the_table(tmp_path: Path) -> None:
    hand = _hand(tmp_path, "rest: [forearm, palm], level: 0", "thumb", 180)

    assert 1.5 < hand.points["wrist"][1] < 4


def test_helping_hand_holds_the_other(tmp_path: Path) -> None:
    text = HAND.format(view="thumb", fore=180, end="wrist: 20")
    text = text.replace("work:", "left_hand: {fore: 0, pin: palm, to: right_fingers}, work:")
    text = text.replace("start: {", "start: {left_hand: {fore: 0, x: 9}, ")

    points = _drawn(tmp_path, text).parts["end"].solved.points

    assert points["left_palm"] == pytest.approx(points["right_fingers"])


@pytest.mark.parametrize(("view", "foot", "way"), [("outer", 0, 1), ("inner", 180, -1)])
def test_foot_stands_on_its_sole(tmp_path: Path, view: str, foot: int, way: int) -> None:
    points = _foot(tmp_path, "rest: [foot]", view, foot).points

    assert points["ankle"][1] == pytest.approx(-SOLE, abs=0.1)
    assert (points["toe"][0] - points["heel"][0]) * way > 20


def test_right_foot_from_the_front_has_its_big_toe_at_the_right(tmp_path: Path) -> None:
    chains = _foot(tmp_path, view="front", foot="[270, 0.7]").chains

    assert chains["big"][-1][0] > chains["little"][-1][0] + 4


def test_toes_bend_up_when_positive(tmp_path: Path) -> None:
    up, down = (_foot(tmp_path, f"big_toe: [{bend}, 0]").points["toe"][1] for bend in (40, -40))

    assert up > down + 4


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ("right_hand: {fore: 90, finger: [1, 2, 3]}", r"right_hand\.finger: no such field"),
        ("right_hand: {fore: 90, index: [1, 2]}", r"right_hand\.index: expected three bends"),
        ("right_hand: {fore: 90, pin: nose}", r"right_hand\.pin: no part 'nose'"),
        ("right_hand: {fore: 90, to: nose}", r"right_hand\.to: no part 'nose'"),
        ("right_leg: {}", r"right_leg: no such field"),
        ("work: [wrist]", r"right_hand: nothing is drawn"),
    ],
)
def test_broken_close_up_names_the_field(tmp_path: Path, bad: str, named: str) -> None:
    with pytest.raises(FigureError, match=named):
        _drawn(tmp_path, f"close_up: hand\nframes: {{start: {{{bad}}}}}\n")


CASES = [
    HAND.format(view="palm", fore=90, end="thumb_to: ring, ring: [50, 60, 20]"),
    HAND.format(view="palm", fore=90, end="view: back"),
    HAND.format(view="thumb", fore=180, end="fingers: [85, 95, 60], rest: [forearm]"),
    FOOT.format(view="outer", foot=0, end="foot: -40"),
    FOOT.format(view="front", foot="[270, 0.7]", end="tilt: 25"),
]


@pytest.mark.parametrize("text", CASES)
def test_close_up_is_inside_the_frame(tmp_path: Path, text: str) -> None:
    figure = _drawn(tmp_path, text)

    for name in figure.frames:
        svg = figure.svg(name)
        paths = [part.split('"')[0] for part in svg.split(' d="')[1:]]
        places = [p for d in paths for p in _ends(d)]
        assert all(4 <= x <= 396 and 4 <= y <= 276 for x, y in places)
        assert figure.svg(name, ink="line") != svg


@pytest.mark.parametrize("text", CASES)
def test_no_step_of_a_close_up_is_a_jump(tmp_path: Path, text: str) -> None:
    way = way_of(_drawn(tmp_path, text))

    def tips(still: Still) -> list[Point]:
        return [p for name, p in still.solved.points.items() if "tip" in name or "toe" in name]

    for here, there in pairwise(way):
        assert max(distance(a, b) for a, b in zip(tips(here), tips(there), strict=True)) < 5
