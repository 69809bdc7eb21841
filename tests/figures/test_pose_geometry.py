"""What every drawing must keep: human joints, solid floors, hands that hold."""

import pytest

from programs.figures import body
from programs.figures.figure import Figure
from programs.figures.geometry import distance, turn
from programs.figures.limbs import foot_discs
from programs.figures.painting import Frame
from programs.figures.pose import LIMBS
from programs.figures.shapes import Disc
from programs.figures.skeleton import Body, skull_disc, target_point, trunk_discs
from tests.figures.conftest import FROM_THE_SIDE, HEAD_LAID, ON_A_FLOOR, pair_name

Posed = tuple[Figure, str, Frame]

# Degrees from neutral, side view: extension (or back) to flexion (or forward).
RANGES = {
    "lumbar": (-62, 45),
    "thoracic": (-62, 40),
    "neck": (-65, 55),
    "head": (-40, 40),
    "hip": (-32, 150),
    "knee": (-4, 165),
    "ankle": (-72, 35),  # the bent forefoot included
    "elbow": (0, 155),
}
SHORTENED = 0.97


def _full(solved: Body, start: str, end: str, length: float) -> bool:
    return distance(solved.points[start], solved.points[end]) > SHORTENED * length


def _leg_angles(solved: Body, side: str) -> dict[str, float]:
    angles = solved.angles
    thigh, shin = angles[f"{side}_thigh"], angles[f"{side}_shin"]
    return {
        "hip": turn(angles["pelvis"] + 180, thigh),
        "knee": -turn(thigh, shin),
        "ankle": turn(shin + 90, angles[f"{side}_foot"]),
    }


def _angles(solved: Body) -> dict[str, float]:
    a = solved.angles
    found = {
        "lumbar": turn(a["pelvis"], a["lumbar"]),
        "thoracic": turn(a["lumbar"], a["thoracic"]),
        "neck": turn(a["thoracic"], a["neck"]),
        "head": turn(a["neck"], a["head"]),
    }
    for side in ("right", "left"):
        found |= {f"{side} {k}": v for k, v in _leg_angles(solved, side).items()}
        upper = _full(solved, f"{side}_shoulder", f"{side}_elbow", body.UPPER_ARM)
        if upper and _full(solved, f"{side}_elbow", f"{side}_wrist", body.FOREARM):
            found[f"{side} elbow"] = abs(turn(a[f"{side}_upper"], a[f"{side}_fore"]))
    return found


@pytest.mark.parametrize("posed", FROM_THE_SIDE, indirect=True, ids=pair_name)
def test_joints_stay_in_human_range(posed: Posed) -> None:
    _, _, frame = posed

    strained = {
        joint: round(angle)
        for joint, angle in _angles(frame.solved).items()
        if not RANGES[joint.split()[-1]][0] <= angle <= RANGES[joint.split()[-1]][1]
    }

    assert strained == {}


def test_bones_are_never_longer_than_life(posed: Posed) -> None:
    solved = posed[2].solved
    bones = {
        ("hip", "knee"): body.THIGH,
        ("knee", "ankle"): body.SHIN,
        ("shoulder", "elbow"): body.UPPER_ARM,
        ("elbow", "wrist"): body.FOREARM,
    }

    for side in ("right", "left"):
        for (start, end), length in bones.items():
            span = distance(solved.points[f"{side}_{start}"], solved.points[f"{side}_{end}"])
            assert span <= length + 0.1, f"{side} {start} to {end}"


def _flesh(solved: Body) -> list[Disc]:
    discs = [*trunk_discs(solved), skull_disc(solved)]
    for side in ("right", "left"):
        discs += foot_discs(solved, side)
        discs.append((*solved.points[f"{side}_knee"], body.KNEE_RADIUS))
        discs.append((*solved.points[f"{side}_elbow"], body.ELBOW_RADIUS))
        discs.append((*solved.points[f"{side}_hand"], 1.5))
    return discs


@pytest.mark.parametrize("posed", ON_A_FLOOR, indirect=True, ids=pair_name)
def test_nobody_sinks_into_the_floor_or_floats(posed: Posed) -> None:
    _, _, frame = posed

    lowest = min(y - radius for _, y, radius in _flesh(frame.solved))
    steps = [prop.size[1] for prop in frame.props if prop.kind in ("step", "block")]

    assert -1.0 <= lowest <= max([0.0, *steps]) + 0.6


def test_hands_and_feet_reach_what_they_should(posed: Posed) -> None:
    solved = posed[2].solved

    for name in LIMBS:
        limb = posed[2].pose.limbs[name]
        if limb.target is None:
            continue
        goal = target_point(solved, limb.target)
        side, kind = name.split("_")
        if kind == "arm":
            rise = body.PALM_RADIUS if limb.target.on is not None else 0
            miss = distance(solved.points[f"{side}_hand"], (goal[0], goal[1] + rise))
        elif limb.target.on is not None:
            miss = abs(min(y - r for _, y, r in foot_discs(solved, side)) - limb.target.on)
        else:
            miss = distance(solved.points[f"{side}_ankle"], goal)
        assert miss < 0.5, name


def test_toes_rest_where_they_are_set_down(posed: Posed) -> None:
    solved = posed[2].solved

    for name in ("right_leg", "left_leg"):
        level = posed[2].pose.limbs[name].toes_on
        if level is not None:
            _, y, radius = foot_discs(solved, name.split("_")[0])[-1]
            assert abs(y - radius - level) < 0.6, name


@pytest.mark.parametrize("posed", HEAD_LAID, indirect=True, ids=pair_name)
def test_head_rests_where_it_is_laid(posed: Posed) -> None:
    level = posed[2].pose.spine.head_on
    assert level is not None

    _, y, radius = skull_disc(posed[2].solved)

    assert abs(y - radius - level) < 0.6
