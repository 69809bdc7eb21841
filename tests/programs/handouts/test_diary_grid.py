import re
from dataclasses import replace
from datetime import date

import pytest

from programs.dosing import Dose, weekday_mask
from programs.handouts.diary_grid import Week, diary_rows, week_css, week_svg
from programs.sheet import SheetItem
from tests.programs.sheets import sheet_item

MONDAY = date(2026, 11, 23)
ONCE = Dose(sets=3, reps=10)


def week(*items: SheetItem, first: date = MONDAY, visit_on: date | None = None) -> Week:
    return Week(1, first, diary_rows(items, 186, 9), visit_on, 186, 9)


def boxes(svg: str) -> int:
    drawn = re.search(r'<path d="([^"]*)" fill="#FFFFFF"', svg)
    assert drawn is not None
    return drawn[1].count("M")


def test_week_has_the_real_dates() -> None:
    made = week(sheet_item(), first=date(2026, 11, 28))

    assert made.name == "Week 1"
    assert made.span == "28 November to 4 December"
    assert [words for words, _ in made.heads][:3] == ["Sat 28", "Sun 29", "Mon 30"]


def test_each_session_of_a_day_has_a_box() -> None:
    assert boxes(week_svg(week(sheet_item(dose=ONCE)))) == 7
    assert boxes(week_svg(week(sheet_item(dose=replace(ONCE, times_per_day=8))))) == 56


def test_rest_days_are_striped_and_have_no_box() -> None:
    svg = week_svg(week(sheet_item(dose=replace(ONCE, weekdays=weekday_mask([0, 2, 4])))))

    assert boxes(svg) == 3
    rests = re.search(r'<path d="([^"]*)" fill="#EEF1F3"', svg)
    assert rests is not None
    assert rests[1].count("M") == 4


def test_any_days_a_week_have_a_box_on_all_days() -> None:
    svg = week_svg(week(sheet_item(dose=replace(ONCE, weekdays=0, days_per_week=3))))

    assert boxes(svg) == 7


def test_both_sides_have_a_line_each_in_the_order_of_the_screen() -> None:
    rows = diary_rows([sheet_item(side="each"), sheet_item(number=2, name="Squat")], 186, 9)

    assert [row.label for row in rows] == ["Bridge – left", "Bridge – right", "Squat"]


def test_one_side_is_named() -> None:
    assert [row.label for row in diary_rows([sheet_item(side="left")], 186, 9)] == ["Bridge – left"]


def test_next_visit_is_marked() -> None:
    made = week(sheet_item(), visit_on=date(2026, 11, 24))

    assert made.heads[:3] == [("Mon 23", False), ("Tue 24", True), ("Wed 25", False)]


def test_all_weeks_share_one_picture() -> None:
    first, second = (week(sheet_item(), first=day) for day in (MONDAY, date(2026, 11, 30)))

    assert week_svg(first) == week_svg(second)


def test_long_names_wrap_and_make_the_row_higher() -> None:
    short, long = diary_rows([sheet_item(), sheet_item(name="Bridge " * 12)], 186, 9)

    assert len(short.lines) == 1
    assert len(long.lines) > 2
    assert long.height > short.height


def test_words_stand_as_high_as_the_rows_that_are_drawn() -> None:
    made = week(sheet_item(), sheet_item(number=2, name="Bridge " * 12))

    rules = re.findall(r"height: ([\d.]+)mm; padding-top: ([\d.]+)mm", week_css(made))

    heights = [float(height) + float(above) for height, above in rules]
    assert heights == pytest.approx([*(row.height for row in made.rows), 9], abs=0.01)


def test_alt_says_what_the_picture_shows() -> None:
    alt = week(sheet_item(side="each")).alt

    assert "23 November 2026 to 29 November 2026: 2 lines to tick" in alt


def test_height_is_what_is_drawn() -> None:
    made = week(sheet_item(), sheet_item(number=2))

    assert f'viewBox="0 0 186 {made.height:g}"' in week_svg(made)
