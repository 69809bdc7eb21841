import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.dosing import (
    EVERY_DAY,
    Dose,
    is_same_each_day,
    minutes_by_weekday,
    minutes_per_day,
    seconds_per_day,
    weekday_mask,
    weekdays_of,
)

MON_WED_FRI = weekday_mask([0, 2, 4])


def test_rest_counts_between_sets_and_not_after_the_last() -> None:
    # 3 sets of 10 at 4 s and 5 s hold, with two rests of a minute between them
    assert seconds_per_day(Dose(sets=3, reps=10, hold_seconds=5, rest_seconds=60)) == 390


def test_both_sides_take_twice_as_long() -> None:
    dose = Dose(sets=1, reps=10)

    assert seconds_per_day(dose, "each") == 2 * seconds_per_day(dose, "left")


def test_minutes_per_day_round_up() -> None:
    assert minutes_per_day([(Dose(minutes=5), "none"), (Dose(reps=1), "both")]) == 6


# Each worked out by hand, at 4 s for a repetition.
TAKES = [
    (Dose(reps=10), "both", 40),
    (Dose(sets=3, reps=10, rest_seconds=60), "left", 3 * 40 + 2 * 60),
    (Dose(sets=3, reps=10, rest_seconds=60), "each", 2 * 3 * 40 + 2 * 2 * 60),
    (Dose(sets=3, reps=10, rest_seconds=60), "alternate", 2 * 3 * 40 + 2 * 60),
    (Dose(sets=1, reps=3, hold_seconds=30, rest_seconds=15), "left", 3 * 34 + 2 * 15),
    (Dose(reps=3, hold_seconds=30, rest_seconds=15), "each", 2 * (3 * 34 + 2 * 15)),
    (Dose(minutes=5, times_per_day=3), "none", 15 * 60),
    (Dose(minutes=5), "each", 10 * 60),
    (Dose(sets=3, minutes=5, rest_seconds=60), "none", 3 * 300 + 2 * 60),
    (Dose(sets=2, reps=8, tempo="3-1-3"), "both", 2 * 8 * 7),
    (Dose(sets=2, reps=8, hold_seconds=5, tempo="slow and smooth"), "both", 2 * 8 * 9),
    (Dose(reps=10, minutes=5), "each", 2 * 40 + 300),
    (Dose(reps=1, rest_seconds=600), "both", 4),
    (Dose(reps=10, tempo="0-0"), "both", 40),
]


@pytest.mark.parametrize(("dose", "side", "seconds"), TAKES)
def test_a_day_takes_as_long_as_the_words_say(dose: Dose, side: str, seconds: int) -> None:
    assert seconds_per_day(dose, side) == seconds


def test_each_weekday_has_its_own_minutes() -> None:
    monday = (Dose(minutes=10, weekdays=0b0000001), "none")
    weekend = (Dose(minutes=20, weekdays=0b1100000), "none")
    any_three_days = (Dose(minutes=5, weekdays=0, days_per_week=3), "none")

    assert minutes_by_weekday([monday, weekend]) == (10, 0, 0, 0, 0, 20, 20)
    assert minutes_by_weekday([monday, any_three_days]) == (15, 5, 5, 5, 5, 5, 5)
    assert not is_same_each_day([monday, weekend])
    assert not is_same_each_day([monday, any_three_days])
    assert is_same_each_day([monday, monday]) and is_same_each_day([any_three_days])


@given(st.integers(0, EVERY_DAY))
def test_weekdays_survive_the_mask(mask: int) -> None:
    assert weekday_mask(weekdays_of(mask)) == mask
