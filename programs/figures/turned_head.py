"""A head close up, turned or nodded any way: its features are places in space, laid flat.

Lengths in centimetres from the middle of the head: to the right of the picture, up, and
towards the face. A plain profile is drawn from the outline that whole bodies have.
"""

import math
from dataclasses import dataclass

from programs.figures.geometry import Point, along
from programs.figures.head import PROFILE_FACE, PROFILE_HAIR, PROFILE_MOUTHS, lips
from programs.figures.palette import Palette
from programs.figures.paper import Camera, blob, filled, plain, spline, stroked
from programs.figures.pieces import cut
from programs.figures.pose import Pose
from programs.figures.shapes import Disc, Field, melt
from programs.figures.skeleton import Body

Place = tuple[float, float, float]
Ball = tuple[float, float, float, float]

FACE: list[list[Ball]] = [
    [(0, 3.6, 0.4, 7.7), (0, 1.0, 1.6, 7.2)],
    [(3.1, -2.6, 2.6, 4.4), (2.3, -6.2, 3.0, 3.8), (0, -8.0, 4.9, 2.9)],
    [(-3.1, -2.6, 2.6, 4.4), (-2.3, -6.2, 3.0, 3.8), (0, -8.0, 4.9, 2.9)],
    [(0, -4.0, 4.2, 4.0), (0, -8.0, 5.2, 2.7)],
]
NOSE: list[Ball] = [(0, 2.2, 7.2, 1.0), (0, -0.2, 8.6, 1.1), (0, -1.5, 9.4, 1.25)]
HAIR: list[list[Ball]] = [
    [(0, 3.6, -0.2, 9.2), (0, 2.6, -2.6, 8.9)],
    [(0, 1.0, -3.4, 6.8), (0, -3.6, -4.8, 3.9)],
]
# What the hair leaves free.
WINDOW: list[list[Ball]] = [
    [(-3.1, 1.9, 5.4, 4.3), (0, 2.7, 6.2, 4.4), (3.1, 1.9, 5.4, 4.3)],
    [(-3.6, -3.6, 4.6, 4.7), (0, -8.0, 4.0, 6.5), (3.6, -3.6, 4.6, 4.7)],
    [(-8.2, -2.6, 0.9, 3.5), (-8.2, -5.0, 0.9, 3.5)],
    [(8.2, -2.6, 0.9, 3.5), (8.2, -5.0, 0.9, 3.5)],
]
EAR: Place = (7.9, -0.5, -0.4)
EYE: Place = (3.2, 1.5, 7.0)
EYE_SIZE: Point = (1.55, 0.95)
IRIS = 0.82
SEEN = 1.6  # how far a feature must point at the reader to be drawn


@dataclass(frozen=True)
class Turn:
    """Which way the face looks: to the right of the picture, down, and where its eyes go."""

    right: float = 0.0
    down: float = 0.0
    look: Point = (0.0, 0.0)
    is_open: bool = True
    mouth: str = "shut"


AHEAD = {"side": 90.0, "front": 0.0, "back": 180.0}  # where a head looks that is not turned


def turn_of(pose: Pose, view: str) -> Turn:
    right = AHEAD[view] - pose.turn
    return Turn(right, pose.nod, pose.look, pose.eyes == "open", pose.mouth)


class _Head:
    """A head on the sheet."""

    def __init__(self, solved: Body, camera: Camera, turn: Turn) -> None:
        self.centre = solved.points["head"]
        self.angle = solved.angles["head"]
        self.camera = camera
        self.turn = turn
        yaw, pitch = math.radians(turn.right), math.radians(turn.down)
        self.yaw = (math.cos(yaw), math.sin(yaw))
        self.pitch = (math.cos(pitch), math.sin(pitch))

    def turned(self, place: Place) -> Place:
        aside, up, front = place
        c, s = self.pitch
        up, front = up * c - front * s, front * c + up * s
        c, s = self.yaw
        return (aside * c + front * s, up, front * c - aside * s)

    def flat(self, place: Place) -> Point:
        aside, up, _ = self.turned(place)
        return along(self.centre, self.angle, up, -aside)

    def field(self, strands: list[list[Ball]], fillet: float = 2.0) -> Field:
        fields = []
        for balls in strands:
            discs: list[Disc] = [(*self.flat((x, y, z)), r) for x, y, z, r in balls]
            fields.append(self.camera.strand(discs))
        return melt(fields, fillet * self.camera.scale)

    def line(self, places: list[Place], *, closed: bool = False) -> str:
        return spline(self.camera.points([self.flat(p) for p in places]), closed=closed)

    def is_seen(self, place: Place) -> bool:
        return self.turned(place)[2] > SEEN


def back_of_hair(solved: Body, camera: Camera, palette: Palette, turn: Turn) -> str:
    """What lies behind face and neck."""
    head = _Head(solved, camera, turn)
    crown = camera.point(head.flat((0, 9.5, -3)))
    return blob(head.field(HAIR, 0.8), crown, palette.fill("hair"))


def turned_head(solved: Body, camera: Camera, palette: Palette, turn: Turn) -> str:
    head = _Head(solved, camera, turn)
    middle = camera.point(head.flat((0, 0, 3)))
    crown = camera.point(head.flat((0, 9.5, -3)))
    hair = head.field(HAIR, 0.8)
    face = melt([head.field(FACE), head.field([NOSE], 1.0)], 0.9 * camera.scale)
    fringe = cut(hair, head.field(WINDOW))
    ears = {side: _ear(head, side, palette) for side in (1, -1)}
    near = 1 if head.turned(EAR)[2] > head.turned((-EAR[0], EAR[1], EAR[2]))[2] else -1
    turned_far = abs(turn.right) > 14
    return (
        ("" if turned_far else ears[-near] + ears[near])
        + blob(face, middle, palette.fill("skin"))
        + blob(fringe, crown, palette.fill("hair"), ' stroke="none"')
        + (ears[near] if turned_far else "")
        + _features(head, palette)
    )


FROM_ABOVE = 2.0  # how far in front of the neck's root the head is seen


def eyes_from_above(solved: Body, turn: float) -> dict[str, Point]:
    root = along(solved.points["neck_root"], 90, FROM_ABOVE)
    return {f"{side}_eye": along(root, 90 - turn, 8.6, s * 3.0) for side, s in EYE_SIDES.items()}


EYE_SIDES = {"right": -1, "left": 1}


def head_from_above(solved: Body, camera: Camera, palette: Palette, turn: float) -> str:
    """The crown of a head that faces the top of the picture: hair, ears, the tip of the nose."""
    root, way = along(solved.points["neck_root"], 90, FROM_ABOVE), 90 - turn

    def strand(*discs: Disc) -> Field:
        return camera.strand([(*along(root, way, x, y), r) for x, y, r in discs])

    middle = camera.point(root)
    face = melt([strand((2.6, 0, 7.2), (3.2, 0, 6.8)), strand((8.4, 0, 1.7), (10.9, 0, 1.15))], 5)
    ears = "".join(
        blob(strand((-0.8, s * 8.3, 1.5), (1.0, s * 8.6, 1.3)),
             camera.point(along(root, way, 0, s * 8.5)), palette.fill("skin"))
        for s in (1, -1)
    )  # fmt: skip
    parting = [along(root, way, x, y) for x, y in ((6.5, 2.2), (1.0, 2.6), (-4.0, 0.8))]
    return (
        ears
        + blob(face, camera.point(along(root, way, 6)), palette.fill("skin"))
        + blob(strand((-3.0, 0, 8.4), (0.8, 0, 7.9)), middle, palette.fill("hair"))
        + stroked(spline(camera.points(parting), closed=False), palette.fill("crease"), 1.2)
    )


def profile(solved: Body, camera: Camera, palette: Palette, turn: Turn) -> str:
    """Looking straight ahead, seen from the side."""
    head = _Head(solved, camera, Turn(90))

    def line(points: list[Point], *, closed: bool = False) -> str:
        return head.line([(0, up, forward) for forward, up in points], closed=closed)

    lines = line(PROFILE_MOUTHS[turn.mouth])
    lines += line([(4.7, 4.6), (6.1, 5.2), (7.6, 4.7)])
    lines += line([(8.9, -2.6), (8.1, -2.4), (7.9, -1.6)])
    look_x, look_y = turn.look
    x, y = camera.point(head.flat((0, 2.1 + 0.45 * look_y, 6.7 + 0.3 * look_x)))
    lid = [(4.7, 1.9), (5.7, 2.9), (6.9, 2.9), (7.4, 2.3)]
    eye = (
        plain(line([*lid, (6.9, 1.4), (5.7, 1.3)], closed=True), "#FFFFFF")
        + f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{0.72 * camera.scale:.1f}"'
        f' fill="{palette.fill("dark")}" stroke="none"/>'
        + stroked(line(lid), palette.fill("dark"), 1.3)
    )
    if not turn.is_open:
        shut = line([(4.7, 2.1), (6.0, 1.4), (7.2, 2.0)])
        eye = stroked(shut, palette.fill("dark"), 1.6)
    return (
        filled(line(PROFILE_FACE, closed=True), palette.fill("skin"))
        + plain(line(PROFILE_HAIR, closed=True), palette.fill("hair"))
        + _ear(head, -1, palette)
        + stroked(lines, palette.face_line, 1.3)
        + lips(line, palette, turn.mouth)
        + eye
    )


def _ear(head: _Head, side: int, palette: Palette) -> str:
    x, y, z = EAR
    middle = head.flat((side * x, y, z))
    wide = 1.0 + 0.9 * abs(head.yaw[1])
    rim = [(0.0, 2.5), (wide, 1.6), (wide * 0.9, -0.6), (0.2 * wide, -2.4), (-wide * 0.8, -1.6)]
    rim.append((-wide, 1.0))
    lean = -1 if head.turned((side * x, y, z))[0] > 0 else 1
    d = spline(
        head.camera.points([along(middle, head.angle, up, lean * out) for out, up in rim]),
        closed=True,
    )
    line = f' stroke="{palette.face_line}" stroke-width="1.1"'
    return plain(d, palette.fill("skin"), line)


def _features(head: _Head, palette: Palette) -> str:
    lines = ""
    side = 1 if head.turn.right >= 0 else -1
    if abs(head.turn.right) < 78:
        lines += head.line(
            [(side * 0.5, 1.0, 8.2), (side * 1.2, -1.6, 9.3), (side * 0.9, -2.7, 8.6),
             (-side * 0.5, -3.0, 8.8)]
        )  # fmt: skip
    mouth = [p for p in MOUTH if head.is_seen(p)]
    if len(mouth) > 1:
        lines += head.line(mouth)
    for s in (1, -1):
        brow: list[Place] = [(s * 1.6, 4.1, 7.9), (s * 3.3, 4.8, 7.4), (s * 4.9, 4.1, 6.2)]
        if head.is_seen(brow[1]):
            lines += head.line(brow)
    eyes = "".join(_eye(head, s, palette) for s in (1, -1))
    return stroked(lines, palette.face_line, 1.3) + eyes


MOUTH: list[Place] = [(-2.5, -5.7, 6.9), (-1.2, -6.2, 7.6), (0, -6.4, 7.9), (1.2, -6.2, 7.6),
                      (2.5, -5.7, 6.9)]  # fmt: skip


def _eye(head: _Head, side: int, palette: Palette) -> str:
    x, y, z = EYE
    if not head.is_seen((side * x, y, z)):
        return ""
    half, high = EYE_SIZE

    def at(out: float, up: float) -> Place:
        """A place in the eye; the ball of the face falls back towards its outer corner."""
        return (side * (x + out), y + up, z - 0.16 * max(0.0, out + half))

    lid: list[Place] = [at(-half, -0.1), at(-0.5, high), at(0.7, high * 0.9), at(half, 0.15)]
    if not head.turn.is_open:
        shut = [at(-half, 0.1), at(0, -high * 0.5), at(half, 0.2)]
        return stroked(head.line(shut), palette.fill("dark"), 1.6)
    white = head.line([*lid, at(0.6, -high * 0.75), at(-0.7, -high * 0.75)], closed=True)
    look_x, look_y = head.turn.look
    spot = head.flat((side * x + 0.62 * look_x, y + 0.05 + 0.4 * look_y, z))
    cx, cy = head.camera.point(spot)
    iris = f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{IRIS * head.camera.scale:.1f}"'
    return (
        plain(white, "#FFFFFF")
        + f'{iris} fill="{palette.fill("dark")}" stroke="none"/>'
        + stroked(head.line(lid), palette.fill("dark"), 1.3)
    )
