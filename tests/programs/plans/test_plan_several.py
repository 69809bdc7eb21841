"""One part of the dose, set for several items at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from clinic.models import Member
from programs.models import Plan, PlanItem
from programs.plans import item_actions, undoing
from programs.plans.several import change_several
from tests import make
from tests.programs.plans.test_parts import shown

HTMX = {"HX-Request": "true"}


@pytest.fixture
def items(plan: Plan) -> list[PlanItem]:
    return [make.item(plan, make.exercise(name), rest_seconds=30) for name in "ABC"]


def send(
    client: Client,
    items: list[PlanItem],
    typed: str,
    ticked: Any = (),
    headers: dict[str, str] = HTMX,
    **more: str,
) -> Any:
    posted = {
        "several": typed,
        "phase": items[0].phase_id,
        "seen": [f"{item.pk} {item.version}" for item in items],
        "ticked": [item.pk for item in ticked],
    }
    url = reverse("programs:plan_several", args=[items[0].phase.plan_id])
    return client.post(url, posted | more, headers=headers)


def doses(plan: Plan) -> list[str]:
    return [item.shorthand for item in PlanItem.objects.filter(phase__plan=plan)]


def test_what_is_typed_changes_in_the_ticked_and_the_rest_stays(
    as_ana: Client, plan: Plan, items: list[PlanItem]
) -> None:
    page = send(as_ana, items, "2/d mwf", ticked=items[:2]).content.decode()

    assert doses(plan) == ["3×10 r30 2/d mo,we,fr"] * 2 + ["3×10 r30 daily"]
    assert "“2/d mwf” is set for 2 exercises." in page


def test_all_in_the_phase_need_no_ticks(as_ana: Client, plan: Plan, items: list[PlanItem]) -> None:
    send(as_ana, items, "4 sets r0 e5", all="1")

    assert doses(plan) == ["4×10 e5 daily"] * 3


def test_answer_brings_only_the_rows_that_changed(
    as_ana: Client, plan: Plan, items: list[PlanItem]
) -> None:
    headers = shown(as_ana, plan)

    page = send(as_ana, items, "2/d", ticked=items[:2], headers=headers).content.decode()

    assert page.count('<li class="item"') == 2
    assert f'id="phase-{items[0].phase_id}-count" hidden' in page  # it counts where there are two
    assert f'id="several-{items[0].phase_id}"' in page and "is set for 2 exercises" in page


def test_all_leaves_the_ticks_as_they_were(
    as_ana: Client, plan: Plan, items: list[PlanItem]
) -> None:
    page = send(as_ana, items, "2/d", ticked=items[:1], all="1").content.decode()

    assert "is set for 3 exercises" in page and page.count(" checked") == 1


def test_teaching_is_set_with_a_dose_or_alone(
    as_ana: Client, ana: Member, plan: Plan, items: list[PlanItem]
) -> None:
    send(as_ana, items, "2/d", ticked=items[:1], taught="shown")
    items[0].refresh_from_db()
    page = send(as_ana, items, "", ticked=items[:2], taught="done_back").content.decode()

    assert "“Did it back” is set for 2 exercises." in page
    found = PlanItem.objects.values_list("taught", flat=True)
    assert list(found) == ["done_back", "done_back", ""]
    assert doses(plan)[:2] == ["3×10 r30 2/d daily", "3×10 r30 daily"]
    assert undoing.undo(plan, by=ana).said == "“Did it back” set for 2"


def test_unknown_teaching_is_nothing_to_set(as_ana: Client, items: list[PlanItem]) -> None:
    response = send(as_ana, items, "", all="1", taught="mastered")

    assert response.status_code == 422
    assert "or choose how far the teaching is" in response.content.decode()


def test_several_are_one_step_to_undo(
    as_ana: Client, ana: Member, plan: Plan, items: list[PlanItem]
) -> None:
    send(as_ana, items, "2/d", all="1")

    assert undoing.undo(plan, by=ana).said == "“2/d” set for 3"
    assert doses(plan) == ["3×10 r30 daily"] * 3


def test_all_stay_when_somebody_changed_one(
    as_ana: Client, owner: Member, plan: Plan, items: list[PlanItem]
) -> None:
    item_actions.change_item(items[1], {"reps": 5}, version=1, by=owner)

    response = send(as_ana, items, "2/d", ticked=items)
    page = response.content.decode()

    assert response.status_code == 422
    assert "nothing was set" in page and 'value="2/d"' in page
    assert page.count(" checked") == 3
    assert doses(plan) == ["3×10 r30 daily", "3×5 r30 daily", "3×10 r30 daily"]


def test_item_that_was_taken_out_stops_all(
    as_ana: Client, owner: Member, plan: Plan, items: list[PlanItem]
) -> None:
    item_actions.remove_item(items[1], by=owner)

    assert send(as_ana, items, "2/d", all="1").status_code == 422
    assert doses(plan) == ["3×10 r30 daily"] * 2


def test_items_of_another_plan_are_not_reached(
    as_ana: Client, plan: Plan, items: list[PlanItem]
) -> None:
    elsewhere = make.item(make.plan(plan.patient))

    assert send(as_ana, [*items, elsewhere], "2/d", all="1").status_code == 422
    assert doses(plan) == ["3×10 r30 daily"] * 3


@pytest.mark.parametrize(
    ("typed", "ticks", "message"),
    [
        ("2/d zz", 3, "“zz” cannot be read."),
        ("99 sets", 3, "sets from 1 to 20."),
        ("", 3, "Type what to set"),
        ("2/d", 0, "Tick the exercises"),
    ],
)
def test_what_cannot_be_set_says_why(
    typed: str, ticks: int, message: str, as_ana: Client, plan: Plan, items: list[PlanItem]
) -> None:
    response = send(as_ana, items, typed, ticked=items[:ticks])

    assert response.status_code == 422
    assert message in response.content.decode()
    assert doses(plan) == ["3×10 r30 daily"] * 3


def test_ended_plan_stays_as_it_is(as_ana: Client, plan: Plan, items: list[PlanItem]) -> None:
    Plan.objects.update(status=Plan.Status.ENDED)

    assert send(as_ana, items, "2/d", all="1").status_code == 422
    assert doses(plan) == ["3×10 r30 daily"] * 3


@pytest.mark.parametrize("rows", [1, 3])
def test_several_take_as_many_statements_as_one(
    rows: int,
    plan: Plan,
    ana: Member,
    items: list[PlanItem],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    versions = {item.pk: item.version for item in items[:rows]}

    with django_assert_num_queries(20):
        change_several(plan, "2/d", versions=versions, by=ana)
