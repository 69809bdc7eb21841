"""Which slots are due when, worked out by hand. November 23rd, 2026 is a Monday."""

from datetime import date, timedelta

from programs.diary.schedule import (
    Slot,
    day_state,
    days_between,
    days_done,
    due_slots,
    sheet_on,
    week_of,
)
from programs.dosing import Dose, weekday_mask
from tests.programs.diary.build import MONDAY, Line, sheet, sheet_item

TUESDAY = MONDAY + timedelta(days=1)
SUNDAY = MONDAY + timedelta(days=6)
MON_WED_FRI = Dose(sets=3, reps=10, weekdays=weekday_mask([0, 2, 4]))
THREE_A_WEEK = Dose(reps=10, weekdays=0, days_per_week=3)


def test_due_slots_lists_sessions_and_sides_in_the_order_they_are_done() -> None:
    asked = sheet(sheet_item(7, side="each", dose=Dose(reps=10, times_per_day=2)))

    found = due_slots(asked, MONDAY)

    assert found == (
        Slot(7, MONDAY, 1, "left"),
        Slot(7, MONDAY, 1, "right"),
        Slot(7, MONDAY, 2, "left"),
        Slot(7, MONDAY, 2, "right"),
    )


def test_due_slots_has_one_line_for_sides_done_in_turn() -> None:
    asked = sheet(sheet_item(7, side="alternate"))

    assert due_slots(asked, MONDAY) == (Slot(7, MONDAY, 1, ""),)


def test_due_slots_keeps_to_the_weekdays() -> None:
    asked = sheet(sheet_item(7, dose=MON_WED_FRI))

    days = [day.day for day in days_between(MONDAY, SUNDAY) if due_slots(asked, day)]

    assert days == [23, 25, 27]


def test_due_slots_are_optional_on_any_three_days_a_week() -> None:
    asked = sheet(sheet_item(7, dose=THREE_A_WEEK))

    days = [
        slot.is_optional for day in days_between(MONDAY, SUNDAY) for slot in due_slots(asked, day)
    ]

    assert days == [True] * 7


def test_any_seven_days_a_week_is_every_day() -> None:
    asked = sheet(sheet_item(7, dose=Dose(reps=5, weekdays=0, days_per_week=7)))

    assert [slot.is_optional for slot in due_slots(asked, MONDAY)] == [False]


def test_nothing_is_due_before_the_plan_starts() -> None:
    asked = sheet(sheet_item(7), starts_on=TUESDAY)

    assert due_slots(asked, MONDAY) == ()
    assert len(due_slots(asked, TUESDAY)) == 1


def test_sheet_on_is_the_one_that_was_current_that_day() -> None:
    first, second = sheet(number=1), sheet(number=2)
    history = [(MONDAY, first), (TUESDAY, second), (SUNDAY, None)]

    assert sheet_on(history, MONDAY - timedelta(days=1)) is None
    assert sheet_on(history, MONDAY) is first
    assert sheet_on(history, SUNDAY - timedelta(days=1)) is second
    assert sheet_on(history, SUNDAY) is None


def test_week_of_runs_from_monday_to_sunday() -> None:
    assert week_of(date(2026, 11, 29)) == (MONDAY, SUNDAY)
    assert week_of(MONDAY) == (MONDAY, SUNDAY)


def test_days_done_counts_days_and_not_lines() -> None:
    entries = [
        Line(7, MONDAY),
        Line(7, MONDAY, "partly", session=2),
        Line(7, TUESDAY, "partly"),
        Line(7, SUNDAY, "not_done"),
        Line(8, SUNDAY),
    ]

    assert days_done(entries, 7, MONDAY, SUNDAY) == 2


def test_days_between_gives_each_day_once_where_the_clocks_change() -> None:
    found = list(days_between(date(2026, 10, 24), date(2026, 10, 26)))  # Europe: the 25th

    assert found == [date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26)]


def test_day_state_says_rest_when_nothing_is_due() -> None:
    asked = sheet(sheet_item(7, dose=MON_WED_FRI))

    assert day_state(asked, TUESDAY, []) == "rest"
    assert day_state(asked, MONDAY, []) == "nothing"


def test_day_state_is_all_done_only_when_every_slot_is_done() -> None:
    asked = sheet(sheet_item(7, side="each"))

    assert day_state(asked, MONDAY, [Line(7, MONDAY, side="left")]) == "some"
    both = [Line(7, MONDAY, side="left"), Line(7, MONDAY, side="right")]
    assert day_state(asked, MONDAY, both) == "all_done"


def test_day_state_does_not_wait_for_what_is_optional() -> None:
    asked = sheet(sheet_item(7), sheet_item(8, dose=THREE_A_WEEK))

    assert day_state(asked, MONDAY, [Line(7, MONDAY)]) == "all_done"
    assert day_state(asked, MONDAY, [Line(8, MONDAY)]) == "some"


def test_day_state_keeps_not_done_apart_from_nothing_recorded() -> None:
    asked = sheet(sheet_item(7))

    assert day_state(asked, MONDAY, [Line(7, MONDAY, "not_done")]) == "not_done"
    assert day_state(asked, MONDAY, [Line(7, TUESDAY)]) == "nothing"
