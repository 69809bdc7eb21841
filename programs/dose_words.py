"""Doses in words, in any language that a sheet speaks. No Django in sight."""

from collections.abc import Callable

from programs.dosing import DAY_NAMES, Dose, weekdays_of
from programs.languages import ENGLISH, Language

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


def daily_words(count: int, to: Language = ENGLISH) -> str:
    """ "once a day", "twice a day", "3 times a day"."""
    if count == 1:
        return to.say("once a day")
    if count == 2:
        return to.say("twice a day")
    return to.say("{n} times a day", n=count)


def seconds_words(seconds: int, to: Language = ENGLISH) -> str:
    """ "45 seconds", "1 minute", "1 minute 30 seconds"."""
    minutes, rest = divmod(seconds, 60)
    parts = [minutes_words(minutes, to)] if minutes else []
    if rest or not minutes:
        parts.append(to.count(rest, "{n} second", "{n} seconds"))
    return " ".join(parts)


def minutes_words(minutes: int, to: Language = ENGLISH) -> str:
    return to.count(minutes, "{n} minute", "{n} minutes")


def days_words(dose: Dose, to: Language = ENGLISH) -> str:
    """ "every day", "Monday to Friday", "Monday, Wednesday and Friday", "3 days a week"."""
    days = weekdays_of(dose.weekdays)
    if dose.days_per_week == 7 or (not dose.days_per_week and len(days) == 7):
        return to.say("every day")
    if dose.days_per_week == 1:
        return to.say("any day, once a week")
    if dose.days_per_week:
        return to.say("{n} days a week", n=dose.days_per_week)
    names = [day_name(day, to) for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return to.say("{first} to {last}", first=names[0], last=names[-1])
    return to.and_list(names) if names else ""


def frequency_words(dose: Dose, to: Language = ENGLISH) -> str:
    """ "twice a day, Monday to Friday"."""
    if dose.days_per_week == 1 and dose.times_per_day == 1:
        return to.say("once a week, on any day")
    return f"{daily_words(dose.times_per_day, to)}, {days_words(dose, to)}"


def amount_words(dose: Dose, side: str = "", to: Language = ENGLISH) -> str:
    """ "10 times each side, hold 5 seconds, 3 sets, rest 60 seconds"."""
    return ", ".join([*_counted(dose, side, to), *_paced(dose, to), *_loaded(dose, to)])


def _counted(dose: Dose, side: str, to: Language) -> list[str]:
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


def _paced(dose: Dose, to: Language) -> list[str]:
    """Hold, sets and rest."""
    parts = []
    if dose.hold_seconds:
        parts.append(to.say("hold {time}", time=seconds_words(dose.hold_seconds, to)))
    has_sets = bool(dose.sets and dose.sets > 1)
    if has_sets:
        parts.append(to.count(dose.sets or 0, "{n} set", "{n} sets"))
    if dose.rest_seconds:
        time = seconds_words(dose.rest_seconds, to)
        parts.append(
            to.say("rest {time} between sets", time=time)
            if has_sets
            else to.say("rest {time}", time=time)
        )
    return parts


def _loaded(dose: Dose, to: Language) -> list[str]:
    """Weight, band, speed and effort."""
    parts = []
    if dose.load_kg:
        parts.append(to.say("with {weight} kg", weight=f"{dose.load_kg.normalize():f}"))
    if dose.band:
        parts.append(WITH_BAND[dose.band](to))
    if dose.tempo:
        parts.append(to.say("speed: {speed}", speed=dose.tempo))
    if dose.effort_0_to_10 is not None:
        parts.append(to.say("effort {n} out of 10", n=dose.effort_0_to_10))
    return parts


def dose_words(dose: Dose, side: str = "", to: Language = ENGLISH) -> str:
    """The whole dose as a patient reads it, one sentence without its full stop.

    The same words on screen, on paper and in the tests. ``side`` is a plan item's side.
    """
    parts = (amount_words(dose, side, to), frequency_words(dose, to))
    return ", ".join(part for part in parts if part)
