"""The drawing tools by themselves: reach, outlines, curves."""

import math
import re

import pytest

from programs.figures.curves import closed_path, path_text
from programs.figures.geometry import distance, reach
from programs.figures.palette import mix
from programs.figures.shapes import common, half_plane, melt, outline, strand


def test_reach_joins_two_bones() -> None:
    joint = reach((0, 0), (50, 0), 30, 30, 1)

    assert joint is not None
    assert distance((0, 0), joint) == pytest.approx(30)
    assert distance(joint, (50, 0)) == pytest.approx(30)
    assert joint[1] > 0


def test_reach_says_when_it_cannot() -> None:
    assert reach((0, 0), (70, 0), 30, 30, 1) is None


def test_outline_of_a_disc_is_a_circle() -> None:
    points = outline(strand([(100, 100, 40), (100, 100, 40)]), (100, 100))

    assert [p for p in points if abs(distance(p, (100, 100)) - 40) > 0.3] == []
    assert len(points) > 80


def test_outline_is_empty_outside_the_shape() -> None:
    assert outline(strand([(100, 100, 10), (120, 100, 10)]), (200, 200)) == []


def test_melted_discs_have_one_outline() -> None:
    discs = [strand([(x, 50, 20), (x, 50, 20)]) for x in (50, 80)]

    points = outline(melt(discs, 4), (50, 50))

    assert min(x for x, _ in points) == pytest.approx(30, abs=0.5)
    assert max(x for x, _ in points) == pytest.approx(100, abs=0.5)


def test_half_plane_cuts_straight() -> None:
    disc = strand([(50, 50, 30), (50, 50, 30)])

    points = outline(common(disc, half_plane((60, 0), (1, 0))), (40, 50))

    assert max(x for x, _ in points) == pytest.approx(60, abs=0.1)


def test_outline_goes_round_a_hole_not_into_it() -> None:
    ring = strand([(60, 40, 9), (140, 40, 9), (140, 120, 9), (60, 120, 9), (60, 40, 9)])

    points = outline(ring, (60, 80))

    assert max(x for x, _ in points) == pytest.approx(149, abs=1)
    assert min(y for _, y in points) == pytest.approx(31, abs=1)


def test_circle_becomes_few_curves() -> None:
    ring = [
        (100 + 40 * math.cos(math.radians(a)), 100 + 40 * math.sin(math.radians(a)))
        for a in range(0, 360, 4)
    ]

    assert len(re.findall("c", closed_path(ring))) <= 8


def test_rounding_does_not_add_up() -> None:
    step = 0.04
    cubics = [
        ((k * step, 0.0), (k * step, 0.0), ((k + 1) * step, 0.0), ((k + 1) * step, 0.0))
        for k in range(100)
    ]

    moves = re.findall(r"c[^c]*", path_text(cubics))
    total = sum(float(re.findall(r"-?\d*\.?\d+", move)[4]) for move in moves)

    assert total == pytest.approx(4.0, abs=0.05)


def test_mix_is_halfway() -> None:
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"
