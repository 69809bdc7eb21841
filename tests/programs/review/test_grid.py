from datetime import date, datetime, timedelta
from typing import Any

import pytest

from programs.diary.schedule import History
from programs.dosing import Dose, weekday_mask
from programs.review.grid import Earlier, Grid, Line, grid
from tests.programs.sheets import sheet, sheet_item

MONDAY = date(2026, 11, 16)
TODAY = MONDAY + timedelta(days=7)
START = date(2026, 1, 1)


def line(day: date = MONDAY, **fields: Any) -> Line:
    defaults: dict[str, Any] = {
        "item_id": 1,
        "item_name": "Bridge",
        "day": day,
        "session": 1,
        "side": "",
        "outcome": "done",
        "source": "On the phone",
        "recorded_by": "",
    }
    return Line(**(defaults | fields))


def asked(**fields: Any) -> History:
    """One exercise, from the start of the year."""
    return [(START, sheet((sheet_item(**fields),), starts_on=START))]


def week(history: History, *lines: Line, **fields: Any) -> Grid:
    return grid(history, lines, first=MONDAY, today=TODAY, **fields)


def states(found: Grid, row: int = 0) -> list[list[str]]:
    return [[mark.state for mark in square.marks] for square in found.rows[row].squares]


def test_grid_keeps_five_states_apart() -> None:
    days = [MONDAY + timedelta(days=number) for number in range(3)]
    told = [line(days[0]), line(days[1], outcome="partly"), line(days[2], outcome="not_done")]

    found = week(asked(), *told)

    assert states(found) == [
        ["done"],
        ["partly"],
        ["not_done"],
        *[["not_recorded"]] * 4,
        ["open"],
    ]


def test_grid_counts_the_days_before_today() -> None:
    total = week(asked(), line(), line(TODAY)).total

    assert (total.planned, total.done, total.not_recorded) == (7, 1, 6)


def test_grid_shows_days_off() -> None:
    found = week(asked(dose=Dose(sets=1, reps=5, weekdays=weekday_mask([0, 2, 4]))))

    kinds = [square.kind for square in found.rows[0].squares]
    assert kinds == ["asked", "rest", "asked", "rest", "asked", "rest", "rest", "asked"]
    assert states(found)[1] == []


def test_grid_does_not_miss_what_any_day_will_do() -> None:
    found = week(asked(dose=Dose(minutes=10, weekdays=0, days_per_week=3)), line())

    assert states(found) == [["done"], *[["open"]] * 7]
    assert (found.total.planned, found.missing_days) == (3, frozenset())


def test_grid_has_a_mark_for_each_session_and_side() -> None:
    twice = asked(side="each", dose=Dose(sets=1, reps=5, times_per_day=2))

    found = week(twice, line(side="right"), line(side="left", session=2, outcome="partly"))

    marks = found.rows[0].squares[0].marks
    assert [mark.words for mark in marks] == [
        "session 1, left, not recorded",
        "session 1, right, done",
        "session 2, left, partly",
        "session 2, right, not recorded",
    ]
    assert [mark.side_letter for mark in marks] == ["L", "R", "L", "R"]


def test_grid_shows_what_was_done_on_a_day_off() -> None:
    found = week(asked(dose=Dose(sets=1, reps=5, weekdays=weekday_mask([1]))), line())

    assert states(found)[0] == ["done"]
    assert (found.total.done, found.total.extra) == (0, 1)


def test_grid_says_pain_and_correction_in_words() -> None:
    earlier = Earlier(outcome="not_done", replaced_at=datetime(2026, 11, 16, 9, 30))

    found = week(asked(), line(pain_0_to_10=0, earlier=(earlier,)))

    mark = found.rows[0].squares[0].marks[0]
    assert (mark.words, mark.is_corrected) == ("done, pain 0, corrected", True)


@pytest.mark.parametrize(("least", "picked"), [(5, True), (6, False), (None, False)])
def test_grid_picks_pain_at_or_above_what_was_chosen(least: int | None, picked: bool) -> None:
    found = week(asked(), line(pain_0_to_10=5), pain_from=least)

    assert found.heads[0].is_picked is picked
    assert found.rows[0].squares[0].marks[0].is_picked is picked
    assert found.picked_days == picked


def test_grid_follows_the_sheet_of_each_day() -> None:
    bridge, cat = sheet_item(), sheet_item(item_id=2, name="Cat and camel")
    thursday = MONDAY + timedelta(days=3)
    history = [(START, sheet((bridge,), starts_on=START)), (thursday, sheet((cat,), number=2))]

    found = week([history[0], (thursday, sheet((cat,), starts_on=thursday, number=2))])

    assert [row.name for row in found.rows] == ["Cat and camel", "Bridge"]
    assert [square.kind for square in found.rows[0].squares] == ["absent"] * 3 + ["asked"] * 5
    assert [square.kind for square in found.rows[1].squares] == ["asked"] * 3 + ["absent"] * 5


def test_grid_keeps_entries_of_an_exercise_that_no_sheet_here_has() -> None:
    found = week(asked(), line(item_id=9, item_name="Heel slides"))

    assert [row.name for row in found.rows] == ["Bridge", "Heel slides"]
    assert states(found, 1)[0] == ["done"]


def test_grid_asks_nothing_before_the_plan_starts() -> None:
    tuesday = MONDAY + timedelta(days=1)

    found = week([(START, sheet(starts_on=tuesday))])

    assert found.heads[0].day == tuesday
    assert [square.kind for square in found.rows[0].squares] == ["asked"] * 7
    assert found.total.planned == 6


def test_grid_without_a_sheet_is_empty() -> None:
    assert week([]).rows == ()


def test_grid_knows_the_days_on_which_nothing_was_recorded() -> None:
    found = week(asked(), line())

    assert min(found.missing_days) == MONDAY + timedelta(days=1)
    assert TODAY not in found.missing_days


def test_grid_says_where_a_new_sheet_began() -> None:
    wednesday = MONDAY + timedelta(days=2)

    found = week([*asked(), (wednesday, sheet(starts_on=wednesday, number=2))])

    assert [head.new_sheet for head in found.heads] == [0, 0, 2, 0, 0, 0, 0, 0]
