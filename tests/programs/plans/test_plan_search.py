"""The search as a page of its own, for browsers without scripts."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from clinic.models import Clinic
from programs.library.rows import SEARCH_LIMIT
from programs.models import Plan
from tests import make


@pytest.fixture
def address(plan: Plan) -> str:
    return reverse("programs:plan_search", args=[plan.pk])


def test_what_was_found_can_be_added(as_ana: Client, plan: Plan, address: str) -> None:
    bridge = make.exercise("Bridge")
    make.exercise("Plank")

    page = as_ana.get(address, {"q": "bridge"}).content.decode()

    assert f'name="exercise" value="{bridge.pk}"' in page
    assert f'action="{reverse("programs:item_add", args=[plan.pk])}"' in page
    assert "1 exercise\n" in page and "Plank" not in page


def test_phase_is_chosen_where_there_are_several(as_ana: Client, plan: Plan, address: str) -> None:
    make.exercise("Bridge")
    assert "Add to" not in as_ana.get(address).content.decode()

    later = make.phase(plan, "Later")

    assert f'<option value="{later.pk}">' in as_ana.get(address).content.decode()


def test_filters_stay_until_they_are_taken_off(as_ana: Client, address: str) -> None:
    page = as_ana.get(address, {"q": "hip", "favourites": "yes"}).content.decode()

    assert '<input type="hidden" name="favourites" value="yes">' in page
    assert 'href="?q=hip">Take the filters off' in page
    assert "Use fewer words" in page


def test_more_are_shown_by_a_link(as_ana: Client, address: str) -> None:
    for number in range(SEARCH_LIMIT + 1):
        make.exercise(f"Bridge {number}")

    page = as_ana.get(address, {"q": "bridge"}).content.decode()

    assert page.count('name="exercise"') == SEARCH_LIMIT
    assert f'href="?q=bridge&amp;limit={3 * SEARCH_LIMIT}">Show more' in page


def test_other_clinics_exercises_are_not_found(
    as_ana: Client, other_clinic: Clinic, address: str
) -> None:
    make.exercise("Hilltop step", clinic=other_clinic)

    assert "Hilltop" not in as_ana.get(address, {"q": "step"}).content.decode()


def test_ended_plan_takes_no_more(as_ana: Client, plan: Plan, address: str) -> None:
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.ENDED)

    assert as_ana.get(address).headers["Location"] == plan.get_absolute_url()


@pytest.mark.parametrize("count", [1, 3])
def test_statements_do_not_grow(
    count: int, as_ana: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make.exercise(f"Bridge {number}")
    as_ana.get(address)

    with django_assert_num_queries(9):
        as_ana.get(address, {"q": "bridge"})
