"""What can be chosen for printing, and what together; and what a clinic prints by itself."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from clinic.models import Clinic
from programs.handouts.options import (
    Options,
    first_of_week,
    language_of,
    languages_of,
    options_on,
    usual_options,
    week_on,
)
from programs.sheet import Sheet
from tests.programs.sheets import sheet

SPANISH = {"es": {"Bridge": "Puente"}}


def sheet_for(language: str, translations: dict[str, dict[str, str]]) -> Sheet:
    made = sheet(translations=translations)
    return replace(made, patient=replace(made.patient, language=language))


@pytest.mark.parametrize(
    "chosen",
    [
        {"layout": "poster"},
        {"paper": "A5"},
        {"ink": "gold"},
        {"weeks": 3},
        {"layout": "diary", "weeks": 0},
        {"from_week": 0},
        {"language": "xx"},
        {"beside": "xx"},
        {"language": ""},
        {"language": "es", "beside": "es"},
        {"layout": "cards", "beside": "es"},
        {"layout": "diary", "beside": "es"},
    ],
)
def test_choice_that_is_none_is_refused(chosen: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Options(**chosen)


@pytest.mark.parametrize("weeks", [1, 2, 4])
def test_diary_alone_has_weeks(weeks: int) -> None:
    assert Options(layout="diary", weeks=weeks).weeks == weeks


def test_clinic_prints_as_it_says_in_its_settings() -> None:
    clinic = Clinic(
        sheet_layout="large",
        paper="Letter",
        sheet_ink="line",
        sheet_weeks=4,
        sheet_has_leaflets=False,
    )

    assert usual_options(clinic, sheet()) == Options(
        layout="large", paper="Letter", ink="line", weeks=4, has_leaflets=False
    )


def test_new_clinic_prints_the_standard_sheet_in_colour() -> None:
    assert usual_options(Clinic(), sheet()) == Options()


@pytest.mark.parametrize(
    ("days", "week"), [(-3, 1), (0, 1), (6, 1), (7, 2), (13, 2), (14, 3), (365, 53)]
)
def test_weeks_are_counted_from_the_first_day(days: int, week: int) -> None:
    made = sheet()
    day = made.first_day + timedelta(days=days)

    assert week_on(made, day) == week
    assert days < 0 or 0 <= (day - first_of_week(made, week)).days < 7


@pytest.mark.parametrize(
    ("weeks", "days", "first"), [(2, 0, 1), (2, 13, 1), (2, 14, 3), (1, 9, 2), (0, 90, 1)]
)
def test_diary_goes_on_from_today_once_it_is_over(weeks: int, days: int, first: int) -> None:
    made = sheet()
    clinic = Clinic(sheet_weeks=weeks)

    printed = options_on(clinic, made, made.first_day + timedelta(days=days))

    assert printed == Options(weeks=weeks, from_week=first)


def test_first_day_is_the_day_of_issue_or_a_later_start() -> None:
    issued = date(2026, 11, 23)
    later = replace(sheet(), issued_on=issued, starts_on=date(2026, 11, 26))

    assert later.first_day == date(2026, 11, 26)
    assert replace(later, starts_on=date(2026, 11, 2)).first_day == issued


@pytest.mark.parametrize(
    ("language", "translations", "printed"),
    [
        ("es", SPANISH, "es"),
        ("es", {"es": {}}, "es"),
        ("es", {}, "en"),
        ("en", SPANISH, "en"),
        ("xx", {}, "en"),
    ],
)
def test_sheet_speaks_the_patients_language_where_it_was_issued_in_it(
    language: str, translations: dict[str, dict[str, str]], printed: str
) -> None:
    made = sheet_for(language, translations)

    assert language_of(made) == usual_options(Clinic(), made).language == printed


def test_sheet_can_be_printed_in_english_and_in_what_it_was_issued_in() -> None:
    assert languages_of(sheet()) == ("en",)
    assert languages_of(sheet_for("es", SPANISH)) == ("en", "es")
    assert languages_of(sheet(translations={"xx": {}})) == ("en",)
