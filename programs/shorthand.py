"""Doses as therapists write them: "3×10 h5 r60 2/d mo,we,fr". No Django in sight."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from programs.dosing import (
    BANDS,
    DAY_LETTERS,
    DAY_NAMES,
    EVERY_DAY,
    MOST_KG,
    RANGES,
    Dose,
    weekday_mask,
    weekdays_of,
)

Fields = dict[str, Any]

# What each letter may begin, as therapists write days in a row: "mwf", "tth", "sasu".
DAY_STARTS = tuple((name[0], name[:2], name[:3]) for name in map(str.lower, DAY_NAMES))
WEEKDAYS, WEEKEND = 0b0011111, 0b1100000
NAMES = {
    "sets": "Sets",
    "reps": "Times",
    "hold_seconds": "Hold",
    "rest_seconds": "Rest",
    "minutes": "Minutes",
    "effort_0_to_10": "Effort",
    "times_per_day": "Times a day",
    "days_per_week": "Days a week",
}
LONGEST_SHOWN = 12  # of what cannot be read. Units: characters
BETWEEN = " ,;\t\n\r"
NUMBER = r"(\d{1,4})"
# Units of what is typed without one: seconds.
TIME = rf"{NUMBER}\s*(min|m|seconds|sec|s)?"


class ShorthandError(ValueError):
    """``part`` of what was typed cannot be read. The message says so, fit to show to the user."""

    def __init__(self, part: str, message: str) -> None:
        super().__init__(message)
        self.part = part


def dose_shorthand(dose: Dose) -> str:
    """As therapists write it: "3×10 h5 r60 2/d mo,we,fr". Reading it gives the same dose."""
    parts = []
    if dose.reps:
        parts.append(f"{dose.sets or 1}×{dose.reps}")
    if dose.minutes:
        parts.append(f"{dose.minutes} min")
    if dose.hold_seconds:
        parts.append(f"h{dose.hold_seconds}")
    if dose.rest_seconds:
        parts.append(f"r{dose.rest_seconds}")
    if dose.load_kg:
        parts.append(f"{dose.load_kg.normalize():f} kg")
    if dose.band:
        parts.append(dose.band)
    if dose.effort_0_to_10 is not None:
        parts.append(f"e{dose.effort_0_to_10}")
    if dose.times_per_day > 1:
        parts.append(f"{dose.times_per_day}/d")
    parts.append(_days_shorthand(dose))
    return " ".join(parts)


def _days_shorthand(dose: Dose) -> str:
    if dose.days_per_week:
        return f"{dose.days_per_week}/wk"
    if dose.weekdays == EVERY_DAY:
        return "daily"
    days = weekdays_of(dose.weekdays)
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        days, sign = (days[0], days[-1]), "-"
    else:
        sign = ","
    return sign.join(DAY_LETTERS[day] for day in days).lower()


def split_side(typed: str) -> tuple[str, str]:
    """What was typed without the side in it, and that side: "3x10 l" is "3x10" and "left".

    The side is "" where none is typed. Errors: ShorthandError when there are two.
    """
    found = list(SIDE_PATTERN.finditer(typed))
    if len(found) > 1:
        raise ShorthandError(found[1][0], f"“{found[1][0]}” says the side a second time.")
    if not found:
        return typed, ""
    side = next(side for side, pattern in SIDES.items() if re.fullmatch(pattern, found[0][0], re.I))
    return " ".join(SIDE_PATTERN.sub(" ", typed).split()), side


def read_shorthand(typed: str, before: Dose) -> Dose:
    """The dose ``before`` with what was typed changed: "3x12 r0" leaves the hold as it is.

    Errors: as read_changes.
    """
    return replace(before, **read_changes(typed))


def read_changes(typed: str) -> Fields:
    """What was typed as fields of a dose, the same for any dose that it is to change.

    Nought takes a thing away. Times take the place of minutes, and minutes of times, unless both
    are typed. Errors: ShorthandError names the first part that cannot be read or is out of range.
    """
    changed: Fields = {}
    for part, fields in _parts(typed):
        if again := changed.keys() & fields.keys():
            raise ShorthandError(part, f"“{part}” says the {_name(max(again))} a second time.")
        changed |= fields
    if "reps" in changed and "minutes" not in changed:
        changed["minutes"] = None
    if "minutes" in changed and changed["minutes"] and "reps" not in changed:
        changed |= {"sets": None, "reps": None}
    return changed


def _name(field: str) -> str:
    return NAMES.get(field, {"weekdays": "days", "load_kg": "load"}.get(field, field)).lower()


def _parts(typed: str) -> Iterator[tuple[str, Fields]]:
    """Each part as it was typed, and what it says."""
    rest = typed.strip(BETWEEN)
    while rest:
        for pattern, read in READERS.items():
            if found := re.match(rf"(?:{pattern})(?=[{BETWEEN}]|$)", rest, re.IGNORECASE):
                yield found[0], read(found)
                break
        else:
            raise _unread(rest)
        rest = rest[found.end() :].lstrip(BETWEEN)


def _unread(rest: str) -> ShorthandError:
    part = re.split(f"[{BETWEEN}]", rest, maxsplit=1)[0]
    part = part if len(part) <= LONGEST_SHOWN else f"{part[:LONGEST_SHOWN]}…"
    if part.isdecimal():
        return ShorthandError(
            part, f"“{part}”: write x{part} for {part} times, {part}min for {part} minutes."
        )
    return ShorthandError(
        part, f"“{part}” cannot be read. Write such as 3x10 h5 r30 2/d mwf, 20min, 2.5kg, red, e5."
    )


def _number(found: re.Match[str], field: str, number: int) -> Fields:
    low, high = RANGES[field]
    if not low <= number <= high:
        raise ShorthandError(
            found[0], f"“{found[0]}”: {NAMES[field].lower()} from {low} to {high}."
        )
    return {field: number}


def _plain(field: str) -> Callable[[re.Match[str]], Fields]:
    return lambda found: _number(found, field, int(found[1]))


def _seconds(field: str) -> Callable[[re.Match[str]], Fields]:
    def read(found: re.Match[str]) -> Fields:
        factor = 60 if (found[2] or "").lower().startswith("m") else 1
        fields = _number(found, field, int(found[1]) * factor)
        return fields if fields[field] else {field: None}

    return read


def _sets_and_times(found: re.Match[str]) -> Fields:
    sets = _number(found, "sets", int(found[1])) if found[1] else {}
    return sets | _number(found, "reps", int(found[2]))


def _sets_of_seconds(found: re.Match[str]) -> Fields:
    """ "3x30s": one repetition a set, held so long."""
    hold = _number(found, "hold_seconds", int(found[2]))
    return _number(found, "sets", int(found[1])) | {"reps": 1} | hold


def _load(found: re.Match[str]) -> Fields:
    kilograms = Decimal(found[1].replace(",", "."))
    if kilograms > MOST_KG:
        raise ShorthandError(found[0], f"“{found[0]}”: a load from 0 to {MOST_KG} kg.")
    return {"load_kg": kilograms or None}


def _band(found: re.Match[str]) -> Fields:
    said = found[1].lower()
    return {"band": "" if said == "no" else said}


def _a_week(found: re.Match[str]) -> Fields:
    count = _number(found, "days_per_week", int(found[1]))["days_per_week"]
    if count == 7:  # the same as every day, and kept in one way only
        return {"weekdays": EVERY_DAY, "days_per_week": None}
    return {"weekdays": 0, "days_per_week": count}


def _named_days(found: re.Match[str]) -> Fields:
    mask = {"weekdays": WEEKDAYS, "weekend": WEEKEND}.get(found[0].lower(), EVERY_DAY)
    return {"weekdays": mask, "days_per_week": None}


def _days(found: re.Match[str]) -> Fields:
    """Days in the week's order, so that the second t of "mtwtf" is Thursday."""
    days: list[int] = []
    for said in re.findall(ONE_DAY, found[0].lower()):
        later = range(days[-1] + 1 if days else 0, 7)
        day = next((day for day in later if said in DAY_STARTS[day]), None)
        if day is None or (said == "s" and not days):
            raise ShorthandError(
                found[0], f"“{found[0]}”: write the days from Monday on, such as mo,we,fr or sa,su."
            )
        days.append(day)
    if len(days) == 2 and "-" in found[0]:
        days = [*range(days[0], days[1] + 1)]
    return {"weekdays": weekday_mask(days), "days_per_week": None}


SIDES = {
    "left": "l(?:eft)?",
    "right": rf"right|r(?!\s+{TIME}(?=[{BETWEEN}]|$))",  # "r 30" is a rest
    "each": "each(?: side)?|l[+/]?r",
    "alternate": "alt(?:ernate)?|in turn",
    "both": "both",
}
SIDE_PATTERN = re.compile(
    rf"(?:(?<=[{BETWEEN}])|^)(?:{'|'.join(SIDES.values())})(?=[{BETWEEN}]|$)", re.IGNORECASE
)
ONE_DAY = "(?:" + "|".join(sorted({one for day in DAY_STARTS for one in day}, key=len)[::-1]) + ")"
TIMES = r"\s*[x×*]\s*"  # the sign that is printed
READERS: Mapping[str, Callable[[re.Match[str]], Fields]] = {
    rf"{NUMBER}?{TIMES}{NUMBER}": _sets_and_times,
    rf"{NUMBER}{TIMES}{NUMBER}\s*s(?:ec)?": _sets_of_seconds,
    rf"{NUMBER}\s*sets?": _plain("sets"),
    rf"{NUMBER}\s*(?:reps?|times)": _plain("reps"),
    rf"h(?:old)?\s*{TIME}": _seconds("hold_seconds"),
    rf"r(?:est)?\s*{TIME}": _seconds("rest_seconds"),
    rf"(?:e|rpe|effort)\s*{NUMBER}": _plain("effort_0_to_10"),
    rf"{NUMBER}\s*(?:minutes?|min|m)": _plain("minutes"),
    rf"{NUMBER}\s*(?:x\s*)?(?:/|a\s)\s*(?:day|d)": _plain("times_per_day"),
    rf"{NUMBER}\s*(?:x\s*)?(?:/|a\s)\s*(?:week|wk|w)": _a_week,
    r"(\d{1,4}(?:[.,]\d{1,2})?)\s*kg": _load,
    rf"({'|'.join(BANDS)}|no(?=\s+band))(?:\s+band)?": _band,
    r"daily|every\s?day|weekdays|weekend": _named_days,
    rf"{ONE_DAY}(?:[-,\s]*{ONE_DAY})*": _days,
}
