"""What changed between two sheets, in the patient's words. No Django in sight."""

from collections.abc import Iterator

from programs.dose_words import daily_words, days_words, seconds_words
from programs.dosing import Dose, plural
from programs.sheet import SIDE_WORDS, Sheet, SheetChange, SheetItem


def changes_between(before: Sheet, items: tuple[SheetItem, ...]) -> tuple[SheetChange, ...]:
    """New and changed items in the order of the new sheet, then what was stopped.

    An item is known by its ``item_id``, so one that only moved is no change.
    """
    earlier = {item.item_id: item for item in before.items}
    now = {item.item_id for item in items}
    found = [change for item in items if (change := _change(earlier.get(item.item_id), item))]
    stopped = [
        SheetChange(item_id=item.item_id, kind="stopped", name=item.name, words="")
        for item in before.items
        if item.item_id not in now
    ]
    return tuple(found + stopped)


def _change(before: SheetItem | None, now: SheetItem) -> SheetChange | None:
    if before is None:
        return SheetChange(item_id=now.item_id, kind="new", name=now.name, words="")
    words = words_between(before, now)
    if not words:
        return None
    return SheetChange(item_id=now.item_id, kind="changed", name=now.name, words=words)


def words_between(before: SheetItem, now: SheetItem) -> str:
    """What became of an item's side, dose and cue: "12 times, was 10 times". Empty for nothing."""
    return "; ".join(_differences(before, now))


def _differences(before: SheetItem, now: SheetItem) -> Iterator[str]:
    if before.side != now.side:
        yield SIDE_WORDS.get(now.side, "both sides together").lower()
    yield from _dose_differences(before.dose, now.dose)
    if before.cue != now.cue:
        yield "new words from your therapist" if now.cue else "no special words now"


def _dose_differences(before: Dose, now: Dose) -> Iterator[str]:
    pairs = zip(_dose_parts(before).items(), _dose_parts(now).values(), strict=True)
    for (name, was), value in pairs:
        if was == value:
            continue
        if not value:
            yield f"no {name} now"
        elif was:
            yield f"{value}, was {was}"
        else:
            yield value


def _dose_parts(dose: Dose) -> dict[str, str]:
    """Each part of a dose in words, by its name; "" where it has none."""
    return {
        "count": plural(dose.reps, "time") if dose.reps else "",
        "minutes": plural(dose.minutes, "minute") if dose.minutes else "",
        "hold": f"hold {seconds_words(dose.hold_seconds)}" if dose.hold_seconds else "",
        "sets": plural(dose.sets, "set") if dose.sets else "",
        "rest": f"rest {seconds_words(dose.rest_seconds)}" if dose.rest_seconds else "",
        "weight": f"{dose.load_kg.normalize():f} kg" if dose.load_kg else "",
        "band": f"{dose.band} band" if dose.band else "",
        "speed": dose.tempo,
        "effort": "" if dose.effort_0_to_10 is None else f"effort {dose.effort_0_to_10}",
        "daily count": daily_words(dose.times_per_day),
        "days": days_words(dose),
    }
