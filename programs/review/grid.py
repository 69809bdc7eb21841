"""What was asked and what is known of it, as a grid of exercises by days. No Django in sight.

Five marks, never merged: done, partly, not done, not recorded, and "open" for what may still be
done (today's, or "any 3 days a week" on a day with nothing recorded).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import dropwhile
from typing import Literal

from programs.diary.schedule import (
    History,
    Slot,
    Tally,
    adherence,
    days_between,
    item_slots,
    sheet_on,
    slot_of,
)
from programs.sheet import SheetItem
from programs.shorthand import dose_shorthand

MarkState = Literal["done", "partly", "not_done", "not_recorded", "open"]
SquareKind = Literal["asked", "rest", "absent"]

STATE_WORDS: dict[str, str] = {
    "done": "done",
    "partly": "partly",
    "not_done": "not done",
    "not_recorded": "not recorded",
    "open": "nothing yet",
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """What an entry said, at one time."""

    outcome: str
    sets_done: int | None = None
    reps_done: int | None = None
    pain_0_to_10: int | None = None
    effort_0_to_10: int | None = None
    reason: str = ""  # what got in the way, in words
    note: str = ""

    @property
    def outcome_words(self) -> str:
        return STATE_WORDS[self.outcome]


@dataclass(frozen=True, kw_only=True)
class Earlier(Told):
    """What an entry said until it was corrected."""

    replaced_at: datetime


@dataclass(frozen=True, kw_only=True)
class Line(Told):
    """One line of the diary, as it stands now."""

    item_id: int
    item_name: str
    day: date
    session: int
    side: str
    source: str  # in words: "On the phone"
    recorded_by: str  # a member's name; empty when the patient recorded it
    earlier: tuple[Earlier, ...] = ()

    @property
    def is_corrected(self) -> bool:
        return bool(self.earlier)

    def has_pain_from(self, least: int | None) -> bool:
        return least is not None and self.pain_0_to_10 is not None and self.pain_0_to_10 >= least


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One slot of the diary. ``words`` say all of it, for those who hear the page."""

    state: MarkState
    words: str
    side_letter: str = ""
    is_corrected: bool = False
    is_picked: bool = False


@dataclass(frozen=True, kw_only=True)
class Square:
    """One exercise on one day. "absent" is a day on which it was not on the sheet."""

    kind: SquareKind
    is_today: bool
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Row:
    name: str
    detail: str
    squares: tuple[Square, ...]
    tally: Tally


@dataclass(frozen=True, kw_only=True)
class Head:
    """One day, above its column."""

    day: date
    is_today: bool
    is_picked: bool
    new_sheet: int = 0  # the number of a sheet that was issued on this day


@dataclass(frozen=True, kw_only=True)
class Grid:
    """``total`` counts the days before today: today is not over yet."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    total: Tally
    missing_days: frozenset[date] = field(default=frozenset())

    @property
    def has_new_sheets(self) -> bool:
        return any(head.new_sheet for head in self.heads)

    @property
    def has_sides(self) -> bool:
        """Whether left and right are counted apart anywhere."""
        return any(
            mark.side_letter for row in self.rows for square in row.squares for mark in square.marks
        )

    @property
    def picked_days(self) -> int:
        return sum(head.is_picked for head in self.heads)


@dataclass(frozen=True, kw_only=True)
class _Ask:
    """What the page wants to see: the days, and the pain that the therapist picked."""

    history: History
    days: tuple[date, ...]
    today: date
    pain_from: int | None


def grid(
    history: History,
    lines: Sequence[Line],
    *,
    first: date,
    today: date,
    pain_from: int | None = None,
) -> Grid:
    """The days from ``first`` to today as a grid; ``pain_from`` picks what told such a pain."""
    ask = _Ask(
        history=history,
        days=_days_worth_showing(history, lines, first, today),
        today=today,
        pain_from=pain_from,
    )
    counted = adherence(history, lines, first, today - timedelta(days=1))
    by_item: dict[int, list[Line]] = {}
    for line in lines:
        by_item.setdefault(line.item_id, []).append(line)
    names = _items(ask, lines)
    rows = tuple(
        Row(
            name=item.name if isinstance(item, SheetItem) else item,
            detail=_detail(item) if isinstance(item, SheetItem) else "no longer on the sheet",
            squares=_squares(ask, item_id, by_item.get(item_id, [])),
            tally=counted.get(item_id, Tally()),
        )
        for item_id, item in names.items()
    )
    picked = {line.day for line in lines if line.has_pain_from(pain_from)}
    issued = {day: sheet.number for day, sheet in history if sheet}
    heads = tuple(
        Head(
            day=day,
            is_today=day == today,
            is_picked=day in picked,
            new_sheet=issued.get(day, 0),
        )
        for day in ask.days
    )
    return Grid(
        heads=heads,
        rows=rows,
        total=sum((row.tally for row in rows), Tally()),
        missing_days=_missing_days(ask, {line.day for line in lines}),
    )


def _days_worth_showing(
    history: History, lines: Iterable[Line], first: date, today: date
) -> tuple[date, ...]:
    """The days of the period, without those before anything was asked or told."""
    told = {line.day for line in lines}

    def is_blank(day: date) -> bool:
        sheet = sheet_on(history, day)
        return day not in told and (sheet is None or day < sheet.starts_on)

    return tuple(dropwhile(is_blank, days_between(first, today)))


def _items(ask: _Ask, lines: Iterable[Line]) -> dict[int, SheetItem | str]:
    """Each exercise once: the newest sheet's in its order, then older ones, then what only the
    diary knows.
    """
    found: dict[int, SheetItem | str] = {}
    for day in reversed(ask.days):
        sheet = sheet_on(ask.history, day)
        for item in sheet.items if sheet else ():
            found.setdefault(item.item_id, item)
    for line in lines:
        found.setdefault(line.item_id, line.item_name)
    return found


def _detail(item: SheetItem) -> str:
    return ", ".join(part for part in (item.side_words.lower(), dose_shorthand(item.dose)) if part)


def _squares(ask: _Ask, item_id: int, lines: list[Line]) -> tuple[Square, ...]:
    by_slot = {slot_of(line): line for line in lines}
    return tuple(_square(ask, item_id, day, by_slot) for day in ask.days)


def _square(ask: _Ask, item_id: int, day: date, by_slot: dict[Slot, Line]) -> Square:
    sheet = sheet_on(ask.history, day)
    on_sheet = sheet.items if sheet and day >= sheet.starts_on else ()
    item = next((item for item in on_sheet if item.item_id == item_id), None)
    slots = item_slots(item, day) if item else ()
    beyond = [slot for slot in by_slot if slot.day == day and slot not in slots]
    marks = tuple(
        _mark(ask, slot, by_slot.get(slot), of=len(slots)) for slot in (*slots, *sorted(beyond))
    )
    kind: SquareKind = "asked" if slots else "rest" if item else "absent"
    return Square(kind=kind, is_today=day == ask.today, marks=marks)


def _mark(ask: _Ask, slot: Slot, line: Line | None, *, of: int) -> Mark:
    is_open = slot.is_optional or slot.day == ask.today
    state = line.outcome if line else "open" if is_open else "not_recorded"
    parts = [STATE_WORDS[state]]
    if slot.side:
        parts.insert(0, slot.side)
    if of > (2 if slot.side else 1):
        parts.insert(0, f"session {slot.session}")
    if line and line.pain_0_to_10 is not None:
        parts.append(f"pain {line.pain_0_to_10}")
    if line and line.is_corrected:
        parts.append("corrected")
    return Mark(
        state=state,  # type: ignore[arg-type]  # an outcome is one of the states
        words=", ".join(parts),
        side_letter=slot.side[:1].upper(),
        is_corrected=bool(line and line.is_corrected),
        is_picked=bool(line and line.has_pain_from(ask.pain_from)),
    )


def _missing_days(ask: _Ask, recorded: set[date]) -> frozenset[date]:
    """Past days on which something had to be done and nothing at all is recorded."""
    return frozenset(
        day
        for day in ask.days
        if day != ask.today and day not in recorded and _asks_something(ask.history, day)
    )


def _asks_something(history: History, day: date) -> bool:
    sheet = sheet_on(history, day)
    if sheet is None or day < sheet.starts_on:
        return False
    return any(not slot.is_optional for item in sheet.items for slot in item_slots(item, day))
