"""When each thing is where: there and back, slow to start and slow to stop."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LINGER = 0.6  # how long a movement takes to start and to stop: 0.33 to 1, by the timing curve


@dataclass(frozen=True)
class Clock:
    """The time for a way of so many legs. A place on the way is a leg's number and a share."""

    legs: int
    seconds: float  # for one leg

    @property
    def whole_seconds(self) -> float:
        return 2 * self.legs * self.seconds

    def at(self, place: float) -> float:
        """When the place is passed on the way there, as a share of the whole time."""
        leg = min(int(place), self.legs - 1)
        x = _curve(*(_turning(place - leg),) * 3)[0]
        return (leg + x) / (2 * self.legs)

    def spline(self, start: float, end: float) -> tuple[float, float, float, float]:
        """The stretch of the timing curve between two places of one leg, in its own box."""
        leg = min(int(start), self.legs - 1)
        a, b = _turning(start - leg), _turning(min(end - leg, 1.0))
        low, high = _curve(a, a, a), _curve(b, b, b)
        wide, tall = high[0] - low[0], high[1] - low[1]
        (ax, ay), (bx, by) = _curve(a, a, b), _curve(a, b, b)
        return (
            (ax - low[0]) / wide,
            (ay - low[1]) / tall,
            (bx - low[0]) / wide,
            (by - low[1]) / tall,
        )


def _turning(height: float) -> float:
    """Where on the timing curve it has this height: the root of 3 t² - 2 t³ = height."""
    return 0.5 - math.sin(math.asin(max(-1.0, min(1.0, 1 - 2 * height))) / 3)


def _curve(a: float, b: float, c: float) -> tuple[float, float]:
    """The timing curve, (0, 0) (LINGER, 0) (1 - LINGER, 1) (1, 1), in its polar form."""
    return _polar((0.0, LINGER, 1 - LINGER, 1.0), a, b, c), _polar((0.0, 0.0, 1.0, 1.0), a, b, c)


def _polar(ends: Sequence[float], *places: float) -> float:
    row = list(ends)
    for t in places:
        row = [x + (y - x) * t for x, y in pairwise(row)]
    return row[0]


def number(value: float, decimals: int = 3) -> str:
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{value:.0f}"
    text = "0" if text in ("-0", "") else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
