"""Standing seen from the front and from behind."""

from pathlib import Path

import pytest

from programs.figures import Figure
from programs.figures.figure import read_figure
from programs.figures.limbs import foot_discs, hand_discs

STANDING = """
view: {view}
sided: true
pose:
  spine: {{pelvis: 90, lumbar: 90, thoracic: 90, neck: 90, head: 90}}
  place: {{pin: left_ankle, x: 8, y: 6.6}}
  right_arm: {{upper: {right}, fore: {right}}}
  left_arm: {{upper: {left}, fore: {left}}}
  right_leg: {{thigh: -90, shin: -90, foot: [-110, 0.2]}}
  left_leg: {{thigh: -90, shin: -90, foot: [-70, 0.2]}}
frames:
  start: {{}}
"""


def _standing(folder: Path, view: str, right: int, left: int) -> Figure:
    path = folder / "T01.yaml"
    path.write_text(STANDING.format(view=view, right=right, left=left), encoding="utf-8")
    return read_figure(path)


@pytest.mark.parametrize(("view", "right", "left"), [("front", -100, -80), ("back", -80, -100)])
def test_right_hand_is_where_the_reader_expects_it(
    tmp_path: Path, view: str, right: int, left: int
) -> None:
    points = _standing(tmp_path, view, right, left).parts["start"].solved.points

    is_left_of_picture = points["right_hand"][0] < points["left_hand"][0]
    assert is_left_of_picture == (view == "front")


def test_only_the_front_has_a_face(tmp_path: Path) -> None:
    front = _standing(tmp_path, "front", -100, -80).svg("start")
    back = _standing(tmp_path, "back", -80, -100).svg("start")

    assert front.count("<circle") == 2
    assert back.count("<circle") == 0


@pytest.mark.parametrize("view", ["front", "back"])
def test_whoever_stands_stands_on_the_floor(tmp_path: Path, view: str) -> None:
    solved = _standing(tmp_path, view, -90, -90).parts["start"].solved

    lowest = [min(y - r for _, y, r in foot_discs(solved, side)) for side in ("right", "left")]
    assert all(-1.0 <= y <= 0.6 for y in lowest)


def test_turned_hand_has_its_thumb_on_the_other_side(tmp_path: Path) -> None:
    solved = _standing(tmp_path, "front", -90, -90).parts["start"].solved

    for is_turned, sign in ((False, 1), (True, -1)):
        _, thumb = hand_discs(solved, "left", "loose", is_turned=is_turned)
        aside = thumb[-1][0] - solved.points["left_wrist"][0]
        assert aside * sign > 0


@pytest.mark.parametrize("looks", ["left", "right", "back"])
def test_head_turns_by_itself(tmp_path: Path, looks: str) -> None:
    ahead = _standing(tmp_path, "front", -100, -80).svg("start")
    path = tmp_path / "T01.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{}", f"{{looks: {looks}}}"))

    turned = read_figure(path).svg("start")

    assert ahead.count("<circle") == 2
    assert turned.count("<circle") == (0 if looks == "back" else 1)


def test_elbow_bent_towards_the_reader_sets_the_forearm_off(tmp_path: Path) -> None:
    straight = _standing(tmp_path, "front", -100, -80).svg("start")
    path = tmp_path / "T01.yaml"
    bent = "right_arm: {upper: -100, fore: [-90, 0.2], shape: fist}"
    text = path.read_text(encoding="utf-8").replace("right_arm: {upper: -100, fore: -100}", bent)
    path.write_text(text, encoding="utf-8")

    skin = '"#EDBE9C"'
    assert read_figure(path).svg("start").count(skin) == straight.count(skin) + 1


def test_legs_apart_share_one_pair_of_trousers(tmp_path: Path) -> None:
    front = _standing(tmp_path, "front", -100, -80).svg("start")

    assert front.count('fill="#33436B"') == 1
