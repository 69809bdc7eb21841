"""Reads a dose from its fields. No Django in sight."""

from dataclasses import replace
from typing import Any

from programs.content.fields import Fields
from programs.dosing import EVERY_DAY, RANGES, Dose, weekday_mask

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
LONGEST_TEMPO = 40


def read_dose(fields: Fields) -> Dose:
    """A whole dose: something to count or to time, how often, and on which days."""
    given = _given(fields)
    named = fields.nodes.keys()
    for key in ("times_per_day", *(("sets",) if "reps" in named else ())):
        if key not in named:
            fields.problem(key, "is missing")
    if not named & {"reps", "minutes"}:
        fields.problem("", "needs reps or minutes")
    if not named & {"weekdays", "days_per_week"}:
        fields.problem("", "needs days_per_week or weekdays")
    return Dose(**given)


def changed_dose(fields: Fields, dose: Dose) -> Dose:
    """The dose, with what the fields say in place of its own."""
    return replace(dose, **_given(fields))


def _given(fields: Fields) -> dict[str, Any]:
    """What the fields say, by the names of Dose."""
    given: dict[str, Any] = {}
    for key, (low, high) in RANGES.items():
        number = fields.number(key, low, high, required=False)
        if number is not None:
            given[key] = number
    if tempo := fields.text("tempo", longest=LONGEST_TEMPO, required=False):
        given["tempo"] = tempo
    given |= _days(fields, given.pop("days_per_week", None))
    fields.refuse_others()
    return given


def _days(fields: Fields, days_per_week: int | None) -> dict[str, Any]:
    """Weekdays as a mask, or any so many days a week. Seven of them are simply all weekdays."""
    has_weekdays = fields.node("weekdays", required=False) is not None
    if has_weekdays and days_per_week is not None:
        fields.problem("weekdays", "say weekdays or days_per_week, not both")
    if has_weekdays:
        names = fields.codes("weekdays", DAYS, f"the days {', '.join(DAYS)}")
        mask = weekday_mask(DAYS.index(name) for name in names if name in DAYS)
        return {"weekdays": mask, "days_per_week": None}
    if days_per_week is None:
        return {}
    if days_per_week == len(DAYS):
        return {"weekdays": EVERY_DAY, "days_per_week": None}
    return {"weekdays": 0, "days_per_week": days_per_week}
