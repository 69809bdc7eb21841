"""An answer to the builder brings what its page does not show yet, whoever changed it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from clinic.models import Member
from programs.models import Plan, PlanItem
from programs.plans import item_actions, phase_actions
from programs.plans.parts import Difference
from tests import make

PART = re.compile(r'data-part="([^"]+)" data-token="([^"]+)"')


@pytest.fixture
def items(plan: Plan) -> list[PlanItem]:
    return [make.item(plan, make.exercise(name)) for name in ("Bridge", "Clamshell", "Plank")]


def shown(client: Client, plan: Plan) -> dict[str, str]:
    """What htmx sends of the page as it is now."""
    page = client.get(plan.get_absolute_url()).content.decode()
    parts = " ".join(f"{part}={token}" for part, token in PART.findall(page))
    return {"HX-Request": "true", "X-Shown": parts}


def move_down(client: Client, item: PlanItem, headers: dict[str, str]) -> Any:
    address = reverse("programs:item_move", args=[item.pk])
    return client.post(address, {"way": "down"}, headers=headers)


def rows(response: Any) -> set[str]:
    return set(re.findall(r'<li class="item" id="([^"]+)"', response.content.decode()))


def test_moving_brings_the_order_and_no_row(as_ana: Client, items: list[PlanItem]) -> None:
    response = move_down(as_ana, items[0], shown(as_ana, items[0].phase.plan))

    order = [f"item-{items[at].pk}" for at in (1, 0, 2)]
    listed = ", ".join(f"&quot;{part}&quot;" for part in order)
    assert listed in response.content.decode()
    assert rows(response) == set()


def test_row_that_somebody_changed_comes_along(
    as_ana: Client, owner: Member, items: list[PlanItem]
) -> None:
    headers = shown(as_ana, items[0].phase.plan)
    item_actions.change_item(items[2], {"reps": 7}, version=1, by=owner)

    response = move_down(as_ana, items[0], headers)

    assert rows(response) == {f"item-{items[2].pk}"}


def test_new_row_comes_with_its_list_and_one_that_went_is_deleted(
    as_ana: Client, owner: Member, items: list[PlanItem]
) -> None:
    headers = shown(as_ana, items[0].phase.plan)
    copy = item_actions.duplicate_item(items[1], by=owner)
    item_actions.remove_item(items[2], by=owner)

    page = move_down(as_ana, items[0], headers).content.decode()

    assert f'<ol hx-swap-oob="beforeend:#phase-{copy.phase_id}-items">' in page
    assert f'<li id="item-{items[2].pk}" hx-swap-oob="delete">' in page


def test_item_in_another_phase_is_a_changed_row(
    as_ana: Client, owner: Member, items: list[PlanItem]
) -> None:
    plan = items[0].phase.plan
    later = phase_actions.add_phase(plan, "Later", by=owner)
    headers = shown(as_ana, plan)
    item_actions.move_item_to(items[1], later, by=owner)

    assert rows(move_down(as_ana, items[0], headers)) == {f"item-{items[1].pk}"}


def test_more_than_items_brings_the_whole_body(
    as_ana: Client, owner: Member, items: list[PlanItem]
) -> None:
    headers = shown(as_ana, items[0].phase.plan)
    phase_actions.add_phase(items[0].phase.plan, "Later", by=owner)

    response = move_down(as_ana, items[0], headers)

    assert response.headers["HX-Retarget"] == "#plan-body"
    assert len(rows(response)) == 3


def test_page_that_says_nothing_gets_the_whole_body(as_ana: Client, items: list[PlanItem]) -> None:
    response = move_down(as_ana, items[0], {"HX-Request": "true"})

    assert len(rows(response)) == 3


def test_goal_that_somebody_wrote_comes_along(
    as_ana: Client, owner: Member, items: list[PlanItem]
) -> None:
    plan = items[0].phase.plan
    headers = shown(as_ana, plan)
    Plan.objects.filter(pk=plan.pk).update(goal="Dance again", version=plan.version + 1)

    assert "Dance again" in move_down(as_ana, items[0], headers).content.decode()


@pytest.mark.parametrize("count", [2, 4])
def test_change_asks_the_same_for_any_number_of_items(
    count: int, as_ana: Client, plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    items = [make.item(plan, make.exercise()) for _ in range(count)]
    headers = shown(as_ana, plan)

    with django_assert_num_queries(40):
        move_down(as_ana, items[0], headers)


def test_difference_is_by_part() -> None:
    difference = Difference.between({"a": "1", "b": "1", "c": "1"}, {"a": "1", "b": "2", "d": "1"})

    assert difference == Difference(frozenset("b"), frozenset("d"), ("c",))
