import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.dosing import BANDS, Dose, weekday_mask
from programs.handouts.words import (
    chart_words,
    date_words,
    day_words,
    dose_numbers,
    dose_sentences,
    facts,
    main_message,
    short_day,
    span_words,
)
from programs.languages import ENGLISH, Language, language
from programs.sheet import Sheet
from tests.programs.sheets import sheet, sheet_item

SPANISH = language("es")
WEEKDAYS = weekday_mask(range(5))
ONCE = Dose(sets=3, reps=10)
TWICE = replace(ONCE, times_per_day=2)


def sheet_of(*doses: Dose) -> Sheet:
    return sheet(tuple(sheet_item(number=n, dose=dose) for n, dose in enumerate(doses, start=1)))


def test_facts_say_how_often_when_it_is_the_same_for_all() -> None:
    dose = replace(ONCE, weekdays=WEEKDAYS)

    assert facts(sheet_of(dose, dose)) == [
        "2 exercises",
        "about 4 minutes",
        "once a day, Monday to Friday",
    ]


def test_facts_say_that_the_minutes_are_for_all_times_of_a_day() -> None:
    plan = sheet_of(TWICE)

    assert facts(plan)[1:] == ["about 4 minutes a day in all", "twice a day, every day"]
    assert facts(plan, SPANISH)[1] == "unos 4 minutos al día en total"


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
            "Exercises 1 to 3: once a day, every day. Exercise 4: twice a day, every day."
            " Tick your diary each time.",
        ),
        (
            [ONCE, TWICE, ONCE],
            "Exercises 1 and 3: once a day, every day. Exercise 2: twice a day, every day."
            " Tick your diary each time.",
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
        (
            Dose(reps=5, sets=2, hold_seconds=1, rest_seconds=150, load_kg=Decimal("1.00")),
            "each",
            [
                ("5", "times"),
                ("1", "second hold"),
                ("2", "sets each side"),
                ("2:30", "minutes rest"),
                ("1", "kilo"),
                ("1", "time a day"),
            ],
        ),
        (
            Dose(reps=5, sets=2, rest_seconds=1, weekdays=1),
            "alternate",
            [("5", "each side"), ("2", "sets"), ("1", "second rest"), ("1", "time a week")],
        ),
        (Dose(reps=2, band="red"), "none", [("2", "times"), ("Red", "band"), ("1", "time a day")]),
    ],
)
def test_dose_numbers_carry_their_word(
    dose: Dose, side: str, numbers: list[tuple[str, str]]
) -> None:
    assert dose_numbers(dose, side) == numbers


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (ONCE, "10 times, 3 sets, once a day, every day."),
        (
            replace(ONCE, hold_seconds=3, rest_seconds=60, effort_0_to_10=4, weekdays=0b10101),
            "10 times, hold 3 seconds, 3 sets, rest 1 minute between sets, effort 4 out of 10."
            " Once a day, on Mondays, Wednesdays and Fridays.",
        ),
    ],
)
def test_long_dose_becomes_two_sentences(dose: Dose, words: str) -> None:
    assert dose_sentences(dose, "both") == words


@pytest.mark.parametrize("band", BANDS)
def test_dose_numbers_name_the_band(band: str) -> None:
    dose = Dose(reps=2, band=band)

    english, spanish = (dict(dose_numbers(dose, "none", to)) for to in (ENGLISH, SPANISH))

    assert (band.capitalize(), "band") in english.items()
    assert "banda" in spanish.values() and band.capitalize() not in spanish


def test_dose_numbers_speak_spanish() -> None:
    dose = Dose(reps=5, sets=1, hold_seconds=90, rest_seconds=60, load_kg=Decimal("1.50"))

    assert dose_numbers(dose, "each", SPANISH) == [
        ("5", "cada lado"),
        ("90", "segundos en posición"),
        ("1", "minuto de descanso"),
        ("1,5", "kilos"),
        ("1", "vez al día"),
    ]


@pytest.mark.parametrize(
    ("day", "english", "spanish"),
    [
        (date(2026, 3, 4), "4 March 2026", "4 de marzo de 2026"),
        (date(2026, 12, 31), "31 December 2026", "31 de diciembre de 2026"),
    ],
)
def test_date_words_spell_the_month(day: date, english: str, spanish: str) -> None:
    assert date_words(day) == english
    assert date_words(day, SPANISH) == spanish


def test_day_words_name_the_weekday() -> None:
    sunday = date(2026, 12, 6)

    assert day_words(sunday) == "Sunday 6 December 2026"
    assert day_words(sunday, SPANISH) == "domingo 6 de diciembre de 2026"
    assert (short_day(sunday), short_day(sunday, SPANISH)) == ("Sun 6", "Dom 6")


def test_each_day_has_a_short_name_of_its_own() -> None:
    week = [date(2026, 11, day) for day in range(23, 30)]

    for to in (ENGLISH, SPANISH):
        assert len({short_day(day, to).split()[0] for day in week}) == 7


def test_span_words_name_the_month_once() -> None:
    week, over = (date(2026, 11, 23), date(2026, 11, 29)), (date(2026, 11, 30), date(2026, 12, 6))

    assert span_words(*week) == "23 to 29 November"
    assert span_words(*over) == "30 November to 6 December"
    assert span_words(*week, SPANISH) == "del 23 al 29 de noviembre"
    assert span_words(*over, SPANISH) == "del 30 de noviembre al 6 de diciembre"


@pytest.mark.parametrize(
    ("doses", "message"),
    [
        ([ONCE], "Hágalo, marque su diario y traiga esta hoja a su próxima visita."),
        (
            [ONCE, ONCE, ONCE, TWICE],
            "Ejercicios 1 a 3: una vez al día, todos los días."
            " Ejercicio 4: 2 veces al día, todos los días. Marque su diario cada vez.",
        ),
    ],
)
def test_main_message_speaks_spanish(doses: list[Dose], message: str) -> None:
    assert main_message(sheet_of(*doses), SPANISH) == message


@pytest.mark.parametrize("to", [ENGLISH, SPANISH], ids=["en", "es"])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_facts_and_messages_have_no_hole(count: int, to: Language) -> None:
    plan = sheet_of(*(replace(ONCE, times_per_day=n) for n in range(1, count + 1)))

    for text in (*facts(plan, to), main_message(plan, to), chart_words(plan, to)):
        assert not re.search(r"None|  |[{}]|,,|\.\.|^\W|: \.", text), text
