"""Doses: the numbers, and the same numbers in words. No Django in sight."""

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
# A repetition with no tempo given is taken to last this long, hold apart. Units: seconds.
# Source: house rule, SOURCES.md#minutes-a-day
SECONDS_PER_REP = 4


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


def times_words(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def seconds_words(seconds: int) -> str:
    """ "45 seconds", "1 minute", "1 minute 30 seconds"."""
    minutes, rest = divmod(seconds, 60)
    parts = [plural(minutes, "minute")] if minutes else []
    if rest or not minutes:
        parts.append(plural(rest, "second"))
    return " ".join(parts)


def days_words(dose: Dose) -> str:
    """ "every day", "Monday to Friday", "Monday, Wednesday and Friday", "3 days a week"."""
    if dose.days_per_week:
        if dose.days_per_week == 7:
            return "every day"
        return (
            "any day, once a week"
            if dose.days_per_week == 1
            else (f"{dose.days_per_week} days a week")
        )
    days = weekdays_of(dose.weekdays)
    if len(days) == 7:
        return "every day"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAY_NAMES[days[0]]} to {DAY_NAMES[days[-1]]}"
    names = [DAY_NAMES[day] for day in days]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def frequency_words(dose: Dose) -> str:
    """ "twice a day, Monday to Friday"."""
    return f"{times_words(dose.times_per_day)} a day, {days_words(dose)}"


def amount_words(dose: Dose, side: str = "") -> str:
    """ "10 times each side, hold 5 seconds, 3 sets, rest 60 seconds"."""
    each = {"each": " each side", "alternate": " each side, in turn"}.get(side, "")
    parts = []
    if dose.reps:
        parts.append(plural(dose.reps, "time") + each)
    if dose.minutes:
        parts.append(plural(dose.minutes, "minute") + ("" if dose.reps else each))
    if dose.hold_seconds:
        parts.append(f"hold {seconds_words(dose.hold_seconds)}")
    if dose.sets and dose.sets > 1:
        parts.append(plural(dose.sets, "set"))
    if dose.rest_seconds:
        between = " between sets" if dose.sets and dose.sets > 1 else ""
        parts.append(f"rest {seconds_words(dose.rest_seconds)}{between}")
    if dose.load_kg:
        parts.append(f"with {dose.load_kg.normalize():f} kg")
    if dose.band:
        parts.append(f"with the {dose.band} band")
    if dose.tempo:
        parts.append(f"speed: {dose.tempo}")
    if dose.effort_0_to_10 is not None:
        parts.append(f"effort {dose.effort_0_to_10} out of 10")
    return ", ".join(parts)


def dose_words(dose: Dose, side: str = "") -> str:
    """The whole dose as a patient reads it, one sentence without its full stop.

    The same words on screen, on paper and in the tests. ``side`` is a plan item's side.
    """
    return ", ".join(part for part in (amount_words(dose, side), frequency_words(dose)) if part)


def seconds_per_day(dose: Dose, side: str = "") -> int:
    """How long a day's work on one exercise takes, rests between sets included.

    Units: seconds. Both sides count twice. Rest counts between sets, not after the last.
    Source: house rule, SOURCES.md#minutes-a-day
    """
    sides = 2 if side in ("each", "alternate") else 1
    sets = dose.sets or 1
    work = (dose.reps or 0) * ((dose.hold_seconds or 0) + SECONDS_PER_REP) * sides * sets
    work += (dose.minutes or 0) * 60 * (sides if not dose.reps else 1)
    rests = (dose.rest_seconds or 0) * (sets - 1)
    return (work + rests) * dose.times_per_day


def minutes_per_day(doses: Iterable[tuple[Dose, str]]) -> int:
    """Whole minutes for a day on which everything is due, rounded up. Takes (dose, side) pairs."""
    seconds = sum(seconds_per_day(dose, side) for dose, side in doses)
    return -(-seconds // 60)
