"""The trunk in its shirt, the trousers' top, the neck, and the working region."""

from collections.abc import Sequence

from programs.figures import body
from programs.figures.geometry import Point, along, between, direction, distance
from programs.figures.light import light
from programs.figures.limbs import bone_discs, leg_discs, shin_field
from programs.figures.palette import Palette
from programs.figures.paper import Camera, blob, polyline, seam
from programs.figures.shapes import Disc, Field, common, half_plane, melt
from programs.figures.skeleton import Body, trunk_discs

WAISTBAND = 0.21
FILLET = 9.0
LEGS_APART = 15.5


def trunk_field(solved: Body, camera: Camera) -> Field:
    core = camera.strand(trunk_discs(solved))
    if solved.view == "side":
        return core
    points = solved.points
    root = solved.on_spine(0.97)
    shoulders: list[Disc] = [
        (*points["right_shoulder"], 5.5),
        (*between(points["right_shoulder"], root, 0.5), 6.0),
        (*root, 7.4),
        (*between(points["left_shoulder"], root, 0.5), 6.0),
        (*points["left_shoulder"], 5.5),
    ]
    hips: list[Disc] = [(*points["right_hip"], 8.2), (*points["left_hip"], 8.2)]
    return melt([core, camera.strand(shoulders), camera.strand(hips)], FILLET)


def shirt(solved: Body, camera: Camera, palette: Palette) -> str:
    seed = camera.point(solved.on_spine(0.6))
    return blob(trunk_field(solved, camera), seed, palette.fill("shirt"))


NECKLINE = {"side": 0.94, "front": 1.03, "back": 1.12}  # share of the trunk's length


def neck(solved: Body, camera: Camera, palette: Palette) -> str:
    root, top = solved.on_spine(NECKLINE[solved.view]), solved.points["neck_top"]
    up = along(top, solved.angles["head"], 5.0)
    discs = [(*root, 6.0), (*top, 5.0), (*up, 5.0)]
    return blob(camera.strand(discs), camera.point(top), palette.fill("skin"))


def leg(solved: Body, side: str, camera: Camera, palette: Palette, far: str, *, seat: bool) -> str:
    """One trouser leg; the one in front carries the seat of the trousers."""
    thigh, _ = leg_discs(solved, side)
    legs = melt([camera.strand(thigh), shin_field(solved, side, camera)], 4)
    if seat:
        legs = camera.cut(melt([legs, _seat(solved, camera)], FILLET))
    seed = _in_sight(legs, solved, side, camera)
    trousers = blob(legs, seed, palette.fill(f"pants{far}"))
    return trousers + _fold(solved, side, camera, palette)


def legs_apart(solved: Body) -> bool:
    """Front and back view: neither leg crosses the other, so one pair of trousers will do."""
    pairs = (("knee", "knee"), ("ankle", "ankle"), ("knee", "ankle"), ("ankle", "knee"))
    gaps = [distance(solved.points[f"right_{a}"], solved.points[f"left_{b}"]) for a, b in pairs]
    return solved.view != "side" and min(gaps) > LEGS_APART and not solved.are_legs_crossed


def legs_together(solved: Body) -> bool:
    """Standing, front and back view: the legs are side by side, so that a seam parts them."""
    side_by_side = all(0 < share < 1 for share in solved.foot_shares.values())
    gap = distance(solved.points["right_ankle"], solved.points["left_ankle"])
    is_narrow = 8 < gap <= LEGS_APART and not solved.are_legs_crossed
    return solved.view != "side" and side_by_side and is_narrow


def legs_crossed(solved: Body) -> bool:
    """One leg lies on the other, so that each has a trouser leg of its own."""
    return not (legs_apart(solved) or legs_together(solved))


def trousers(solved: Body, camera: Camera, palette: Palette) -> str:
    parts = [_seat(solved, camera)]
    for side in ("right", "left"):
        parts += [camera.strand(leg_discs(solved, side)[0]), shin_field(solved, side, camera)]
    field = camera.cut(melt(parts, 4))
    whole = blob(field, _in_sight(field, solved, "right", camera), palette.fill("pants"))
    return whole + (_inseam(solved, camera) if legs_together(solved) else "")


def _in_sight(legs: Field, solved: Body, side: str, camera: Camera) -> Point:
    """A place in the trousers; a close-up may cut the knees off."""
    knee, seat = camera.points([solved.points[f"{side}_knee"], solved.on_spine(0.1)])
    return knee if legs(*knee) < 0 else seat


def _inseam(solved: Body, camera: Camera) -> str:
    """The line between two legs that touch, from the crotch down."""
    middles = [
        between(solved.points[f"right_{part}"], solved.points[f"left_{part}"], 0.5)
        for part in ("hip", "knee", "ankle")
    ]
    crotch = along(middles[0], direction(middles[0], middles[1]), 11.0)
    return seam(polyline(camera.points([crotch, *middles[1:]])))


def _seat(solved: Body, camera: Camera) -> Field:
    band = solved.on_spine(WAISTBAND)
    angle = solved.spine_angle(WAISTBAND)
    up = along((0, 0), angle, 1)
    edge = half_plane(camera.point(band), (up[0], -up[1]))
    return common(trunk_field(solved, camera), edge)


def _fold(solved: Body, side: str, camera: Camera, palette: Palette) -> str:
    """The crease behind a deeply bent knee, where thigh and calf would run together."""
    knee, hip, ankle = (solved.points[f"{side}_{n}"] for n in ("knee", "hip", "ankle"))
    bend = abs((solved.angles[f"{side}_thigh"] - solved.angles[f"{side}_shin"] + 180) % 360 - 180)
    if bend < 128 or solved.view != "side":
        return ""
    inner = between(between(knee, hip, 0.22), between(knee, ankle, 0.22), 0.5)
    outer = between(between(knee, hip, 0.7), between(knee, ankle, 0.9), 0.5)
    line = polyline(camera.points([inner, outer]))
    return seam(line)


# Which stretch of which bone is lit, how far to its front, and how thick:
# (start, end, from share, to share, front, half thickness). One that goes "across" the trunk
# has its way from back to front (left to right, seen from the front), then its share.
REGIONS: dict[str, tuple[str, str, float, float, float, float]] = {
    "low_back": ("spine", "", 0.08, 0.44, -7.0, 5.0),
    "upper_back": ("spine", "", 0.5, 0.9, -7.0, 5.0),
    "whole_back": ("spine", "", 0.12, 0.9, -7.5, 5.0),
    "belly": ("spine", "", 0.16, 0.46, 6.0, 5.2),
    "deep_belly": ("spine", "", 0.1, 0.36, 4.0, 5.0),
    "chest": ("spine", "", 0.6, 0.85, 5.0, 5.2),
    "buttock": ("spine", "", -0.06, 0.08, -6.0, 7.0),
    "side_hip": ("right_hip", "right_knee", -0.05, 0.22, -3.0, 7.0),
    "hip_front": ("right_hip", "right_knee", -0.1, 0.34, 6.0, 5.5),
    "thigh_front": ("right_hip", "right_knee", 0.15, 0.85, 4.5, 5.0),
    "left_thigh_front": ("left_hip", "left_knee", 0.15, 0.85, 4.5, 5.0),
    "thigh_back": ("right_hip", "right_knee", 0.12, 0.9, -4.5, 5.0),
    "calf": ("right_knee", "right_ankle", 0.1, 0.6, -4.0, 4.0),
    "pelvic_floor": ("across", "", -7.0, 6.0, -0.06, 4.4),
    "ribs": ("across", "", -11.0, 11.0, 0.56, 5.6),
    "shin": ("right_knee", "right_ankle", 0.1, 0.62, 3.0, 4.0),
}

# The same for the arms; the left one's names start with left_.
ARM_REGIONS: dict[str, tuple[str, str, float, float, float, float]] = {
    f"{prefix}{name}": (f"{side}_{bone[0]}", f"{side}_{bone[1]}", *stretch)
    for prefix, side in (("", "right"), ("left_", "left"))
    for name, bone, stretch in (
        ("shoulder", ("shoulder", "elbow"), (-0.1, 0.36, 0.0, 5.4)),
        ("shoulder_front", ("shoulder", "elbow"), (-0.1, 0.36, 3.2, 4.4)),
        ("shoulder_back", ("shoulder", "elbow"), (-0.1, 0.36, -3.2, 4.4)),
        ("upper_arm_front", ("shoulder", "elbow"), (0.3, 0.95, 2.4, 3.4)),
        ("upper_arm_back", ("shoulder", "elbow"), (0.2, 0.95, -2.4, 3.4)),
        ("forearm_front", ("elbow", "wrist"), (0.05, 0.75, 2.0, 2.8)),
        ("forearm_back", ("elbow", "wrist"), (0.05, 0.75, -2.0, 2.8)),
    )
}

# Seen from the front or back: how far from the middle of the body, instead of to its front.
SIDE_REGIONS: dict[str, tuple[str, str, float, float, float, float]] = {
    "flank": ("spine", "", 0.12, 0.62, 9.0, 5.2),
    "outer_hip": ("right_hip", "right_knee", -0.14, 0.3, 7.0, 5.6),
    "inner_thigh": ("right_hip", "right_knee", 0.3, 0.82, -4.0, 4.4),
    "left_inner_thigh": ("left_hip", "left_knee", 0.3, 0.82, -4.0, 4.4),
}
ALL_REGIONS = REGIONS | ARM_REGIONS | SIDE_REGIONS
TAPER = (0.55, 0.85, 1.0, 1.0, 1.0, 0.85, 0.55)


def region_discs(solved: Body, name: str) -> list[Disc]:
    if name in SIDE_REGIONS:
        return _side_discs(solved, name)
    start, end, first, last, front, radius = ALL_REGIONS[name]
    steps = [first + (last - first) * k / 6 for k in range(7)]
    if start == "across":
        points: list[Point] = [solved.on_spine(front, -s) for s in steps]
    elif start == "spine":
        aside = -front if solved.view == "side" else 0.0
        points = [solved.on_spine(s, aside) for s in steps]
    else:
        shape: body.Profile = [(s, front, radius) for s in steps]
        points = [(x, y) for x, y, _ in bone_discs(solved, start, end, shape)]
    return [(*p, radius * t) for p, t in zip(points, TAPER, strict=True)]


def _side_discs(solved: Body, name: str) -> list[Disc]:
    start, end, first, last, outward, radius = SIDE_REGIONS[name]
    facing = 1 if solved.view == "front" else -1
    discs = []
    for k, thick in enumerate(TAPER):
        share = first + (last - first) * k / 6
        if start == "spine":
            x, y = solved.on_spine(share, outward * facing)
        else:
            a, b = solved.points[start], solved.points[end]
            aside = outward * facing * (-1 if start == "right_hip" else 1)
            x, y = along(a, direction(a, b), distance(a, b) * share, aside)
        discs.append((x, y, radius * thick))
    return discs


def highlight(solved: Body, names: Sequence[str], camera: Camera, palette: Palette) -> str:
    """The regions of trunk and leg lit softly, cut to the body's outline; one where they meet."""
    thigh, shin = leg_discs(solved, "right")
    whole = [trunk_field(solved, camera), camera.strand(thigh), camera.strand(shin)]
    if {"left_inner_thigh", "left_thigh_front"} & set(names):
        whole.append(camera.strand(leg_discs(solved, "left")[0]))
    return _lit(solved, [n for n in names if n not in ARM_REGIONS], whole, camera, palette)


def arm_highlight(
    solved: Body, side: str, names: Sequence[str], camera: Camera, palette: Palette
) -> str:
    """The same for one arm, its sleeve and the shoulder that it hangs from."""
    own = [n for n in names if n in ARM_REGIONS and ARM_REGIONS[n][0].startswith(side)]
    if not own:
        return ""
    shapes = (body.UPPER_ARM_SHAPE, body.FOREARM_SHAPE, body.SLEEVE_SHAPE)
    bones = (("shoulder", "elbow"), ("elbow", "wrist"), ("shoulder", "elbow"))
    whole = [
        camera.strand(bone_discs(solved, f"{side}_{start}", f"{side}_{end}", shape))
        for (start, end), shape in zip(bones, shapes, strict=True)
    ]
    return _lit(solved, own, [*whole, trunk_field(solved, camera)], camera, palette)


def _lit(
    solved: Body, names: Sequence[str], whole: list[Field], camera: Camera, palette: Palette
) -> str:
    regions = [region_discs(solved, name) for name in names]
    return light(regions, melt(whole, FILLET), camera, palette)
