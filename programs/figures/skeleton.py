"""From a pose to where every joint is: spine curve, reaching limbs, contacts set down."""

from dataclasses import dataclass, field

from programs.figures import body
from programs.figures.geometry import (
    Point,
    along,
    between,
    direction,
    distance,
    interpolate,
    plus,
    reach,
    turn,
)
from programs.figures.pose import LIMBS, Bone, FigureError, Limb, Pose, Target

SPINE_STEPS = 24
NEAR = 0.01
BELLY = [(0.05, 0.0), (0.24, 0.8), (0.38, 1.0), (0.52, 0.6), (0.7, 0.0)]  # where breath shows
RIBS = [(0.3, 0.0), (0.5, 0.9), (0.6, 1.0), (0.72, 0.6), (0.8, 0.0)]  # and from the front


@dataclass
class Joints:
    """One solved pose of whatever is drawn: named points, and the direction of each bone."""

    view: str
    points: dict[str, Point] = field(default_factory=dict)
    angles: dict[str, float] = field(default_factory=dict)


@dataclass
class Body(Joints):
    """A whole body, with its spine's curve."""

    belly: float = 0.0
    ribs: float = 0.0
    foot_shares: dict[str, float] = field(default_factory=dict)  # below 1: points at the reader
    spine: list[tuple[Point, float]] = field(default_factory=list)
    are_legs_crossed: bool = False  # where the movement comes from or goes to

    def on_spine(self, share: float, aside: float = 0.0) -> Point:
        """A point by share of the trunk's length (0 hip, 1 neck); ``aside`` is to the left."""
        at = max(0.0, min(1.0, share)) * SPINE_STEPS
        k = min(int(at), SPINE_STEPS - 1)
        point = between(self.spine[k][0], self.spine[k + 1][0], at - k)
        angle = self.spine_angle(share)
        beyond = (share - max(0.0, min(1.0, share))) * body.TRUNK
        return along(point, angle, beyond, aside)

    def spine_angle(self, share: float) -> float:
        return self.spine[max(0, min(SPINE_STEPS, round(share * SPINE_STEPS)))][1]


def solve(pose: Pose, view: str, far: Point, where: str) -> Body:
    """The whole body in place. Errors: FigureError when something is out of reach."""
    loose = _assemble(pose, view, far, (0.0, 0.0), reaching=False)
    return _assemble(pose, view, far, _placed(pose, loose, where), reaching=True)


def _placed(pose: Pose, loose: Body, where: str) -> Point:
    """How far the loose body must move so that it lies, stands or kneels where it should."""
    place = pose.place
    if place.pin not in loose.points:
        raise FigureError(f"{where}.place.pin: no part {place.pin!r} that is posed by angles")
    pinned = loose.points[place.pin]
    x = place.x - pinned[0]
    if place.rest:
        return (x, place.on - min(_lowest(loose, part, where) for part in place.rest))
    return (x, (place.y or 0.0) - pinned[1])


def _lowest(loose: Body, part: str, where: str) -> float:
    if part == "trunk":
        discs = trunk_discs(loose)
        return min(y - r for _, y, r in discs)
    low = [
        loose.points[name][1] - radius
        for name, radius in contact_radii(part).items()
        if name in loose.points
    ]
    if not low:
        raise FigureError(f"{where}.place.rest: {part} is not posed by angles")
    return min(low)


def contact_radii(part: str) -> dict[str, float]:
    """The points of a limb that can touch a surface, with the flesh round them."""
    side = part.split("_")[0]
    if part.endswith("leg"):
        return {
            f"{side}_knee": body.KNEE_RADIUS,
            f"{side}_ankle": 3.4,
            f"{side}_heel": 0.0,
            f"{side}_toe": 1.6,
        }
    return {f"{side}_elbow": body.ELBOW_RADIUS, f"{side}_hand": body.PALM_RADIUS}


def trunk_discs(solved: Body) -> list[tuple[float, float, float]]:
    discs = []
    profile = body.TRUNK_SIDE if solved.view == "side" else body.TRUNK_FRONT
    for share, front, radius in profile:
        swell = _swell(solved, share)
        forward = swell if solved.view == "side" else 0.0
        x, y = solved.on_spine(share, -front - forward)
        discs.append((x, y, radius + swell))
    return discs


def _swell(solved: Body, share: float) -> float:
    """How much thicker breath makes the trunk here, as a radius."""
    if solved.view == "side":
        return solved.belly / 2 * interpolate(BELLY, share)
    return solved.ribs * interpolate(RIBS, share)


def _assemble(pose: Pose, view: str, far: Point, hip: Point, *, reaching: bool) -> Body:
    solved = Body(view, belly=pose.belly, ribs=pose.ribs)
    _lay_spine(solved, pose, hip)
    _hang_roots(solved, pose, far)
    _set_head(solved, pose, reaching=reaching)
    for name in LIMBS:
        limb = pose.limbs[name]
        if reaching or (limb.target is None and limb.middle_on is None):
            _add_limb(solved, name, limb)
    return solved


def _lay_spine(solved: Body, pose: Pose, hip: Point) -> None:
    """Walk up the back while its direction changes little by little: no kinks."""
    spine = pose.spine
    pelvis = spine.pelvis
    lumbar = pelvis + turn(pelvis, spine.lumbar)
    thoracic = lumbar + turn(lumbar, spine.thoracic)
    keys = [(0.08, pelvis), (0.38, lumbar), (0.78, thoracic)]
    point = hip
    for k in range(SPINE_STEPS + 1):
        solved.spine.append((point, interpolate(keys, k / SPINE_STEPS)))
        ahead = interpolate(keys, (k + 0.5) / SPINE_STEPS)
        point = along(point, ahead, body.TRUNK / SPINE_STEPS)
    solved.angles |= {"pelvis": pelvis, "lumbar": lumbar, "thoracic": thoracic}
    solved.points |= {"hip": hip, "neck_root": solved.spine[-1][0]}
    for name, share, front in (
        ("belly", 0.36, 9.3 + solved.belly),
        ("chest", 0.72, 10.5),
        ("low_back", 0.3, -9.0),
        ("upper_back", 0.78, -10.0),
        ("buttock", 0.0, -12.0),
        ("back_high", 0.8, -11.6),
        ("back_low", 0.03, -13.6),
        ("lower_belly", 0.18, 9.0),
        ("waist", 0.36, 0.0),
        ("trunk", 0.6, 0.0),
    ):
        solved.points[name] = solved.on_spine(share, -front if solved.view == "side" else 0)


def _hang_roots(solved: Body, pose: Pose, far: Point) -> None:
    shoulder = solved.on_spine(body.SHOULDER_AT, 0.6 if solved.view == "side" else 0)
    hip = solved.points["hip"]
    if solved.view == "side":
        solved.points |= {"right_hip": hip, "left_hip": plus(hip, far)}
        solved.points |= {"right_shoulder": shoulder, "left_shoulder": plus(shoulder, far)}
        return
    facing = 1 if solved.view == "front" else -1
    across = pose.hips or Bone(pose.spine.pelvis + 90)
    _pair(solved, "hip", hip, across, body.HALF_HIPS * facing)
    across = pose.shoulders or Bone(pose.spine.thoracic + 90)
    _pair(solved, "shoulder", shoulder, across, body.HALF_SHOULDERS * facing)


def _pair(solved: Body, name: str, middle: Point, across: Bone, half: float) -> None:
    solved.angles[f"{name}s"] = across.angle
    solved.points[f"right_{name}"] = along(middle, across.angle, half * across.share)
    solved.points[f"left_{name}"] = along(middle, across.angle, -half * across.share)


def _set_head(solved: Body, pose: Pose, *, reaching: bool) -> None:
    spine = pose.spine
    nod = 0.0
    if spine.head_on is not None and reaching:
        nod = min(range(-60, 61), key=lambda n: (_head_gap(solved, pose, n), abs(n)))
    _hang_head(solved, spine.neck + nod, spine.head + nod)


def _head_gap(solved: Body, pose: Pose, nod: float) -> float:
    _hang_head(solved, pose.spine.neck + nod, pose.spine.head + nod)
    _, y, radius = skull_disc(solved)
    return round(abs(y - radius - (pose.spine.head_on or 0.0)), 1)


def _hang_head(solved: Body, neck: float, head: float) -> None:
    pivot = along(solved.points["neck_root"], neck, body.NECK)
    centre = along(pivot, head, 8.0, -1.2 if solved.view == "side" else 0)
    solved.angles |= {"neck": neck, "head": head}
    solved.points |= {"neck_top": pivot, "head": centre}
    side = solved.view == "side"
    solved.points["mouth"] = along(centre, head, -4.6 if side else -6.4, -8.8 if side else 0)
    solved.points["nose"] = along(centre, head, -1.4, -10.8 if side else 0)
    solved.points["head_back"] = along(centre, head, 2.0, 10.0)
    solved.points["eyes"] = along(centre, head, 2.0, -7.0 if solved.view == "side" else 0)


def skull_disc(solved: Body) -> tuple[float, float, float]:
    forward, up, radius = body.SKULL
    aside = -forward if solved.view == "side" else 0.0
    x, y = along(solved.points["head"], solved.angles["head"], up, aside)
    return (x, y, radius)


def _add_limb(solved: Body, name: str, limb: Limb) -> None:
    side, kind = name.split("_")
    leg = kind == "leg"
    root = solved.points[f"{side}_{'hip' if leg else 'shoulder'}"]
    long, short = (body.THIGH, body.SHIN) if leg else (body.UPPER_ARM, body.FOREARM)
    middle = _middle(solved, name, limb, root, long, short)
    if limb.lower is not None:
        wrist = along(middle, limb.lower.angle, short * limb.lower.share)
    elif limb.target is not None:
        wrist = _end_point(solved, name, limb, limb.target, middle)
    else:
        raise FigureError(f"{name}: needs its lower bone by angle, or a target")
    _name_limb(solved, name, root, middle, wrist, limb)


def _middle(solved: Body, name: str, limb: Limb, root: Point, long: float, short: float) -> Point:
    """The knee or elbow: by angle, by the surface it rests on, or by the reach of the limb."""
    if limb.upper is not None:
        return along(root, limb.upper.angle, long * limb.upper.share)
    natural = 1 if name.endswith("leg") else -1
    bend = -natural if limb.bends_other_way else natural
    if limb.middle_on is not None:
        flesh = body.KNEE_RADIUS if name.endswith("leg") else body.ELBOW_RADIUS
        drop = root[1] - limb.middle_on - flesh
        if drop > long:
            raise FigureError(f"{name}: {drop - long:.1f} cm too high to rest on its middle joint")
        run = (long * long - drop * drop) ** 0.5
        return (root[0] + bend * run, root[1] - drop)
    if limb.target is None:
        raise FigureError(f"{name}: needs its upper bone by angle, or a target")
    goal, last = _goal(solved, name, limb, limb.target)
    middle = reach(root, goal, long, last or short, bend)
    if middle is None:
        short_by = distance(root, goal) - long - (last or short)
        raise FigureError(f"{limb.target.where}: out of reach by {short_by:.1f} cm")
    return middle


def _goal(solved: Body, name: str, limb: Limb, target: Target) -> tuple[Point, float]:
    """What the second bone must end at, and its length if the hand prolongs it (0: its own)."""
    goal = target_point(solved, target)
    if name.endswith("leg"):
        if target.on is None:
            return goal, 0.0
        foot = limb.end.angle if limb.end else 0.0
        heel = along((0, 0), foot, *body.HEEL)
        return (goal[0] - heel[0], goal[1] - _lowest_of_foot(foot)), 0.0
    if target.on is not None:
        goal = plus(goal, (0, body.PALM_RADIUS))
    if limb.end is None:
        return goal, body.FOREARM + body.PALM
    return along(goal, limb.end.angle + 180, body.PALM * limb.end.share), 0.0


def _lowest_of_foot(angle: float) -> float:
    """How far a foot held at this angle goes below its ankle (a negative number)."""
    return min(along((0, 0), angle, x, y)[1] - r for x, y, r in body.FOOT_SHAPE)


def _toes_down(ankle: Point, angle: float, level: float) -> float:
    """The angle of the foot, near the given one, at which the toes just touch the surface."""
    along_foot, up, radius = body.FOOT_SHAPE[-1]

    def gap(turned: int) -> tuple[float, int]:
        toes = along(ankle, angle + turned, along_foot, up)[1] - radius
        return round(abs(toes - level), 1), abs(turned)

    return angle + min(range(-45, 46), key=gap)


def target_point(solved: Body, target: Target) -> Point:
    if target.on is not None:
        return (target.shift[0], target.on)
    if target.to is None:
        return target.shift
    if target.to not in solved.points:
        raise FigureError(f"{target.where}.to: no part {target.to!r} to reach for")
    return plus(solved.points[target.to], target.shift)


def _end_point(solved: Body, name: str, limb: Limb, target: Target, middle: Point) -> Point:
    goal, prolonged = _goal(solved, name, limb, target)
    if not prolonged:
        return goal
    return along(middle, direction(middle, goal), distance(middle, goal) - body.PALM)


def _name_limb(solved: Body, name: str, root: Point, middle: Point, tip: Point, limb: Limb) -> None:
    side, kind = name.split("_")
    lower = direction(middle, tip) if distance(middle, tip) > NEAR else 0.0
    names = ("thigh", "shin", "foot") if kind == "leg" else ("upper", "fore", "hand")
    usual = lower + 90 if kind == "leg" else lower
    flat = limb.target is not None and limb.target.on is not None and kind == "leg"
    end = limb.end.angle if limb.end else (0.0 if flat else usual)
    share = limb.end.share if limb.end else 1.0
    if limb.toes_on is not None:
        end = _toes_down(tip, end, limb.toes_on)
    for bone, angle in zip(names, (direction(root, middle), lower, end), strict=True):
        solved.angles[f"{side}_{bone}"] = angle
    if kind == "leg":
        solved.foot_shares[side] = share
        solved.points |= {
            f"{side}_knee": middle,
            f"{side}_ankle": tip,
            f"{side}_heel": along(tip, end, *body.HEEL),
            f"{side}_toe": along(tip, end, body.TOES * share, body.HEEL[1] + 2.0),
            f"{side}_sole": along(tip, end, 11.0 * share, body.HEEL[1]),
            f"{side}_thigh": between(root, middle, 0.5),
            f"{side}_shin": between(middle, tip, 0.5),
        }
    else:
        solved.points |= {
            f"{side}_elbow": middle,
            f"{side}_wrist": tip,
            f"{side}_hand": along(tip, end, body.PALM * share),
            f"{side}_fingers": along(tip, end, body.HAND * share),
        }
