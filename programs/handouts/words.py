"""What the sheet says in its own words: pure functions of the sheet."""

from collections.abc import Iterable
from datetime import date

from programs.dosing import DAY_NAMES, EVERY_DAY, Dose, frequency_words, plural
from programs.sheet import Sheet, SheetChange

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

# How many different "how often" the main message can name before it is easier to look them up.
MOST_GROUPS = 3


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


def main_message(sheet: Sheet) -> str:
    """The one thing to do, under the facts: who asks what how often, or simply to do it.

    When few exercises differ it says which; when many do, it sends the reader to each one.
    """
    groups = _by_frequency(sheet)
    if len(groups) == 1:
        them = "it" if len(sheet.items) == 1 else "them"
        return f"Do {them}, tick your diary, and bring this sheet to your next visit."
    if len(groups) > MOST_GROUPS:
        return "Do each one as often as its box says, on the days that it says."
    return " ".join(
        f"{_exercises_words(numbers)}: {frequency}." for frequency, numbers in groups.items()
    )


def _exercises_words(numbers: list[int]) -> str:
    """ "Exercise 3", "Exercises 1 and 2", "Exercises 1 to 4"."""
    if len(numbers) == 1:
        return f"Exercise {numbers[0]}"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"Exercises {numbers[0]} to {numbers[-1]}"
    return f"Exercises {and_list(str(number) for number in numbers)}"


def facts(sheet: Sheet) -> list[str]:
    """The plan in short facts: how many, how long, and how often if that is the same for all."""
    groups = _by_frequency(sheet)
    often = list(groups) if len(groups) == 1 else []
    minutes = sheet.minutes_words
    if often and sheet.items[0].dose.times_per_day == 1:
        minutes = minutes.removesuffix(" a day")  # "once a day" says it
    return [plural(len(sheet.items), "exercise"), minutes, *often]


def _by_frequency(sheet: Sheet) -> dict[str, list[int]]:
    """The exercises' numbers by how often they are done."""
    groups: dict[str, list[int]] = {}
    for item in sheet.items:
        groups.setdefault(frequency_words(item.dose), []).append(item.number)
    return groups


def chart_words(sheet: Sheet) -> str:
    """How to use the diary's chart; only what this sheet's chart needs."""
    words = [
        "tick a box each time you do an exercise. Leave it empty if you did not.",
        "In the evening write your worst pain and your effort: 0 is none, 10 is the most you can"
        " think of.",
    ]
    for days, numbers in _any_days(sheet).items():
        words.append(f"{_exercises_words(numbers)}: choose any {plural(days, 'day')} of the week.")
    if any(0 < item.dose.weekdays < EVERY_DAY for item in sheet.items):
        words.append("Striped days are days off.")
    if sheet.review_on:
        words.append("The day in a frame is your next visit: bring this sheet.")
    else:
        words.append("Bring this sheet to your next visit.")
    return " ".join(words)


def _any_days(sheet: Sheet) -> dict[int, list[int]]:
    """The exercises whose days the patient chooses, by how many days a week."""
    found: dict[int, list[int]] = {}
    for item in sheet.items:
        days = item.dose.days_per_week
        if days and days < len(DAY_NAMES):
            found.setdefault(days, []).append(item.number)
    return found


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
        found.append(_seconds(dose.hold_seconds, "hold"))
    if dose.sets:
        found.append((f"{dose.sets}", "set" if dose.sets == 1 else "sets"))
    if dose.rest_seconds:
        found.append(_seconds(dose.rest_seconds, "rest"))
    if dose.load_kg:
        found.append((f"{dose.load_kg.normalize():f}", "kilos"))
    if dose.band:
        found.append((dose.band.capitalize(), "band"))
    found.append(
        (f"{dose.times_per_day}", "time a day" if dose.times_per_day == 1 else "times a day")
    )
    return found


def _seconds(seconds: int, what: str) -> tuple[str, str]:
    minutes, rest = divmod(seconds, 60)
    if minutes and not rest:
        return f"{minutes}", f"{'minute' if minutes == 1 else 'minutes'} {what}"
    return f"{seconds}", f"seconds {what}"


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
