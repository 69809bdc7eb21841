"""The way between two frames keeps its contacts and its bones, and goes through nothing."""

from itertools import pairwise

import pytest

from programs.figures import body, limbs, load_figure, trunk
from programs.figures.geometry import distance
from programs.figures.moving import MOST
from programs.figures.painting import Frame
from programs.figures.palette import SHIRT, palette
from programs.figures.skeleton import Body, contact_radii, skull_disc, trunk_discs
from tests.figures.conftest import BODIES, ON_A_FLOOR, way_of

LIMBS = ("right_leg", "left_leg", "right_arm", "left_arm")
SIDES = ("right", "left")


def _way(code: str) -> list[Frame]:
    return way_of(load_figure(code))


def _lowest(solved: Body) -> float:
    flesh = [(name, radius) for limb in LIMBS for name, radius in contact_radii(limb).items()]
    limbs = [solved.points[name][1] - radius for name, radius in flesh]
    return min(*limbs, *(y - radius for _, y, radius in trunk_discs(solved)))


@pytest.mark.parametrize("code", sorted({code for code, _ in ON_A_FLOOR}))
def test_nobody_sinks_on_the_way(code: str) -> None:
    way, view = _way(code), load_figure(code).view
    given = [still.solved for still in load_figure(code).parts.values()]

    ground = min(_lowest(solved) for solved in given)
    for still in way:
        assert _lowest(still.solved) > ground - (0.6 if view == "side" else 2.5)


@pytest.mark.parametrize("code", BODIES)
def test_bones_keep_their_length_on_the_way(code: str) -> None:
    for still in _way(code):
        points = still.solved.points
        for side in SIDES:
            assert distance(points[f"{side}_hip"], points[f"{side}_knee"]) <= body.THIGH + 0.1


def test_hands_do_not_swing_through_the_floor() -> None:
    for still in _way("TH05"):
        for side in SIDES:
            assert still.solved.points[f"{side}_hand"][1] > -2


def test_planted_feet_stay_planted() -> None:
    heels = [still.solved.points["right_heel"] for still in _way("LB38")]

    assert max(distance(heels[0], heel) for heel in heels) < 3


def test_feet_point_at_the_reader_all_the_way() -> None:
    for still in _way("HP10"):
        assert still.solved.foot_shares == {"right": 0.2, "left": 0.2}


@pytest.mark.parametrize("code", ["VE08", "LB02", "LB09"])
def test_shoes_stay_on_while_feet_turn(code: str) -> None:
    figure = load_figure(code)
    colours = palette(SHIRT, "colour")

    for still in _way(code):
        for side in SIDES:
            assert limbs.foot(still.solved, side, figure.camera, colours, "")


def test_crossed_legs_are_two_all_the_way() -> None:
    assert all(trunk.legs_crossed(still.solved) for still in _way("HP16"))


def test_arms_seen_flat_swing_out_at_full_length() -> None:
    for still in _way("NK09"):
        points = still.solved.points
        upper = distance(points["left_shoulder"], points["left_elbow"])
        assert upper == pytest.approx(body.UPPER_ARM, rel=0.06)


@pytest.mark.parametrize("code", ["NK09", "NK12", "NK13"])
def test_hand_goes_round_the_face(code: str) -> None:
    for still in _way(code)[:-2]:
        x, y, radius = skull_disc(still.solved)
        for side in SIDES:
            assert distance((x, y), still.solved.points[f"{side}_hand"]) > radius * 0.8


def test_way_starts_and_ends_with_the_stills() -> None:
    way, figure = _way("LB25"), load_figure("LB25")

    assert len(way) <= MOST + 1
    assert way[0].solved == figure.parts["start"].solved
    assert way[-1].solved == figure.parts["end"].solved


def test_what_works_at_one_end_works_on_the_way() -> None:
    stills = list(load_figure("LB25").parts.values())

    assert not stills[0].work
    assert _way("LB25")[1].work == stills[-1].work


def test_no_step_is_a_jump() -> None:
    for code in BODIES:
        for here, there in pairwise(_way(code)):
            for part in ("hip", "head", "right_knee", "right_wrist", "left_ankle"):
                leap = distance(here.solved.points[part], there.solved.points[part])
                assert leap < 26, f"{code} {part}"


def test_elbow_stays_on_the_door_frame_while_the_body_goes_past() -> None:
    gaps = []
    for still in _way("SH09"):
        shoulder, elbow = (still.solved.points[f"right_{n}"] for n in ("shoulder", "elbow"))
        gaps.append(abs(shoulder[1] - elbow[1]))

    assert max(gaps) < 4
