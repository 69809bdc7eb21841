"""programs:exercise_search: the rows beneath the builder's search box."""

from typing import Any

import pytest
from django.test import Client

from programs.models import Plan, PlanItem
from tests import make

URL = "/library/search/"


def text(client: Client, **query: Any) -> str:
    page: str = client.get(URL, query).content.decode()
    return page


def test_search_gives_rows_only(as_ana: Client) -> None:
    make.exercise()
    make.exercise("Squat")

    page = text(as_ana, q="bri")

    assert page.count("<li") == 1
    assert "<b>Bridge</b>" in page
    assert "<html" not in page


def test_search_shows_the_end_position(as_ana: Client) -> None:
    end = make.exercise().picture("end")

    assert end is not None
    assert f'src="{end.url}"' in text(as_ana)


def test_search_for_a_plan_has_a_button_that_adds(as_ana: Client, plan: Plan) -> None:
    exercise = make.exercise()

    page = text(as_ana, plan=plan.pk)

    assert f'<button class="btn btn-plain btn-sm" name="exercise" value="{exercise.pk}"' in page


def test_search_without_a_plan_has_no_button(as_ana: Client) -> None:
    make.exercise()

    assert "<form" not in text(as_ana, q="bri")


def test_search_marks_what_the_plan_has(as_ana: Client, item: PlanItem) -> None:
    make.exercise("Squat")

    assert text(as_ana, plan=item.phase.plan_id).count("in this plan") == 1
    item.status = PlanItem.Status.STOPPED
    item.save(update_fields=["status"])
    assert "in this plan" not in text(as_ana, plan=item.phase.plan_id)


def test_search_that_finds_nothing_says_what_to_do(as_ana: Client) -> None:
    make.exercise()

    assert "No exercise fits" in text(as_ana, q="zebra")


def test_search_gives_twelve_and_says_that_there_are_more(as_ana: Client) -> None:
    for number in range(13):
        make.exercise(f"Bridge {number:02}")

    page = text(as_ana, q="bridge")

    assert page.count("search-result") == 12
    assert "Show more" in page


@pytest.mark.parametrize("plan_id", ["12345", "x", "-1", "²", "9" * 40])
def test_search_for_a_plan_that_is_not_there(plan_id: str, as_ana: Client) -> None:
    assert as_ana.get(URL, {"plan": plan_id}).status_code == 404


def test_search_for_another_clinics_plan_is_not_there(
    as_olga: Client, as_ana: Client, plan: Plan
) -> None:
    assert as_ana.get(URL, {"plan": plan.pk}).status_code == 200
    assert as_olga.get(URL, {"plan": plan.pk}).status_code == 404


def test_search_is_for_clinicians(as_fran: Client) -> None:
    assert as_fran.get(URL).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_search_takes_five_statements_beside_signing_in(
    count: int, as_ana: Client, plan: Plan, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make.exercise(f"Bridge {number}")
    as_ana.get("/library/")

    with django_assert_num_queries(3 + 5):
        text(as_ana, q="bri", plan=plan.pk)
