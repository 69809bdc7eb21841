"""What stands beside an item because it touches this patient."""

import pytest
from django.test import Client

from patients.models import Equipment, Precaution
from programs.models import Plan, PlanItem
from programs.plans.hints import Hint, hints_for


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

    assert hints(item) == [Hint("Needs: step. What Sam has at home is not noted.")]


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
