"""How each thing in a moving picture moves, as SVG: stiff as a whole, or bending on its way."""

import cmath
import math
from collections.abc import Sequence

from programs.figures.alike import Line, fitted_alike
from programs.figures.curves import path_text
from programs.figures.elements import MEASURES, RING, Way
from programs.figures.followed import Moves, Track
from programs.figures.stage import Stage
from programs.figures.timing import number

TURN_TEXT = 50  # about how much text one place of a turning takes
STEADY = 0.05  # what shifts or turns (in degrees) by less than this stays
TRANSFORM = 'animateTransform attributeName="transform"'


def seen(stage: Stage, track: Track, drawn: str) -> str:
    """Something drawn, seen only while it is there. Light comes and goes softly."""
    first, last = track.first, track.last
    if (first, last) == (0, stage.end):
        return drawn
    motion = ""
    if track.is_light and first > 0 and stage.is_frame(first - 1):
        motion, first = stage.coming(first, last), 0
    elif track.is_light and last < stage.end and stage.is_frame(last + 1):
        motion, last = stage.going(first, last), stage.end
    if (first, last) != (0, stage.end):
        motion += stage.shown(first, last)
    return f"<g>{motion}{drawn}</g>"


def stiff(stage: Stage, tracks: Sequence[Track], moves: Moves) -> str:
    """Things that move as one: drawn as they are at the end, shifted and turned from there."""
    first = tracks[0].first
    motion = _turning(stage, first, moves, _turning_keys(stage, tracks, moves))
    return f"<g>{motion}{''.join(track.text for track in tracks)}</g>"


def _turning_keys(stage: Stage, tracks: Sequence[Track], moves: Moves) -> list[int]:
    turns = moves.turns
    arms = [p - moves.pivot for track in tracks for p in track.places[-1]]

    def miss(a: int, b: int, k: int, share: float) -> float:
        put = turns[a].towards(turns[b], share)
        shift = put.shift - turns[k].shift
        turned = cmath.rect(1, put.angle) - cmath.rect(1, turns[k].angle)
        return max(abs(shift + turned * arm) for arm in arms)

    return stage.keys(tracks[0].first, len(turns), miss)


def _turning(stage: Stage, first: int, moves: Moves, keys: Sequence[int]) -> str:
    turns = moves.turns
    cels = [first + k for k in keys]
    motion = ""
    if max(abs(turn.shift) for turn in turns) > STEADY:
        values = [_pair(turns[k].shift) for k in keys]
        motion = stage.animated(f'{TRANSFORM} type="translate"', cels, values)
    if max(abs(math.degrees(turn.angle)) for turn in turns) > STEADY:
        values = [f"{number(math.degrees(turns[k].angle), 1)} {_pair(moves.pivot)}" for k in keys]
        sum_up = ' additive="sum"' if motion else ""
        motion += stage.animated(f'{TRANSFORM} type="rotate"{sum_up}', cels, values)
    return motion


def _pair(place: complex) -> str:
    return f"{number(place.real, 1)} {number(place.imag, 1)}"


def bent(stage: Stage, track: Track, moves: Moves) -> str:
    """A thing that changes its shape on the way, and may be turned as a whole besides."""
    if track.tag != "path":
        return _measured(stage, track)
    first, lines = track.first, track.lines
    ends = _turning_keys(stage, [track], moves)
    evened = moves.evened(ends, stage.places[first:])
    kept = [[evened.undone(k, line) for k, line in enumerate(way)] for way in lines]
    keys, fewer = _bending_keys(stage, track, lines), _bending_keys(stage, track, kept)
    is_turned = len(fewer) * len(track.text) + len(ends) * TURN_TEXT < len(keys) * len(track.text)
    if is_turned:
        keys, lines = fewer, kept
    cels = [first + k for k in keys]
    motion = stage.animated('animate attributeName="d"', cels, _paths(track, lines, keys))
    whole = _turning(stage, first, evened, ends) if is_turned else ""
    return f'<path d="M0 0"{track.look}>{motion}{whole}</path>'


def _bending_keys(stage: Stage, track: Track, lines: Sequence[Sequence[Line]]) -> list[int]:
    ways = list(zip(track.elements[0].ways, lines, strict=True))
    loose = [frames for way, frames in ways if not way.is_outline]
    outlines = [
        (frames, [_across(line) for line in frames]) for way, frames in ways if way.is_outline
    ]

    def miss(a: int, b: int, k: int, share: float) -> float:
        off = [0.0]
        for frames in loose:
            off.append(max(abs(p) for p in _off(frames, a, b, k, share)))
        for frames, across in outlines:
            # Along the outline, a place may be anywhere: nobody sees that.
            away = zip(_off(frames, a, b, k, share), across[k], strict=True)
            off.append(max(abs(p.real * n.real + p.imag * n.imag) for p, n in away))
        return max(off)

    return stage.keys(track.first, len(lines[0]), miss)


def _off(frames: Sequence[Line], a: int, b: int, k: int, share: float) -> Line:
    """By how much each place is missed when frame k is put between the frames a and b."""
    places = zip(frames[a], frames[b], frames[k], strict=True)
    return [p + (q - p) * share - r for p, q, r in places]


def _across(line: Line) -> Line:
    """For each place of an outline, the way across it, of length 1."""
    ahead = [b - a for a, b in zip([line[-1], *line], [*line[1:], line[0]], strict=False)]
    return [way * 1j / (abs(way) or 1.0) for way in ahead]


def _paths(track: Track, lines: Sequence[Sequence[Line]], keys: Sequence[int]) -> list[str]:
    """The path in each of these frames, with the same commands in all."""
    texts = ["" for _ in keys]
    for way, frames in zip(track.elements[0].ways, lines, strict=True):
        given = [frames[k] for k in keys]
        if way.is_outline:
            closed = way.commands == RING
            curves = fitted_alike(given, closed=closed)
            more = [path_text(cubics) + "z" * closed for cubics in curves]
        else:
            more = [Way(way.commands, tuple((p.real, p.imag) for p in line)).text for line in given]
        texts = [a + b for a, b in zip(texts, more, strict=True)]
    return texts


def _measured(stage: Stage, track: Track) -> str:
    """A rectangle or circle whose measures change."""
    keys = _bending_keys(stage, track, track.lines)
    cels = [track.first + k for k in keys]
    rows = []
    for a, b in (track.places[k] for k in keys):
        size = b - a
        rows.append(
            (a.real, a.imag, abs(size))
            if track.tag == "circle"
            else (a.real, a.imag, size.real, size.imag)
        )
    fixed, motion = "", ""
    for name, values in zip(MEASURES[track.tag], zip(*rows, strict=True), strict=True):
        fixed += f' {name}="{number(values[0], 1)}"'
        if max(values) - min(values) > STEADY:
            texts = [number(value, 1) for value in values]
            motion += stage.animated(f'animate attributeName="{name}"', cels, texts)
    return f"<{track.tag}{fixed}{track.look}>{motion}</{track.tag}>"
