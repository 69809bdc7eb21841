"""Doses as therapists type them, and as they read them."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.dose_words import dose_words
from programs.dosing import BANDS, EVERY_DAY, Dose
from programs.models.dose import DoseFields
from programs.shorthand import ShorthandError, dose_shorthand, read_shorthand, split_side

BEFORE = Dose(sets=2, reps=8, hold_seconds=3, band="green")
NOTHING = Dose()


def test_dose_shorthand_is_what_therapists_write() -> None:
    dose = Dose(sets=3, reps=12, hold_seconds=5, rest_seconds=60, times_per_day=2)

    assert dose_shorthand(dose) == "3×12 h5 r60 2/d daily"


@pytest.mark.parametrize(
    ("mask", "days"),
    [(0b0010101, "mo,we,fr"), (0b0011111, "mo-fr"), (0b0010001, "mo,fr"), (0b1100000, "sa,su")],
)
def test_days_in_shorthand_cannot_be_taken_for_others(mask: int, days: str) -> None:
    assert dose_shorthand(Dose(minutes=5, weekdays=mask)) == f"5 min {days}"


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        ("3x10 h5 r30 2/d mwf", "sets=3 reps=10 hold=5 rest=30 a_day=2 days=0b10101"),
        ("  3 × 10,h 5 s;  R1m  ", "sets=3 reps=10 hold=5 rest=60"),
        ("x12", "reps=12"),
        ("3x30s", "sets=3 reps=1 hold=30"),
        ("4 sets 6 reps", "sets=4 reps=6"),
        ("20min 5/wk", "sets=None reps=None minutes=20 days=0 a_week=5"),
        ("2 sets 12 times 1 min", "sets=2 reps=12 minutes=1"),
        ("h0 no band", "hold=None band="),
        ("2.5kg red", "kg=2.5 band=red"),
        ("2,5 kg, blue band", "kg=2.5 band=blue"),
        ("0kg e7", "kg=None effort=7"),
        ("3x a day", "a_day=3"),
        ("3x/d daily", "a_day=3 days=127"),
        ("mtwtf", "days=0b11111"),
        ("mo-fr", "days=0b11111"),
        ("Mon Wed Fri rpe 4", "days=0b10101 effort=4"),
        ("tth", "days=0b1010"),
        ("weekend", "days=0b1100000"),
        ("7/w", "days=127"),
        ("", ""),
    ],
)
def test_shorthand_changes_what_it_names(typed: str, changed: str) -> None:
    assert read_shorthand(typed, BEFORE) == as_dose(BEFORE, changed)


NAMES = {
    "hold": "hold_seconds",
    "rest": "rest_seconds",
    "a_day": "times_per_day",
    "a_week": "days_per_week",
    "days": "weekdays",
    "kg": "load_kg",
    "effort": "effort_0_to_10",
}


def as_dose(before: Dose, changed: str) -> Dose:
    fields: dict[str, Any] = dict(part.split("=") for part in changed.split())
    whole = {name: getattr(before, name) for name in Dose.__dataclass_fields__}
    for name, value in fields.items():
        read = {"kg": Decimal, "band": str}.get(name, lambda text: int(text, 0))
        whole[NAMES.get(name, name)] = None if value == "None" else read(value)
    return Dose(**whole)


@pytest.mark.parametrize(
    ("typed", "part", "says"),
    [
        ("3x10 hh5", "hh5", "cannot be read"),
        ("3x10 12", "12", "x12 for 12 times"),
        ("3x500", "3x500", "times from 1 to 200"),
        ("3x10 h900", "h900", "hold from 0 to 600"),
        ("r20min", "r20min", "rest from 0 to 600"),
        ("13/d", "13/d", "times a day from 1 to 12"),
        ("400kg", "400kg", "from 0 to 300 kg"),
        ("e11", "e11", "effort from 0 to 10"),
        ("fm", "fm", "from Monday on"),
        ("s", "s", "sa,su"),
        ("3x10 x12", "x12", "a second time"),
        ("mwf daily", "daily", "days a second time"),
        ("3x10x5", "3x10x5", "cannot be read"),
        ("9" * 5000 + "kg", "9" * 12 + "…", "cannot be read"),
        ("h" + "9" * 5000, "h" + "9" * 11 + "…", "cannot be read"),
    ],
)
def test_shorthand_says_which_part_is_wrong(typed: str, part: str, says: str) -> None:
    with pytest.raises(ShorthandError) as caught:
        read_shorthand(typed, BEFORE)

    assert caught.value.part == part
    assert says in str(caught.value)


@given(
    st.builds(
        Dose,
        sets=st.integers(1, 20),
        reps=st.integers(1, 200),
        hold_seconds=st.none() | st.integers(1, 600),
        rest_seconds=st.none() | st.integers(1, 600),
        minutes=st.none() | st.integers(1, 240),
        load_kg=st.none() | st.decimals("0.01", 300, places=2),
        band=st.sampled_from(("", *BANDS)),
        effort_0_to_10=st.none() | st.integers(0, 10),
        times_per_day=st.integers(1, 12),
        weekdays=st.integers(1, EVERY_DAY),
    )
)
def test_what_is_written_is_read_again(dose: Dose) -> None:
    assert read_shorthand(dose_shorthand(dose), NOTHING) == dose


@given(st.text(alphabet="0123456789xhremotuwafsdkgin/,.- ", max_size=40))
def test_anything_is_read_or_refused(typed: str) -> None:
    try:
        dose = read_shorthand(typed, NOTHING)
    except ShorthandError as error:
        assert error.part in f"{typed}…" or error.part.endswith("…")
    else:
        assert dose_words(read_shorthand(dose_shorthand(dose), dose)) == dose_words(dose)


def test_bands_are_those_that_are_kept() -> None:
    assert tuple(DoseFields.Band.values) == BANDS


@pytest.mark.parametrize(
    ("typed", "rest", "side"),
    [
        ("3x10 l", "3x10", "left"),
        ("R 3x10", "3x10", "right"),
        ("3x10 each 2/d", "3x10 2/d", "each"),
        ("3x10 l+r", "3x10", "each"),
        ("alt", "", "alternate"),
        ("both", "", "both"),
        ("3x10 r 30", "3x10 r 30", ""),
        ("3x10 r30 mwf", "3x10 r30 mwf", ""),
    ],
)
def test_side_is_taken_out_of_what_is_typed(typed: str, rest: str, side: str) -> None:
    assert split_side(typed) == (rest, side)


def test_two_sides_are_refused() -> None:
    with pytest.raises(ShorthandError, match="“r” says the side a second time"):
        split_side("3x10 l r")
