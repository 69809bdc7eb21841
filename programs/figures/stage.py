"""The one clock that all things in a moving picture run on, so that none falls behind."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from programs.figures.timing import Clock, number

CLOSE = 1.5  # how far anything may be off its way in between, in units of the sheet
STRAIGHT = "0 0 1 1"

Miss = Callable[[int, int, int, float], float]


@dataclass(frozen=True)
class Stage:
    """The clock, and where on the way each drawing in between has its place."""

    clock: Clock
    places: Sequence[float]

    @property
    def end(self) -> int:
        return len(self.places) - 1

    def keys(self, first: int, count: int, miss: Miss) -> list[int]:
        """The drawings that must be given, of ``count`` from the first: all others lie between.

        ``miss(a, b, k, share)`` is how far drawing k is off when it is put at that share of the way
        from a to b.
        """
        found = self.ends(first, count)
        return [0, *(key for a, b in pairwise(found) for key in self._split(first, a, b, miss))]

    def ends(self, first: int, count: int) -> list[int]:
        """The first and the last, and those between at which a leg of the way ends."""
        whole = [k for k in range(count) if self.is_frame(first + k)]
        return sorted({0, count - 1, *whole})

    def _split(self, first: int, a: int, b: int, miss: Miss) -> list[int]:
        start, end = self.places[first + a], self.places[first + b]
        off = [
            (miss(a, b, k, (self.places[first + k] - start) / (end - start)), k)
            for k in range(a + 1, b)
        ]
        worst, where = max(off, default=(0.0, 0))
        if worst < CLOSE:
            return [b]
        return self._split(first, a, where, miss) + self._split(first, where, b, miss)

    def animated(self, tag: str, cels: Sequence[int], values: Sequence[str]) -> str:
        """An animation through these values, there and back. ``tag`` says what is animated."""
        places = [self.places[cel] for cel in cels]
        there = [self.clock.at(place) for place in places]
        times, given = [*there], [*values]
        splines = [self._spline(a, b) for a, b in pairwise(places)]
        back = [self._back(a, b) for a, b in pairwise(places)][::-1]
        if cels[-1] < self.end:
            times, given = [*times, 1 - there[-1]], [*given, values[-1]]
            splines.append(STRAIGHT)
        times += [1 - at for at in there[-2::-1]]
        given += values[-2::-1]
        splines += back
        if cels[0] > 0:
            times, given = [0.0, *times, 1.0], [values[0], *given, values[0]]
            splines = [STRAIGHT, *splines, STRAIGHT]
        return (
            f'<{tag} {self._repeat} calcMode="spline" keyTimes="{_joined(times)}"'
            f' keySplines="{";".join(splines)}" values="{";".join(given)}"/>'
        )

    @property
    def _repeat(self) -> str:
        return f'dur="{number(self.clock.whole_seconds)}s" repeatCount="indefinite"'

    def _spline(self, start: float, end: float) -> str:
        return " ".join(number(n, 2) for n in self.clock.spline(start, end))

    def _back(self, start: float, end: float) -> str:
        ax, ay, bx, by = self.clock.spline(start, end)
        return " ".join(number(n, 2) for n in (1 - bx, 1 - by, 1 - ax, 1 - ay))

    def shown(self, first: int, last: int) -> str:
        """What makes a thing seen from one drawing to another only, suddenly there and gone."""
        came = self._middle(first - 1) if first else 0.0
        went = self._middle(last) if last < self.end else 0.5
        marks = {0.0: "none", came: "inline", went: "none", 1 - went: "inline", 1 - came: "none"}
        marks = {at: seen for at, seen in marks.items() if at not in (0.5, 1.0)}
        return (
            f'<animate attributeName="display" {self._repeat} calcMode="discrete"'
            f' keyTimes="{_joined(list(marks))}"'
            f' values="{";".join(marks.values())}"/>'
        )

    def _middle(self, cel: int) -> float:
        """When it is halfway from this drawing to the next."""
        return self.clock.at((self.places[cel] + self.places[cel + 1]) / 2)

    def coming(self, first: int, last: int) -> str:
        """What makes a thing come softly after a frame; it is all there by half the leg."""
        full = min(last, first - 1 + self._half_a_leg)
        return self._faded([first - 1, max(first, full)], ["0", "1"])

    def going(self, first: int, last: int) -> str:
        """The same the other way round: gone when the next frame is reached."""
        from_here = max(first, last + 1 - self._half_a_leg)
        return self._faded([min(last, from_here), last + 1], ["1", "0"])

    @property
    def _half_a_leg(self) -> int:
        return math.ceil(self.end / self.clock.legs / 2)

    def is_frame(self, cel: int) -> bool:
        """Given, and not in between."""
        return self.places[cel] % 1 == 0

    def _faded(self, cels: Sequence[int], values: Sequence[str]) -> str:
        return self.animated('animate attributeName="opacity"', cels, values)


def _joined(times: Sequence[float]) -> str:
    return ";".join(number(at, 3) for at in times)
