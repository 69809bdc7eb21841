"""How much a plan asks of the patient each day, and whether that is a lot. No Django in sight."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from programs.dosing import Dose, is_same_each_day, minutes_by_weekday, plural

# From how many exercises on a note is shown, and a clear one.
# Source: SOURCES.md#fewer-exercises
NOTE_FROM = 5
CLEAR_NOTE_FROM = 7

Level = Literal["calm", "note", "clear"]
SAID: dict[Level, str] = {
    "calm": "An amount that people can keep up.",
    "note": "A good many. People do fewer of them better.",
    "clear": "That is a lot. Could some wait? People do fewer of them better.",
}
# Source: SOURCES.md#fewer-exercises
REASON = (
    "In one small study, older adults given 2 exercises did them better than those given 8; "
    "with 5 they were in between (Henry et al., Physical Therapy 1999, 15 people). "
    "That is weak evidence. You decide."
)


@dataclass(frozen=True)
class Amount:
    """Units: exercises of the whole phase; whole minutes on the fullest day of the week.

    ``is_same_each_day`` is false when some days ask for less, or the patient chooses the days.
    """

    count: int
    minutes: int
    is_same_each_day: bool

    @property
    def level(self) -> Level:
        if self.count >= CLEAR_NOTE_FROM:
            return "clear"
        return "note" if self.count >= NOTE_FROM else "calm"

    @property
    def words(self) -> str:
        """ "4 exercises"."""
        return plural(self.count, "exercise")

    @property
    def minutes_words(self) -> str:
        """ "27 min", "up to 27 min"; as the sheet says it."""
        return f"{'' if self.is_same_each_day else 'up to '}{self.minutes} min"

    @property
    def said(self) -> str:
        return SAID[self.level] if self.count else ""

    @property
    def reason(self) -> str:
        return REASON


def amount_of(doses: Iterable[tuple[Dose, str]]) -> Amount:
    """Takes (dose, side) pairs, one for each exercise."""
    pairs = list(doses)
    by_day = minutes_by_weekday(pairs)
    return Amount(count=len(pairs), minutes=max(by_day), is_same_each_day=is_same_each_day(pairs))
