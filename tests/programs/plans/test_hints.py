"""What stands beside an item because it touches this patient."""

import pytest
from django.test import Client
from django.urls import reverse

from patients.models import Equipment, Precaution
from programs.models import Plan, PlanItem
from programs.plans.hints import Hint, hints_for
from tests import make


def kit(name: str) -> Equipment:
    made: Equipment = Equipment.objects.create(code=name.lower().replace(" ", "_"), name=name)
    return made


def hints(item: PlanItem) -> list[Hint]:
    return hints_for(item, Plan.objects.for_page().get(pk=item.phase.plan_id))


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        (["Exercise band"], "No exercise band at home"),
        (["Exercise band", "Step"], "No exercise band or step at home"),
        (["Band", "Mat", "Step", "Rail"], "No band, rail or step at home"),
    ],
)
def test_what_is_not_at_home_is_named(needs: list[str], said: str, item: PlanItem) -> None:
    item.exercise.equipment.add(*map(kit, needs))
    item.phase.plan.patient.equipment.add(
        Equipment.objects.get_or_create(code="mat", defaults={"name": "Mat"})[0]
    )

    assert [hint.text for hint in hints(item)] == [said]


def test_where_nobody_has_asked_it_says_what_is_needed(item: PlanItem) -> None:
    item.exercise.equipment.add(kit("Step"))

    (hint,) = hints(item)
    assert hint.text == "Needs: step. What Sam has at home is not noted."
    assert hint.url == reverse("patients:patient_edit", args=[item.phase.plan.patient_id])


@pytest.mark.parametrize(
    ("needs", "has", "said"),
    [
        (["Wall", "Chair", "Towel"], ["Mat"], []),
        (["Wall"], [], []),
        (["Step"], ["Stairs"], []),
        (["Stairs"], ["Step"], ["No stairs at home"]),
        (["Loop band"], ["Band"], []),
        (["Band"], ["Loop band"], ["No band at home"]),
    ],
)
def test_same_equipment_goes_by_more_than_one_name(
    needs: list[str], has: list[str], said: list[str], item: PlanItem
) -> None:
    item.exercise.equipment.add(*map(kit, needs))
    item.phase.plan.patient.equipment.add(*map(kit, has))

    assert [hint.text for hint in hints(item)] == said


def test_band_in_the_dose_needs_a_band(item: PlanItem) -> None:
    item.phase.plan.patient.equipment.add(kit("Mat"))
    item.band = "red"
    assert [hint.text for hint in hints(item)] == ["No exercise band at home"]

    item.phase.plan.patient.equipment.add(kit("Band"))
    assert hints(item) == []


@pytest.mark.parametrize(
    ("code", "field", "value", "said"),
    [
        ("cannot_get_on_floor", "needs_floor", True, "Flag: it is done on the floor"),
        ("weight_bearing_limit", "weight_bearing", "full", "Flag: it takes full weight"),
    ],
)
def test_what_the_exercise_says_of_itself_is_held_against_the_record(
    code: str, field: str, value: object, said: str, item: PlanItem
) -> None:
    flag = Precaution.objects.create(code=code, name="Flag")
    item.phase.plan.patient.precautions.add(flag)
    assert hints(item) == []

    setattr(item.exercise, field, value)
    assert [hint.text for hint in hints(item)] == [said]

    item.exercise.precautions.add(flag)
    assert [hint.text for hint in hints(item)] == ["Flag: see precaution"]


def test_hints_stand_beside_items_of_every_phase(item: PlanItem, as_ana: Client) -> None:
    plan = item.phase.plan
    plan.patient.equipment.add(kit("Mat"))
    later = make.item(plan, make.exercise("Squat"), phase=make.phase(plan, "Build"))
    later.exercise.equipment.add(kit("Rail"))

    assert "No rail at home" in as_ana.get(plan.get_absolute_url()).content.decode()


def test_exercise_that_needs_nothing_has_no_hint(item: PlanItem) -> None:
    item.exercise.equipment.add(Equipment.objects.create(code="none", name="Nothing"))

    assert hints(item) == []


def test_precaution_of_both_points_to_the_exercises_note(item: PlanItem, as_ana: Client) -> None:
    hip = Precaution.objects.create(code="hip", name="Hip replacement")
    item.exercise.precautions.add(hip, Precaution.objects.create(code="heart", name="Heart"))
    item.exercise.precaution_note = "No deep bend."
    item.exercise.save()
    item.phase.plan.patient.precautions.add(hip)

    (hint,) = hints(item)
    page = as_ana.get(item.phase.plan.get_absolute_url()).content.decode()

    assert (hint.text, hint.note) == ("Hip replacement: see precaution", "No deep bend.")
    assert hint.text in page and hint.note in page
    assert 'id="precautions"' in as_ana.get(hint.url).content.decode()


def test_precaution_of_the_patient_alone_is_no_hint(item: PlanItem) -> None:
    item.phase.plan.patient.precautions.add(Precaution.objects.create(code="hip", name="Hip"))

    assert hints(item) == []
