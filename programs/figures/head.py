"""The head: in profile, from the front and from behind."""

from collections.abc import Callable

from programs.figures.geometry import Point, along
from programs.figures.palette import Palette
from programs.figures.paper import Camera, filled, plain, spline, stroked
from programs.figures.pose import Pose
from programs.figures.skeleton import Body

# Centimetres from the middle of the head: forward, up.
PROFILE_FACE = [
    (-2.0, 11.2), (3.2, 11.0), (7.0, 8.2), (8.4, 4.6), (8.3, 2.4), (9.3, 0.8), (10.9, -1.1),
    (10.5, -2.0), (9.0, -2.4), (9.3, -3.6), (8.7, -4.6), (8.9, -5.6), (8.3, -6.8), (8.6, -8.4),
    (7.3, -10.1), (4.8, -10.2), (1.4, -8.6), (-1.2, -6.0), (-2.6, -2.6), (-5.6, -2.4),
    (-8.6, -1.0), (-9.6, 2.6), (-7.4, 8.4),
]  # fmt: skip
PROFILE_HAIR = [
    (7.9, 7.2), (6.9, 9.7), (3.6, 12.2), (-1.4, 12.8), (-6.6, 10.8), (-9.9, 6.6), (-10.9, 1.6),
    (-9.9, -3.6), (-7.0, -7.0), (-5.0, -6.8), (-4.0, -3.6), (-3.2, -0.6), (-2.0, 1.9),
    (0.2, 2.3), (1.2, -1.0), (2.3, -0.6), (2.7, 3.0), (4.0, 5.8),
]  # fmt: skip
PROFILE_MOUTHS = {
    "shut": [(8.6, -4.7), (7.4, -4.9), (6.5, -4.4)],
    "open": [(6.9, -4.3), (6.6, -5.0), (7.0, -5.7)],
    "pursed": [(7.5, -3.7), (7.15, -4.5), (7.5, -5.3)],
}
PURSED = [
    (8.0, -3.0),
    (9.1, -3.4),
    (9.9, -3.9),
    (10.0, -4.6),
    (9.8, -5.2),
    (8.9, -5.7),
    (8.0, -6.0),
]
LIPS_RIM = [
    (8.8, -3.2),
    (9.5, -3.6),
    (10.0, -4.1),
    (9.7, -4.5),
    (9.9, -4.9),
    (9.4, -5.4),
    (8.7, -5.8),
]
LIPS_GAP = [(9.7, -4.5), (8.7, -4.55)]
OPENED = [(9.3, -3.6), (7.6, -3.9), (7.0, -4.9), (7.7, -6.0), (8.9, -6.2), (8.4, -5.0)]
FRONT_FACE = [
    (0.0, -11.2), (3.4, -10.2), (6.0, -7.4), (7.6, -3.0), (8.0, 2.0), (7.2, 7.4), (4.0, 10.8),
    (0.0, 11.6), (-4.0, 10.8), (-7.2, 7.4), (-8.0, 2.0), (-7.6, -3.0), (-6.0, -7.4), (-3.4, -10.2),
]  # fmt: skip
FRONT_HAIR = [
    (-8.4, 0.6), (-9.2, 5.0), (-7.6, 10.2), (-3.4, 12.8), (1.6, 13.0), (6.4, 11.2), (8.9, 6.8),
    (8.4, 0.6), (7.5, 1.2), (6.6, 5.0), (3.4, 7.4), (-1.0, 7.0), (-4.6, 7.6), (-6.9, 4.6),
    (-7.5, 1.2),
]  # fmt: skip
BACK_HAIR = [
    (0.0, -8.4), (4.6, -7.8), (7.6, -4.0), (8.8, 2.0), (7.8, 8.4), (4.2, 12.2), (0.0, 13.0),
    (-4.2, 12.2), (-7.8, 8.4), (-8.8, 2.0), (-7.6, -4.0), (-4.6, -7.8),
]  # fmt: skip


class _Face:
    """Head coordinates on the sheet."""

    def __init__(self, solved: Body, camera: Camera, *, is_flipped: bool = False) -> None:
        self.centre = solved.points["head"]
        self.angle = solved.angles["head"]
        self.camera = camera
        self.forward = -1 if is_flipped else 1

    def at(self, forward: float, up: float) -> Point:
        return self.camera.point(along(self.centre, self.angle, up, -forward * self.forward))

    def curve(self, points: list[Point], *, closed: bool = True) -> str:
        return spline([self.at(*p) for p in points], closed=closed)


def head(solved: Body, camera: Camera, palette: Palette, pose: Pose) -> str:
    """It looks where the body faces, unless the pose turns it away."""
    looks = pose.looks or {"side": "right"}.get(solved.view, solved.view)
    face = _Face(solved, camera, is_flipped=looks == "left")
    if looks in ("right", "left"):
        return _profile(face, palette, pose)
    if looks == "back":
        hair = filled(face.curve(BACK_HAIR), palette.fill("hair"))
        return filled(_ears(face), palette.fill("skin")) + hair
    return _front(face, palette, pose.eyes)


def _profile(face: _Face, palette: Palette, pose: Pose) -> str:
    ear = face.curve([(1.0, -0.4), (0.2, 1.7), (-1.5, 1.9), (-2.2, 0.2), (-1.1, -2.2), (0.3, -2.5)])
    lines = face.curve(PROFILE_MOUTHS[pose.mouth], closed=False)
    lines += face.curve([(4.9, 4.7), (6.2, 5.2), (7.5, 4.8)], closed=False)
    return (
        filled(face.curve(PROFILE_FACE), palette.fill("skin"))
        + plain(face.curve(PROFILE_HAIR), palette.fill("hair"))
        + plain(ear, palette.fill("skin"))
        + stroked(ear + lines, palette.face_line, 1.1)
        + _eye(face, palette, 6.0, 2.3, pose.eyes)
        + lips(face.curve, palette, pose.mouth)
    )


def lips(curve: Callable[..., str], palette: Palette, mouth: str) -> str:
    """Lips put forward as if to blow out a candle, or a mouth opened to cough.

    ``curve`` draws places in the head (forward, up).
    """
    if mouth == "pursed":
        rim = curve(LIPS_RIM, closed=False) + curve(LIPS_GAP, closed=False)
        skin = plain(curve(PURSED, closed=True), palette.fill("skin"))
        return skin + stroked(rim, palette.face_line, 1.3)
    if mouth == "open":
        return plain(curve(OPENED, closed=True), palette.fill("dark"))
    return ""


def _front(face: _Face, palette: Palette, eyes: str) -> str:
    lines = face.curve([(0.2, 1.0), (1.1, -2.6), (-0.3, -3.0)], closed=False)
    lines += face.curve([(-2.6, -6.0), (0, -6.9), (2.6, -6.0)], closed=False)
    for s in (1, -1):
        lines += face.curve([(s * 1.9, 4.2), (s * 3.4, 4.8), (s * 4.9, 4.2)], closed=False)
    return (
        filled(_ears(face), palette.fill("skin"))
        + filled(face.curve(FRONT_FACE), palette.fill("skin"))
        + plain(face.curve(FRONT_HAIR), palette.fill("hair"))
        + stroked(lines, palette.face_line, 1.1)
        + _eye(face, palette, 3.4, 1.6, eyes)
        + _eye(face, palette, -3.4, 1.6, eyes)
    )


def _ears(face: _Face) -> str:
    rim = [(7.0, 1.8), (10.3, 2.1), (9.9, -2.0), (7.0, -3.0)]
    return "".join(face.curve([(s * x, y) for x, y in rim]) for s in (1, -1))


def _eye(face: _Face, palette: Palette, forward: float, up: float, eyes: str) -> str:
    if eyes == "closed":
        lid = [(forward - 1.4, up + 0.2), (forward, up - 0.6), (forward + 1.3, up + 0.2)]
        return stroked(face.curve(lid, closed=False), palette.fill("dark"), 1.3)
    x, y = face.at(forward, up)
    radius = 0.85 * face.camera.scale
    spot = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"'
    return f'<circle {spot} fill="{palette.fill("dark")}" stroke="none"/>'
