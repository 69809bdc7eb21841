"""A change that is sent again because its answer got lost."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Member
from programs.models import Plan, PlanItem, PlanStep
from programs.plans import item_actions

Add = Callable[[str], str]
KEY = "0123456789abcdef0123456789abcdef"
OTHER = KEY[::-1]


@pytest.fixture
def add(plan: Plan, item: PlanItem, as_ana: Client) -> Add:
    def add(key: str) -> str:
        headers = {"HX-Request": "true", "X-Change": key}
        wanted = {"exercise": item.exercise_id, "phase": item.phase_id}
        answer = as_ana.post(f"/plans/{plan.pk}/items/new/", wanted, headers=headers)
        assert answer.status_code == 200
        page: str = answer.content.decode()
        return page

    return add


def count(plan: Plan) -> int:
    return PlanItem.objects.filter(phase__plan=plan).count()


def test_same_change_sent_twice_is_made_once(plan: Plan, add: Add) -> None:
    first, again = add(KEY), add(KEY)

    assert count(plan) == 2 and PlanStep.objects.count() == 1
    assert first.count('<li class="item"') == again.count('<li class="item"') == 2


def test_other_changes_are_made(plan: Plan, add: Add) -> None:
    for key in (KEY, OTHER, "", "not a key", ""):
        add(key)

    assert count(plan) == 6
    assert sorted(PlanStep.objects.values_list("key", flat=True)) == ["", "", "", KEY, OTHER]


def test_undo_sent_twice_undoes_one_step(plan: Plan, add: Add, as_ana: Client) -> None:
    add(KEY)
    add(OTHER)
    undo, again = "a" * 32, "a" * 32

    for key in (undo, again):
        as_ana.post(reverse("programs:plan_undo", args=[plan.pk]), headers={"X-Change": key})

    assert count(plan) == 2


def test_repeated_change_is_no_conflict_with_what_came_since(
    plan: Plan, item: PlanItem, as_ana: Client, owner: Member
) -> None:
    posted = {"shorthand": "3x12", "version": "1"}
    headers = {"HX-Request": "true", "X-Change": KEY}
    address = reverse("programs:item_dose", args=[item.pk])
    as_ana.post(address, posted, headers=headers)
    item_actions.change_item(item, {"reps": 5}, version=2, by=owner)

    answer = as_ana.post(address, posted, headers=headers)

    assert answer.headers["HX-Retarget"] == "#plan-body"
    assert "Meanwhile" not in answer.content.decode()
    assert PlanItem.objects.get(pk=item.pk).reps == 5
