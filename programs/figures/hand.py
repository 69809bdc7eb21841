"""A hand and forearm close up, painted: from the thumb's side, the palm or the back."""

from collections.abc import Sequence

from programs.figures.geometry import along, between, direction, distance, turn
from programs.figures.hand_pose import (
    FINGERS,
    RAYS,
    Hand,
    finger_discs,
    forearm_discs,
    palm_strands,
)
from programs.figures.light import light
from programs.figures.painting import Layer
from programs.figures.palette import Palette
from programs.figures.paper import Camera, plain, spline, stroked
from programs.figures.pieces import Root, on_sheet, piece
from programs.figures.shapes import Disc, Field, common, half_plane, melt

PALM_FILLET = 1.3
CUFF = 4.6  # centimetres of sleeve at the forearm's end
ACROSS = 22.0  # the thumb's root turned out less than this, the thumb lies over the palm
FOLDED = 75.0  # bent more than this at the knuckle, a finger seen flat covers the palm
# Which discs are lit: centimetres from the wrist towards the fingers, up, and half thickness.
REGIONS: dict[str, list[tuple[float, float, float]]] = {
    "forearm_back": [(-14, 2.2, 1.2), (-11, 1.9, 1.7), (-7, 1.6, 1.5), (-3, 1.2, 0.9)],
    "forearm_palm": [(-14, -2.2, 1.2), (-11, -1.9, 1.7), (-7, -1.6, 1.5), (-3, -1.2, 0.9)],
    "wrist": [(-1.8, 0, 1.9), (1.2, 0, 1.9)],
    "hand": [(2.5, 0, 2.2), (6.5, 0, 2.6)],
    "thumb_base": [(1.5, -1.4, 0.9), (5.0, -1.7, 0.7)],
}
ALL_REGIONS = (*REGIONS, "fingers", "thumb")


def hand_layers(hand: Hand, camera: Camera, palette: Palette) -> list[Layer]:
    depth = hand.pose.put.depth
    layers = [
        (depth, _palm(hand, camera, palette)),
        (depth + 0.1, _cuff(hand, camera, palette)),
    ]
    for k, name in enumerate(reversed(FINGERS) if hand.pose.view == "thumb" else FINGERS):
        if _is_hidden(hand, name):
            continue
        behind = hand.pose.view == "back" and hand.pose.fingers[name][0] > FOLDED / 2
        at = depth + (-0.5 if behind or _is_far(hand, name) else 0.5) + k / 100
        layers.append((at, _finger(hand, name, camera, palette)))
    at = depth + (-0.6 if _is_far(hand, "thumb") else 1)
    layers.append((at, _finger(hand, "thumb", camera, palette)))
    if not hand.is_on_edge:
        layers.append((depth + 0.2, _creases(hand, camera, palette)))
    return layers


def _palm_field(hand: Hand, camera: Camera) -> Field:
    strands = [camera.strand(discs) for discs in palm_strands(hand)]
    thumb = finger_discs(hand, "thumb")
    heel = [(*hand.place(1.2, 1.2, -0.4), 1.6), (*between(thumb[0][:2], thumb[1][:2], 0.75), 1.25)]
    return melt([*strands, camera.strand(heel)], PALM_FILLET * camera.scale)


def _palm(hand: Hand, camera: Camera, palette: Palette) -> str:
    fore = camera.strand(forearm_discs(hand))
    field = melt([_palm_field(hand, camera), fore], 2 * camera.scale)
    field = common(field, _cut_end(hand, camera, 0.4))
    return piece(field, camera.point(hand.points["wrist"]), palette.fill("skin"), palette)


def _cut_end(hand: Hand, camera: Camera, at: float) -> Field:
    """All that lies nearer to the hand than this many centimetres from the drawn end."""
    back = hand.pose.fore.angle + 180
    edge = along(hand.points["elbow"], back, -at)
    x, y = along((0, 0), back, 1)
    return half_plane(camera.point(edge), (x, -y))


def _cuff(hand: Hand, camera: Camera, palette: Palette) -> str:
    """The end of a sleeve pushed up the arm, so that the arm does not end in the air."""
    elbow, wrist = hand.points["elbow"], hand.points["wrist"]
    if distance(elbow, wrist) < CUFF:
        return ""
    way = direction(elbow, wrist)
    girth = forearm_discs(hand)[0][2] + 0.45
    sleeve = camera.strand([(*elbow, girth), (*along(elbow, way, CUFF), girth - 0.25)])
    x, y = along((0, 0), way, 1)
    hem = half_plane(camera.point(along(elbow, way, CUFF)), (x, -y))
    field = common(common(sleeve, hem), _cut_end(hand, camera, 0.0))
    seed = camera.point(along(elbow, way, CUFF / 2))
    fold = [along(elbow, way, CUFF - 1.1, s * (girth - 0.7)) for s in (1, 0, -1)]
    fold[1] = along(fold[1], way, 0.25)
    line = stroked(spline(camera.points(fold), closed=False), palette.line, 1.1)
    return piece(field, seed, palette.fill("shirt"), palette) + line


def _finger(hand: Hand, name: str, camera: Camera, palette: Palette) -> str:
    """One finger, open at its knuckle, where it grows out of the palm."""
    discs = finger_discs(hand, name)
    field = camera.strand(discs)
    chain = hand.chains[name]
    root = Root(on_sheet(_openings(hand, name, discs), camera), _palm_field(hand, camera))
    fill = palette.fill("skin_shade" if _is_far(hand, name) else "skin")
    drawn = piece(field, camera.point(chain[1]), fill, palette, root)
    return drawn + _nail(hand, name, camera, palette) + _folds(hand, name, camera, palette)


def _is_far(hand: Hand, name: str) -> bool:
    """Seen on edge, the nearest finger hides the others, and the palm may hide the thumb."""
    nearest = {"thumb": ("index", "thumb"), "little": ("little",)}
    return hand.is_on_edge and name not in nearest[hand.pose.view]


def _is_hidden(hand: Hand, name: str) -> bool:
    bends = hand.pose.fingers
    seen = ("middle", "thumb") if hand.pose.view == "thumb" else ("middle", "ring", "thumb")
    return _is_far(hand, name) and name not in seen and bends[name] == bends["middle"]


def _openings(hand: Hand, name: str, discs: list[Disc]) -> list[Disc]:
    x, y, radius = discs[0]
    if name == "thumb":
        lies_across = not hand.is_on_edge and hand.thumb[0] < ACROSS
        web = between(discs[0][:2], discs[1][:2], 0.6)
        return [(x, y, 2.6)] if lies_across else [(x, y, 2.6), (*web, 2.4)]
    flat_bend = 0 if hand.is_on_edge else hand.pose.fingers[name][0]
    return [(x, y, radius * (1.75 if flat_bend < FOLDED else 0.5))]


def _nail(hand: Hand, name: str, camera: Camera, palette: Palette) -> str:
    """The nail, where it is seen: on the back of the hand, and on the thumb from its side."""
    chain = hand.chains[name]
    seen = hand.pose.view == "back" or (hand.pose.view == "thumb" and name == "thumb")
    if not seen or (name != "thumb" and sum(hand.pose.fingers[name]) > FOLDED):
        return ""
    way = direction(chain[-2], chain[-1])
    width = (0.5 if name == "thumb" else 0.44) * finger_discs(hand, name)[-1][2] / 0.72
    shift = 0.0
    if hand.pose.view == "thumb":
        shift, width = 0.12 * hand.up, width * 0.95
    middle = along(chain[-1], way, -0.1, shift)
    ring = [(0.62, 0.0), (0.45, 0.75), (-0.4, 0.85), (-0.75, 0.0), (-0.4, -0.85), (0.45, -0.75)]
    d = spline(
        camera.points([along(middle, way, x * 0.95, y * width) for x, y in ring]), closed=True
    )
    return plain(d, palette.fill("nail"), f' stroke="{palette.fill("crease")}" stroke-width="0.8"')


def _folds(hand: Hand, name: str, camera: Camera, palette: Palette) -> str:
    """Short lines at a finger's joints: on the palm's side when flat, at each knuckle if bent."""
    chain, discs = hand.chains[name], finger_discs(hand, name)
    lines = ""
    for k in (1, 2):
        before, after = direction(chain[k - 1], chain[k]), direction(chain[k], chain[k + 1])
        short = distance(chain[k - 1], chain[k]) < 1.2 or distance(chain[k], chain[k + 1]) < 1.2
        if name == "thumb" or short or abs(turn(before, after)) > 95:
            continue
        way = before + turn(before, after) / 2
        r = discs[k][2]
        if hand.is_on_edge:
            ends = [along(chain[k], way + 90, -hand.up * s * r) for s in (0.92, 0.4)]
        else:
            ends = [along(chain[k], way, 0.08 * (1 - abs(s)), s * r * 0.6) for s in (-1, 0, 1)]
        lines += spline(camera.points(ends), closed=False)
    return stroked(lines, palette.fill("crease"), 0.9) if lines else ""


def _creases(hand: Hand, camera: Camera, palette: Palette) -> str:
    """The lines of the palm, or the knuckles on the back of the hand."""
    if hand.pose.facing < 0.5:
        return ""
    curves = []
    if hand.pose.view == "palm":
        curves.append([(8.0, 2.9), (6.2, 1.2), (3.6, 0.5), (1.2, 0.7)])
        curves.append([(7.6, 3.4), (6.3, 1.4), (5.2, -0.6), (4.6, -2.6)])
        curves.append([(8.3, 1.2), (7.4, 0.2), (6.6, -1.6), (6.2, -3.4)])
        curves.append([(0.0, 1.6), (-0.2, 0.0), (0.0, -1.6)])
    else:
        for name in FINGERS:
            x, aside, _ = RAYS[name].knuckle
            curves.append([(x - 0.2, aside - 0.4), (x + 0.1, aside), (x - 0.2, aside + 0.4)])
    d = "".join(
        spline(camera.points([hand.place(*p) for p in curve]), closed=False) for curve in curves
    )
    return stroked(d, palette.fill("crease"), 0.9)


def hand_light(hand: Hand, work: Sequence[str], camera: Camera, palette: Palette) -> str:
    regions = [_region(hand, name) for name in work]
    parts = [camera.strand(finger_discs(hand, name)) for name in (*FINGERS, "thumb")]
    whole = melt([_palm_field(hand, camera), camera.strand(forearm_discs(hand)), *parts], 6)
    return light(regions, common(whole, _cut_end(hand, camera, CUFF + 0.3)), camera, palette)


def _region(hand: Hand, name: str) -> list[Disc]:
    if name in ("fingers", "thumb"):
        chain = hand.chains["middle" if name == "fingers" else "thumb"]
        return [(*p, 2.4 if name == "fingers" else 1.0) for p in chain[:-1]]
    discs = []
    for x, up, radius in REGIONS[name]:
        if x < 0:
            aside = up * hand.up if hand.is_on_edge else 0.0
            point = along(hand.points["wrist"], hand.pose.fore.angle, x, aside)
        else:
            point = hand.place(x, -up, up)
        discs.append((*point, radius))
    return discs
