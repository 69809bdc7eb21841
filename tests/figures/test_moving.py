"""The moving picture: the way between two frames keeps its contacts and bones."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from programs.figures import FigureError, body, load_figure
from programs.figures.geometry import distance
from programs.figures.moving import STEPS, _cels
from programs.figures.painting import Frame
from programs.figures.skeleton import trunk_discs
from tests.figures.conftest import BODIES, ON_A_FLOOR

LARGEST = 80 * 1024


def _way(code: str) -> list[Frame]:
    figure = load_figure(code)
    return _cels(tuple(figure.parts.values()), figure.far)


@pytest.mark.parametrize("code", sorted({code for code, _ in ON_A_FLOOR}))
def test_nobody_sinks_on_the_way(code: str) -> None:
    for cel in _way(code):
        points = cel.solved.points
        feet = [points[f"{side}_{part}"][1] for side in ("right", "left") for part in ("heel",)]
        lowest = min([y - r for _, y, r in trunk_discs(cel.solved)] + feet)
        assert lowest > -2.5


@pytest.mark.parametrize("code", BODIES)
def test_bones_keep_their_length_on_the_way(code: str) -> None:
    for cel in _way(code):
        points = cel.solved.points
        for side in ("right", "left"):
            thigh = distance(points[f"{side}_hip"], points[f"{side}_knee"])
            assert thigh <= body.THIGH + 0.1


def test_hands_do_not_swing_through_the_floor() -> None:
    for cel in _way("TH05"):
        for side in ("right", "left"):
            assert cel.solved.points[f"{side}_hand"][1] > -2


def test_planted_feet_stay_planted() -> None:
    heels = [cel.solved.points["right_heel"] for cel in _way("LB38")]

    assert max(distance(heels[0], heel) for heel in heels) < 3


def test_feet_point_at_the_reader_all_the_way() -> None:
    for cel in _way("HP10"):
        assert cel.solved.foot_shares == {"right": 0.2, "left": 0.2}


def test_way_starts_and_ends_with_the_stills() -> None:
    way, figure = _way("LB25"), load_figure("LB25")

    assert len(way) == STEPS + 1
    assert way[0].solved == figure.parts["start"].solved
    assert way[-1].solved == figure.parts["end"].solved


def test_no_step_is_a_jump() -> None:
    for code in BODIES:
        way = _way(code)
        for here, there in pairwise(way):
            for part in ("hip", "head", "right_knee", "right_wrist", "left_ankle"):
                leap = distance(here.solved.points[part], there.solved.points[part])
                assert leap < 26, f"{code} {part}"


def test_moving_picture_rests_for_who_prefers_it() -> None:
    text = load_figure("LB25").moving_svg()
    ElementTree.fromstring(text)  # noqa: S314 - our own text

    before, motion = text.split("@media (prefers-reduced-motion:no-preference)")
    assert "animation" not in before
    assert ".s{visibility:hidden}" in motion
    assert len(re.findall(r'class="c\d+"', text)) == STEPS + 1
    assert len(text) < LARGEST


def test_moving_left_is_the_mirror() -> None:
    clam = load_figure("HP03")

    left = clam.moving_svg(side="left")

    assert left.replace(' transform="matrix(-1 0 0 1 400 0)"', "") == clam.moving_svg()


def test_moving_refuses_an_unknown_side() -> None:
    with pytest.raises(FigureError, match="HP03"):
        load_figure("HP03").moving_svg(side="up")
