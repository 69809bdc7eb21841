"""Photographs and video of a clinic's own exercise in a plan: frozen, coloured, counted."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Member
from programs.models import Photo, Plan, Video
from programs.plans.colours import in_clinics_colour
from programs.plans.issue import next_sheet
from tests import make


@pytest.fixture
def photographed(plan: Plan) -> Plan:
    clinic = plan.patient.clinic
    make.item(plan, make.photographed(make.exercise(clinic=clinic)))
    return plan


def fresh(plan: Plan) -> Plan:
    found: Plan = Plan.objects.for_page().get(pk=plan.pk)
    return found


def test_sheet_freezes_photograph_and_video(photographed: Plan, ana: Member) -> None:
    item = next_sheet(fresh(photographed), by=ana).items[0]

    assert item.start and item.start.drawing and not item.start.photo
    assert item.end and item.end.photo == Photo.objects.get().sha256 and not item.end.drawing
    assert item.video == Video.objects.get().sha256


def test_clinics_colour_leaves_photographs_alone(photographed: Plan, ana: Member) -> None:
    photographed.patient.clinic.colour = "#7A3B8F"
    photographed.patient.clinic.save()
    sheet = next_sheet(fresh(photographed), by=ana)

    assert in_clinics_colour(sheet).items[0].end == sheet.items[0].end


@pytest.mark.parametrize("count", [1, 3])
def test_plan_with_photographs_is_read_in_as_many_statements(
    plan: Plan, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        made = make.exercise(clinic=plan.patient.clinic)
        make.item(plan, make.photographed(made, f"#0000{number}0"))

    with django_assert_num_queries(11):
        for phase in fresh(plan).phases.all():
            for item in phase.items.all():
                picture = item.exercise.thumbnail
                assert picture and picture.thumbnail_url and item.exercise.video


@pytest.mark.parametrize("page", ["plan", "library", "revision"])
def test_page_shows_the_small_photograph(photographed: Plan, as_ana: Client, page: str) -> None:
    urls = {
        "plan": photographed.get_absolute_url(),
        "library": reverse("programs:exercise_list"),
        "revision": reverse("programs:revision_detail", args=[make.revision(photographed).pk]),
    }

    shown = as_ana.get(urls[page]).content.decode()

    assert Photo.objects.get().thumbnail_url in shown
