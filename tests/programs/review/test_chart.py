from datetime import date, timedelta

import pytest

from programs.review.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, chart, range_words

DAYS = [date(2026, 11, 9) + timedelta(days=number) for number in range(14)]


def test_chart_puts_ten_at_the_top_and_nought_at_the_bottom() -> None:
    made = chart({DAYS[0]: [0], DAYS[1]: [10]}, days=DAYS)

    assert [point.y for point in made.points] == [HEIGHT - BOTTOM, TOP]


def test_chart_goes_through_the_highest_and_keeps_the_lowest() -> None:
    point = chart({DAYS[0]: [2, 5, 3]}, days=DAYS).points[0]

    assert point.y < point.y_lowest
    assert point.words == "9 Nov: 2 to 5"


def test_chart_stays_inside_its_frame() -> None:
    made = chart({day: [10, 0] for day in DAYS}, days=DAYS)

    assert all(LEFT < point.x < WIDTH - RIGHT for point in made.points)
    assert [point.x for point in made.points] == sorted({point.x for point in made.points})


def test_chart_joins_days_with_only_days_off_between() -> None:
    made = chart({DAYS[0]: [3], DAYS[2]: [2], DAYS[4]: [2]}, days=DAYS)

    assert [len(line.split()) for line in made.lines] == [3]


def test_chart_leaves_a_gap_where_nothing_was_recorded() -> None:
    readings = {DAYS[0]: [3], DAYS[1]: [2], DAYS[3]: [2], DAYS[4]: [1]}

    made = chart(readings, days=DAYS, missing={DAYS[2]})

    assert [len(line.split()) for line in made.lines] == [2, 2]


def test_chart_draws_a_lone_day_as_a_point_without_a_line() -> None:
    made = chart({DAYS[3]: [4]}, days=DAYS)

    assert (len(made.points), made.lines) == (1, ())


@pytest.mark.parametrize("count", [8, 15, 29])
def test_chart_writes_few_days_and_always_the_last(count: int) -> None:
    days = [DAYS[0] + timedelta(days=number) for number in range(count)]

    labels = chart({}, days=days).days

    assert len(labels) <= 7
    assert labels[0].text == f"{days[-1].day} {days[-1]:%b}"


def test_chart_shows_where_the_chosen_value_lies() -> None:
    five = chart({DAYS[0]: [5]}, days=DAYS, value_from=5)

    assert five.y_from == five.points[0].y
    assert chart({}, days=DAYS).y_from is None


@pytest.mark.parametrize(
    ("values", "words"), [([], ""), ([4], "4"), ([4, 4], "4"), ([5, 2], "2 to 5")]
)
def test_range_words(values: list[int], words: str) -> None:
    assert range_words(values) == words
