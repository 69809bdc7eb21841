"""The filters under the builder's search box."""

from typing import Any

import pytest
from django.test import Client

from clinic.models import Member
from patients.models import Equipment
from programs.library.chips import Chips, chips_for
from programs.models import Plan
from tests import make


def chips(plan: Plan, member: Member) -> Chips:
    return chips_for(Plan.objects.for_page().get(pk=plan.pk), member)


def likely(plan: Plan, member: Member) -> list[str]:
    return [chip.value for chip in chips(plan, member).likely]


def test_regions_of_the_latest_plan_come_first(plan: Plan, ana: Member) -> None:
    make.item(plan, make.exercise(region="hip"))
    latest = make.plan(plan.patient)
    for region in ("knee", "knee", "ankle"):
        make.item(latest, make.exercise(region=region))

    assert likely(latest, ana) == ["knee", "ankle"]


def test_new_patient_has_the_regions_that_the_therapist_sees_most(plan: Plan, ana: Member) -> None:
    other = make.plan(make.patient(plan.patient.clinic), therapist=ana)
    for region in ("hip", "knee", "knee"):
        make.item(other, make.exercise(region=region))

    assert likely(plan, ana) == ["knee", "hip"]


def test_every_region_is_offered_once(plan: Plan, ana: Member) -> None:
    make.exercise(region="knee")
    make.item(plan, make.exercise(region="hip"))

    found = chips(plan, ana)

    assert [chip.value for chip in found.likely] == ["hip"]
    assert [chip.value for chip in found.choices[0].chips] == ["knee"]


def test_has_at_home_is_offered_only_where_that_is_known(plan: Plan, ana: Member) -> None:
    assert "home" not in [chip.group for chip in chips(plan, ana).single]

    plan.patient.equipment.add(Equipment.objects.create(code="mat", name="Mat"))

    assert "home" in [chip.group for chip in chips(plan, ana).single]


@pytest.mark.parametrize("rows", [1, 3])
def test_chips_take_few_statements_whatever_the_plan(
    rows: int, plan: Plan, ana: Member, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        make.item(plan, make.exercise())
    shown = Plan.objects.for_page().get(pk=plan.pk)

    with django_assert_num_queries(2):
        chips_for(shown, ana)


def test_builder_shows_the_filters(as_ana: Client, plan: Plan) -> None:
    make.item(plan, make.exercise(region="hip"))

    page = as_ana.get(plan.get_absolute_url()).content.decode()

    assert 'type="checkbox" name="region" value="hip"' in page
    assert '<option value="strength">Strength</option>' in page
