"""What the sheet says in its own words: pure functions of the sheet."""

from collections.abc import Iterable
from datetime import date

from programs.dosing import DAY_NAMES, Dose, days_words, minutes_per_day, plural, times_words
from programs.sheet import Sheet, SheetChange

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def date_words(day: date) -> str:
    """ "23 November 2026": a month in letters reads the same on both sides of the ocean."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_words(day: date) -> str:
    """ "Sunday 6 December 2026"."""
    return f"{DAY_NAMES[day.weekday()]} {date_words(day)}"


def span_words(first: date, last: date) -> str:
    """ "23 to 29 November", "30 November to 6 December"."""
    start = f"{first.day}"
    if first.month != last.month:
        start += f" {MONTHS[first.month - 1]}"
    return f"{start} to {last.day} {MONTHS[last.month - 1]}"


def and_list(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def minutes_words(sheet: Sheet) -> str:
    """ "about 12 minutes a day"; "up to" when some days ask for less than others."""
    by_day = [
        minutes_per_day((item.dose, item.side) for item in sheet.items_on(weekday))
        for weekday in range(7)
    ]
    most = max(by_day)
    fewer = [minutes for minutes in by_day if 0 < minutes < most]
    is_flexible = len({item.dose.days_per_week for item in sheet.items}) > 1
    return f"{'up to' if fewer or is_flexible else 'about'} {plural(most, 'minute')} a day"


def main_message(sheet: Sheet) -> str:
    """The one sentence that says what to do.

    When the exercises differ in how often or on which days, it sends the reader to each one
    instead of giving an average that is true of none.
    """
    doses = [item.dose for item in sheet.items]
    what = "this exercise" if len(doses) == 1 else f"these {len(doses)} exercises"
    often = {dose.times_per_day for dose in doses}
    days = {days_words(dose) for dose in doses}
    if len(often) == len(days) == 1:
        return f"Do {what} {times_words(often.pop())} a day, {days.pop()}."
    if len(often) == 1:
        return f"Do {what} {times_words(often.pop())} a day, on the days that each one says."
    if len(days) == 1:
        return f"Do {what} {days.pop()}, {_from_to(often)}: each one says how often."
    return f"Do {what} as often as each one says, on the days that it says."


def _from_to(often: set[int]) -> str:
    return f"from {times_words(min(often))} to {times_words(max(often))} a day"


def facts(sheet: Sheet) -> list[str]:
    """The plan in three short facts: how many, how long, how often."""
    doses = [item.dose for item in sheet.items]
    return [plural(len(doses), "exercise"), minutes_words(sheet), *_often(doses)]


def _often(doses: list[Dose]) -> list[str]:
    often = {dose.times_per_day for dose in doses}
    days = {days_words(dose) for dose in doses}
    if len(often) == len(days) == 1:
        return [f"{times_words(often.pop())} a day, {days.pop()}"]
    return []


def dose_numbers(dose: Dose, side: str) -> list[tuple[str, str]]:
    """The dose as big numbers, each with the word under it."""
    each = {"each": "each side", "alternate": "each side"}.get(side, "")
    found: list[tuple[str, str]] = []
    if dose.reps:
        found.append((f"{dose.reps}", each or ("time" if dose.reps == 1 else "times")))
    if dose.minutes:
        unit = "minute" if dose.minutes == 1 else "minutes"
        found.append((f"{dose.minutes}", unit if dose.reps or not each else f"{unit} {each}"))
    if dose.hold_seconds:
        found.append((f"{dose.hold_seconds}", "seconds hold"))
    if dose.sets:
        found.append((f"{dose.sets}", "set" if dose.sets == 1 else "sets"))
    if dose.rest_seconds:
        found.append((f"{dose.rest_seconds}", "seconds rest"))
    if dose.load_kg:
        found.append((f"{dose.load_kg.normalize():f}", "kilos"))
    if dose.band:
        found.append((dose.band.capitalize(), "band"))
    found.append(
        (f"{dose.times_per_day}", "time a day" if dose.times_per_day == 1 else "times a day")
    )
    return found


def changes_in_short(changes: tuple[SheetChange, ...], most: int) -> list[tuple[str, str]]:
    """What changed, as (kind, words): new and stopped on one line each, then the changed ones.

    After ``most`` changed ones the rest are counted: each carries its tag at the exercise.
    """
    lines = []
    for kind in ("new", "stopped"):
        names = [change.name for change in changes if change.kind == kind]
        if names:
            lines.append((kind, ", ".join(names)))
    changed = [change for change in changes if change.kind == "changed"]
    lines += [("changed", f"{change.name}: {change.words}") for change in changed[:most]]
    if len(changed) > most:
        lines.append(("changed", f"and {len(changed) - most} more, marked at the exercise"))
    return sorted(lines, key=lambda line: ("new", "changed", "stopped").index(line[0]))
