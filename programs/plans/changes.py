"""What changed between two sheets, in the patient's words. No Django in sight."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from programs.dose_words import (
    band_words,
    daily_words,
    days_words,
    kilos_words,
    minutes_words,
    seconds_words,
    speed_words,
)
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
    if (side := _side_words(now.side, to)) != _side_words(before.side, to):
        yield side
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
    for was, part in zip(_dose_parts(before, to), _dose_parts(now, to), strict=True):
        if was.value == part.value:
            continue
        if not part.value:
            yield part.gone
        elif was.value:
            yield to.say("{now}, was {before}", now=part.words, before=was.value)
        else:
            yield part.words
    if before.tempo != now.tempo:
        yield _tempo_words(before, now, to)


class _Part(NamedTuple):
    """One part of a dose: its bare value ("" for none), how it is said alone, and when it is gone.

    Alone it is "hold 10 seconds"; beside what it was, "hold 10 seconds, was 5 seconds".
    """

    value: str
    words: str
    gone: str = ""


def _dose_parts(dose: Dose, to: Language) -> Iterator[_Part]:
    yield _same(_count_words(dose, to))
    hold = seconds_words(dose.hold_seconds, to) if dose.hold_seconds else ""
    yield _Part(hold, to.say("hold {time}", time=hold), to.say("no hold now"))
    yield _same(to.count(dose.sets or 1, "{n} set", "{n} sets"))
    rest = seconds_words(dose.rest_seconds, to) if dose.rest_seconds else ""
    yield _Part(rest, to.say("rest {time}", time=rest), to.say("no fixed rest now"))
    kilos = kilos_words(dose.load_kg, to) if dose.load_kg else ""
    yield _Part(kilos, kilos, to.say("no weight now"))
    band = band_words(dose.band, to) if dose.band else ""
    yield _Part(band, band, to.say("no band now"))
    effort = "" if dose.effort_0_to_10 is None else f"{dose.effort_0_to_10}"
    out_of_ten = to.say("effort {n} out of 10", n=effort)
    yield _Part(effort, out_of_ten, to.say("no fixed effort now"))
    yield _same(daily_words(dose.times_per_day, to))
    yield _same(days_words(dose, to))


def _same(words: str) -> _Part:
    """A part that every dose has, or that needs no word before its number."""
    return _Part(words, words)


def _count_words(dose: Dose, to: Language) -> str:
    """What is counted or timed, as one part: "10 minutes, was 20 times"."""
    times = to.count(dose.reps, "{n} time", "{n} times") if dose.reps else ""
    minutes = minutes_words(dose.minutes, to) if dose.minutes else ""
    return ", ".join(words for words in (times, minutes) if words)


def _tempo_words(before: Dose, now: Dose, to: Language) -> str:
    """A speed is a text of the library's or the therapist's own, so only English repeats it."""
    if not now.tempo:
        return to.say("no fixed speed now")
    if to.code != ENGLISH.code:
        return to.say("a new speed")
    words = speed_words(now.tempo, to)
    return to.say("{now}, was {before}", now=words, before=before.tempo) if before.tempo else words
