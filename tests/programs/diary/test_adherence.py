"""Three patients and four weeks, counted by hand. November 2nd, 2026 is a Monday."""

from datetime import date, timedelta

import pytest

from programs.diary.schedule import Cell, Tally, adherence, cells
from programs.dosing import Dose, weekday_mask
from tests.programs.diary.build import Line, sheet, sheet_item

FIRST = date(2026, 11, 2)
LAST = date(2026, 11, 29)
MON_WED_FRI = Dose(sets=3, reps=10, weekdays=weekday_mask([0, 2, 4]))
THREE_A_WEEK = Dose(reps=10, weekdays=0, days_per_week=3)


def on(number: int) -> date:
    return date(2026, 11, number)


def test_weekdays_over_four_weeks() -> None:
    history = [(FIRST, sheet(sheet_item(7, dose=MON_WED_FRI)))]
    entries = [Line(7, on(2)), Line(7, on(4), "partly"), Line(7, on(6), "not_done")]

    found = adherence(history, entries, FIRST, LAST)

    # 4 weeks × 3 days
    assert found == {7: Tally(planned=12, done=1, partly=1, not_done=1)}
    assert found[7].not_recorded == 9
    assert found[7].percent_done == 8


def test_what_is_done_on_a_rest_day_is_extra() -> None:
    history = [(FIRST, sheet(sheet_item(7, dose=MON_WED_FRI)))]
    entries = [Line(7, on(2)), Line(7, on(3)), Line(7, on(5), "not_done")]

    found = adherence(history, entries, FIRST, on(8))

    assert found == {7: Tally(planned=3, done=1, extra=1)}


def test_left_and_right_and_two_sessions_each_count() -> None:
    item = sheet_item(7, side="each", dose=Dose(reps=10, times_per_day=2))
    entries = [Line(7, on(2), side="left"), Line(7, on(2), side="right", session=2)]

    found = adherence([(FIRST, sheet(item))], entries, FIRST, on(3))

    # 2 days × 2 sessions × 2 sides
    assert found == {7: Tally(planned=8, done=2)}


def test_a_new_sheet_in_midweek_counts_from_its_own_day() -> None:
    before = sheet(sheet_item(7), sheet_item(8))
    after = sheet(sheet_item(7, dose=Dose(reps=10, times_per_day=2)), sheet_item(9), number=2)
    entries = [Line(7, on(4), session=2), Line(8, on(3)), Line(8, on(4))]

    found = adherence([(FIRST, before), (on(4), after)], entries, FIRST, on(8))

    assert found == {
        7: Tally(planned=2 + 5 * 2, done=1),  # Monday, Tuesday once; Wednesday to Sunday twice
        8: Tally(planned=2, done=1, extra=1),  # stopped on Wednesday, done that day too
        9: Tally(planned=5),
    }


def test_a_plan_that_ended_asks_for_nothing() -> None:
    history = [(FIRST, sheet(sheet_item(7))), (on(9), None)]

    found = adherence(history, [], FIRST, LAST)

    assert found == {7: Tally(planned=7)}


@pytest.mark.parametrize(("days", "planned"), [(1, 0), (2, 0), (3, 1), (5, 2), (7, 3), (14, 6)])
def test_any_three_days_a_week_counts_a_part_week_in_proportion(days: int, planned: int) -> None:
    history = [(FIRST, sheet(sheet_item(7, dose=THREE_A_WEEK)))]

    found = adherence(history, [], FIRST, FIRST + timedelta(days=days - 1))

    assert found[7].planned == planned


def test_any_three_days_a_week_with_five_done_is_three_and_two_extra() -> None:
    history = [(FIRST, sheet(sheet_item(7, dose=THREE_A_WEEK)))]
    entries = [Line(7, on(day)) for day in (2, 3, 4, 5, 6)] + [Line(7, on(7), "not_done")]

    found = adherence(history, entries, FIRST, on(8))

    assert found == {7: Tally(planned=3, done=3, extra=2)}
    assert found[7].percent_done == 100


def test_any_days_a_week_changes_in_midweek() -> None:
    five = Dose(reps=10, weekdays=0, days_per_week=5)
    history = [
        (FIRST, sheet(sheet_item(7, dose=THREE_A_WEEK))),
        (on(5), sheet(sheet_item(7, dose=five))),
    ]

    found = adherence(history, [Line(7, on(2)), Line(7, on(7), "partly")], FIRST, on(8))

    # (3 days × 3 + 4 days × 5) / 7 = 29 / 7
    assert found == {7: Tally(planned=4, done=1, partly=1)}


def test_the_week_in_which_the_clocks_change_has_seven_days() -> None:
    monday = date(2026, 10, 19)  # in Europe the clocks went back on Sunday the 25th
    history = [(monday, sheet(sheet_item(7, dose=Dose(reps=5, times_per_day=3))))]

    found = adherence(history, [], monday, monday + timedelta(days=6))

    assert found == {7: Tally(planned=21)}


def test_percent_is_none_when_nothing_was_planned() -> None:
    assert Tally().percent_done is None
    assert Tally(planned=8, done=1).percent_done == 13  # 12.5 rounds up
    assert Tally(planned=3, done=1) + Tally(planned=1) == Tally(planned=4, done=1)


def test_cells_tell_the_states_apart() -> None:
    items = sheet_item(7, dose=MON_WED_FRI), sheet_item(8, dose=THREE_A_WEEK)
    entries = [Line(7, on(2)), Line(7, on(4), "partly"), Line(7, on(6), "not_done")]

    found = cells([(FIRST, sheet(*items))], entries, FIRST, on(9))

    states = [found[7, on(day)].state for day in (2, 3, 4, 6, 9)]
    assert states == ["done", "rest", "partly", "not_done", "not_recorded"]
    assert found[8, on(2)].state == "optional"


def test_cell_with_one_side_done_is_partly() -> None:
    item = sheet_item(7, side="each")

    found = cells([(FIRST, sheet(item))], [Line(7, FIRST, side="left")], FIRST, FIRST)

    assert found == {(7, FIRST): Cell(due=2, is_optional=False, done=1)}
    assert found[7, FIRST].state == "partly"


def test_cells_keep_what_was_recorded_of_an_item_no_longer_asked_for() -> None:
    found = cells([(FIRST, sheet(sheet_item(7)))], [Line(8, FIRST)], FIRST, FIRST)

    assert found[8, FIRST] == Cell(due=0, is_optional=False, done=1)
    assert found[8, FIRST].state == "done"
