"""What changed between two sheets, in the patient's words. No Django in sight."""

from collections.abc import Iterable, Iterator

from programs.dose_words import band_words, daily_words, days_words, minutes_words, seconds_words
from programs.dosing import Dose
from programs.languages import ENGLISH, Language, language
from programs.sheet import Sheet, SheetChange, SheetItem


def changes_between(
    before: Sheet, items: tuple[SheetItem, ...], *, languages: Iterable[str] = ()
) -> tuple[SheetChange, ...]:
    """New and changed items in the order of the new sheet, then what was stopped.

    An item is known by its ``item_id``, so one that only moved is no change. What changed is said
    in English, and in ``languages`` beside it.
    """
    to = [language(code) for code in languages]
    earlier = {item.item_id: item for item in before.items}
    now = {item.item_id for item in items}
    found = [change for item in items if (change := _change(earlier.get(item.item_id), item, to))]
    stopped = [
        SheetChange(item_id=item.item_id, kind="stopped", name=item.name, words="")
        for item in before.items
        if item.item_id not in now
    ]
    return tuple(found + stopped)


def _change(before: SheetItem | None, now: SheetItem, to: list[Language]) -> SheetChange | None:
    if before is None:
        return SheetChange(item_id=now.item_id, kind="new", name=now.name, words="")
    words = words_between(before, now)
    if not words:
        return None
    return SheetChange(
        item_id=now.item_id,
        kind="changed",
        name=now.name,
        words=words,
        words_in={one.code: words_between(before, now, one) for one in to},
    )


def words_between(before: SheetItem, now: SheetItem, to: Language = ENGLISH) -> str:
    """What became of an item's side, dose and cue: "12 times, was 10 times". Empty for nothing."""
    return "; ".join(_differences(before, now, to))


def _differences(before: SheetItem, now: SheetItem, to: Language) -> Iterator[str]:
    if before.side != now.side:
        yield _side_words(now.side, to)
    yield from _dose_differences(before.dose, now.dose, to)
    if before.cue != now.cue:
        if now.cue:
            yield to.say("new words from your therapist")
        else:
            yield to.say("no special words now")


def _side_words(side: str, to: Language) -> str:
    return {
        "left": to.say("left side"),
        "right": to.say("right side"),
        "each": to.say("left, then right"),
        "alternate": to.say("left and right in turn"),
    }.get(side, to.say("both sides together"))


def _dose_differences(before: Dose, now: Dose, to: Language) -> Iterator[str]:
    pairs = zip(_dose_parts(before, to).items(), _dose_parts(now, to).values(), strict=True)
    for (gone, was), value in pairs:
        if was == value:
            continue
        if not value:
            yield gone
        elif was:
            yield to.say("{now}, was {before}", now=value, before=was)
        else:
            yield value


def _dose_parts(dose: Dose, to: Language) -> dict[str, str]:
    """Each part of a dose in words, by what is said when it is gone; "" where it has none."""
    effort = dose.effort_0_to_10
    return {
        to.say("no count now"): to.count(dose.reps, "{n} time", "{n} times") if dose.reps else "",
        to.say("no minutes now"): minutes_words(dose.minutes, to) if dose.minutes else "",
        to.say("no hold now"): to.say("hold {time}", time=seconds_words(dose.hold_seconds, to))
        if dose.hold_seconds
        else "",
        to.say("no sets now"): to.count(dose.sets, "{n} set", "{n} sets") if dose.sets else "",
        to.say("no rest now"): to.say("rest {time}", time=seconds_words(dose.rest_seconds, to))
        if dose.rest_seconds
        else "",
        to.say("no weight now"): to.say("{weight} kg", weight=f"{dose.load_kg.normalize():f}")
        if dose.load_kg
        else "",
        to.say("no band now"): band_words(dose.band, to) if dose.band else "",
        to.say("no speed now"): dose.tempo,
        to.say("no effort now"): "" if effort is None else to.say("effort {n}", n=effort),
        to.say("no daily count now"): daily_words(dose.times_per_day, to),
        to.say("no days now"): days_words(dose, to),
    }
