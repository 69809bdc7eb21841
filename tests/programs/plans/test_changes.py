from dataclasses import replace
from decimal import Decimal

import pytest

from programs.dosing import Dose
from programs.plans.changes import changes_between
from programs.sheet import SheetItem
from tests.programs.sheets import sheet, sheet_item

BRIDGE = sheet_item(item_id=1, name="Bridge")


def words_of(now_dose: Dose, was: Dose) -> str:
    before = sheet(items=(replace(BRIDGE, dose=was),))
    (change,) = changes_between(before, (replace(BRIDGE, dose=now_dose),))
    return change.words


def test_new_and_stopped_items_are_named() -> None:
    bird_dog = sheet_item(item_id=2, name="Bird dog")

    changes = changes_between(sheet(items=(BRIDGE,)), (bird_dog,))

    assert [(c.kind, c.name) for c in changes] == [("new", "Bird dog"), ("stopped", "Bridge")]


def test_moving_an_item_is_no_change() -> None:
    moved = replace(BRIDGE, number=4)

    assert changes_between(sheet(items=(BRIDGE,)), (moved,)) == ()


@pytest.mark.parametrize(
    ("now", "was", "words"),
    [
        (Dose(reps=12), Dose(reps=10), "12 times, was 10 times"),
        (Dose(reps=10, hold_seconds=5), Dose(reps=10), "hold 5 seconds"),
        (Dose(reps=10), Dose(reps=10, hold_seconds=5), "no hold now"),
        (
            Dose(reps=10, hold_seconds=9),
            Dose(reps=10, hold_seconds=5),
            "hold 9 seconds, was 5 seconds",
        ),
        (
            Dose(reps=10, rest_seconds=60),
            Dose(reps=10, rest_seconds=1),
            "rest 1 minute, was 1 second",
        ),
        (Dose(minutes=5), Dose(reps=10), "5 minutes, was 10 times"),
        (Dose(reps=10), Dose(reps=10, sets=3), "1 set, was 3 sets"),
        (
            Dose(reps=10),
            Dose(reps=10, rest_seconds=5, tempo="slow"),
            "no fixed rest now; no fixed speed now",
        ),
        (Dose(reps=10, load_kg=Decimal("5.00")), Dose(reps=10, band="red"), "5 kg; no band now"),
        (
            Dose(reps=9, effort_0_to_10=5),
            Dose(reps=9, effort_0_to_10=3),
            "effort 5 out of 10, was 3",
        ),
        (
            Dose(reps=9, tempo="slow, loose"),
            Dose(reps=9, tempo="quick"),
            "speed: “slow, loose”, was quick",
        ),
        (
            Dose(reps=9, weekdays=0, days_per_week=1),
            Dose(reps=9, weekdays=0b101),
            "one day a week, was Monday and Wednesday",
        ),
        (
            Dose(reps=10, times_per_day=2),
            Dose(reps=10),
            "twice a day, was once a day",
        ),
        (Dose(reps=10, weekdays=1), Dose(reps=10), "Monday, was every day"),
    ],
)
def test_dose_changes_read_as_words(now: Dose, was: Dose, words: str) -> None:
    assert words_of(now, was) == words


@pytest.mark.parametrize(
    ("now", "was"),
    [
        (replace(BRIDGE, dose=Dose(reps=10, sets=1)), replace(BRIDGE, dose=Dose(reps=10))),
        (replace(BRIDGE, side="both"), replace(BRIDGE, side="none")),
    ],
)
def test_what_reads_the_same_is_no_change(now: SheetItem, was: SheetItem) -> None:
    assert changes_between(sheet(items=(was,)), (now,)) == ()


@pytest.mark.parametrize(
    ("now", "was", "words"),
    [
        (
            Dose(reps=12),
            Dose(reps=10, hold_seconds=5),
            "12 veces, antes 10 veces; ya sin mantener la posición",
        ),
        (
            Dose(reps=9, load_kg=Decimal("2.5")),
            Dose(reps=9, load_kg=Decimal(1)),
            "2,5 kg, antes 1 kg",
        ),
        (Dose(reps=9, tempo="slow"), Dose(reps=9, tempo="quick"), "otro ritmo"),
        (Dose(reps=9, weekdays=0b1000000), Dose(reps=9), "domingo, antes todos los días"),
    ],
)
def test_change_is_said_in_spanish_too(now: Dose, was: Dose, words: str) -> None:
    before = sheet(items=(replace(BRIDGE, dose=was),))

    (change,) = changes_between(before, (replace(BRIDGE, dose=now),), languages=["es"])

    assert change.words_in == {"es": words}


def test_side_and_cue_are_changes_too() -> None:
    before = sheet(items=(replace(BRIDGE, side="left"),))

    (change,) = changes_between(before, (replace(BRIDGE, side="each", cue="Slowly."),))

    assert change.words == "left, then right; new words from your therapist"
