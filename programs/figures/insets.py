"""Small cards beside the figure that show what the whole body cannot: a muscle, a turned head."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from programs.figures.geometry import Point, along, plus
from programs.figures.palette import Palette
from programs.figures.paper import Camera, blob, filled, plain, polyline, spline, stroked
from programs.figures.room import rod
from programs.figures.shapes import Disc
from programs.figures.skeleton import Body
from programs.figures.turned_head import Turn, back_of_hair, turned_head

if TYPE_CHECKING:
    from programs.figures.props import Prop

HALF = 0.5  # squeezed by more than this, they are lit
WIDTH = 44.0  # of the card for which the lengths below hold
SIZES = dict.fromkeys(("hammock", "seat", "yoke", "hollow"), (WIDTH, 36.0))
SIZES |= dict.fromkeys(("face", "shut_eyes"), (WIDTH, 44.0))
IN_FRONT = dict.fromkeys(SIZES, 6)
HEAD = 23.0  # centimetres from chin to crown
# Centimetres from the middle of the card, the front of the body at the right.
TAILBONE = [(-15.0, 14.0), (-16.2, 8.0), (-15.4, 2.0), (-12.4, -2.6), (-9.8, -3.6)]
PUBIC_BONE = [(9.6, -3.8), (11.4, -5.4), (13.8, -4.2), (16.0, 1.0), (15.4, 5.4), (12.6, 5.2)]
SLING = [(-10.0, -4.2, 0.0), (-5.2, -4.4, 0.76), (0.4, -4.6, 1.0), (5.8, -4.6, 0.76)]
SLING += [(10.6, -4.6, 0.0)]  # the muscle between them; the third is the share of its lift
# The right half of the trousers from behind, as far as the crotch.
TROUSERS = [(0.0, 14.5), (10.5, 14.0), (13.4, 7.0), (15.0, 0.0), (14.6, -7.0), (13.0, -15.0)]
TROUSERS += [(2.0, -15.0), (1.2, -10.5), (0.0, -9.0)]
CHEEK = [(2.0, -4.6), (5.4, -6.6), (9.6, -6.0), (12.4, -2.6)]
LIT = [(6.8, 5.4), (10.6, 2.2), (10.4, -2.8), (6.6, -4.6), (3.0, -2.6), (2.8, 2.4)]


def _card(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """The card, and a thin line to the part of the body that it explains (the third point)."""
    middle, (wide, high) = points[0], prop.size
    edge = palette.fill("wall_edge") if palette.is_colour else palette.line
    left, top = camera.point(plus(middle, (-wide / 2, high / 2)))
    width, height = wide * camera.scale, high * camera.scale
    box = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" rx="8"'
    card = f'<rect {box} fill="{palette.fill("card")}" stroke="{edge}" stroke-width="1.4"/>'
    return _leader(middle, points[2:], camera, edge) + card


def _leader(middle: Point, parts: list[Point], camera: Camera, edge: str) -> str:
    if not parts:
        return ""
    x, y = camera.point(parts[0])
    line = polyline(camera.points([parts[0], middle]))
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{edge}" stroke="none"/>'
    return stroked(line, edge, 1.4, ' stroke-dasharray="4 4"') + ring


def _inside(prop: Prop, middle: Point, ring: list[Point]) -> list[Point]:
    """Places on the card; what it shows grows with it."""
    share = prop.size[0] / WIDTH
    return [along(middle, prop.angle, x * share, y * share) for x, y in ring]


def hammock(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """The pelvic floor between tailbone and pubic bone; the second point is how far it is up.

    ``angle`` turns what is on the card as the body lies.
    """
    middle, (_, lift) = points[0], points[1]

    def line(ring: list[Point], *, closed: bool) -> str:
        return spline(camera.points(_inside(prop, middle, ring)), closed=closed)

    rim = palette.fill("bone_edge") if palette.is_colour else palette.line
    edge = f' stroke="{rim}" stroke-width="1.4"'
    tail = line(TAILBONE, closed=False)
    scale = camera.scale * prop.size[0] / WIDTH
    muscle = line([(x, y + share * lift) for x, y, share in SLING], closed=False)
    return (
        _card(prop, points, camera, palette)
        + stroked(tail, rim, round(4.6 * scale, 1))
        + stroked(tail, palette.fill("bone"), round(4.6 * scale - 2.8, 1))
        + plain(line(PUBIC_BONE, closed=True), palette.fill("bone"), edge)
        + stroked(muscle, palette.line, round(3 * scale + 2, 1))
        + stroked(muscle, palette.fill("muscle"), round(3 * scale, 1))
    )


def seat(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """Both buttocks from behind; the second point's second number is 1 when they are squeezed."""
    middle, squeezed = points[0], points[1][1]
    tight = 1 - 0.12 * squeezed

    def half(ring: list[Point], side: int) -> list[Point]:
        return camera.points(_inside(prop, middle, [(side * x * tight, y) for x, y in ring]))

    whole = half(TROUSERS, 1) + half(TROUSERS, -1)[::-1]
    folds = "".join(spline(half(CHEEK, side), closed=False) for side in (1, -1))
    folds += polyline(half([(0, 7.0), (0, -9.0)], 1))
    lit = "".join(
        plain(spline(half(LIT, side), closed=True), palette.fill("muscle")) for side in (1, -1)
    )
    trousers = plain(polyline(whole) + "z", palette.fill("pants"))
    seams = stroked(folds, palette.line, 1.8)
    return (
        _card(prop, points, camera, palette) + trousers + (lit if squeezed > HALF else "") + seams
    )


def face(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """The head from the front and larger; the second point is how far it is turned and nods.

    ``shut_eyes`` shows the same with closed eyes.
    """
    middle, (turned, nod) = points[0], points[1]
    scale = camera.scale * prop.size[1] * 0.66 / HEAD
    x, y = camera.point(middle)
    closer = Camera(scale, x, y + 0.08 * prop.size[1] * camera.scale)
    shown = Body("front", points={"head": (0.0, 3.5)}, angles={"head": 90.0})
    turn = Turn(-turned, nod, is_open=prop.kind != "shut_eyes")
    neck = closer.strand([(0.0, -3.0, 5.0), (0.0, -9.0, 5.2)])
    return (
        _card(prop, points, camera, palette)
        + back_of_hair(shown, closer, palette, turn)
        + blob(neck, closer.point((0.0, -8.0)), palette.fill("skin"))
        + turned_head(shown, closer, palette, turn)
    )


def yoke(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A stick across the back of the shoulders, held with both hands, from behind."""
    share = camera.scale * prop.size[0] / WIDTH

    def line(*ring: Point) -> str:
        return polyline(camera.points(_inside(prop, points[0], list(ring))))

    def limb(d: str, fill: str, width: float) -> str:
        return rod(d, palette, fill, round(width * share, 1))

    arms = "".join(
        limb(line((s * 10.2, -4.4), (s * 14.2, -8.4)), "shirt", 5.4)
        + limb(line((s * 15.6, -9.8), (s * 14.0, -2.4)), "skin", 3.2)
        for s in (1, -1)
    )
    trunk = filled(line(*BACK) + "z", palette.fill("shirt"))
    head = limb(line((0, 1.0), (0, 4.0)), "skin", 5.0) + limb(line((0, 8.0), (0, 9.0)), "hair", 9.4)
    stick = limb(line((-20.0, -0.6), (20.0, -0.6)), "wood_far", 1.7)
    hands = "".join(limb(line((s * 13.0, -0.8), (s * 14.4, -0.8)), "skin", 4.0) for s in (1, -1))
    return _card(prop, points, camera, palette) + arms + trunk + head + stick + hands


def hollow(prop: Prop, points: list[Point], camera: Camera, palette: Palette) -> str:
    """A body on its back: the second point is how far the belly swells, and the low back is up."""
    middle, (swell, gap) = points[0], points[1]

    def line(*ring: Point) -> list[Point]:
        return camera.points(_inside(prop, middle, list(ring)))

    def part(low: list[Point], top: list[Point], fill: str) -> str:
        ring = spline(line(*low), closed=False) + "L" + spline(line(*top), closed=False)[1:] + "z"
        return filled(ring, palette.fill(fill))

    waist = (6.0, MAT + 0.8 * gap)
    back = [(-20.6, MAT), (-13.0, MAT), (-7.5, MAT + 0.4 * gap), (-1.0, MAT + gap), waist]
    seat = [waist, (10.0, MAT + 0.2 * gap), (14.0, MAT), (20.6, MAT)]
    hem = (6.0, 7.4 + 0.7 * swell)
    belly = [hem, (-2.0, 7.7 + swell), (-11.0, 9.0 + 0.4 * swell), (-20.6, 10.4)]
    mat = polyline(line((-20.6, MAT - 1.6), (20.6, MAT - 1.6)))
    return (
        _card(prop, points, camera, palette)
        + part(back, belly, "shirt")
        + part(seat, [(20.6, 10.6), (14.0, 9.0 + 0.2 * swell), hem], "pants")
        + rod(mat, palette, "mat", round(2.4 * camera.scale, 1))
    )


MAT = -10.4  # how low the mat is on its card
BACK = [(-11.6, -3.4), (-4.0, 0.6), (4.0, 0.6), (11.6, -3.4), (9.6, -9.0), (9.0, -16.0)]
BACK += [(-9.0, -16.0), (-9.6, -9.0)]


def _extent(prop: Prop, points: list[Point]) -> list[Disc]:
    half = (prop.size[0] / 2, prop.size[1] / 2)
    return [(*plus(points[0], (s * half[0], s * half[1])), 1) for s in (-1, 1)]


PAINTERS: dict[str, Callable[[Prop, list[Point], Camera, Palette], str]] = {
    "hammock": hammock,
    "seat": seat,
    "yoke": yoke,
    "hollow": hollow,
    "face": face,
    "shut_eyes": face,
}
EXTENTS: dict[str, Callable[[Prop, list[Point]], list[Disc]]] = dict.fromkeys(SIZES, _extent)
