"""Outlines of one thing in several poses, drawn with the same number of curves, so that the
first can turn into the last.

Each outline is walked round in equal steps, from the place that matches the start of the one
before it; the curves are then split at the same steps in all of them.
"""

import cmath
import math
from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import mul

from programs.figures.curves import Cubic, best_fit, unit
from programs.figures.geometry import Point, minus

Line = list[complex]  # places as numbers: turning and comparing them is then plain arithmetic

STRIDE = 3.0  # how far apart, in units of the sheet, the steps are at most
MARKS = 48  # places round an outline by which two are compared
FINE = 4  # and how many finer places there are to each
MOST_TURNED = math.radians(60)  # between one pose and the next
LOOSE = 0.8  # how far a curve may stray from an outline that is on the move
CORNER = math.radians(50)


def walked_alike(outlines: Sequence[Sequence[Point]], *, closed: bool) -> list[Line]:
    """Equally many places along each outline, each place at the same part of the thing."""
    lines = [[complex(*p) for p in points] for points in outlines]
    longest = max(_length([*line, line[0]] if closed else line) for line in lines)
    if not closed:
        count = max(8, math.ceil(longest / STRIDE))
        return [_walked(line, [k / (count - 1) for k in range(count)]) for line in lines]
    count = MARKS * max(1, math.ceil(longest / STRIDE / MARKS))
    found = [_walked_round(lines[0], count, 0.0)]
    for line in lines[1:]:
        found.append(_walked_round(line, count, _matching_start(found[-1], line)))
    return found


def _length(line: Line) -> float:
    return sum(abs(b - a) for a, b in pairwise(line))


def _walked_round(line: Line, count: int, start: float) -> Line:
    """``count`` places in equal steps; ``start`` is a share of the way round."""
    twice = [*line, *line, line[0]]
    return _walked(twice, [(start + k / count) / 2 for k in range(count)])


def _walked(line: Line, shares: Sequence[float]) -> Line:
    """The places at these shares of the line's length, which rise."""
    run = list(accumulate((abs(b - a) for a, b in pairwise(line)), initial=0.0))
    places, i = [], 0
    for share in shares:
        goal = share * run[-1]
        while i < len(run) - 2 and run[i + 1] < goal:
            i += 1
        span = run[i + 1] - run[i] or 1.0
        places.append(line[i] + (line[i + 1] - line[i]) * ((goal - run[i]) / span))
    return places


def _matching_start(before: Line, line: Line) -> float:
    """Where on the outline the walk must start so as to match the one before it best."""
    marks = before[:: len(before) // MARKS]
    middle = sum(marks) / MARKS
    marks = [(m - middle).conjugate() for m in marks]
    fine = _walked_round(line, MARKS * FINE, 0.0)
    middle = sum(fine) / len(fine)
    fine = [p - middle for p in fine]
    fine += fine
    near = max(range(0, MARKS * FINE, FINE), key=lambda shift: _likeness(marks, fine, shift))
    around = range(near - FINE, near + FINE + 1)
    likeness = [_likeness(marks, fine, shift % (MARKS * FINE)) for shift in around]
    best = max(range(1, 2 * FINE), key=lambda k: likeness[k])
    return (around[best] + _peak(*likeness[best - 1 : best + 2])) / (MARKS * FINE) % 1.0


def _peak(before: float, here: float, after: float) -> float:
    """Where, from -0.5 to 0.5, the top of the parabola through three values is."""
    bend = before - 2 * here + after
    return (before - after) / (2 * bend) if bend < 0 and here >= max(before, after) else 0.0


def _likeness(marks: Line, fine: Line, shift: int) -> float:
    seen = fine[shift : shift + MARKS * FINE : FINE]
    overlap: complex = sum(map(mul, marks, seen))
    return abs(overlap) if abs(cmath.phase(overlap)) < MOST_TURNED else overlap.real


def fitted_alike(lines: Sequence[Line], *, closed: bool) -> list[list[Cubic]]:
    """Curves along each line, as many for one as for the other."""
    if closed:
        lines = [[*line, line[0]] for line in lines]
    cuts = _corners(lines)
    smooth = closed and not cuts
    if closed and cuts:
        first = cuts[0]
        lines = [[*line[first:-1], *line[: first + 1]] for line in lines]
        cuts = [cut - first for cut in cuts[1:]]
    found: list[list[Cubic]] = [[] for _ in lines]
    for start, end in pairwise([0, *cuts, len(lines[0]) - 1]):
        pieces = [[(p.real, p.imag) for p in line[start : end + 1]] for line in lines]
        ways = [_ends(piece, smooth=smooth) for piece in pieces]
        for curves, more in zip(found, _fit_alike(pieces, ways), strict=True):
            curves += more
    return found


def _corners(lines: Sequence[Line]) -> list[int]:
    """The steps at which at least half of the lines turn sharply."""
    found: list[int] = []
    for k in range(2, len(lines[0]) - 2):
        sharp = sum(_bend(line, k) > CORNER for line in lines)
        if sharp * 2 >= len(lines) and (not found or k - found[-1] > 2):
            found.append(k)
    return found


def _bend(line: Line, k: int) -> float:
    into, out = line[k] - line[k - 1], line[k + 1] - line[k]
    return abs(cmath.phase(out / into)) if into and out else 0.0


Ends = tuple[Point, Point]  # the direction in which a curve sets out, and the one to look back


def _ends(points: list[Point], *, smooth: bool) -> Ends:
    if smooth:
        way = unit(minus(points[1], points[-2]))
        return way, (-way[0], -way[1])
    return unit(minus(points[1], points[0])), unit(minus(points[-2], points[-1]))


def _fit_alike(pieces: list[list[Point]], ends: list[Ends]) -> list[list[Cubic]]:
    found = [best_fit(piece, *way, LOOSE) for piece, way in zip(pieces, ends, strict=True)]
    worst, split = max((miss, where) for _, miss, where in found)
    if worst < LOOSE or len(pieces[0]) < 5:
        return [[curve] for curve, _, _ in found]
    split = min(max(split, 2), len(pieces[0]) - 3)
    before, after = [], []
    for piece, (head, tail) in zip(pieces, ends, strict=True):
        back = unit(minus(piece[split - 1], piece[split + 1]))
        before.append((head, back))
        after.append(((-back[0], -back[1]), tail))
    left = _fit_alike([piece[: split + 1] for piece in pieces], before)
    right = _fit_alike([piece[split:] for piece in pieces], after)
    return [a + b for a, b in zip(left, right, strict=True)]
