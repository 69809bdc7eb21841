"""Hands seen from the little finger's side, the straight arm, and the weight held in a hand."""

from pathlib import Path

import pytest

from programs.figures.figure import read_figure
from programs.figures.hand_pose import Hand

HAND = """
close_up: hand
view: {view}
props: [{{kind: weight, points: [right_wrist, right_palm], size: [0, 5]}}]
frames:
  start: {{right_hand: {{fore: 0, {more}}}}}
"""


def _hand(folder: Path, more: str = "wrist: 0", view: str = "little") -> Hand:
    path = folder / "T04.yaml"
    path.write_text(HAND.format(view=view, more=more), encoding="utf-8")
    hand: Hand = read_figure(path).parts["start"].parts[0]
    return hand


@pytest.mark.parametrize(("view", "palm_down"), [("little", True), ("thumb", False)])
def test_little_fingers_side_is_the_other_side(tmp_path: Path, view: str, palm_down: bool) -> None:
    points = _hand(tmp_path, "fingers: [60, 40, 20]", view).points

    assert (points["middle_tip"][1] < points["wrist"][1]) == palm_down


def test_wrist_bends_back_from_the_little_fingers_side(tmp_path: Path) -> None:
    points = _hand(tmp_path, "wrist: 40").points

    assert points["middle_tip"][1] > points["wrist"][1]


@pytest.mark.parametrize(("view", "nails"), [("little", 0), ("thumb", 1)])
def test_thumb_lies_behind_the_hand(tmp_path: Path, view: str, nails: int) -> None:
    _hand(tmp_path, view=view)

    text = read_figure(tmp_path / "T04.yaml").svg("start")

    assert text.count('fill="#F7DCC8"') == nails


def test_arm_may_go_on_beyond_a_straight_elbow(tmp_path: Path) -> None:
    short, long = (_hand(tmp_path, f"length: {n}").points["elbow"][0] for n in (17, 36))

    assert (short, long) == (-17, -36)


def test_weight_that_points_at_the_reader_shows_its_bar(tmp_path: Path) -> None:
    _hand(tmp_path)

    text = read_figure(tmp_path / "T04.yaml").svg("start")

    assert text.count("<circle") == 2
