"""What is asked on which day, and what of it was recorded. Pure arithmetic, no Django in sight.

A day belongs to the sheet that was current on that day, so a new sheet never rewrites the past. A
history of sheets is a sequence of (from_day, sheet) in order of day; a sheet of None says that from
that day nothing is asked. ``programs.diary.history`` reads it from the database.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, Protocol

from programs.dosing import Dose
from programs.sheet import Sheet, SheetItem

History = Sequence[tuple[date, Sheet | None]]
Outcome = Literal["done", "partly", "not_done"]
# "optional" is an "any 3 days a week" exercise on a day with nothing recorded: nothing is missing.
CellState = Literal["done", "partly", "not_done", "not_recorded", "optional", "rest"]
DayState = Literal["all_done", "some", "not_done", "nothing", "rest"]

DAYS_A_WEEK = 7


class Recorded(Protocol):
    """What this arithmetic reads of a diary entry. ``programs.models.Entry`` has it."""

    @property
    def item_id(self) -> int: ...
    @property
    def day(self) -> date: ...
    @property
    def session(self) -> int: ...
    @property
    def side(self) -> str: ...
    @property
    def outcome(self) -> str: ...


@dataclass(frozen=True, order=True)
class Slot:
    """One place in the diary: an item, on a day, the first or second … session of it, a side.

    ``is_optional`` when the item is for "any so many days a week": it may be done on this day.
    """

    item_id: int
    day: date
    session: int
    side: str
    is_optional: bool = field(default=False, compare=False)


def slot_of(entry: Recorded) -> Slot:
    return Slot(entry.item_id, entry.day, entry.session, entry.side)


def is_any_day(dose: Dose) -> bool:
    """Whether the dose asks for a number of days a week and leaves the days to the patient."""
    return dose.days_per_week is not None and dose.days_per_week < DAYS_A_WEEK


def item_slots(item: SheetItem, day: date) -> tuple[Slot, ...]:
    """The item's slots on a day: first session left, first session right, second session …"""
    if not item.dose.is_on(day.weekday()):
        return ()
    return tuple(
        Slot(item.item_id, day, session, side, is_any_day(item.dose))
        for session in range(1, item.dose.times_per_day + 1)
        for side in item.diary_sides
    )


def due_slots(sheet: Sheet | None, day: date) -> tuple[Slot, ...]:
    """All that may be recorded on a day under this sheet, in the sheet's order.

    Optional slots are in it too. Nothing is due before the sheet's ``starts_on``.
    """
    if sheet is None or day < sheet.starts_on:
        return ()
    return tuple(slot for item in sheet.items for slot in item_slots(item, day))


def sheet_on(history: History, day: date) -> Sheet | None:
    """The sheet that was current on a day; None before the first and after the end.

    A sheet counts from the day it was issued, that whole day.
    """
    position = bisect_right(history, day, key=lambda issued: issued[0])
    return history[position - 1][1] if position else None


def days_between(first: date, last: date) -> Iterator[date]:
    """Each day from first to last, both included. Days are calendar days: clock changes have no
    part in it.
    """
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of the day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=DAYS_A_WEEK - 1)


def days_done(entries: Iterable[Recorded], item_id: int, first: date, last: date) -> int:
    """On how many days something of an item was done, wholly or partly: "2 of 3 days this week".

    Units: days from first to last, both included.
    """
    return len(
        {
            entry.day
            for entry in entries
            if entry.item_id == item_id
            and first <= entry.day <= last
            and entry.outcome != "not_done"
        }
    )


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What was asked of one item in a period, and what is known of it.

    Units: slots (sessions, each side counted). done + partly + not_done + not_recorded is always
    planned; what was done beyond that, or on days off, is ``extra`` and raises no rate.
    """

    planned: int = 0
    done: int = 0
    partly: int = 0
    not_done: int = 0
    extra: int = 0

    @property
    def not_recorded(self) -> int:
        return self.planned - self.done - self.partly - self.not_done

    @property
    def percent_done(self) -> int | None:
        """Whole percent, 0 to 100, of done slots; None when nothing was planned, which is not 0 %.

        Units: percent, halves rounded up. Partly done does not count; show it apart.
        Source: SOURCES.md#adherence
        """
        if not self.planned:
            return None
        return (200 * self.done + self.planned) // (2 * self.planned)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            planned=self.planned + other.planned,
            done=self.done + other.done,
            partly=self.partly + other.partly,
            not_done=self.not_done + other.not_done,
            extra=self.extra + other.extra,
        )


@dataclass
class _Count:
    """One item's running numbers. ``sevenths`` adds up a week's worth of "any 3 days" day by day,
    for each (session, side), so that a part week counts in proportion.
    """

    fixed: dict[str, int] = field(default_factory=dict)
    loose: dict[str, int] = field(default_factory=dict)
    fixed_due: int = 0
    sevenths: dict[tuple[int, str], int] = field(default_factory=dict)
    extra: int = 0

    def tally(self) -> Tally:
        optional_due = sum(count // DAYS_A_WEEK for count in self.sevenths.values())
        done = min(self.loose.get("done", 0), optional_due)
        partly = min(self.loose.get("partly", 0), optional_due - done)
        not_done = min(self.loose.get("not_done", 0), optional_due - done - partly)
        beyond = self.loose.get("done", 0) + self.loose.get("partly", 0) - done - partly
        return Tally(
            planned=self.fixed_due + optional_due,
            done=self.fixed.get("done", 0) + done,
            partly=self.fixed.get("partly", 0) + partly,
            not_done=self.fixed.get("not_done", 0) + not_done,
            extra=self.extra + beyond,
        )


def adherence(
    history: History, entries: Iterable[Recorded], first: date, last: date
) -> dict[int, Tally]:
    """For each item that was asked for or recorded from first to last (both included), its tally.

    What was planned comes from the sheet that was current on each day. "Any 3 days a week" counts
    3/7 for each day that it is in force, rounded down at the end of the period, so that nobody is
    late on the day a plan starts. Ask only for days that are past: a day ahead counts as planned.
    Units: slots; see Tally.
    Source: house rule, SOURCES.md#adherence
    """
    outcomes = {slot_of(entry): entry.outcome for entry in entries if first <= entry.day <= last}
    counts: dict[int, _Count] = {}
    for day in days_between(first, last):
        sheet = sheet_on(history, day)
        if sheet is None or day < sheet.starts_on:
            continue
        for item in sheet.items:
            _count_day(counts.setdefault(item.item_id, _Count()), item, day, outcomes)
    for slot, outcome in outcomes.items():  # what is left was on no day it was asked for
        count = counts.setdefault(slot.item_id, _Count())
        count.extra += outcome != "not_done"
    return {item_id: count.tally() for item_id, count in counts.items()}


def _count_day(count: _Count, item: SheetItem, day: date, outcomes: dict[Slot, str]) -> None:
    """Adds one day of one item, and takes what it used out of ``outcomes``."""
    for slot in item_slots(item, day):
        outcome = outcomes.pop(slot, None)
        seen = count.loose if slot.is_optional else count.fixed
        if outcome is not None:
            seen[outcome] = seen.get(outcome, 0) + 1
        if slot.is_optional:
            lane = (slot.session, slot.side)
            count.sevenths[lane] = count.sevenths.get(lane, 0) + (item.dose.days_per_week or 0)
        else:
            count.fixed_due += 1


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One item on one day: how many slots, and what each of the recorded ones says."""

    due: int
    is_optional: bool
    done: int = 0
    partly: int = 0
    not_done: int = 0

    @property
    def recorded(self) -> int:
        return self.done + self.partly + self.not_done

    @property
    def state(self) -> CellState:
        """ "done" and "not_done" only when every slot says so; anything between is "partly"."""
        if not self.recorded:
            if not self.due:
                return "rest"
            return "optional" if self.is_optional else "not_recorded"
        if self.done >= max(self.due, self.recorded):
            return "done"
        return "not_done" if self.not_done == self.recorded else "partly"


def cells(
    history: History, entries: Iterable[Recorded], first: date, last: date
) -> dict[tuple[int, date], Cell]:
    """The diary as a grid: (item_id, day) to Cell, for each item current or recorded on that day.

    Where the key is missing, the item was not on the sheet that day.
    """
    by_cell: dict[tuple[int, date], list[str]] = {}
    for entry in entries:
        if first <= entry.day <= last:
            by_cell.setdefault((entry.item_id, entry.day), []).append(entry.outcome)
    grid: dict[tuple[int, date], Cell] = {}
    for day in days_between(first, last):
        sheet = sheet_on(history, day)
        if sheet is None or day < sheet.starts_on:
            continue
        for item in sheet.items:
            key = (item.item_id, day)
            grid[key] = _cell(item_slots(item, day), by_cell.pop(key, []))
    return grid | {key: _cell((), outcomes) for key, outcomes in by_cell.items()}


def _cell(slots: tuple[Slot, ...], outcomes: list[str]) -> Cell:
    return Cell(
        due=len(slots),
        is_optional=any(slot.is_optional for slot in slots),
        done=outcomes.count("done"),
        partly=outcomes.count("partly"),
        not_done=outcomes.count("not_done"),
    )


def day_state(sheet: Sheet | None, day: date, entries: Iterable[Recorded]) -> DayState:
    """How a day as a whole stands, for the patient's strip of days.

    "all_done" when everything that had to be done was; what is optional counts only where nothing
    else was due.
    """
    slots = due_slots(sheet, day)
    outcomes = {slot_of(entry): entry.outcome for entry in entries if entry.day == day}
    if not outcomes:
        return "nothing" if slots else "rest"
    if set(outcomes.values()) == {"not_done"}:
        return "not_done"
    asked = [slot for slot in slots if not slot.is_optional] or list(outcomes)
    return "all_done" if all(outcomes.get(slot) == "done" for slot in asked) else "some"
