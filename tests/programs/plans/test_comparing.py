"""What is said of two sheets side by side."""

from dataclasses import replace
from datetime import date

import pytest

from programs.dosing import Dose
from programs.plans.comparing import facts_of, pairs_of, summary_of
from programs.sheet import Sheet, SheetAdvice, SheetItem, SheetPicture
from tests.programs.sheets import sheet, sheet_item

BRIDGE, CLAM, SQUAT, BIRD = (
    sheet_item(item_id=number, number=number, name=name, code=name)
    for number, name in enumerate(("Bridge", "Clam", "Squat", "Bird dog"), start=1)
)


def numbered(*items: SheetItem) -> Sheet:
    return sheet(items=tuple(replace(item, number=n) for n, item in enumerate(items, start=1)))


def kinds(before: Sheet, after: Sheet) -> list[tuple[str, str]]:
    return [(pair.name, " ".join(pair.kinds)) for pair in pairs_of(before, after)]


def test_pairs_stand_in_the_order_of_the_later_sheet() -> None:
    found = kinds(numbered(BRIDGE, CLAM), numbered(SQUAT, BRIDGE))

    assert found == [("Squat", "new"), ("Bridge", "same"), ("Clam", "stopped")]


def test_only_what_changed_places_with_others_has_moved() -> None:
    found = kinds(numbered(BRIDGE, CLAM, SQUAT), numbered(SQUAT, BRIDGE, CLAM))

    assert found == [("Squat", "moved"), ("Bridge", "same"), ("Clam", "same")]


def test_what_is_put_between_or_taken_out_moves_nobody() -> None:
    found = kinds(numbered(BRIDGE, CLAM, SQUAT), numbered(BIRD, BRIDGE, SQUAT))

    assert [pair for pair in found if "moved" in pair[1]] == []


def test_dose_side_and_cue_are_told_in_words() -> None:
    now = replace(BRIDGE, dose=Dose(sets=3, reps=12), side="left", cue="Slowly.")

    (pair,) = pairs_of(numbered(BRIDGE), numbered(now))

    assert pair.kinds == ("changed",)
    assert pair.words == ("left side; 12 times, was 10 times; new words from your therapist",)


def test_other_exercise_in_the_same_item_is_told() -> None:
    now = replace(BRIDGE, name="Bridge on one leg", code="LB26")

    (pair,) = pairs_of(numbered(BRIDGE), numbered(now))

    assert pair.words == ("now Bridge on one leg, was Bridge",)


def test_words_that_the_library_changed_are_told() -> None:
    now = replace(BRIDGE, steps=("Lift.",))

    (pair,) = pairs_of(numbered(BRIDGE), numbered(now))

    assert pair.words == ("the library's words on the exercise were changed",)


def test_picture_that_is_gone_is_told() -> None:
    drawn = replace(BRIDGE, end=SheetPicture(alt="A person, end."))

    (pair,) = pairs_of(numbered(drawn), numbered(replace(BRIDGE, start=None, end=None)))

    assert pair.words == ("its picture is gone",)


def test_phases_of_one_name_are_told_apart_by_their_numbers() -> None:
    (here,) = numbered(BRIDGE, CLAM).phases
    later = replace(here, phase_id=2, is_current=False, items=())
    before = replace(numbered(BRIDGE), phases=(here, later))
    moved = (replace(here, items=(BRIDGE,)), replace(later, items=(CLAM,), aim="Build"))
    after = replace(before, phases=moved)

    pair = pairs_of(before, after)[1]
    facts = {fact.label: fact for fact in facts_of(before, after)}

    assert pair.words == ("to “2 Calm it down”, was in “1 Calm it down”",)
    assert facts["Phase on the sheet"].after == "1 Calm it down"
    assert facts["2 Calm it down: aim"].after == "Build"


def test_other_order_of_phases_is_told() -> None:
    (here,) = numbered(BRIDGE).phases
    later = replace(here, phase_id=2, name="Build", is_current=False, items=())
    before = replace(numbered(BRIDGE), phases=(here, later))

    facts = facts_of(before, replace(before, phases=(later, here)))

    (phases,) = (fact for fact in facts if fact.label == "Phases")
    assert (phases.before, phases.after) == ("1 Calm it down, 2 Build", "1 Build, 2 Calm it down")


def test_leaflet_that_reads_otherwise_is_told_by_its_version() -> None:
    resting, lifting = (
        SheetAdvice(code=name, name=name, version=1, main_message="Move.", body="Move.")
        for name in ("Resting", "Lifting")
    )
    before = replace(numbered(BRIDGE), advice=(resting, lifting))
    after = replace(before, advice=(replace(resting, version=2, body="Rest."), lifting))

    (leaflets,) = (fact for fact in facts_of(before, after) if fact.label == "Leaflets")

    assert leaflets.before == "Resting (version 1), Lifting"
    assert leaflets.after == "Resting (version 2), Lifting"


def test_item_in_another_phase_has_moved_there() -> None:
    before = numbered(BRIDGE, CLAM)
    (here,) = numbered(BRIDGE).phases
    later = replace(here, phase_id=2, name="Build", is_current=False, items=(CLAM,))
    after = replace(before, phases=(here, later))

    pair = pairs_of(before, after)[1]

    assert (pair.kinds, pair.heading, pair.is_on_sheet) == (("moved",), "Build", False)
    assert pair.words == ("to “Build”, was in “Calm it down”",)


def test_phase_that_changed_places_moves_no_item() -> None:
    (here,) = numbered(BRIDGE, CLAM).phases
    later = replace(here, phase_id=2, is_current=False, items=numbered(SQUAT).items)
    before = sheet(phases=(here, later))
    after = replace(before, phases=(later, here))

    assert {kind for _, kind in kinds(before, after)} == {"same"}
    assert "Phases" not in [fact.label for fact in facts_of(before, before)]


def test_nothing_but_sameness_is_said_of_the_same_sheet() -> None:
    same = numbered(BRIDGE, CLAM)

    assert summary_of(pairs_of(same, same)) == "2 the same"
    assert [fact for fact in facts_of(same, same) if not fact.is_same] == []


def test_summary_counts_each_kind() -> None:
    pairs = pairs_of(numbered(BRIDGE, CLAM), numbered(SQUAT, replace(BRIDGE, cue="Slowly.")))

    assert summary_of(pairs) == "1 new, 1 stopped, 1 changed"


@pytest.mark.parametrize(
    ("label", "fields", "values"),
    [
        ("Goal", {"goal": "Dance"}, ("Sit through a film", "Dance")),
        ("Next visit", {"review_on": None}, (date(2026, 12, 7), None)),
    ],
)
def test_goal_and_next_visit_are_told(
    label: str, fields: dict[str, object], values: tuple[object, object]
) -> None:
    before = numbered(BRIDGE)

    facts = {f.label: (f.before, f.after) for f in facts_of(before, replace(before, **fields))}  # type: ignore[arg-type]  # by name

    assert facts[label] == values


def test_changed_words_of_a_phase_are_told() -> None:
    before = numbered(BRIDGE)
    phase = replace(before.phase, move_on_when="You sleep well.")

    facts = facts_of(before, replace(before, phases=(phase,)))

    changed = [(fact.label, fact.after) for fact in facts if not fact.is_same]
    assert changed == [("Calm it down: move on when", "You sleep well.")]
