"""A bare foot and ankle seen close up: how its file is read, and where every joint is.

Lengths in centimetres from the ankle joint, angles in degrees.
Source: SOURCES.md#body-proportions
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from programs.figures import body
from programs.figures.geometry import Point, along, between, turn
from programs.figures.pose import Bone, Fields
from programs.figures.putting import PUT_FIELDS, Put, put_between, read_put, shift_to
from programs.figures.shapes import Disc

VIEWS = ("outer", "inner", "front")
FOOT_FIELDS = (
    "view", "shin", "foot", "length", "toes", "big_toe", "spread", "arch", "tilt", *PUT_FIELDS,
)  # fmt: skip
PARTS = ("heel", "ball", "toes", "foot")
SOLE = body.HEEL[1]

Bends = tuple[float, float]


@dataclass(frozen=True)
class Ray:
    """A toe: its joint with the foot (along, towards the big toe's side), bones and girth."""

    joint: Point
    bones: tuple[float, float]
    base: float
    tip: float


RAYS = {
    "big": Ray((13.6, 2.9), (3.4, 2.6), 1.5, 1.12),
    "second": Ray((13.5, 1.0), (3.0, 1.7), 1.05, 0.82),
    "third": Ray((13.0, -0.55), (2.7, 1.5), 1.0, 0.78),
    "fourth": Ray((12.1, -2.0), (2.4, 1.4), 1.0, 0.76),
    "little": Ray((11.0, -3.3), (2.1, 1.3), 1.05, 0.78),
}


@dataclass(frozen=True)
class FootPose:
    """One foot as its file gives it. ``arch`` and ``tilt`` say how far it is raised and turned."""

    where: str
    side: str
    view: str
    shin: float
    foot: Bone
    length: float
    toes: Bends
    big_toe: Bends
    spread: float
    arch: float
    tilt: float
    put: Put


@dataclass
class Foot:
    """One foot in place."""

    pose: FootPose
    points: dict[str, Point] = field(default_factory=dict)
    chains: dict[str, list[Point]] = field(default_factory=dict)

    @property
    def up(self) -> int:
        """Seen from a side: +1 when the top of the foot is on the left of its way."""
        outer = 1 if self.pose.view == "outer" else -1
        return outer if self.pose.side == "right" else -outer

    @property
    def inward(self) -> int:
        """Seen from the front: +1 when the big toe is on the left of the foot's way."""
        return 1 if self.pose.side == "right" else -1

    def place(self, forward: float, up: float) -> Point:
        """Seen from a side: a place in the foot, from the ankle joint."""
        return along(self.points["ankle"], self.pose.foot.angle, forward, up * self.up)

    def place_in_front(self, forward: float, inner: float) -> Point:
        """Seen from the front: the same. Tilting lifts the edge on the big toe's side."""
        tilt = math.radians(self.pose.tilt)
        far = forward * self.pose.foot.share - inner * math.sin(tilt)
        aside = inner * math.cos(tilt) * self.inward
        return along(self.points["ankle"], self.pose.foot.angle, far, aside)


def read_foot(source: Fields, side: str, view: str) -> FootPose:
    source.known(FOOT_FIELDS)
    view = source.word("view", VIEWS, view)
    toes = source.point("toes", (0, 0))
    return FootPose(
        where=source.where,
        side=side,
        view=view,
        shin=source.number("shin", 270),
        foot=source.bone("foot"),
        length=source.number("length", 17),
        toes=toes,
        big_toe=source.point("big_toe", toes),
        spread=source.number("spread", 0),
        arch=source.number("arch", 0),
        tilt=source.number("tilt", 0),
        put=read_put(source, "ankle", PARTS, depth=0 if side == "right" else -4),
    )


def solve_foot(pose: FootPose, others: Mapping[str, Point]) -> Foot:
    """The foot where it should be. ``others`` are the points it may be placed on."""
    foot = Foot(pose, {"ankle": (0.0, 0.0)})
    points = foot.points
    points["shin_top"] = along((0, 0), pose.shin + 180, pose.length)
    points["shin"] = between(points["shin_top"], (0.0, 0.0), 0.5)
    for name in RAYS:
        foot.chains[name] = _toe(foot, name)
    if pose.view == "front":
        points |= {"ball": foot.place_in_front(12.5, 0), "top": foot.place_in_front(7, 0)}
        points |= {"inner_edge": foot.place_in_front(11, 4), "heel": foot.place_in_front(0, 0)}
        points["outer_edge"] = foot.place_in_front(10, -4)
    else:
        points |= {"heel": foot.place(-4.6, SOLE + 1.5), "ball": foot.place(13.4, SOLE)}
        points |= {"sole": foot.place(5.5, SOLE), "top": foot.place(7.5, -0.6)}
        points |= {"under_heel": foot.place(-2.6, SOLE), "arch": foot.place(5.0, SOLE + 1.6)}
    points["toe"] = foot.chains["big"][-1]
    points["toes"] = between(foot.chains["second"][0], foot.chains["second"][-1], 0.7)
    lowest = {part: min(y - r for _, y, r in part_discs(foot, part)) for part in pose.put.rest}
    by = shift_to(pose.put, points, others, lowest)
    foot.points = {name: (x + by[0], y + by[1]) for name, (x, y) in points.items()}
    for name, chain in foot.chains.items():
        foot.chains[name] = [(x + by[0], y + by[1]) for x, y in chain]
    return foot


def _toe(foot: Foot, name: str) -> list[Point]:
    """From its joint with the foot to the tip. Bends are upward; unbent, it lies on the floor."""
    pose, ray = foot.pose, RAYS[name]
    bends = pose.big_toe if name == "big" else pose.toes
    forward, inner = ray.joint
    if pose.view == "front":
        chain = [foot.place_in_front(forward, inner)]
        fan = inner / 3 * pose.spread * foot.inward
        bend = 0.0
        for length, more in zip(ray.bones, bends, strict=True):
            bend += more
            seen = length * pose.foot.share * math.cos(math.radians(bend))
            chain.append(along(chain[-1], pose.foot.angle + fan, seen))
        return chain
    chain = [foot.place(forward, SOLE + ray.base)]
    drop = math.degrees(math.asin((ray.base - ray.tip) / sum(ray.bones)))
    bend = -drop
    for length, more in zip(ray.bones, bends, strict=True):
        bend += more
        chain.append(along(chain[-1], pose.foot.angle + bend * foot.up, length))
    return chain


def toe_discs(foot: Foot, name: str) -> list[Disc]:
    ray = RAYS[name]
    girths = [ray.base, (ray.base + ray.tip) / 2, ray.tip]
    return [(*p, r) for p, r in zip(foot.chains[name], girths, strict=True)]


def part_discs(foot: Foot, part: str) -> list[Disc]:
    """The flesh of one part: what rests on the floor, and what the camera must show."""
    if part == "toes":
        return [disc for name in RAYS for disc in toe_discs(foot, name)]
    if foot.pose.view == "front":
        return [*part_discs(foot, "toes"), *(disc for one in columns(foot) for disc in one)]
    if part == "heel":
        return [(*foot.place(-2.7, SOLE + 2.7), 2.7)]
    if part == "ball":
        return [(*foot.place(13.4, SOLE + 1.6), 1.6)]
    return [*part_discs(foot, "heel"), *part_discs(foot, "ball"), *part_discs(foot, "toes")]


def shin_discs(foot: Foot) -> list[Disc]:
    """The lower leg, as much of it as is drawn."""
    ankle, top = foot.points["ankle"], foot.points["shin_top"]
    bare = [(0.0, 0.0, 5.6), (0.45, -0.9, 5.2), (0.6, -0.8, 4.5), (0.78, -0.3, 3.6)]
    bare += [(0.9, -0.1, 3.2), (0.97, 0.0, 3.2)]
    aside = foot.up if foot.pose.view != "front" else 0
    first = 1 - foot.pose.length / body.SHIN
    shape = [one for one in bare if one[0] > first]
    discs = [(*top, shape[0][2] + 0.2)]
    for share, front, radius in shape:
        point = along(ankle, foot.pose.shin, -(1 - share) * body.SHIN, front * aside)
        discs.append((*point, radius))
    return discs


def columns(foot: Foot) -> list[list[Disc]]:
    """Seen from the front: the foot as one strand for each toe, from the ankle to its joint."""
    strands = []
    for ray in RAYS.values():
        forward, inner = ray.joint
        root = foot.place_in_front(0.5, inner * 0.45)
        middle = foot.place_in_front(forward * 0.55, inner * 0.85)
        end = foot.place_in_front(forward - 0.4, inner)
        strands.append([(*root, 2.6), (*middle, 2.0), (*end, ray.base + 0.2)])
    ankles = [(*along(foot.points["ankle"], foot.pose.shin, x, s * 2.9 * foot.inward), 1.7)
              for x, s in ((-0.6, 1), (0.6, -1))]  # fmt: skip
    return [*strands, ankles]


def foot_between(a: Foot, b: Foot, part: float) -> FootPose:
    """The pose at a share of the way between two solved feet."""
    first, last = a.pose, b.pose

    def blend(x: float, y: float) -> float:
        return x + (y - x) * part

    return replace(
        last if part > 0.5 else first,
        shin=first.shin + turn(first.shin, last.shin) * part,
        foot=Bone(
            first.foot.angle + turn(first.foot.angle, last.foot.angle) * part,
            blend(first.foot.share, last.foot.share),
        ),
        length=blend(first.length, last.length),
        toes=between(first.toes, last.toes, part),
        big_toe=between(first.big_toe, last.big_toe, part),
        spread=blend(first.spread, last.spread),
        arch=blend(first.arch, last.arch),
        tilt=blend(first.tilt, last.tilt),
        put=put_between(first.put, last.put, "ankle", (a.points["ankle"], b.points["ankle"]), part),
    )
