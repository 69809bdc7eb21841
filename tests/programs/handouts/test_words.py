from dataclasses import replace
from datetime import date

import pytest

from programs.dosing import Dose, weekday_mask
from programs.handouts.words import (
    changes_in_short,
    chart_words,
    date_words,
    dose_numbers,
    facts,
    main_message,
    span_words,
)
from programs.sheet import Sheet, SheetChange
from tests.programs.sheets import sheet, sheet_item

WEEKDAYS = weekday_mask(range(5))
ONCE = Dose(sets=3, reps=10)
TWICE = replace(ONCE, times_per_day=2)


def sheet_of(*doses: Dose) -> Sheet:
    return sheet(tuple(sheet_item(number=n, dose=dose) for n, dose in enumerate(doses, start=1)))


def change(kind: str, name: str = "Bridge", words: str = "") -> SheetChange:
    return SheetChange(item_id=1, kind=kind, name=name, words=words)  # type: ignore[arg-type]  # a literal, as text


def test_facts_say_how_often_when_it_is_the_same_for_all() -> None:
    dose = replace(ONCE, weekdays=WEEKDAYS)

    assert facts(sheet_of(dose, dose)) == [
        "2 exercises",
        "about 4 minutes",
        "once a day, Monday to Friday",
    ]


def test_facts_leave_out_how_often_when_it_differs() -> None:
    assert facts(sheet_of(ONCE, TWICE)) == ["2 exercises", "about 6 minutes a day"]


def test_facts_say_up_to_when_some_days_ask_for_less() -> None:
    plan = sheet_of(ONCE, replace(ONCE, weekdays=weekday_mask([0])))

    assert facts(plan)[1] == "up to 4 minutes a day"


@pytest.mark.parametrize(
    ("doses", "message"),
    [
        ([ONCE], "Do it, tick your diary, and bring this sheet to your next visit."),
        ([ONCE, ONCE], "Do them, tick your diary, and bring this sheet to your next visit."),
        (
            [ONCE, ONCE, ONCE, TWICE],
            "Exercises 1 to 3: once a day, every day. Exercise 4: twice a day, every day.",
        ),
        (
            [ONCE, TWICE, ONCE],
            "Exercises 1 and 3: once a day, every day. Exercise 2: twice a day, every day.",
        ),
        (
            [replace(ONCE, times_per_day=times) for times in (1, 2, 3, 4)],
            "Do each one as often as its box says, on the days that it says.",
        ),
    ],
)
def test_main_message_says_one_thing_to_do(doses: list[Dose], message: str) -> None:
    assert main_message(sheet_of(*doses)) == message


def test_chart_words_explain_only_what_the_chart_has() -> None:
    plain = chart_words(sheet_of(ONCE))
    rest = chart_words(sheet_of(replace(ONCE, weekdays=WEEKDAYS)))
    flexible = chart_words(sheet_of(ONCE, replace(ONCE, weekdays=0, days_per_week=3)))

    assert "Striped" not in plain
    assert "Striped days are days off." in rest
    assert "Exercise 2: choose any 3 days of the week." in flexible


def test_chart_words_name_the_framed_day_only_when_there_is_a_next_visit() -> None:
    assert "in a frame" in chart_words(sheet())
    assert "in a frame" not in chart_words(sheet(review_on=None))


@pytest.mark.parametrize(
    ("dose", "side", "numbers"),
    [
        (ONCE, "both", [("10", "times"), ("3", "sets"), ("1", "time a day")]),
        (Dose(reps=1), "each", [("1", "each side"), ("1", "time a day")]),
        (Dose(minutes=1), "left", [("1", "minute"), ("1", "time a day")]),
        (Dose(minutes=2), "each", [("2", "minutes each side"), ("1", "time a day")]),
        (
            Dose(reps=5, hold_seconds=90, rest_seconds=60, times_per_day=2),
            "none",
            [("5", "times"), ("90", "seconds hold"), ("1", "minute rest"), ("2", "times a day")],
        ),
        (Dose(reps=2, band="red"), "none", [("2", "times"), ("Red", "band"), ("1", "time a day")]),
    ],
)
def test_dose_numbers_carry_their_word(
    dose: Dose, side: str, numbers: list[tuple[str, str]]
) -> None:
    assert dose_numbers(dose, side) == numbers


def test_changes_in_short_puts_new_first_and_stopped_last() -> None:
    changes = (
        change("stopped", "Knee rolls"),
        change("changed", words="12 times, was 10"),
        change("new", "Bird dog"),
        change("new", "Squat"),
    )

    assert changes_in_short(changes, 4) == [
        ("new", "Bird dog, Squat"),
        ("changed", "Bridge: 12 times, was 10"),
        ("stopped", "Knee rolls"),
    ]


def test_changes_in_short_counts_those_that_have_no_room() -> None:
    changes = tuple(change("changed", words=f"{n} times") for n in range(5))

    assert changes_in_short(changes, 2)[-1] == ("changed", "and 3 more, marked at the exercise")


def test_date_words_spell_the_month() -> None:
    assert date_words(date(2026, 3, 4)) == "4 March 2026"


def test_span_words_name_the_month_once() -> None:
    assert span_words(date(2026, 11, 23), date(2026, 11, 29)) == "23 to 29 November"
    assert span_words(date(2026, 11, 30), date(2026, 12, 6)) == "30 November to 6 December"
