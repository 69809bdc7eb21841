"""Doses in words, in any language that a sheet speaks. No Django in sight."""

from collections.abc import Callable
from decimal import Decimal

from programs.dosing import DAY_NAMES, Dose, weekdays_of
from programs.languages import ENGLISH, Language

# Below this, a time that is no whole minute stays in seconds, as a watch counts it. Units: seconds.
SAID_IN_SECONDS = 120
# Whole phrases: in other languages the colour stands elsewhere, and agrees with the band.
WITH_BAND: dict[str, Callable[[Language], str]] = {
    "yellow": lambda to: to.say("with the yellow band"),
    "red": lambda to: to.say("with the red band"),
    "green": lambda to: to.say("with the green band"),
    "blue": lambda to: to.say("with the blue band"),
    "black": lambda to: to.say("with the black band"),
    "silver": lambda to: to.say("with the silver band"),
    "gold": lambda to: to.say("with the gold band"),
}


BAND: dict[str, Callable[[Language], str]] = {
    "yellow": lambda to: to.say("yellow band"),
    "red": lambda to: to.say("red band"),
    "green": lambda to: to.say("green band"),
    "blue": lambda to: to.say("blue band"),
    "black": lambda to: to.say("black band"),
    "silver": lambda to: to.say("silver band"),
    "gold": lambda to: to.say("gold band"),
}


def band_words(band: str, to: Language = ENGLISH) -> str:
    """ "red band"."""
    return BAND[band](to)


def day_name(weekday: int, to: Language = ENGLISH) -> str:
    """The name within a sentence; 0 is Monday."""
    return to.say(DAY_NAMES[weekday])


def day_names(to: Language) -> tuple[str, ...]:
    """All seven, named here so that they are found to be translated."""
    return (
        to.say("Monday"),
        to.say("Tuesday"),
        to.say("Wednesday"),
        to.say("Thursday"),
        to.say("Friday"),
        to.say("Saturday"),
        to.say("Sunday"),
    )


def days_names(to: Language) -> tuple[str, ...]:
    """As they stand after "on": what happens each week."""
    return (
        to.say("Mondays"),
        to.say("Tuesdays"),
        to.say("Wednesdays"),
        to.say("Thursdays"),
        to.say("Fridays"),
        to.say("Saturdays"),
        to.say("Sundays"),
    )


def daily_words(count: int, to: Language = ENGLISH) -> str:
    """ "once a day", "twice a day", "3 times a day"."""
    if count == 1:
        return to.say("once a day")
    if count == 2:
        return to.say("twice a day")
    return to.say("{n} times a day", n=count)


def seconds_words(seconds: int, to: Language = ENGLISH) -> str:
    """ "45 seconds", "1 minute", "90 seconds", "2 minutes 30 seconds"."""
    minutes, rest = divmod(seconds, 60)
    if not rest and minutes:
        return minutes_words(minutes, to)
    if seconds < SAID_IN_SECONDS:
        return to.count(seconds, "{n} second", "{n} seconds")
    return to.say(
        "{minutes} {seconds}",
        minutes=minutes_words(minutes, to),
        seconds=to.count(rest, "{n} second", "{n} seconds"),
    )


def minutes_words(minutes: int, to: Language = ENGLISH) -> str:
    return to.count(minutes, "{n} minute", "{n} minutes")


def kilos_words(kilos: Decimal, to: Language = ENGLISH) -> str:
    """ "2.5 kg"."""
    return to.say("{weight} kg", weight=to.number(kilos))


def days_words(dose: Dose, to: Language = ENGLISH) -> str:
    """ "every day", "Monday to Friday", "Monday, Wednesday and Friday", "3 days a week"."""
    names = [day_name(day, to) for day in weekdays_of(dose.weekdays)]
    return _simple_days(dose, to) or (to.and_list(names) if names else "")


def is_once_a_week(dose: Dose) -> bool:
    return dose.days_a_week == 1 and dose.times_per_day == 1


def _simple_days(dose: Dose, to: Language) -> str:
    """Days that need no list of their names; empty where only a list says it."""
    days = weekdays_of(dose.weekdays)
    if dose.days_per_week == 7 or (not dose.days_per_week and len(days) == 7):
        return to.say("every day")
    if dose.days_per_week:
        return to.count(dose.days_per_week, "one day a week", "{n} days a week")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return to.say("{first} to {last}", first=day_name(days[0], to), last=day_name(days[-1], to))
    if len(days) == 6:
        (off,) = set(range(7)) - set(days)
        return to.say("every day except {day}", day=day_name(off, to))
    return ""


def frequency_words(dose: Dose, to: Language = ENGLISH) -> str:
    """ "twice a day, Monday to Friday", "once a day, on Mondays and Thursdays"."""
    if is_once_a_week(dose) and dose.days_per_week:
        return to.say("once a week, on any day")
    often = daily_words(dose.times_per_day, to)
    if is_once_a_week(dose):
        often = to.say("once a week")
    days, simple = weekdays_of(dose.weekdays), _simple_days(dose, to)
    if simple or not days:
        return ", ".join(part for part in (often, simple) if part)
    on_days = to.say("on {days}", days=to.and_list(days_names(to)[day] for day in days))
    return f"{often}, {on_days}"


def amount_words(dose: Dose, side: str = "", to: Language = ENGLISH) -> str:
    """ "10 times each side, hold 5 seconds", "10 times, 3 sets each side, rest 1 minute …"."""
    return ", ".join([*_counted(dose, side, to), *_paced(dose, side, to), *_loaded(dose, to)])


def has_sets(dose: Dose) -> bool:
    """Whether there is more than one, so that they are worth a word."""
    return bool(dose.sets and dose.sets > 1)


def _counted(dose: Dose, side: str, to: Language) -> list[str]:
    if side == "each" and has_sets(dose):
        side = ""  # said of the sets, so that nobody shares them out between left and right
    parts = []
    if dose.reps:
        parts.append(_times(dose.reps, side, to))
    if dose.minutes:
        parts.append(_minutes(dose.minutes, "" if dose.reps else side, to))
    return parts


def _times(reps: int, side: str, to: Language) -> str:
    if side == "each":
        return to.count(reps, "{n} time each side", "{n} times each side")
    if side == "alternate":
        return to.count(reps, "{n} time each side, in turn", "{n} times each side, in turn")
    return to.count(reps, "{n} time", "{n} times")


def _minutes(minutes: int, side: str, to: Language) -> str:
    if side == "each":
        return to.count(minutes, "{n} minute each side", "{n} minutes each side")
    if side == "alternate":
        return to.count(minutes, "{n} minute each side, in turn", "{n} minutes each side, in turn")
    return minutes_words(minutes, to)


def _paced(dose: Dose, side: str, to: Language) -> list[str]:
    """Hold, sets and rest."""
    parts = []
    if dose.hold_seconds:
        parts.append(to.say("hold {time}", time=seconds_words(dose.hold_seconds, to)))
    if has_sets(dose):
        parts.append(_sets(dose.sets or 0, side, to))
    if dose.rest_seconds:
        parts.append(_rest(dose, seconds_words(dose.rest_seconds, to), to))
    return parts


def _sets(sets: int, side: str, to: Language) -> str:
    if side == "each":
        return to.count(sets, "{n} set each side", "{n} sets each side")
    return to.count(sets, "{n} set", "{n} sets")


def _rest(dose: Dose, time: str, to: Language) -> str:
    """Between what: as the minutes of a day count it (dosing.py)."""
    if has_sets(dose):
        return to.say("rest {time} between sets", time=time)
    if dose.minutes or (dose.reps and dose.reps > 1):
        return to.say("rest {time} in between", time=time)
    return to.say("rest {time}", time=time)


def _loaded(dose: Dose, to: Language) -> list[str]:
    """Weight, band, speed and effort."""
    parts = []
    if dose.load_kg:
        parts.append(to.say("with {weight}", weight=kilos_words(dose.load_kg, to)))
    if dose.band:
        parts.append(WITH_BAND[dose.band](to))
    if dose.tempo:
        parts.append(speed_words(dose.tempo, to))
    if dose.effort_0_to_10 is not None:
        parts.append(to.say("effort {n} out of 10", n=dose.effort_0_to_10))
    return parts


def speed_words(speed: str, to: Language = ENGLISH) -> str:
    """In quotes when it has a comma of its own: the words around it are parted by commas."""
    return to.say("speed: {speed}", speed=f"“{speed}”" if "," in speed else speed)


def dose_words(dose: Dose, side: str = "", to: Language = ENGLISH) -> str:
    """The whole dose as a patient reads it, one sentence without its full stop.

    The same words on screen, on paper and in the tests. ``side`` is a plan item's side.
    """
    parts = (amount_words(dose, side, to), frequency_words(dose, to))
    return ", ".join(part for part in parts if part)
