"""Outlines that turn into one another: matched place by place, drawn with as many curves."""

import cmath
import math

import pytest

from programs.figures.alike import fitted_alike, walked_alike
from programs.figures.elements import read_elements
from programs.figures.followed import Track, followed, moves_of
from programs.figures.geometry import Point
from programs.figures.timing import Clock, number


def _bean(turned: float, start: int = 0) -> list[Point]:
    """An outline without symmetry, turned by some degrees, told from another place on."""
    ring = []
    for k in range(120):
        angle = math.tau * (k + start) / 120
        place = cmath.rect(50 + 14 * math.cos(angle) + 9 * math.sin(2 * angle), angle)
        place *= cmath.rect(1, math.radians(turned))
        ring.append((200 + place.real, 140 + place.imag))
    return ring


def _ring(points: list[Point]) -> str:
    return "R" + " ".join(f"{x:.2f} {y:.2f}" for x, y in points)


def test_each_place_is_matched_wherever_the_outline_starts() -> None:
    first, other = walked_alike([_bean(0), _bean(20, start=37)], closed=True)

    back = cmath.rect(1, -math.radians(20))
    middle = 200 + 140j
    assert (
        max(abs((b - middle) * back - (a - middle)) for a, b in zip(first, other, strict=True)) < 2
    )


def test_curves_are_as_many_in_each() -> None:
    lines = walked_alike([_bean(0), _bean(30), _bean(50)], closed=True)

    curves = fitted_alike(lines, closed=True)

    assert len({len(cubics) for cubics in curves}) == 1
    assert 3 <= len(curves[0]) <= 16


def test_what_only_turns_is_told_as_a_turn() -> None:
    painted = [f'<path d="{_ring(_bean(angle))}" fill="#EEEEEE"/>' for angle in (40, 20, 0)]
    (track,) = followed([read_elements(text) for text in painted])

    moves = moves_of([track])

    assert moves.is_stiff
    assert [round(math.degrees(turn.angle)) for turn in moves.turns] == [40, 20, 0]
    assert abs(moves.pivot - (200 + 140j)) < 1


def test_what_comes_later_is_laid_where_it_was_painted() -> None:
    a, b, c = (
        f'<circle cx="9" cy="9" r="{r}" fill="{fill}"/>'
        for r, fill in ((1, "a"), (2, "b"), (3, "c"))
    )
    cels = [read_elements(text) for text in (a + c, a + b + c)]

    tracks = followed(cels)

    assert [track.look for track in tracks] == [' fill="a"', ' fill="b"', ' fill="c"']
    assert [track.first for track in tracks] == [0, 1, 0]


def test_what_leaps_is_another_thing() -> None:
    cels = [read_elements(f'<path d="M{x} 9L{x + 5} 20"/>') for x in (10, 20, 300)]

    assert {(track.first, track.last) for track in followed(cels)} == {(0, 1), (2, 2)}


def test_elements_are_read_and_written_again() -> None:
    d = "M10 20c1 2 3 4 5 6zM1.5 2.0L3.0 4.0"
    (element,) = read_elements(f'<path d="{d}" fill="none"/>')

    assert element.ways[0].points == ((10, 20), (11, 22), (13, 24), (15, 26))
    assert "".join(way.text for way in element.ways) == "M10.0 20.0c1 2 3 4 5 6zM1.5 2.0L3.0 4.0"


def test_clock_is_slow_at_both_ends() -> None:
    clock = Clock(legs=1, seconds=2)

    assert [clock.at(place) for place in (0, 0.5, 1)] == pytest.approx([0, 0.25, 0.5])
    assert clock.at(0.1) > 0.08
    assert clock.whole_seconds == 4


def test_piece_of_the_clocks_curve_is_the_curve() -> None:
    ax, ay, bx, by = Clock(legs=1, seconds=2).spline(0, 1)

    assert (ax, ay, bx, by) == pytest.approx((0.6, 0, 0.4, 1))


@pytest.mark.parametrize(
    ("value", "text"), [(0.25, ".25"), (-0.5, "-.5"), (3.0, "3"), (-0.001, "0")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value, 2) == text


def test_track_knows_when_it_stays() -> None:
    same = read_elements('<rect x="1" y="2" width="3" height="4"/>')

    assert Track(0, [*same, *same]).is_still
