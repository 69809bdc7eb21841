"""What the sheet says in its own words, in its language: pure functions of the sheet."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from programs.dose_words import (
    SAID_IN_SECONDS,
    amount_words,
    day_name,
    frequency_words,
    has_sets,
    is_once_a_week,
)
from programs.dosing import DAY_NAMES, EVERY_DAY, Dose
from programs.languages import ENGLISH, Language
from programs.sheet import Sheet

# How many different "how often" the main message can name before it is easier to look them up.
MOST_GROUPS = 3
# Units: words. Source: SOURCES.md#reading-grade
LONGEST_SENTENCE = 20


def month_names(to: Language) -> tuple[str, ...]:
    return (
        to.say("January"),
        to.say("February"),
        to.say("March"),
        to.say("April"),
        to.say("May"),
        to.say("June"),
        to.say("July"),
        to.say("August"),
        to.say("September"),
        to.say("October"),
        to.say("November"),
        to.say("December"),
    )


def month_name(day: date, to: Language = ENGLISH) -> str:
    return month_names(to)[day.month - 1]


def date_words(day: date, to: Language = ENGLISH) -> str:
    """ "23 November 2026": a month in letters reads the same on both sides of the ocean."""
    return to.say("{day} {month} {year}", day=day.day, month=month_name(day, to), year=day.year)


def day_words(day: date, to: Language = ENGLISH) -> str:
    """ "Sunday 6 December 2026"."""
    words = date_words(day, to)
    return to.say("{weekday} {date}", weekday=day_name(day.weekday(), to), date=words)


def short_day(day: date, to: Language = ENGLISH) -> str:
    """ "Mon 23", for the head of a column."""
    name = day_name(day.weekday(), to)[:3]
    return f"{name[:1].upper()}{name[1:]} {day.day}"


def span_words(first: date, last: date, to: Language = ENGLISH) -> str:
    """ "23 to 29 November", "30 November to 6 December"."""
    if first.month == last.month:
        month = month_name(last, to)
        return to.say("{first} to {last} {month}", first=first.day, last=last.day, month=month)
    return to.say(
        "{first} {first_month} to {last} {last_month}",
        first=first.day,
        first_month=month_name(first, to),
        last=last.day,
        last_month=month_name(last, to),
    )


def main_message(sheet: Sheet, to: Language = ENGLISH) -> str:
    """The one thing to do, under the facts: who asks what how often, or simply to do it.

    When few exercises differ it says which; when many do, it sends the reader to each one.
    """
    groups = _by_frequency(sheet, to)
    if len(groups) == 1:
        if len(sheet.items) == 1:
            return to.say("Do it, tick your diary, and bring this sheet to your next visit.")
        return to.say("Do them, tick your diary, and bring this sheet to your next visit.")
    if len(groups) > MOST_GROUPS:
        return to.say("Do each one as often as its box says, on the days that it says.")
    each = [f"{_exercises_words(numbers, to)}: {often}." for often, numbers in groups.items()]
    return " ".join([*each, to.say("Tick your diary each time.")])


def _exercises_words(numbers: list[int], to: Language) -> str:
    """ "Exercise 3", "Exercises 1 and 2", "Exercises 1 to 4"."""
    if len(numbers) == 1:
        return to.say("Exercise {number}", number=numbers[0])
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return to.say("Exercises {first} to {last}", first=numbers[0], last=numbers[-1])
    return to.say("Exercises {numbers}", numbers=to.and_list(str(number) for number in numbers))


def facts(sheet: Sheet, to: Language = ENGLISH) -> list[str]:
    """The plan in short facts: how many, how long, and how often if that is the same for all."""
    groups = _by_frequency(sheet, to)
    often = list(groups) if len(groups) == 1 else []
    count = to.count(len(sheet.items), "{n} exercise", "{n} exercises")
    if not often:
        return [count, minutes_of(sheet, to)]
    if sheet.items[0].dose.times_per_day == 1:
        return [count, minutes_of(sheet, to, is_daily=False), *often]
    minutes = to.say("{minutes} in all", minutes=minutes_of(sheet, to))
    return [count, minutes, *often]


def minutes_of(sheet: Sheet, to: Language = ENGLISH, *, is_daily: bool = True) -> str:
    """ "about 12 minutes a day"; "up to" when some days ask for less than others."""
    minutes = sheet.minutes_per_day
    if sheet.is_same_each_day and is_daily:
        return to.count(minutes, "about {n} minute a day", "about {n} minutes a day")
    if sheet.is_same_each_day:
        return to.count(minutes, "about {n} minute", "about {n} minutes")
    if is_daily:
        return to.count(minutes, "up to {n} minute a day", "up to {n} minutes a day")
    return to.count(minutes, "up to {n} minute", "up to {n} minutes")


def _by_frequency(sheet: Sheet, to: Language) -> dict[str, list[int]]:
    """The exercises' numbers by how often they are done."""
    groups: dict[str, list[int]] = {}
    for item in sheet.items:
        groups.setdefault(frequency_words(item.dose, to), []).append(item.number)
    return groups


def chart_words(sheet: Sheet, to: Language = ENGLISH) -> str:
    """How to use the diary's chart; only what this sheet's chart needs."""
    words = [
        to.say("tick a box each time you do an exercise. Leave it empty if you did not."),
        to.say(
            "In the evening write your worst pain and your effort: 0 is none, 10 is the most you"
            " can think of."
        ),
    ]
    for days, numbers in _any_days(sheet).items():
        which = _exercises_words(numbers, to)
        words.append(
            to.count(
                days,
                "{which}: choose any {n} day of the week.",
                "{which}: choose any {n} days of the week.",
                which=which,
            )
        )
    if any(0 < item.dose.weekdays < EVERY_DAY for item in sheet.items):
        words.append(to.say("Striped days are days off."))
    if sheet.review_on:
        words.append(to.say("The day in a frame is your next visit: bring this sheet."))
    else:
        words.append(to.say("Bring this sheet to your next visit."))
    return " ".join(words)


def _any_days(sheet: Sheet) -> dict[int, list[int]]:
    """The exercises whose days the patient chooses, by how many days a week."""
    found: dict[int, list[int]] = {}
    for item in sheet.items:
        days = item.dose.days_per_week
        if days and days < len(DAY_NAMES):
            found.setdefault(days, []).append(item.number)
    return found


def dose_sentences(dose: Dose, side: str, to: Language = ENGLISH) -> str:
    """How much and how often: one sentence, or one for each where together they would be long."""
    both = (amount_words(dose, side, to), frequency_words(dose, to))
    parts = [part for part in both if part]
    is_long = len(" ".join(parts).split()) > LONGEST_SENTENCE
    return " ".join(sentence(part) for part in (parts if is_long else [", ".join(parts)]))


def sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def dose_numbers(dose: Dose, side: str, to: Language = ENGLISH) -> list[tuple[str, str]]:
    """The dose as big numbers, each with the word under it: the same as its words say."""
    found = [*_counted_numbers(dose, side, to)]
    if dose.rest_seconds:
        minutes = to.count(dose.rest_seconds // 60, "minute rest", "minutes rest")
        seconds = to.count(dose.rest_seconds, "second rest", "seconds rest")
        found.append(_seconds(dose.rest_seconds, seconds, minutes))
    if dose.load_kg:
        found.append((to.number(dose.load_kg), to.count(_whole(dose.load_kg), "kilo", "kilos")))
    if dose.band:
        found.append((band_name(dose.band, to), to.say("band")))
    if is_once_a_week(dose):
        return [*found, ("1", to.say("time a week"))]
    daily = to.count(dose.times_per_day, "time a day", "times a day")
    return [*found, (f"{dose.times_per_day}", daily)]


def _counted_numbers(dose: Dose, side: str, to: Language) -> Iterator[tuple[str, str]]:
    """Times, minutes, hold and sets. Where there are sets they carry "each side", as in words."""
    each_set = side == "each" and has_sets(dose)
    each = to.say("each side") if side in ("each", "alternate") and not each_set else ""
    if dose.reps:
        yield f"{dose.reps}", each or to.count(dose.reps, "time", "times")
    if dose.minutes:
        unit = to.count(dose.minutes, "minute", "minutes")
        yield f"{dose.minutes}", unit if dose.reps or not each else f"{unit} {each}"
    if dose.hold_seconds:
        minutes = to.count(dose.hold_seconds // 60, "minute hold", "minutes hold")
        seconds = to.count(dose.hold_seconds, "second hold", "seconds hold")
        yield _seconds(dose.hold_seconds, seconds, minutes)
    if dose.sets and has_sets(dose):
        sets = to.count(dose.sets, "set", "sets")
        yield f"{dose.sets}", to.say("sets each side") if each_set else sets


def _whole(weight: Decimal) -> int:
    """For choosing between one and many: "1 kilo", but "1.5 kilos"."""
    return 1 if weight == 1 else 2


def band_name(band: str, to: Language) -> str:
    names = {
        "yellow": to.say("Yellow"),
        "red": to.say("Red"),
        "green": to.say("Green"),
        "blue": to.say("Blue"),
        "black": to.say("Black"),
        "silver": to.say("Silver"),
        "gold": to.say("Gold"),
    }
    return names[band]


def _seconds(seconds: int, in_seconds: str, in_minutes: str) -> tuple[str, str]:
    """As seconds_words says it, so that nobody has to reckon: "90", "2", "2:30"."""
    minutes, rest = divmod(seconds, 60)
    if minutes and not rest:
        return f"{minutes}", in_minutes
    if seconds < SAID_IN_SECONDS:
        return f"{seconds}", in_seconds
    return f"{minutes}:{rest:02}", in_minutes
