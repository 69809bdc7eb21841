"""A hand and forearm seen close up: how its file is read, and where every joint is.

The hand lies along its forearm at first. Angles in degrees, lengths in centimetres.
Source: SOURCES.md#body-proportions
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from programs.figures import body
from programs.figures.geometry import Point, along, between, direction, distance, reach, turn
from programs.figures.pose import Bone, Fields, FigureError
from programs.figures.putting import PUT_FIELDS, Put, put_between, read_put, shift_to
from programs.figures.shapes import Disc

VIEWS = ("thumb", "palm", "back", "little")
ON_EDGE = ("thumb", "little")  # seen from the side: from the thumb's, or from the little finger's
FINGERS = ("index", "middle", "ring", "little")
HAND_FIELDS = (
    "view", "fore", "length", "wrist", "fingers", *FINGERS, "spread", "thumb", "thumb_to",
    "thumb_share", *PUT_FIELDS,
)  # fmt: skip
PARTS = ("forearm", "palm", "fingers", "thumb")

Bends = tuple[float, float, float]


@dataclass(frozen=True)
class Ray:
    """A finger: where its knuckle is (along, towards the thumb, up), its three bones, its girth."""

    knuckle: tuple[float, float, float]
    bones: tuple[float, float, float]
    base: float
    tip: float


RAYS = {
    "index": Ray((8.9, 2.75, 0.1), (4.2, 2.5, 2.1), 0.98, 0.74),
    "middle": Ray((9.1, 0.85, 0.1), (4.6, 2.9, 2.2), 1.0, 0.76),
    "ring": Ray((8.7, -1.05, 0.1), (4.3, 2.7, 2.2), 0.95, 0.72),
    "little": Ray((7.9, -2.85, -0.2), (3.4, 2.0, 1.9), 0.82, 0.64),
}
THUMB_ROOT: Point = (2.2, 2.1)  # along, towards the thumb
THUMB_ROOT_SIDE: Point = (2.0, -0.7)  # along, up
THUMB_BONES = (4.3, 3.4, 2.6)
REST_THUMB = {
    "thumb": (24.0, -4.0, -8.0),
    "little": (10.0, -4.0, -8.0),
    "palm": (44.0, 8.0, 2.0),
    "back": (44.0, 8.0, 2.0),
}


@dataclass(frozen=True)
class HandPose:
    """One hand as its file gives it."""

    where: str
    side: str
    view: str
    fore: Bone
    length: float
    wrist: float
    fingers: dict[str, Bends]
    spread: float
    thumb: Bends
    thumb_share: float  # below 1: it points towards the reader
    thumb_to: str | None
    put: Put
    facing: float = 1.0  # less on the way from palm to back, when the hand is seen on edge


@dataclass
class Hand:
    """One hand in place."""

    pose: HandPose
    points: dict[str, Point] = field(default_factory=dict)
    hand_angle: float = 0.0
    chains: dict[str, list[Point]] = field(default_factory=dict)  # knuckle to tip, thumb root too
    thumb: Bends = (0.0, 0.0, 0.0)
    thumb_share: float = 1.0

    @property
    def is_on_edge(self) -> bool:
        return self.pose.view in ON_EDGE

    @property
    def up(self) -> int:
        """Seen on edge: +1 when the back of the hand is on the left of its way."""
        return -1 if (self.pose.side == "right") == (self.pose.view == "thumb") else 1

    @property
    def across(self) -> float:
        """+1 when the thumb is on the left of the hand's way."""
        towards = {"palm": -1, "back": 1}.get(self.pose.view, 0)
        return towards * self.pose.facing * (1 if self.pose.side == "right" else -1)

    def place(self, along_hand: float, thumbward: float, upward: float = 0.0) -> Point:
        """A place in the palm, measured from the wrist."""
        aside = upward * self.up if self.is_on_edge else thumbward * self.across
        return along(self.points["wrist"], self.hand_angle, along_hand, aside)

    def shifted(self, by: Point) -> None:
        def moved(p: Point) -> Point:
            return (p[0] + by[0], p[1] + by[1])

        self.points = {name: moved(p) for name, p in self.points.items()}
        self.chains = {name: [moved(p) for p in chain] for name, chain in self.chains.items()}


def read_hand(source: Fields, side: str, view: str) -> HandPose:
    source.known(HAND_FIELDS)
    view = source.word("view", VIEWS, view)
    common = _bends(source, "fingers", (4, 4, 4) if view in ON_EDGE else (0, 0, 0))
    thumb_to = source.values.get("thumb_to")
    if thumb_to is not None:
        source.word("thumb_to", FINGERS)
    return HandPose(
        where=source.where,
        side=side,
        view=view,
        fore=source.bone("fore"),
        length=source.number("length", 17),
        wrist=source.number("wrist", 0),
        fingers={name: _bends(source, name, common) for name in FINGERS},
        spread=source.number("spread", 3),
        thumb=_bends(source, "thumb", REST_THUMB[view]),
        thumb_share=source.number("thumb_share", 1),
        thumb_to=thumb_to,
        put=read_put(source, "wrist", PARTS, depth=0 if side == "right" else 6),
    )


def _bends(source: Fields, name: str, default: Bends) -> Bends:
    """Three bends, from the knuckle to the tip."""
    values: Any = source.values.get(name, default)
    if not isinstance(values, list | tuple) or len(values) != 3:
        raise source.error(name, f"expected three bends, found {values!r}")
    numbers = Fields(source.where, dict(zip("123", values, strict=True)))
    return (numbers.number("1"), numbers.number("2"), numbers.number("3"))


def solve_hand(pose: HandPose, others: Mapping[str, Point]) -> Hand:
    """The hand where it should be. ``others`` are the points it may be placed on."""
    hand = Hand(pose, {"wrist": (0.0, 0.0)})
    length = pose.length * pose.fore.share
    hand.points["elbow"] = along((0, 0), pose.fore.angle + 180, length)
    side = hand.up if hand.is_on_edge else hand.across
    hand.hand_angle = pose.fore.angle + pose.wrist * side
    for name in FINGERS:
        hand.chains[name] = _finger(hand, name)
    hand.chains["thumb"] = _thumb(hand)
    _name_points(hand)
    lowest = {part: min(y - r for _, y, r in part_discs(hand, part)) for part in pose.put.rest}
    hand.shifted(shift_to(pose.put, hand.points, others, lowest))
    return hand


def _finger(hand: Hand, name: str) -> list[Point]:
    """From the knuckle to the tip. Bent towards or away from the reader, a bone looks shorter."""
    pose, ray = hand.pose, RAYS[name]
    chain = [hand.place(*ray.knuckle)]
    fan = (1.2 - FINGERS.index(name)) * pose.spread * hand.across
    bend = 0.0
    for length, more in zip(ray.bones, pose.fingers[name], strict=True):
        bend += more
        if hand.is_on_edge:
            chain.append(along(chain[-1], hand.hand_angle - hand.up * bend, length))
        else:
            seen = length * _cosine(bend)
            chain.append(along(chain[-1], hand.hand_angle + fan, seen))
    return chain


def _cosine(angle: float) -> float:
    return along((0, 0), angle, 1)[0]


def _thumb(hand: Hand) -> list[Point]:
    pose = hand.pose
    from_side = hand.is_on_edge
    x, aside = THUMB_ROOT_SIDE if from_side else THUMB_ROOT
    root = hand.place(x, aside, aside)
    away = -hand.up if from_side else hand.across  # to the palm's side, or out to the thumb's
    hand.thumb, share = pose.thumb, pose.thumb_share
    if pose.thumb_to is not None:
        hand.thumb, share = _pinch(hand, root, away, pose.thumb_to)
    hand.thumb_share = share
    chain, angle = [root], hand.hand_angle
    ways = (away, away, away) if from_side else (away, -away, -away)
    for length, bend, way in zip(THUMB_BONES, hand.thumb, ways, strict=True):
        angle += way * bend
        chain.append(along(chain[-1], angle, length * share))
    return chain


def _pinch(hand: Hand, root: Point, away: float, finger: str) -> tuple[Bends, float]:
    """The bends that bring the thumb's tip to a finger's tip, and how much shorter it looks."""
    chain = hand.chains[finger]
    goal = between(chain[-1], chain[-2], 0.25)
    whole = sum(THUMB_BONES)
    share = 1.0
    if not hand.is_on_edge:
        share = min(1.0, max(0.5, distance(root, goal) / (whole * 0.95)))
    first, second, third = (bone * share for bone in THUMB_BONES)
    joint = reach(root, goal, first, second + third, round(away / (abs(away) or 1)))
    if joint is None:
        gap = distance(root, goal) - whole
        raise FigureError(f"{hand.pose.where}.thumb_to: out of reach by {gap:.1f} cm")
    base = turn(hand.hand_angle, direction(root, joint)) * away
    rest = turn(direction(root, joint), direction(joint, goal)) * away
    return (base, rest if hand.is_on_edge else -rest, 0.0), share


def _name_points(hand: Hand) -> None:
    points = hand.points
    points["forearm"] = between(points["elbow"], points["wrist"], 0.5)
    points["palm"] = hand.place(5.0, 0.0)
    points["knuckles"] = hand.place(9.0, 0.0, 0.0)
    for name, chain in hand.chains.items():
        tip = chain[-1]
        points |= {f"{name}_knuckle": chain[0], f"{name}_middle": chain[1], f"{name}_tip": tip}
    points["fingers"] = between(points["middle_knuckle"], points["middle_tip"], 0.6)


def part_discs(hand: Hand, part: str) -> list[Disc]:
    """The flesh of one part: what rests on a table, and what the camera must show."""
    if part == "forearm":
        return forearm_discs(hand)
    if part == "palm":
        return [disc for strand in palm_strands(hand) for disc in strand]
    if part == "thumb":
        return finger_discs(hand, "thumb")
    return [disc for name in FINGERS for disc in finger_discs(hand, name)]


def forearm_discs(hand: Hand) -> list[Disc]:
    elbow, wrist = hand.points["elbow"], hand.points["wrist"]
    flat = not hand.is_on_edge
    wide = [(0.0, 3.9), (0.35, 3.8), (0.75, 3.0), (1.0, 2.5)]
    slim = [(0.0, 3.8), (0.35, 3.6), (0.75, 2.5), (1.0, 2.0)]
    whole = body.FOREARM
    drawn = hand.pose.length / whole
    discs = []
    for share, radius in [*UPPER_ARM, *(wide if flat else slim)]:
        part = (share - 1 + drawn) / drawn
        if part >= 0:
            discs.append((*between(elbow, wrist, part), radius))
    first = wide[0][1] - (1 - drawn) * 1.4
    return [(*elbow, first), *discs]


# Beyond a straight elbow, where the forearm's shares are below 0.
UPPER_ARM = [(-0.5, 4.5), (-0.2, 3.9)]


def palm_strands(hand: Hand) -> list[list[Disc]]:
    """Seen flat: one strand for each finger. Seen on edge: its thickness."""
    if hand.is_on_edge:
        spine = [(0.0, 0.0, 2.0), (3.2, 0.05, 1.95), (6.0, 0.1, 1.6), (9.0, -0.15, 1.2)]
        heel = [(1.2, -0.6, 1.5), (4.0, -0.75, 1.4)]
        return [[(*hand.place(x, 0, up), r) for x, up, r in strand] for strand in (spine, heel)]
    strands = []
    for ray in RAYS.values():
        x, aside, _ = ray.knuckle
        root = hand.place(0.6, aside * 0.5)
        strands.append([(*root, 1.9), (*hand.place(x * 0.55, aside * 0.9), 1.55)])
        strands[-1].append((*hand.place(x - 0.1, aside), 1.12))
    return strands


def finger_discs(hand: Hand, name: str) -> list[Disc]:
    chain = hand.chains[name]
    if name == "thumb":
        girths = [1.5, 1.3, 1.05, 0.78]
    else:
        ray = RAYS[name]
        girths = [ray.base + (ray.tip - ray.base) * k / 3 for k in range(4)]
        if hand.is_on_edge:
            girths[0] += 0.12
    return [(*p, r) for p, r in zip(chain, girths, strict=True)]


def hand_between(a: Hand, b: Hand, part: float) -> HandPose:
    """The pose at a share of the way between two solved hands."""
    first, last = a.pose, b.pose

    def blend(x: float, y: float) -> float:
        return x + (y - x) * part

    def bends(x: Bends, y: Bends) -> Bends:
        return (blend(x[0], y[0]), blend(x[1], y[1]), blend(x[2], y[2]))

    near = last if part > 0.5 else first
    fore = Bone(
        first.fore.angle + turn(first.fore.angle, last.fore.angle) * part,
        blend(first.fore.share, last.fore.share),
    )
    turned = first.view != last.view and not {first.view, last.view} & set(ON_EDGE)
    return replace(
        near,
        fore=fore,
        length=blend(first.length, last.length),
        wrist=blend(first.wrist, last.wrist),
        fingers={n: bends(first.fingers[n], last.fingers[n]) for n in FINGERS},
        spread=blend(first.spread, last.spread),
        thumb=bends(a.thumb, b.thumb),
        thumb_share=blend(a.thumb_share, b.thumb_share),
        thumb_to=first.thumb_to if first.thumb_to == last.thumb_to else None,
        put=put_between(first.put, last.put, "wrist", (a.points["wrist"], b.points["wrist"]), part),
        facing=abs(1 - 2 * part) if turned else 1.0,
    )
