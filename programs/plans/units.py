"""What the builder's forms ask, thing by thing, and how each is said to a therapist."""

from datetime import date
from typing import Any

from django.utils.formats import date_format

from programs.dose_words import amount_words, daily_words, days_words
from programs.dosing import Dose, plural
from programs.models import PlanItem
from programs.plans.merging import Unit


def _quoted(**columns: str) -> str:
    return " ".join(f"“{text}”" for text in columns.values() if text)


def _day(**columns: date | None) -> str:
    return ", ".join(date_format(day, "j F Y") for day in columns.values() if day)


def _amount(**columns: Any) -> str:
    return amount_words(Dose(**columns))


def _days(**columns: Any) -> str:
    return days_words(Dose(**columns))


def _side(*, side: str) -> str:
    return str(PlanItem.Side(side).label) if side else ""


def _taught(*, taught: str) -> str:
    return str(PlanItem.Taught(taught).label)


def _dose(noun: str, *columns: str) -> Unit:
    return Unit(noun=noun, columns=columns, say=_amount, place="dose")


DOSE_UNITS = (
    Unit(
        noun="sets",
        columns=("sets",),
        say=lambda sets: plural(sets, "set") if sets else "",
        place="dose",
    ),
    _dose("times", "reps"),
    _dose("hold", "hold_seconds"),
    _dose("rest", "rest_seconds"),
    _dose("minutes", "minutes"),
    Unit(
        noun="times a day",
        columns=("times_per_day",),
        say=daily_words,
        place="dose",
    ),
    _dose("load or band", "load_kg", "band"),  # one takes the other's place
    _dose("effort", "effort_0_to_10"),
    _dose("speed", "tempo"),
    Unit(
        noun="days",
        fields=("days", "days_per_week"),
        columns=("weekdays", "days_per_week"),
        say=_days,
        place="days",
    ),
)
ITEM_UNITS = (
    Unit(noun="side", columns=("side",), say=_side, place="side"),
    *DOSE_UNITS,
    Unit(noun="cue", columns=("cue",), say=_quoted, place="cue"),
    Unit(noun="teaching", columns=("taught",), say=_taught, place="taught"),
)
PLAN_UNITS = (
    Unit(noun="goal", columns=("goal",), say=_quoted),
    Unit(noun="start", columns=("starts_on",), say=_day),
    Unit(noun="next visit", columns=("review_on",), say=_day),
)
PHASE_UNITS = (
    Unit(noun="name", columns=("name",), say=_quoted),
    Unit(noun="date", columns=("from_on",), say=_day),
    Unit(noun="words for when", columns=("when_text",), say=_quoted),
    Unit(noun="aim", columns=("aim",), say=_quoted),
    Unit(noun="rule for moving on", columns=("move_on_when",), say=_quoted),
)
