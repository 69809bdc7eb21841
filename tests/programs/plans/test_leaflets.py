"""Advice leaflets in a plan: chosen, taken out, and frozen with the sheet."""

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic, Member
from programs.models import Advice, Plan, PlanItem
from programs.plans.issue import next_sheet
from tests import make


def sheet_of(plan: Plan, by: Member) -> list[tuple[str, int, str]]:
    fresh = Plan.objects.for_page().get(pk=plan.pk)
    return [(one.name, one.version, one.body) for one in next_sheet(fresh, by=by).advice]


def test_sheet_freezes_the_leaflets_of_the_current_phase(item: PlanItem, ana: Member) -> None:
    plan = item.phase.plan
    item.phase.advice.add(make.advice("Sleep", version=3), make.advice("Heat and cold"))
    make.phase(plan, "Build").advice.add(make.advice("Lifting"))

    found = sheet_of(plan, ana)

    assert [(name, version) for name, version, _ in found] == [("Heat and cold", 1), ("Sleep", 3)]
    assert found[0][2] == Advice.objects.get(name="Sleep").body


def test_issued_leaflet_keeps_its_words(item: PlanItem) -> None:
    leaflet = make.advice("Sleep")
    item.phase.advice.add(leaflet)
    revision = make.revision(item.phase.plan)

    Advice.objects.update(name="Rest", body="Other words.")

    revision.refresh_from_db()
    (frozen,) = revision.sheet.advice
    assert (frozen.name, frozen.body) == ("Sleep", leaflet.body)
