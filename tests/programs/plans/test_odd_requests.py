"""What no page of ours sends to the builder: refused or passed over, and nothing is given away."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic, Member
from programs.models import Plan, PlanItem
from tests import make
from tests.programs.plans.test_parts import move_down, shown

HTMX = {"HX-Request": "true"}
HALF_A_SIGN = "\ud800"


@pytest.fixture
def theirs(other_clinic: Clinic, olga: Member) -> PlanItem:
    patient = make.patient(other_clinic, first_name="Zelda")
    return make.item(make.plan(patient, therapist=olga), make.exercise("Hilltop step"))


@pytest.fixture
def elsewhere(plan: Plan, ana: Member) -> PlanItem:
    """An item of another plan of the same patient."""
    return make.item(make.plan(plan.patient, therapist=ana))


def move_to(client: Client, item: PlanItem, phase: object, before: object = "") -> int:
    address = reverse("programs:item_move", args=[item.pk])
    posted = {"phase": phase, "before": before}
    return client.post(address, posted, headers=HTMX).status_code


@pytest.mark.parametrize(
    "sent",
    ["a=1 " * 25_000, "x" * 100_000, "=", "\0=1 é=é", "body=1 #messages=1", '"><img/src=x>=1'],
)
def test_parts_that_no_page_has_are_passed_over(sent: str, as_ana: Client, item: PlanItem) -> None:
    headers = shown(as_ana, item.phase.plan)

    response = move_down(as_ana, item, headers | {"X-Shown": f"{headers['X-Shown']} {sent}"})

    assert response.status_code == 200
    assert 'hx-swap-oob="delete"' not in response.content.decode()


def test_id_of_another_clinics_item_tells_nothing(
    as_ana: Client, item: PlanItem, theirs: PlanItem
) -> None:
    headers = shown(as_ana, item.phase.plan)
    headers["X-Shown"] += f" item-{theirs.pk}=00000000"

    page = move_down(as_ana, item, headers).content.decode()

    assert f'<li id="item-{theirs.pk}" hx-swap-oob="delete"></li>' in page
    assert "Zelda" not in page and "Hilltop" not in page


@pytest.mark.parametrize("sent", ["9" * 400, "9" * 18, "-1", "²", "\0", "x"])
def test_item_is_moved_to_no_phase_that_is_not_there(
    sent: str, as_ana: Client, item: PlanItem
) -> None:
    assert move_to(as_ana, item, sent) == 404


def test_item_stays_in_its_plan(
    as_ana: Client, item: PlanItem, elsewhere: PlanItem, theirs: PlanItem
) -> None:
    assert move_to(as_ana, item, theirs.phase_id) == 404
    assert move_to(as_ana, item, elsewhere.phase_id) == 200

    assert PlanItem.objects.get(pk=item.pk).phase_id == item.phase_id


def test_item_goes_to_the_end_before_what_is_not_in_its_phase(
    as_ana: Client, item: PlanItem, elsewhere: PlanItem
) -> None:
    last = make.item(item.phase.plan, make.exercise("Plank"))

    for before in (elsewhere.pk, item.pk, "9" * 18, "9" * 5000, "\0", "-1"):
        assert move_to(as_ana, item, item.phase_id, before) == 200
        assert list(PlanItem.objects.filter(phase=item.phase)) == [last, item]


@pytest.mark.parametrize(
    "since",
    [
        "2026-13-45T00:00",
        "2026-02-30T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "9" * 5000,
        "\0",
    ],
)
def test_watch_takes_any_instant(since: str, as_ana: Client, plan: Plan) -> None:
    address = reverse("programs:plan_watch", args=[plan.pk])

    assert as_ana.get(address, {"since": since}, headers=HTMX).status_code == 204


def test_half_a_sign_is_not_taken_for_what_was_typed(as_ana: Client, plan: Plan) -> None:
    mine = json.dumps({"goal": [HALF_A_SIGN]})
    posted = {"goal": "Dance", "starts_on": "2026-11-01", "version": 1, "was": mine, "mine": mine}

    address = reverse("programs:plan_edit", args=[plan.pk])
    as_ana.post(address, posted | {"use": "goal"}, headers=HTMX)

    assert HALF_A_SIGN not in Plan.objects.get(pk=plan.pk).goal
