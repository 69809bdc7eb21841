"""What the patient is given to read, on the phone."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from programs.models import Plan, PlanItem
from programs.sheet import SheetAdvice
from tests import make
from tests.programs.diary.build import issue, sheet_of

SLEEP = SheetAdvice(
    code="sleep", name="Sleep", version=2, main_message="Go to bed.", body="# How\n- Lie down."
)
HEAT = replace(SLEEP, code="heat", name="Heat and cold", body="Warm it.")


@pytest.fixture
def given(plan: Plan) -> PlanItem:
    item = make.item(plan)
    sheet = replace(sheet_of(item), advice=(HEAT, SLEEP))
    issue(plan, sheet, at=make.moment("2026-11-02 09:00"))
    return item


def test_today_lists_the_leaflets_of_the_sheet(given: PlanItem, phone: Client) -> None:
    page = phone.get("/my/").content.decode()

    assert '<a href="/my/leaflets/1/">Heat and cold</a>' in page
    assert '<a href="/my/leaflets/2/">Sleep</a>' in page


def test_sheet_without_leaflets_has_no_list(asked: PlanItem, phone: Client) -> None:
    assert "To read" not in phone.get("/my/").content.decode()


def test_leaflet_is_a_page(given: PlanItem, phone: Client) -> None:
    response = phone.get("/my/leaflets/2/")

    page = response.content.decode()
    assert "<h1>Sleep</h1>" in page and "<h2>How</h2>" in page and "<li>Lie down.</li>" in page
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999999999"])
def test_leaflet_that_is_not_on_the_sheet_is_not_there(
    number: str, given: PlanItem, phone: Client
) -> None:
    assert phone.get(f"/my/leaflets/{number}/").status_code == 404


def test_leaflet_of_an_earlier_sheet_is_gone(given: PlanItem, phone: Client) -> None:
    sheet = replace(sheet_of(given), number=2)
    issue(given.phase.plan, sheet, at=make.moment("2026-11-20 09:00"))

    assert phone.get("/my/leaflets/1/").status_code == 404


def test_leaflets_end_with_the_plan(given: PlanItem, phone: Client) -> None:
    Plan.objects.update(status=Plan.Status.ENDED, ended_at=make.moment("2026-11-22 09:00"))

    assert phone.get("/my/leaflets/1/").status_code == 404
    assert "To read" not in phone.get("/my/").content.decode()


def test_a_stranger_reads_no_leaflet(given: PlanItem, client: Client) -> None:
    assert client.get("/my/leaflets/1/").headers["Location"] == "/p/"


def test_what_was_typed_stays_text(plan: Plan, phone: Client) -> None:
    sheet = replace(sheet_of(make.item(plan)), advice=(replace(SLEEP, body="<b>x</b>"),))
    issue(plan, sheet, at=make.moment("2026-11-02 09:00"))

    assert "<b>x</b>" not in phone.get("/my/leaflets/1/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_leaflet_is_read_in_as_many_statements(
    count: int, plan: Plan, phone: Client, django_assert_num_queries: Any
) -> None:
    sheet = replace(sheet_of(make.item(plan)), advice=(SLEEP,) * count)
    issue(plan, sheet, at=make.moment("2026-11-02 09:00"))

    with django_assert_num_queries(2):
        phone.get("/my/leaflets/1/")
