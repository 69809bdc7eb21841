"""Doses: their numbers, and the time that they take. No Django in sight."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

EVERY_DAY = 0b1111111
DAY_LETTERS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Units: as the names say. Source: house rule (ranges), SOURCES.md#dose-ranges
RANGES: dict[str, tuple[int, int]] = {
    "sets": (1, 20),
    "reps": (1, 200),
    "hold_seconds": (0, 600),
    "rest_seconds": (0, 600),
    "minutes": (1, 240),
    "effort_0_to_10": (0, 10),
    "times_per_day": (1, 12),
    "days_per_week": (1, 7),
}
MOST_KG = 300
BANDS = ("yellow", "red", "green", "blue", "black", "silver", "gold")
# A repetition is taken to last this long, hold apart, unless its speed counts it: "3-1-3".
# Units: seconds. Source: house rule, SOURCES.md#minutes-a-day
SECONDS_PER_REP = 4
COUNTED_SPEED = re.compile(r"\b\d{1,2}(?:\s*[-–/]\s*\d{1,2}){1,3}\b")


@dataclass(frozen=True, kw_only=True)
class Dose:
    """How much of an exercise.

    Units: reps per set; seconds; kilograms; effort 0 to 10. ``weekdays`` is a bit mask, bit 0
    is Monday; it is 0 when ``days_per_week`` says "any so many days" instead.
    """

    sets: int | None = None
    reps: int | None = None
    hold_seconds: int | None = None
    rest_seconds: int | None = None
    minutes: int | None = None
    tempo: str = ""
    load_kg: Decimal | None = None
    band: str = ""
    effort_0_to_10: int | None = None
    times_per_day: int = 1
    weekdays: int = EVERY_DAY
    days_per_week: int | None = None

    @property
    def is_complete(self) -> bool:
        """Whether a patient could follow it: something to count or to time, and some day."""
        return bool(self.reps or self.minutes) and bool(self.weekdays or self.days_per_week)

    @property
    def days_a_week(self) -> int:
        return self.days_per_week or self.weekdays.bit_count()

    def is_on(self, weekday: int) -> bool:
        """Whether it may be done on this weekday (0 is Monday)."""
        return bool(self.days_per_week) or bool(self.weekdays >> weekday & 1)


def weekday_mask(days: Iterable[int]) -> int:
    """The bit mask for weekdays numbered 0 (Monday) to 6 (Sunday)."""
    return sum(1 << day for day in set(days))


def weekdays_of(mask: int) -> tuple[int, ...]:
    return tuple(day for day in range(7) if mask >> day & 1)


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 set", "3 sets"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def seconds_per_day(dose: Dose, side: str = "") -> int:
    """How long a day's work on one exercise takes, with the rests in between.

    Units: seconds. Rest counts between sets, and between repetitions where there is one set, never
    after the last. One side after the other takes twice as long; in turn, the sets are shared.
    Source: house rule, SOURCES.md#minutes-a-day
    """
    work = _seconds_of_work(dose)
    rests = (dose.rest_seconds or 0) * _rests(dose)
    once = dose.minutes * 60 if dose.minutes and dose.reps else 0  # as the words say it
    if side == "each":
        work, rests = 2 * work, 2 * rests
    elif side == "alternate":
        work = 2 * work
    return (work + rests + once) * dose.times_per_day


def _seconds_of_work(dose: Dose) -> int:
    """For one side. "5 minutes, 3 sets" are fifteen, where no repetitions are counted."""
    if dose.reps:
        in_a_set = dose.reps * ((dose.hold_seconds or 0) + _seconds_per_rep(dose.tempo))
    else:
        in_a_set = (dose.minutes or 0) * 60
    return in_a_set * (dose.sets or 1)


def _seconds_per_rep(tempo: str) -> int:
    counted = COUNTED_SPEED.search(tempo)
    if counted is None:
        return SECONDS_PER_REP
    return sum(int(count) for count in re.findall(r"\d+", counted.group())) or SECONDS_PER_REP


def _rests(dose: Dose) -> int:
    """How many, as the words say it: "rest … between sets", and simply "rest" where one is all."""
    if dose.sets and dose.sets > 1:
        return dose.sets - 1
    return max((dose.reps or 0) - 1, 0)


def minutes_per_day(doses: Iterable[tuple[Dose, str]]) -> int:
    """Whole minutes for a day on which everything is due, rounded up. Takes (dose, side) pairs."""
    seconds = sum(seconds_per_day(dose, side) for dose, side in doses)
    return -(-seconds // 60)


def minutes_by_weekday(doses: Iterable[tuple[Dose, str]]) -> tuple[int, ...]:
    """Whole minutes for each weekday from Monday; what may be done on any day counts on all."""
    pairs = list(doses)
    return tuple(
        minutes_per_day(pair for pair in pairs if pair[0].is_on(weekday)) for weekday in range(7)
    )


def is_same_each_day(doses: Iterable[tuple[Dose, str]]) -> bool:
    """Whether every day on which something is due takes as long, whatever days are chosen."""
    pairs = list(doses)
    minutes = {day for day in minutes_by_weekday(pairs) if day}
    return len(minutes) < 2 and len({dose.days_per_week for dose, _ in pairs}) < 2
