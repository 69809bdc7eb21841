"""The dose that the patient had the last time."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from patients.models import Patient
from programs.dosing import Dose
from programs.models import Exercise, Plan, PlanItem
from programs.plans.last_dose import last_dose, last_doses
from tests import make

HTMX = {"HX-Request": "true"}


@pytest.fixture
def bridge(db: None) -> Exercise:
    return make.exercise("Bridge")


def earlier(patient: Patient, bridge: Exercise, issued: str, **fields: object) -> Plan:
    """A plan that was issued with the exercise, and ended three weeks into March."""
    plan = make.plan(patient, therapist=make.member(patient.clinic))
    make.item(plan, bridge, **fields)
    make.revision(plan, issued_at=make.moment(issued))
    plan.status, plan.ended_at = Plan.Status.ENDED, make.moment("2026-03-21 10:00")
    plan.save()
    return plan


def test_last_dose_is_the_newest_that_was_issued(plan: Plan, bridge: Exercise) -> None:
    earlier(plan.patient, bridge, "2026-01-05 10:00", reps=5)
    earlier(plan.patient, bridge, "2026-03-03 10:00", reps=8, hold_seconds=5)

    last = last_dose(make.item(plan, bridge))

    assert last
    assert (last.shorthand, last.on, last.has_ended) == ("3×8 h5 daily", date(2026, 3, 21), True)


def test_editor_says_what_it_was(as_ana: Client, plan: Plan, bridge: Exercise) -> None:
    earlier(plan.patient, bridge, "2026-03-03 10:00", reps=8)
    item = make.item(plan, bridge)

    page = as_ana.get(reverse("programs:item_edit", args=[item.pk]), headers=HTMX).content.decode()

    assert "3×8 daily</strong>, ended 21 March 2026" in page
    assert "&quot;reps&quot;: &quot;8&quot;" in page


def test_what_was_issued_of_this_plan_counts(item: PlanItem) -> None:
    make.revision(item.phase.plan, issued_at=make.moment("2026-03-03 10:00"))
    item.set_dose(Dose(sets=1, reps=1))
    item.save()

    last = last_dose(item)

    assert last
    assert (last.shorthand, last.on, last.has_ended) == ("3×10 daily", date(2026, 3, 3), False)


def test_draft_was_never_had(plan: Plan, bridge: Exercise) -> None:
    make.item(make.plan(plan.patient), bridge, reps=8)

    assert last_dose(make.item(plan, bridge)) is None


def test_phase_that_was_never_reached_was_not_had(plan: Plan, bridge: Exercise) -> None:
    before = make.plan(plan.patient, therapist=plan.therapist)
    make.item(before)
    make.item(before, bridge, phase=make.phase(before, "Later"))
    make.revision(before)

    assert last_dose(make.item(plan, bridge)) is None


def test_other_patients_doses_are_theirs(plan: Plan, bridge: Exercise) -> None:
    earlier(make.patient(plan.patient.clinic), bridge, "2026-03-03 10:00", reps=8)

    assert last_dose(make.item(plan, bridge)) is None


def test_side_has_its_own_last_dose(plan: Plan, bridge: Exercise) -> None:
    before = make.plan(plan.patient, therapist=plan.therapist)
    make.item(before, bridge, side="left", reps=4)
    make.item(before, bridge, side="right", reps=7)
    make.revision(before)

    last = last_dose(make.item(plan, bridge, side="right"))

    assert last
    assert last.dose.reps == 7


def by_name(plan: Plan) -> dict[str, str]:
    """What the rows of the plan's page name."""
    fresh = Plan.objects.for_page().get(pk=plan.pk)
    revision = fresh.revisions.first()
    found = last_doses(fresh, revision.sheet if revision else None)
    items = {item.pk: str(item) for item in PlanItem.objects.select_related("exercise")}
    return {items[pk]: last.shorthand for pk, last in found.items()}


def test_row_names_the_last_dose_of_what_is_new_in_the_plan(plan: Plan, bridge: Exercise) -> None:
    earlier(plan.patient, bridge, "2026-01-05 10:00", reps=5)
    earlier(plan.patient, bridge, "2026-03-03 10:00", reps=8)
    make.item(plan, bridge)
    make.item(plan, make.exercise("Clamshell"))

    assert by_name(plan) == {"Bridge": "3×8 daily"}


def test_row_offers_it_until_it_is_used(as_ana: Client, plan: Plan, bridge: Exercise) -> None:
    earlier(plan.patient, bridge, "2026-03-03 10:00", reps=8)
    item = make.item(plan, bridge)

    page = as_ana.get(plan.get_absolute_url()).content.decode()
    url = reverse("programs:item_last_dose", args=[item.pk])
    after = as_ana.post(url, {"seen": f"{item.pk} {item.version}"}, headers=HTMX).content.decode()

    assert 'Last time: <span class="number">3×8 daily</span>, ended 21 March 2026' in page
    assert f"item-{item.pk}" in after and "Last time" not in after


def test_row_names_no_dose_that_it_has(plan: Plan, bridge: Exercise) -> None:
    earlier(plan.patient, bridge, "2026-03-03 10:00")
    make.item(plan, bridge)

    assert by_name(plan) == {}


def test_row_names_no_dose_once_it_is_on_the_sheet(plan: Plan, bridge: Exercise) -> None:
    earlier(plan.patient, bridge, "2026-03-03 10:00", reps=8)
    make.item(plan, bridge)
    plan.therapist = make.member(plan.patient.clinic)
    plan.save()
    make.revision(plan)

    assert by_name(plan) == {}


def test_one_press_uses_it_with_its_speed(as_ana: Client, plan: Plan, bridge: Exercise) -> None:
    earlier(plan.patient, bridge, "2026-03-03 10:00", reps=8, tempo="slow")
    item = make.item(plan, bridge)
    url = reverse("programs:item_last_dose", args=[item.pk])

    as_ana.post(url, {"seen": f"{item.pk} {item.version}"})
    as_ana.post(url, {"seen": f"{item.pk} {item.version}"})

    item.refresh_from_db()
    assert (item.reps, item.tempo, item.version) == (8, "slow", 2)


def test_press_on_an_older_row_changes_nothing(
    as_ana: Client, plan: Plan, bridge: Exercise
) -> None:
    earlier(plan.patient, bridge, "2026-03-03 10:00", reps=8)
    item = make.item(plan, bridge, version=3)

    page = as_ana.post(
        reverse("programs:item_last_dose", args=[item.pk]), {"seen": f"{item.pk} 2"}, follow=True
    )

    item.refresh_from_db()
    assert item.reps == 10
    assert "Somebody else changed this exercise" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_take_two_statements(
    rows: int, plan: Plan, bridge: Exercise, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        earlier(plan.patient, bridge, f"2026-03-0{number + 1} 10:00", reps=8)
        make.item(plan, bridge)
    fresh = Plan.objects.for_page().get(pk=plan.pk)

    with django_assert_num_queries(2):
        assert len(last_doses(fresh, None)) == rows
