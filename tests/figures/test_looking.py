"""Heads that turn by degrees on whole bodies and on a card, and close-ups down to the seat."""

from pathlib import Path

import pytest

from programs.figures import Figure
from programs.figures.figure import read_figure
from programs.figures.trunk import region_discs

SITTING = """
{close_up}view: {view}
props: [{props}]
pose:
  spine: {{pelvis: 90, lumbar: 90, thoracic: 90, neck: 90, head: 90}}
  place: {place}
  right_arm: {{upper: -94, fore: -90}}
  left_arm: {{upper: -86, fore: -90}}
  right_leg: {{thigh: [-150, 0.28], shin: -88, foot: [-104, 0.2]}}
  left_leg: {{thigh: [-30, 0.28], shin: -92, foot: [-76, 0.2]}}
frames:
  start: {{}}
  end: {{{end}}}
"""
WHOLE = "{pin: hip, x: 0, y: 54}"
CROPPED = "{pin: neck_root, x: 0, y: 106, down_to: %s}"
EYE, TROUSERS = "#FFFFFF", "#33436B"


def _sitting(
    folder: Path, end: str, *, view: str = "front", place: str = WHOLE, props: str = ""
) -> Figure:
    path = folder / "T05.yaml"
    close_up = "" if place == WHOLE else "close_up: head\n"
    path.write_text(
        SITTING.format(view=view, end=end, place=place, props=props, close_up=close_up),
        encoding="utf-8",
    )
    return read_figure(path)


@pytest.mark.parametrize(
    ("view", "turn", "eyes"), [("front", 40, 2), ("side", 50, 2), ("back", 20, 0)]
)
def test_head_of_a_whole_body_turns_by_degrees(
    tmp_path: Path, view: str, turn: int, eyes: int
) -> None:
    figure = _sitting(tmp_path, f"turn: {turn}", view=view)

    assert figure.svg("end").count(f'fill="{EYE}"') == eyes


@pytest.mark.parametrize(("down_to", "legs"), [(0.6, False), (0.1, True), (-0.4, True)])
def test_close_up_goes_down_as_far_as_asked(tmp_path: Path, down_to: float, *, legs: bool) -> None:
    figure = _sitting(tmp_path, "turn: 30", place=CROPPED % down_to)

    assert (TROUSERS in figure.svg("end")) == legs


def test_close_up_from_behind_shows_no_face(tmp_path: Path) -> None:
    text = _sitting(tmp_path, "ribs: 0", view="back", place=CROPPED % 0.1).svg("end")

    assert EYE not in text
    assert TROUSERS in text


def test_card_shows_shut_eyes(tmp_path: Path) -> None:
    card = "{kind: shut_eyes, points: [[60, 100], [0, 0]]}"

    text = _sitting(tmp_path, "ribs: 0", props=card).svg("start")

    assert text.count(f'fill="{EYE}"') == 1  # the card itself


def test_card_shows_the_turned_face(tmp_path: Path) -> None:
    card = "{kind: face, points: [[60, 100], [%s, 0]]}"

    ahead, turned = (_sitting(tmp_path, "", props=card % n).svg("start") for n in (0, 60))

    assert ahead != turned
    assert ahead.count(f'fill="{EYE}"') == 3  # with the card itself


def test_left_thigh_is_lit_on_its_own_leg(tmp_path: Path) -> None:
    solved = _sitting(tmp_path, "turn: 1").parts["end"].solved

    middle = region_discs(solved, "left_thigh_front")[3]

    assert middle[0] > solved.points["hip"][0]
