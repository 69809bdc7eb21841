"""What the paper diary says: real dates, a line for each exercise and side, a box for each time."""

from datetime import date, timedelta
from typing import Any

from programs.handouts.options import Options, first_of_week
from programs.handouts.voice import Voice
from programs.handouts.words import chart_words, short_day, span_words
from programs.sheet import Sheet, SheetItem

DAYS = 7


def diary_words(sheet: Sheet, voice: Voice, options: Options) -> dict[str, Any]:
    """Its weeks are numbered from the first day on which this sheet holds."""
    say = voice.to.say
    numbers = range(options.from_week, options.from_week + options.weeks)
    return {
        "heading": say("My exercise diary"),
        "goes_on": say("My exercise diary goes on"),
        "how_label": say("How to use this chart:"),
        "how": chart_words(sheet, voice.to),
        "pain": say("Worst pain, 0 to 10"),
        "effort": say("Effort, 0 to 10"),
        "rows": [
            {"label": _label(item, side, voice), "boxes": _boxes(item, sheet.first_day)}
            for item in sheet.items
            for side in item.diary_sides
        ],
        "weeks": [
            _week(number, first_of_week(sheet, number), sheet.review_on, voice)
            for number in numbers
        ],
    }


def _label(item: SheetItem, side: str, voice: Voice) -> str:
    side = side or (item.side if item.side in ("left", "right") else "")
    sides = {"left": voice.to.say("left"), "right": voice.to.say("right")}
    name = f"{item.number} {voice.name(item.name)}"
    return f"{name} – {sides[side]}" if side else name


def _boxes(item: SheetItem, first: date) -> list[int]:
    """How many boxes each day of a week has; 0 is a day off."""
    days = [first + timedelta(days=day) for day in range(DAYS)]
    return [item.dose.times_per_day if item.dose.is_on(day.weekday()) else 0 for day in days]


def _week(number: int, first: date, visit_on: date | None, voice: Voice) -> dict[str, Any]:
    days = [first + timedelta(days=day) for day in range(DAYS)]
    return {
        "name": voice.to.say("Week {number}", number=number),
        "span": span_words(days[0], days[-1], voice.to),
        "days": [{"words": short_day(day, voice.to), "is_visit": day == visit_on} for day in days],
    }
