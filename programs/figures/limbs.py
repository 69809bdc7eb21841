"""Arms and legs, hands and feet: their shapes round the bones, and how they are painted."""

from collections.abc import Callable
from dataclasses import dataclass

from programs.figures import body
from programs.figures.curves import closed_path, open_path
from programs.figures.geometry import Point, along, between, distance, polar
from programs.figures.palette import Palette
from programs.figures.paper import Camera, blob, plain, polyline, stroked
from programs.figures.shapes import Disc, Field, common, half_plane, melt, outline
from programs.figures.skeleton import Body


def bone_discs(
    solved: Body, start: str, end: str, shape: body.Profile, upto: float = 1.0
) -> list[Disc]:
    """The flesh along one bone; its front is on the left of the way from start to end."""
    a, b = solved.points[start], solved.points[end]
    length = distance(a, b)
    bone = next(k for k in BONES if k in (start + end))
    angle = solved.angles[f"{start.split('_')[0]}_{BONES[bone]}"]
    aside = 1 if solved.view == "side" else 0
    discs = []
    for share, front, radius in shape:
        if share > upto:
            break
        x, y = along(a, angle, length * share, front * aside)
        discs.append((x, y, radius))
    return discs


BONES = {"ankle": "shin", "knee": "thigh", "wrist": "fore", "elbow": "upper"}


def leg_discs(solved: Body, side: str) -> tuple[list[Disc], list[Disc]]:
    shape = body.THIGH_SHAPE if solved.view == "side" else body.THIGH_FRONT
    thigh = bone_discs(solved, f"{side}_hip", f"{side}_knee", shape)
    shin = bone_discs(solved, f"{side}_knee", f"{side}_ankle", body.SHIN_SHAPE)
    return thigh, shin


def shin_field(solved: Body, side: str, camera: Camera) -> Field:
    """The lower trouser leg, cut straight above the ankle."""
    knee, ankle = solved.points[f"{side}_knee"], solved.points[f"{side}_ankle"]
    discs = bone_discs(solved, f"{side}_knee", f"{side}_ankle", body.SHIN_SHAPE)
    hem = camera.point(between(knee, ankle, 0.93))
    down = along((0, 0), solved.angles[f"{side}_shin"], 1)
    return common(camera.strand(discs), half_plane(hem, (down[0], -down[1])))


def foot_discs(solved: Body, side: str) -> list[Disc]:
    if solved.foot_shares[side] == 1:
        shape = body.FOOT_SHAPE
    else:
        shape = body.FOOT_BACK if solved.view == "back" else body.FOOT_FRONT
    return [(*foot_point(solved, side, x, y), r) for x, y, r in shape]


def foot_point(solved: Body, side: str, forward: float, up: float) -> Point:
    """A place in the foot. One that points at the reader is shortened under its shin."""
    ankle, angle = solved.points[f"{side}_ankle"], solved.angles[f"{side}_foot"]
    share = solved.foot_shares[side]
    if share == 1:
        return along(ankle, angle, forward, up)
    toes = along(ankle, angle, forward * share if solved.view == "front" else 0.0)
    return along(toes, solved.angles[f"{side}_shin"], -up)


def foot(solved: Body, side: str, camera: Camera, palette: Palette, far: str) -> str:
    is_profile = solved.foot_shares[side] == 1
    angle = solved.angles[f"{side}_foot"] - 90 if is_profile else solved.angles[f"{side}_shin"]
    down = polar(-angle)
    sole_edge = camera.point(foot_point(solved, side, 0, body.HEEL[1]))
    shin = bone_discs(solved, f"{side}_knee", f"{side}_ankle", body.SHIN_SHAPE)[-2:]
    shape = melt([camera.strand(foot_discs(solved, side)), camera.strand(shin)], 6)
    whole = common(shape, half_plane(sole_edge, down))
    middle = camera.point(foot_point(solved, side, 5, -3.5))
    upper = blob(whole, middle, palette.fill(f"shoe{far}"))
    if not is_profile or not upper:
        return upper
    edge = [foot_point(solved, side, x, body.HEEL[1] + 0.8) for x in (-2.4, 15.6)]
    line = polyline(camera.points(edge))
    return upper + stroked(line, palette.fill(f"sole{far}"), round(1.5 * camera.scale, 1))


def hand_discs(
    solved: Body, side: str, shape: str, *, is_turned: bool = False
) -> tuple[list[Disc], list[Disc]]:
    """Palm with fingers, and thumb: on the left of the hand's way, or turned to its right."""
    wrist, angle = solved.points[f"{side}_wrist"], solved.angles[f"{side}_hand"]
    palm, thumb = HAND_SHAPES[shape]
    up = -1 if is_turned else 1
    return (
        [(*along(wrist, angle, x, up * y), r) for x, y, r in palm],
        [(*along(wrist, angle, x, up * y), r) for x, y, r in thumb],
    )


HAND_SHAPES: dict[str, tuple[list[Disc], list[Disc]]] = {
    "open": (
        [(0, 0, 2.4), (4, 0, 3.0), (8.5, -0.2, 2.9), (13, -0.4, 2.2), (16.6, -0.2, 1.3)],
        [(2.5, 1.5, 1.6), (6.0, 3.8, 1.4), (9.0, 4.6, 1.1)],
    ),
    "loose": (
        [(0, 0, 2.4), (4, 0, 2.9), (8.5, -0.2, 2.9), (12.5, -0.2, 2.5), (15.6, 0.2, 1.9)],
        [(2.5, 1.2, 1.5), (6.0, 2.9, 1.3), (9.2, 3.3, 1.1)],
    ),
    "flat": (
        [(0, 1.2, 2.4), (3, 0.4, 2.6), (8.5, -0.4, 1.9), (13, -0.8, 1.5), (17, -1.0, 1.2)],
        [(3.0, 1.5, 1.5), (7.0, 1.6, 1.3), (10.5, 0.6, 1.1)],
    ),
    "fist": (  # as it points at the reader
        [(-1.0, 0, 3.4), (2.6, 0, 4.8), (4.2, 0, 4.8)],
        [(0.5, 2.6, 1.4), (2.6, 4.4, 1.5), (4.6, 4.0, 1.4)],
    ),
    "thumb_up": (  # a fist that points at the reader
        [(-1.0, 0, 3.2), (2.0, 0, 4.0), (3.4, 0, 3.8)],
        [(3.0, 1.4, 1.7), (7.5, 1.6, 1.5), (11.0, 1.2, 1.2)],
    ),
    "grip": (
        [(0, 0, 2.5), (4.5, 0, 3.3), (8.0, 0.2, 3.5), (9.6, -0.4, 3.0)],
        [(4.0, 2.0, 1.6), (7.5, 3.6, 1.5), (10.0, 2.6, 1.3)],
    ),
}


@dataclass(frozen=True)
class Arm:
    """One arm to be painted: which side, how its hand is held, and the trunk it hangs from."""

    side: str
    hand: str
    is_turned: bool
    far: str
    trunk: Field


def arm(solved: Body, given: Arm, camera: Camera, palette: Palette) -> str:
    """Bare arm first, then the sleeve, which is open towards the shoulder."""
    side = given.side
    shape = body.UPPER_ARM_SHAPE if solved.view == "side" else body.UPPER_ARM_FRONT
    upper = bone_discs(solved, f"{side}_shoulder", f"{side}_elbow", shape)
    fore = bone_discs(solved, f"{side}_elbow", f"{side}_wrist", body.FOREARM_SHAPE)
    palm, thumb = hand_discs(solved, side, given.hand, is_turned=given.is_turned)
    parts = [camera.strand(discs) for discs in (upper, fore, palm, thumb)]
    field = melt(parts, 3)
    shoulder, elbow, wrist = (solved.points[f"{side}_{n}"] for n in ("shoulder", "elbow", "wrist"))
    places = camera.points([wrist, elbow, between(shoulder, elbow, 0.75)])
    seed = next((p for p in places if field(*p) < 0), places[0])
    colour = palette.fill(f"skin{given.far}")
    if not _points_at_reader(solved, side):
        return blob(field, seed, colour) + _sleeve(solved, given, camera, palette)
    upper_arm = blob(parts[0], camera.point(solved.points[f"{side}_elbow"]), colour)
    upper_arm += _sleeve(solved, given, camera, palette)
    forearm = blob(melt(parts[1:], 3), seed, colour)
    if given.hand == "fist":
        forearm += _knuckles(solved, side, camera, palette)
    return forearm + upper_arm if solved.view == "back" else upper_arm + forearm


def _knuckles(solved: Body, side: str, camera: Camera, palette: Palette) -> str:
    """The fingers of a fist that points at the reader."""
    wrist, angle = solved.points[f"{side}_wrist"], solved.angles[f"{side}_hand"]
    lines = [[along(wrist, angle, x, y) for x in (4.2, 7.6)] for y in (-2.2, 0.0, 2.2)]
    d = "".join(polyline(camera.points(line)) for line in lines)
    return stroked(d, palette.face_line, 1.1)


def _points_at_reader(solved: Body, side: str) -> bool:
    """A forearm or upper arm seen so short: the forearm lies in front of the sleeve."""
    shoulder, elbow, wrist = (solved.points[f"{side}_{n}"] for n in ("shoulder", "elbow", "wrist"))
    is_short = distance(elbow, wrist) < 0.45 * body.FOREARM
    is_lifted = distance(shoulder, elbow) < 0.6 * body.UPPER_ARM and wrist[1] > shoulder[1]
    return (is_short and solved.view != "side") or (is_lifted and solved.view == "front")


def _sleeve(solved: Body, given: Arm, camera: Camera, palette: Palette) -> str:
    start, end = f"{given.side}_shoulder", f"{given.side}_elbow"
    shape = body.SLEEVE_SHAPE if solved.view == "side" else body.SLEEVE_FRONT
    discs = bone_discs(solved, start, end, shape)
    shoulder = camera.point(solved.points[start])
    field = _cut_at_hem(camera.strand(discs), shoulder, camera.point(discs[-1][:2]), camera.scale)
    fill = palette.fill(f"shirt{given.far}")
    if given.far:
        return blob(field, shoulder, fill)
    points = outline(field, shoulder)
    flow = OPEN_SHOULDER * camera.scale

    def drawn(p: Point) -> bool:
        outer = not palette.is_colour and given.trunk(*p) > -0.5
        return outer or distance(p, shoulder) > flow

    runs = "".join(open_path(run) for run in open_runs(points, drawn))
    # Under the fill, so that only its outer half is seen and the shoulder is not nicked.
    return stroked(runs, palette.line, 2 * palette.line_width) + plain(closed_path(points), fill)


OPEN_SHOULDER = 7.4  # within this of the shoulder joint, sleeve and trunk are one


def _cut_at_hem(sleeve: Field, shoulder: Point, hem: Point, scale: float) -> Field:
    reach = distance(shoulder, hem)
    if reach < 3 * scale:  # the arm points at the reader: its sleeve is a disc
        return sleeve
    outward = ((hem[0] - shoulder[0]) / reach, (hem[1] - shoulder[1]) / reach)
    return common(sleeve, half_plane(hem, outward))


def open_runs(ring: list[Point], kept: Callable[[Point], bool]) -> list[list[Point]]:
    """The stretches of a closed outline whose points are kept; the whole ring if all are."""
    flags = [kept(p) for p in ring]
    if all(flags):
        return [[*ring, ring[0]]]
    first = flags.index(False)
    runs: list[list[Point]] = [[]]
    for k in range(first, first + len(ring)):
        if flags[k % len(ring)]:
            runs[-1].append(ring[k % len(ring)])
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 3]
