"""The moving picture: each thing is drawn once, and shifted, turned or bent along its way.

It is used as an image, so its style block touches nothing else. Where the reader prefers
no motion, or styles are blocked, only the last still is seen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from programs.figures.curves import outlines_as_points
from programs.figures.elements import Element, read_elements
from programs.figures.followed import Track, followed, match_still, moves_of
from programs.figures.geometry import Point, distance
from programs.figures.moved import bent, seen, stiff
from programs.figures.painting import Frame, Kind, Sheet, Still, painted
from programs.figures.palette import Palette
from programs.figures.stage import Stage
from programs.figures.timing import Clock

LEG_SECONDS = 2.4  # from one frame to the next, with what it takes to come to rest
SHORT_LEG_SECONDS = 1.8  # where there are more than two frames
TRAVEL = 14.0  # how far, in units of the sheet, anything goes from one drawing to the next
NOSE = 10.0  # how far, in centimetres, it is from what a head turns on
FEWEST, MOST = 3, 9  # drawings from one frame to the next
STYLE = (
    "<style>.m{display:none}@media (prefers-reduced-motion:no-preference)"
    "{.m{display:inline}.s{display:none}}</style>"
)


@dataclass(frozen=True)
class Cel:
    """A drawing on the way; its place there is the number of the leg, and the share of it."""

    place: float
    frame: Still


def moving(sheet: Sheet, frames: Sequence[Still], far: Point, colours: Palette, still: str) -> str:
    """What stays, what moves, and what only the last still shows, from back to front.

    ``still`` is the last frame as painted.
    """
    cels = way_through(frames, far, sheet.camera.scale)
    with outlines_as_points():
        tracks = followed([read_elements(painted(sheet, c.frame, colours)) for c in cels])
    legs = len(frames) - 1
    seconds = LEG_SECONDS if legs == 1 else SHORT_LEG_SECONDS
    stage = Stage(Clock(legs, seconds), [cel.place for cel in cels])
    arrows = match_still(tracks, read_elements(still))
    return _laid(stage, tracks, arrows)


def way_through(frames: Sequence[Kind], far: Point, scale: float) -> list[Cel]:
    """The frames with drawings in between, more of them where more moves."""
    cels = [Cel(0.0, replace(frames[0], arrows=()))]
    for leg, (first, last) in enumerate(pairwise(frames)):
        count = _cel_count(first, last, scale)
        work = tuple(dict.fromkeys(first.work + last.work))
        for k in range(1, count):
            cel = first.towards(last, k / count, far)
            # What works at one end works on the way, so that its light does not jump.
            cels.append(Cel(leg + k / count, replace(cel, work=work)))
        cels.append(Cel(leg + 1.0, replace(last, arrows=())))
    return cels


def _cel_count(first: Still, last: Still, scale: float) -> int:
    a, b = first.solved.points, last.solved.points
    travel = max(distance(a[name], b[name]) for name in a.keys() & b.keys())
    if isinstance(first, Frame) and isinstance(last, Frame):
        travel = max(travel, NOSE * abs(math.radians(last.pose.turn - first.pose.turn)))
    return max(FEWEST, min(MOST, math.ceil(travel * scale / TRAVEL)))


def _laid(stage: Stage, tracks: Sequence[Track], arrows: Sequence[Element]) -> str:
    parts: list[tuple[str, str]] = []
    for is_staying, run in groupby(tracks, lambda track: _stays(track, stage)):
        if is_staying:
            parts.append(("", "".join(track.text for track in run)))
        else:
            given = list(run)
            parts.append(("m", "".join(_moved(stage, given))))
            parts.append(("s", "".join(track.still.text for track in given if track.still)))
    parts.append(("s", "".join(arrow.text for arrow in arrows)))
    return "".join(_group(kind, text) for kind, text in parts if text)


def _group(kind: str, text: str) -> str:
    hidden = ' display="none"' if kind == "m" else ""
    return f'<g class="{kind}"{hidden}>{text}</g>' if kind else text


def _stays(track: Track, stage: Stage) -> bool:
    return track.is_still and track.first == 0 and track.last == stage.end


def _moved(stage: Stage, tracks: Sequence[Track]) -> list[str]:
    """Neighbours that are there at the same time and move as one are moved together."""
    texts = []
    rest = list(tracks)
    while rest:
        first, count, moves = rest[0], 1, moves_of(rest[:1])
        while moves.is_stiff and count < len(rest) and _same_time(first, rest[count]):
            more = moves_of(rest[: count + 1])
            if not more.is_stiff:
                break
            count, moves = count + 1, more
        is_stiff = moves.is_stiff
        text = stiff(stage, rest[:count], moves) if is_stiff else bent(stage, first, moves)
        texts.append(seen(stage, first, text))
        rest = rest[count:]
    return texts


def _same_time(a: Track, b: Track) -> bool:
    return (a.first, a.last) == (b.first, b.last)
