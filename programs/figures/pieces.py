"""Close-up drawing: a part painted over another one, open where it grows out of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from programs.figures.curves import closed_path, open_path
from programs.figures.geometry import Point, distance
from programs.figures.limbs import open_runs
from programs.figures.palette import Palette
from programs.figures.paper import Camera, plain, stroked
from programs.figures.shapes import Disc, Field, outline


@dataclass(frozen=True)
class Root:
    """Where a part grows out of another: inside these discs no line parts the two."""

    discs: Sequence[Disc]
    parent: Field


def piece(field: Field, seed: Point, fill: str, palette: Palette, root: Root | None = None) -> str:
    """The shape round the seed, with a line round it except at its root."""
    points = outline(field, seed)
    if not points:
        return ""

    def drawn(p: Point) -> bool:
        if root is None or root.parent(*p) > -0.5:
            return True
        return all(distance(p, (x, y)) > r for x, y, r in root.discs)

    # Under the fill, so that only its outer half is seen.
    line = "".join(open_path(run) for run in open_runs(points, drawn))
    return stroked(line, palette.line, 2 * palette.line_width) + plain(closed_path(points), fill)


def on_sheet(discs: Sequence[Disc], camera: Camera) -> list[Disc]:
    return [(*camera.point((x, y)), r * camera.scale) for x, y, r in discs]


def cut(field: Field, hole: Field) -> Field:
    """A shape without what lies in the hole."""
    return lambda x, y: max(field(x, y), -hole(x, y))
