"""Where a drawing lands on its sheet, and the SVG text of each thing on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from programs.figures.curves import closed_path, path_text
from programs.figures.geometry import Point
from programs.figures.shapes import Disc, Field, outline, strand

WIDTH, HEIGHT = 400, 280
MARGIN = 15
LARGEST_SCALE = 2.3


@dataclass(frozen=True)
class Camera:
    """One scale and place for all frames of a figure, so that they can be compared."""

    scale: float
    x: float
    y: float

    def point(self, p: Point) -> Point:
        return (self.x + p[0] * self.scale, self.y - p[1] * self.scale)

    def points(self, ps: Iterable[Point]) -> list[Point]:
        return [self.point(p) for p in ps]

    def cut(self, field: Field) -> Field:
        """The part of a shape that the sheet shows: all of it, as nothing leaves the sheet."""
        return field

    def strand(self, discs: Sequence[Disc]) -> Field:
        return strand([(*self.point((x, y)), r * self.scale) for x, y, r in discs])


def camera_for(boxes: Sequence[Disc], closest: float = LARGEST_SCALE) -> Camera:
    """The camera that shows all these discs as large as the sheet allows."""
    left = min(x - r for x, _, r in boxes)
    right = max(x + r for x, _, r in boxes)
    low = min(y - r for _, y, r in boxes)
    high = max(y + r for _, y, r in boxes)
    scale = min(
        (WIDTH - 2 * MARGIN) / (right - left),
        (HEIGHT - 2 * MARGIN) / (high - low),
        closest,
    )
    spare = HEIGHT - 2 * MARGIN - (high - low) * scale
    x = WIDTH / 2 - (left + right) / 2 * scale
    return Camera(scale, round(x, 2), round(HEIGHT - MARGIN - spare * 0.42 + low * scale, 2))


def blob(field: Field, seed: Point, fill: str, more: str = "") -> str:
    """The shape round the seed, filled, with the line that sets it off from what lies behind."""
    points = outline(field, seed)
    return filled(closed_path(points), fill, more) if points else ""


def filled(d: str, fill: str, more: str = "") -> str:
    """A shape with the separating line round it."""
    return f'<path d="{d}" fill="{fill}"{more}/>'


def plain(d: str, fill: str, more: str = "") -> str:
    stroke = more if "stroke=" in more else f'{more} stroke="none"'
    return f'<path d="{d}" fill="{fill}"{stroke}/>'


def seam(d: str) -> str:
    """A line in the separating colour and width, which the whole drawing has by default."""
    return f'<path d="{d}" fill="none"/>'


def stroked(d: str, colour: str, width: float, more: str = "") -> str:
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}"{more}/>'


def polyline(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def spline(points: Sequence[Point], *, closed: bool) -> str:
    """A smooth curve through every point (Catmull-Rom)."""
    last = len(points) - 1
    cubics = []
    for k in range(len(points) if closed else last):
        a, b, c, d = (_pick(points, k + n, closed=closed) for n in (-1, 0, 1, 2))
        lead = (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6)
        trail = (c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6)
        cubics.append((b, lead, trail, c))
    return path_text(cubics) + ("z" if closed else "")


def _pick(points: Sequence[Point], k: int, *, closed: bool) -> Point:
    if closed:
        return points[k % len(points)]
    return points[max(0, min(len(points) - 1, k))]
