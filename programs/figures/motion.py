"""The way from one frame to another: poses in between, each with its contacts solved again."""

from dataclasses import replace
from typing import Any

from programs.figures import body
from programs.figures.geometry import Point, between, direction, distance, minus, turn
from programs.figures.pose import LIMBS, Bone, FigureError, Limb, Place, Pose, Spine, Target
from programs.figures.skeleton import Body, contact_radii, solve, trunk_discs

IN_PLANE = 0.95  # a bone seen as long as this lies flat on the sheet, and turns on it
BENT = 30.0  # degrees from which on a joint is seen to be bent to one side
SUNK = 0.3  # what is lower than the ground by more than this, in centimetres, is lifted
PROFILE = 1.0  # the share of a foot that is seen from its side: there is no drawing half turned
STAYS = 4.0  # a foot that moves less than this between two frames stays where it is


def pose_between(first: Pose, last: Pose, a: Body, b: Body, part: float) -> Pose:
    """The pose at a share of the way (0 first, 1 last) between two solved frames."""
    limbs = {name: _limb(first.limbs[name], last.limbs[name], (a, b), name, part) for name in LIMBS}
    return replace(
        first,
        spine=_spine(first.spine, last.spine, (a, b), part),
        limbs=limbs,
        place=_place(first.place, last.place, (a, b), part),
        hips=_across(first.hips, last.hips, part),
        shoulders=_across(first.shoulders, last.shoulders, part),
        belly=_number(first.belly, last.belly, part),
        ribs=_number(first.ribs, last.ribs, part),
        looks=last.looks if part > 0.5 else first.looks,
        eyes=last.eyes if part > 0.5 else first.eyes,
        mouth=last.mouth if part > 0.5 else first.mouth,
        depth=last.depth if part > 0.5 else first.depth,
        turn=_number(first.turn, last.turn, part),
        nod=_number(first.nod, last.nod, part),
        look=between(first.look, last.look, part),
    )


def body_between(
    first: Pose, last: Pose, a: Body, b: Body, part: float, far: Point, where: str
) -> tuple[Pose, Body]:
    """As above, solved. A contact that cannot hold on the way gives way to plain angles."""
    pose = pose_between(first, last, a, b, part)
    try:
        solved = solve(pose, a.view, far, where)
    except FigureError:
        free = {name: _by_angles((a, b), name, first.limbs[name], part) for name in LIMBS}
        pose = replace(pose, limbs=free)
        solved = solve(pose, a.view, far, where)
    lifted = {name: _on_the_floor(solved, name) for name in ("right_arm", "left_arm")}
    if any(lifted.values()):
        pose = replace(pose, limbs=pose.limbs | {name: arm for name, arm in lifted.items() if arm})
        solved = solve(pose, a.view, far, where)
    if a.view != "side":
        return pose, solved
    return _above_ground(pose, solved, min(_lowest(a), _lowest(b)), far)


def _above_ground(pose: Pose, solved: Body, ground: float, far: Point) -> tuple[Pose, Body]:
    """Nobody goes lower on the way than at both ends: the trunk is lifted, or a foot is."""
    sunk = ground - _lowest_of_core(solved)
    if sunk > SUNK:
        x, y = solved.points["hip"]
        pose, solved = _tried(pose, solved, far, place=Place(pin="hip", x=x, y=y + sunk))
    for name in ("right_leg", "left_leg"):
        sunk = ground - _lowest_of_limb(solved, name)
        if sunk > SUNK:
            limbs = pose.limbs | {name: _lifted_leg(pose.limbs[name], solved, name, sunk)}
            pose, solved = _tried(pose, solved, far, limbs=limbs)
    for name in ("right_arm", "left_arm"):
        if ground - _lowest_of_limb(solved, name) > SUNK:
            limbs = pose.limbs | {name: _elbow_down(pose.limbs[name], solved, name, ground)}
            pose, solved = _tried(pose, solved, far, limbs=limbs)
    return pose, solved


def _tried(pose: Pose, solved: Body, far: Point, **changes: Any) -> tuple[Pose, Body]:
    """The pose changed so, if it can be solved then."""
    changed = replace(pose, **changes)
    try:
        return changed, solve(changed, solved.view, far, "between")
    except FigureError:
        return pose, solved


def _lifted_leg(leg: Limb, solved: Body, name: str, by: float) -> Limb:
    side = name.split("_")[0]
    hip, knee, (x, y) = (solved.points[f"{side}_{joint}"] for joint in ("hip", "knee", "ankle"))
    bend = turn(direction(hip, (x, y + by)), direction(hip, knee))
    end = Bone(solved.angles[f"{side}_foot"], solved.foot_shares[side])
    target = Target(name, shift=(x, y + by))
    return replace(leg, upper=None, lower=None, end=end, target=target, bends_other_way=bend < 0)


def _elbow_down(arm: Limb, solved: Body, name: str, ground: float) -> Limb:
    """The arm with its elbow no lower than on the ground."""
    side = name.split("_")[0]
    shoulder, (x, y) = (solved.points[f"{side}_{joint}"] for joint in ("shoulder", "elbow"))
    elbow = (x, max(y, ground + body.ELBOW_RADIUS))
    share = min(1.0, distance(shoulder, elbow) / body.UPPER_ARM)
    fore, hand = (Bone(solved.angles[f"{side}_{bone}"]) for bone in ("fore", "hand"))
    upper = Bone(direction(shoulder, elbow), share)
    return replace(arm, upper=upper, lower=fore, end=hand, target=None)


def _lowest(solved: Body) -> float:
    legs = (_lowest_of_limb(solved, name) for name in ("right_leg", "left_leg"))
    return min(_lowest_of_core(solved), *legs)


def _lowest_of_core(solved: Body) -> float:
    knees = (solved.points[name][1] - body.KNEE_RADIUS for name in ("right_knee", "left_knee"))
    return min(*knees, *(y - radius for _, y, radius in trunk_discs(solved)))


def _lowest_of_limb(solved: Body, name: str) -> float:
    return min(solved.points[part][1] - flesh for part, flesh in contact_radii(name).items())


def _on_the_floor(solved: Body, name: str) -> Limb | None:
    """An arm whose hand would swing through the floor, with the hand sliding on it instead."""
    side = name.split("_")[0]
    root, elbow, hand, tip = (
        solved.points[f"{side}_{part}"] for part in ("shoulder", "elbow", "hand", "fingers")
    )
    if solved.view != "side" or min(hand[1], tip[1]) > -STAYS:
        return None
    way = 0.0 if tip[0] > root[0] else 180.0
    bend = turn(direction(root, hand), direction(root, elbow))
    goal = Target(name, shift=(hand[0], 0.0), on=0.0)
    return Limb(end=Bone(way), target=goal, bends_other_way=bend > 0, hand="flat")


def _number(a: float, b: float, part: float) -> float:
    return a + (b - a) * part


def _angle(a: float, b: float, part: float) -> float:
    return a + turn(a, b) * part


def _spine(first: Spine, last: Spine, solved: tuple[Body, Body], part: float) -> Spine:
    names = ("pelvis", "lumbar", "thoracic", "neck", "head")
    angles = {n: _angle(solved[0].angles[n], solved[1].angles[n], part) for n in names}
    level = None
    if first.head_on is not None and last.head_on is not None:
        level = _number(first.head_on, last.head_on, part)
    return Spine(**angles, head_on=level)


def _across(first: Bone | None, last: Bone | None, part: float) -> Bone | None:
    if first is None or last is None:
        return first
    return Bone(_angle(first.angle, last.angle, part), _number(first.share, last.share, part))


def _place(first: Place, last: Place, solved: tuple[Body, Body], part: float) -> Place:
    """What both frames rest on, the way rests on too; else the hip goes straight."""
    if first.pin == last.pin and first.rest == last.rest and first.on == last.on:
        y = None if first.y is None else _number(first.y, last.y or 0, part)
        return replace(first, x=_number(first.x, last.x, part), y=y)
    start, end = (s.points["hip"] for s in solved)
    x, y = between(start, end, part)
    if first.rest == last.rest == ("trunk",) and first.on == last.on:
        return replace(first, pin="hip", x=x)
    return Place(pin="hip", x=x, y=y)


def _limb(first: Limb, last: Limb, solved: tuple[Body, Body], name: str, part: float) -> Limb:
    """A contact kept in both frames is kept on the way; otherwise the bones swing."""
    if first == last:
        return first
    a, b = first.target, last.target
    same_kind = a and b and (a.to, a.on is None) == (b.to, b.on is None)
    if a and b and same_kind and first.upper is None and last.upper is None:
        return replace(first, target=_target(a, b, part), end=_across(first.end, last.end, part))
    swung = _by_angles(solved, name, last if part > 0.5 else first, part)
    return _held(solved, name, swung, part) or swung


def _held(solved: tuple[Body, Body], name: str, swung: Limb, part: float) -> Limb | None:
    """A leg that reaches for where its foot stays, when it (nearly) stays in one place."""
    side, kind = name.split("_")
    hip, knee, ankle = (f"{side}_{joint}" for joint in ("hip", "knee", "ankle"))
    if kind != "leg" or solved[0].view != "side":
        return None
    a, b = (s.points[ankle] for s in solved)
    if distance(a, b) > STAYS:
        return None
    root = solved[1].points[hip]
    bend = turn(direction(root, b), direction(root, solved[1].points[knee]))
    target = Target(name, shift=between(a, b, part))
    return Limb(end=swung.end, target=target, bends_other_way=bend < 0)


def _target(a: Target, b: Target, part: float) -> Target:
    level = None if a.on is None else _number(a.on, b.on or 0, part)
    return replace(a, shift=between(a.shift, b.shift, part), on=level)


def _by_angles(solved: tuple[Body, Body], name: str, like: Limb, part: float) -> Limb:
    side, kind = name.split("_")
    if kind == "leg":
        bones = (("hip", "knee", "thigh", body.THIGH), ("knee", "ankle", "shin", body.SHIN))
        last = f"{side}_foot"
    else:
        bones = (
            ("shoulder", "elbow", "upper", body.UPPER_ARM),
            ("elbow", "wrist", "fore", body.FOREARM),
        )
        last = f"{side}_hand"
    upper = _bone(solved, side, bones[0], None, part)
    lower = _bone(solved, side, bones[1], (bones[0][2], upper), part)
    share = _foot_share(solved, side, part) if kind == "leg" else 1.0
    end = Bone(_hung_angle(solved, last, (f"{side}_{bones[1][2]}", lower.angle), part), share)
    return Limb(upper=upper, lower=lower, end=end, hand=like.hand, is_turned=like.is_turned)


def _hung_angle(
    solved: tuple[Body, Body], name: str, above: tuple[str, float], part: float
) -> float:
    """The direction of a bone below another: the joint opens or closes, and never goes round.

    ``above`` is the name of the other bone, and its direction now.
    """
    bends = [turn(s.angles[above[0]], s.angles[name]) for s in solved]
    if bends[0] * bends[1] < 0 and min(map(abs, bends)) > BENT:  # it has turned in depth
        return _angle(solved[0].angles[name], solved[1].angles[name], part)
    return above[1] + _number(bends[0], bends[1], part)


def _foot_share(solved: tuple[Body, Body], side: str, part: float) -> float:
    """A foot that points at the reader does so all the way; from or to a profile, it turns."""
    first, last = (s.foot_shares[side] for s in solved)
    if PROFILE in (first, last):
        return first if part < 0.5 else last
    return _number(first, last, part)


def _bone(
    solved: tuple[Body, Body],
    side: str,
    bone: tuple[str, str, str, float],
    above: tuple[str, Bone] | None,
    part: float,
) -> Bone:
    """A bone seen shortened turns in depth: its ends go straight. From the side, few do."""
    start, end, name, length = bone
    spans = [minus(s.points[f"{side}_{end}"], s.points[f"{side}_{start}"]) for s in solved]
    shares = [min(1.0, distance((0, 0), span) / length) for span in spans]
    nearly_all = max if solved[0].view == "side" else min
    if nearly_all(shares) > IN_PLANE:
        name = f"{side}_{name}"
        angle = _angle(solved[0].angles[name], solved[1].angles[name], part)
        if above:
            angle = _hung_angle(solved, name, (f"{side}_{above[0]}", above[1].angle), part)
        return Bone(angle, _number(shares[0], shares[1], part))
    span = between(spans[0], spans[1], part)
    return Bone(direction((0, 0), span), min(1.0, distance((0, 0), span) / length))
