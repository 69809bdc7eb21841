"""What the patient's pages say about days and entries: pure functions."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from programs.dosing import DAY_NAMES, plural
from programs.handouts.words import month_name
from programs.models import Entry
from programs.sheet import SheetItem

ORDINALS = (
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth",
    "Tenth", "Eleventh", "Twelfth",
)  # fmt: skip
DAY_STATE_WORDS = {
    "all_done": "all done",
    "some": "some done",
    "not_done": "not done",
    "nothing": "nothing recorded",
    "rest": "rest day",
}


def day_words(day: date) -> str:
    """ "Monday 23 November"."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {month_name(day)}"


def ago_words(day: date, today: date) -> str:
    """ "today", "yesterday", "on Tuesday", "on 3 November"."""
    days = (today - day).days
    if days < 2:
        return "today" if days < 1 else "yesterday"
    if days < 7:
        return f"on {DAY_NAMES[day.weekday()]}"
    return f"on {day.day} {month_name(day)}"


def saved_words(at: datetime, today: date) -> str:
    """ "Saved 09:41", "Saved on Tuesday, 09:41"."""
    local = timezone.localtime(at)
    when = "" if local.date() == today else f"{ago_words(local.date(), today)}, "
    return f"Saved {when}{local:%H:%M}"


def slot_words(item: SheetItem, session: int, side: str) -> str:
    """ "Second time, left side"; empty where there is only one slot."""
    parts = []
    if item.dose.times_per_day > 1:
        parts.append(f"{ORDINALS[session - 1]} time")
    if side:
        parts.append(f"{side} side")
    return ", ".join(parts).capitalize()


def slot_anchor(item: SheetItem, session: int, side: str) -> str:
    """Where on the page a slot stands: "e2-1-left"."""
    return "-".join(filter(None, [f"e{item.number}", str(session), side]))


def amount_done_words(entry: Entry) -> str:
    """ "3 sets of 10", "10 times", "2 sets", or nothing."""
    if entry.sets_done and entry.reps_done:
        if entry.sets_done == 1:
            return plural(entry.reps_done, "time")
        return f"{plural(entry.sets_done, 'set')} of {entry.reps_done}"
    if entry.reps_done:
        return plural(entry.reps_done, "time")
    return plural(entry.sets_done, "set") if entry.sets_done else ""


def entry_words(entry: Entry) -> str:
    """What an entry says beside its outcome: "3 sets of 10 · pain 2 · effort 5"."""
    parts = [amount_done_words(entry)]
    if entry.pain_0_to_10 is not None:
        parts.append(f"pain {entry.pain_0_to_10}")
    if entry.effort_0_to_10 is not None:
        parts.append(f"effort {entry.effort_0_to_10}")
    return " · ".join(part for part in parts if part)


def week_words(days_done: int, days_asked: int) -> str:
    """ "1 of 3 days done this week"; beyond that, "4 days done this week, 3 were asked for"."""
    if days_done > days_asked:
        return f"{plural(days_done, 'day')} done this week, {days_asked} were asked for"
    return f"{days_done} of {plural(days_asked, 'day')} done this week"


def last_days(day: date, count: int) -> list[date]:
    """So many days, the last of them ``day``."""
    return [day - timedelta(days=back) for back in reversed(range(count))]
