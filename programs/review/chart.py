"""Readings over days as a line chart: where each thing stands. No Django in sight.

The page draws it; only the places are worked out here. A day with nothing recorded though something
was asked leaves a gap in the line: nothing is guessed between.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

HIGHEST = 10
# Units of everything below: places in the drawing, which is shown at about one to one.
WIDTH = 460
HEIGHT = 176
LEFT, RIGHT = 30, 12
TOP, BOTTOM = 12, 28
GRID_VALUES = (0, 5, 10)
MOST_LABELS = 7


@dataclass(frozen=True, kw_only=True)
class Point:
    """One day's readings: the line goes through the highest, a bar goes down to the lowest."""

    x: int
    y: int
    y_lowest: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Label:
    place: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    points: tuple[Point, ...]
    lines: tuple[str, ...]  # each the points of one unbroken line, as SVG has them: "1,2 3,4"
    values: tuple[Label, ...]
    days: tuple[Label, ...]
    y_from: int | None  # where the picked value lies
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def chart(
    readings: Mapping[date, Sequence[int]],
    *,
    days: Sequence[date],
    missing: Collection[date] = (),
    value_from: int | None = None,
) -> Chart:
    """Readings of 0 to 10 by day. ``missing`` are days that break the line."""
    read = [day for day in days if readings.get(day)]
    place = {day: _x(number, len(days)) for number, day in enumerate(days)}
    return Chart(
        points=tuple(_point(place[day], day, readings[day]) for day in read),
        lines=tuple(
            " ".join(f"{place[day]},{_y(max(readings[day]))}" for day in run)
            for run in _runs(read, missing)
            if len(run) > 1
        ),
        values=tuple(Label(place=_y(value), text=str(value)) for value in GRID_VALUES),
        days=tuple(Label(place=place[day], text=_day_text(day)) for day in _labelled(days)),
        y_from=None if value_from is None else _y(value_from),
    )


def range_words(values: Sequence[int]) -> str:
    """ "4", or "2 to 5"; empty when there are none."""
    if not values:
        return ""
    low, high = min(values), max(values)
    return str(high) if low == high else f"{low} to {high}"


def _x(number: int, count: int) -> int:
    room = WIDTH - LEFT - RIGHT
    return LEFT + round((number + 0.5) * room / count)


def _y(value: int) -> int:
    return HEIGHT - BOTTOM - round(value * (HEIGHT - TOP - BOTTOM) / HIGHEST)


def _point(x: int, day: date, values: Sequence[int]) -> Point:
    return Point(
        x=x,
        y=_y(max(values)),
        y_lowest=_y(min(values)),
        words=f"{_day_text(day)}: {range_words(values)}",
    )


def _runs(read: Sequence[date], missing: Collection[date]) -> list[list[date]]:
    """The days with readings, parted where a day in between is missing."""
    runs: list[list[date]] = []
    for day in read:
        is_broken = runs and any(runs[-1][-1] < gap < day for gap in missing)
        if not runs or is_broken:
            runs.append([])
        runs[-1].append(day)
    return runs


def _labelled(days: Sequence[date]) -> Sequence[date]:
    """Days to write below, few enough to be read; the last is always among them."""
    step = -(-len(days) // MOST_LABELS)
    return [day for number, day in enumerate(reversed(days)) if number % step == 0]


def _day_text(day: date) -> str:
    return f"{day.day} {day:%b}"
