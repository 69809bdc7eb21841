"""The working region, lit softly in colour and hatched on paper without colour."""

from collections.abc import Sequence

from programs.figures.curves import closed_path
from programs.figures.geometry import Point
from programs.figures.palette import Palette
from programs.figures.paper import Camera, plain, polyline, stroked
from programs.figures.shapes import Disc, Field, common, melt, outline

EDGE = 1.6  # keeps the light off the separating line
HATCH = 1.2  # how broad its lines are: a hair would be lost by a cheap printer


def light(regions: Sequence[list[Disc]], whole: Field, camera: Camera, palette: Palette) -> str:
    """The regions, cut to the outline of the whole; one shape where they meet."""
    if not regions:
        return ""
    glow = melt([camera.strand(discs) for discs in regions], 6)
    lit = common(glow, whole)
    seeds = [_seed(lit, discs, camera) for discs in regions]
    if not palette.is_colour:
        rims = [outline(lit, seed) for seed in seeds]
        lines = dict.fromkeys(_hatch(lit, rim) for rim in rims if rim)
        return stroked("".join(lines), palette.fill("hatch"), HATCH)
    rims = [outline(lambda x, y: lit(x, y) + EDGE, seed) for seed in seeds]
    paths = dict.fromkeys(closed_path(rim) for rim in rims if rim)
    return plain("".join(paths), palette.fill("highlight"), ' fill-opacity=".8"')


def _seed(lit: Field, discs: list[Disc], camera: Camera) -> Point:
    return min((camera.point((x, y)) for x, y, _ in discs), key=lambda p: lit(*p))


def _hatch(lit: Field, points: list[Point]) -> str:
    """Slanting lines across the region, for paper without colour."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    parts = []
    start = left - (high - low)
    while start < right:
        inside = [
            (start + k, low + k) for k in range(int(high - low)) if lit(start + k, low + k) < -1
        ]
        if len(inside) > 2:
            parts.append(polyline([inside[0], inside[-1]]))
        start += 5
    return "".join(parts)
