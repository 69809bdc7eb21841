from dataclasses import replace

import pytest

from programs.dosing import Dose
from programs.plans.changes import changes_between
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
        (Dose(minutes=5), Dose(reps=10), "no count now; 5 minutes"),
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


def test_side_and_cue_are_changes_too() -> None:
    before = sheet(items=(replace(BRIDGE, side="left"),))

    (change,) = changes_between(before, (replace(BRIDGE, side="each", cue="Slowly."),))

    assert change.words == "left, then right; new words from your therapist"


def test_change_is_said_in_the_patients_language_too() -> None:
    before = sheet(items=(replace(BRIDGE, dose=Dose(reps=10, hold_seconds=5)),))
    now = replace(BRIDGE, dose=Dose(reps=12))

    (change,) = changes_between(before, (now,), languages=["es"])

    assert change.words == "12 times, was 10 times; no hold now"
    assert change.words_in == {"es": "12 veces, antes 10 veces; ya sin mantener"}
