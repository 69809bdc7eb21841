"""A bare foot and ankle close up, painted: from its outer or inner side, or from the front."""

from collections.abc import Sequence

from programs.figures.foot_pose import (
    RAYS,
    SOLE,
    Foot,
    columns,
    shin_discs,
    toe_discs,
)
from programs.figures.geometry import Point, along, direction, distance
from programs.figures.light import light
from programs.figures.painting import Layer
from programs.figures.palette import Palette
from programs.figures.paper import Camera, plain, spline, stroked
from programs.figures.pieces import Root, cut, on_sheet, piece
from programs.figures.shapes import Disc, Field, common, half_plane, melt

HEM = 4.6  # centimetres of trouser leg at the top
ARCH = {"outer": 0.25, "inner": 1.25}  # how high the sole is hollow
RAISED_ARCH = 0.9  # how much higher when the arch is lifted
# Which discs are lit, seen from a side: forward from the ankle, up, and half thickness.
REGIONS: dict[str, list[tuple[float, float, float]]] = {
    "calf": [(-3.6, 14, 2.2), (-3.2, 8, 1.8), (-2.8, 4, 1.0)],
    "shin": [(3.4, 14, 1.6), (3.0, 9, 1.5), (2.6, 4, 1.1)],
    "heel": [(-3.4, -4.6, 2.0), (-1.6, -5.4, 1.4)],
    "sole": [(-1.5, -5.8, 0.9), (5, -4.8, 1.1), (12.5, -5.7, 1.0)],
    "arch": [(1.2, -4.4, 0.9), (5.2, -3.6, 1.2), (9.6, -4.6, 0.8)],
    "ankle": [(-0.6, 0.2, 2.1), (0.8, -0.8, 2.1)],
    "top": [(2.6, 0.4, 1.2), (7.4, -1.4, 1.3), (11.0, -3.4, 0.9)],
}
# The same from the front: forward, towards the big toe's side, half thickness.
FRONT_REGIONS: dict[str, list[tuple[float, float, float]]] = {
    "ankle": [(0.2, -2.4, 1.3), (0.2, 2.4, 1.3)],
    "top": [(3.5, 0, 2.0), (10.5, 0, 2.4)],
    "outer_ankle": [(-2.0, -2.9, 1.2), (0.8, -3.0, 1.6), (3.6, -2.8, 1.1)],
    "inner_ankle": [(-2.0, 2.9, 1.2), (0.4, 3.0, 1.6), (3.6, 2.8, 1.1)],
}
ALL_REGIONS = (*dict.fromkeys((*REGIONS, *FRONT_REGIONS)), "toes", "big_toe")


def foot_layers(foot: Foot, camera: Camera, palette: Palette) -> list[Layer]:
    depth = foot.pose.put.depth
    layers = [
        (depth, _foot(foot, camera, palette)),
        (depth + 0.1, _hem(foot, camera, palette)),
        (depth + 0.2, _lines(foot, camera, palette)),
    ]
    order = list(RAYS) if foot.pose.view == "outer" else list(reversed(RAYS))
    for k, name in enumerate(order):
        if not _is_hidden(foot, name):
            layers.append((depth + 0.5 + k / 100, _toe(foot, name, camera, palette)))
    return layers


def _is_hidden(foot: Foot, name: str) -> bool:
    """From the inner side the big toe hides the others, unless it is bent another way."""
    pose = foot.pose
    return pose.view == "inner" and name not in ("big", "second") and pose.toes == pose.big_toe


def _skin(foot: Foot, palette: Palette) -> str:
    return palette.fill("skin" if foot.pose.put.depth >= 0 else "skin_shade")


def _field(foot: Foot, camera: Camera) -> Field:
    """Foot and lower leg without the toes."""
    if foot.pose.view == "front":
        parts = [camera.strand(discs) for discs in columns(foot)]
        return melt([*parts, camera.strand(shin_discs(foot))], 1.6 * camera.scale)
    hind = [(-2.7, -3.9, 2.75), (-1.2, -2.4, 3.0), (0.2, -0.6, 3.2)]
    fore = [(0.4, -1.6, 3.2), (5.0, -2.7, 2.9), (9.6, -4.2, 2.25), (13.4, -5.0, 1.62)]
    strands = [
        camera.strand([(*foot.place(x, up), r) for x, up, r in part]) for part in (hind, fore)
    ]
    whole = melt([*strands, camera.strand(shin_discs(foot))], 2.2 * camera.scale)
    down = along((0, 0), foot.pose.foot.angle, 0, -foot.up)
    flat = half_plane(camera.point(foot.place(0, SOLE)), (down[0], -down[1]))
    return cut(common(whole, flat), _hollow(foot, camera))


def _hollow(foot: Foot, camera: Camera) -> Field:
    """The arch, as a large disc taken out of the sole."""
    height = ARCH[foot.pose.view] + RAISED_ARCH * foot.pose.arch
    half = 5.4
    radius = (half * half + height * height) / (2 * height)
    middle = foot.place(5.3, SOLE + height - radius)
    return camera.strand([(*middle, radius), (*middle, radius)])


def _foot(foot: Foot, camera: Camera, palette: Palette) -> str:
    field = common(_field(foot, camera), _cut_top(foot, camera, 0.4))
    return piece(field, camera.point(foot.points["ankle"]), _skin(foot, palette), palette)


def _cut_top(foot: Foot, camera: Camera, at: float) -> Field:
    """All that lies nearer to the foot than this many centimetres from the drawn end."""
    up = foot.pose.shin + 180
    x, y = along((0, 0), up, 1)
    return half_plane(camera.point(along(foot.points["shin_top"], up, -at)), (x, -y))


def _hem(foot: Foot, camera: Camera, palette: Palette) -> str:
    """The end of a trouser leg, so that the leg does not end in the air."""
    top, ankle = foot.points["shin_top"], foot.points["ankle"]
    if distance(top, ankle) < HEM + 3:
        return ""
    way = foot.pose.shin
    discs = shin_discs(foot)
    girth = discs[0][2] + 0.7
    low = along(top, way, HEM)
    cloth = camera.strand([(*top, girth), (*low, girth - 0.3)])
    x, y = along((0, 0), way, 1)
    edge = half_plane(camera.point(low), (x, -y))
    field = common(common(cloth, edge), _cut_top(foot, camera, 0.0))
    fold = [along(top, way, HEM - 1.1 + 0.25 * (s == 0), s * (girth - 0.8)) for s in (1, 0, -1)]
    line = stroked(spline(camera.points(fold), closed=False), palette.line, 1.1)
    name = "pants" if foot.pose.put.depth >= 0 else "pants_far"
    seed = camera.point(along(top, way, HEM / 2))
    return piece(field, seed, palette.fill(name), palette) + line


def _toe(foot: Foot, name: str, camera: Camera, palette: Palette) -> str:
    discs = toe_discs(foot, name)
    x, y, radius = discs[0]
    root = Root(on_sheet([(x, y, radius * 1.35)], camera), _field(foot, camera))
    field = camera.strand(discs)
    shape = piece(field, camera.point(discs[1][:2]), _skin(foot, palette), palette, root)
    return shape + _nail(foot, name, camera, palette)


def _nail(foot: Foot, name: str, camera: Camera, palette: Palette) -> str:
    chain, radius = foot.chains[name], toe_discs(foot, name)[-1][2]
    front = foot.pose.view == "front"
    near = {"front": name, "inner": "big", "outer": "little"}[foot.pose.view]
    if name != near or distance(chain[-2], chain[-1]) < 0.6:
        return ""
    way = direction(chain[-2], chain[-1])
    middle = chain[-1] if front else along(chain[-1], way, 0.1, 0.55 * radius * foot.up)
    wide = 0.62 if front else 0.3
    ring = [(0.6, 0.0), (0.4, 0.8), (-0.5, 0.8), (-0.75, 0.0), (-0.5, -0.8), (0.4, -0.8)]
    places = [along(middle, way, x * radius * 0.8, y * radius * wide) for x, y in ring]
    line = f' stroke="{palette.fill("crease")}" stroke-width="0.8"'
    return plain(spline(camera.points(places), closed=True), palette.fill("nail"), line)


def _lines(foot: Foot, camera: Camera, palette: Palette) -> str:
    """The bone at the ankle and the hollow behind it."""
    curves: list[list[Point]] = []
    if foot.pose.view == "front":
        for s, x in ((1, -0.6), (-1, 0.6)):
            aside = [(x - 1.3, 2.4), (x - 0.2, 1.9), (x + 1.0, 2.2)]
            curves.append(
                [
                    along(foot.points["ankle"], foot.pose.shin, a, s * b * foot.inward)
                    for a, b in aside
                ]
            )
    else:
        bone = [(-1.3, 0.6), (-1.1, -0.8), (0.2, -1.3), (1.2, -0.6)]
        curves.append([foot.place(*p) for p in bone])
        curves.append([foot.place(-2.6, 2.4), foot.place(-2.5, 0.4), foot.place(-2.9, -1.2)])
    d = "".join(spline(camera.points(curve), closed=False) for curve in curves)
    return stroked(d, palette.fill("crease"), 0.9)


def foot_light(foot: Foot, work: Sequence[str], camera: Camera, palette: Palette) -> str:
    regions = [_region(foot, name) for name in work]
    toes = [camera.strand(toe_discs(foot, name)) for name in RAYS]
    whole = melt([_field(foot, camera), *toes], 4)
    return light(regions, common(whole, _cut_top(foot, camera, HEM + 0.3)), camera, palette)


def _region(foot: Foot, name: str) -> list[Disc]:
    if name == "big_toe":
        return [(*p, 1.0) for p in foot.chains["big"]]
    if name == "toes":
        return [(*foot.chains[toe][1], 1.1) for toe in RAYS]
    if foot.pose.view == "front":
        return [(*foot.place_in_front(x, aside), r) for x, aside, r in FRONT_REGIONS[name]]
    discs = []
    for forward, up, radius in REGIONS[name]:
        if name in ("calf", "shin"):
            point = along(foot.points["ankle"], foot.pose.shin, -up, forward * foot.up)
        else:
            point = foot.place(forward, up)
        discs.append((*point, radius))
    return discs
