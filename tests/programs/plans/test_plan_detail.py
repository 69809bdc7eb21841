from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clinic.models import AuditEvent, Member
from programs.models import Exercise, Plan, PlanItem
from programs.plans import item_actions
from tests import make


def shown(client: Client, plan: Plan) -> str:
    return client.get(plan.get_absolute_url()).content.decode()


def test_plan_detail_shows_the_dose_in_words(as_ana: Client, item: PlanItem) -> None:
    assert "10 times, 3 sets, once a day, every day" in shown(as_ana, item.phase.plan)


@pytest.mark.parametrize("rows", [1, 3])
def test_plan_detail_asks_the_same_for_any_number_of_items(
    rows: int,
    as_ana: Client,
    plan: Plan,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        make.item(plan, make.exercise())

    with django_assert_num_queries(26):
        as_ana.get(plan.get_absolute_url())


def test_plan_detail_is_not_there_for_another_clinic(as_olga: Client, plan: Plan) -> None:
    assert as_olga.get(plan.get_absolute_url()).status_code == 404


def test_front_desk_does_not_build(as_fran: Client, plan: Plan) -> None:
    assert as_fran.get(plan.get_absolute_url()).status_code == 403


def test_plan_detail_writes_who_looked(as_ana: Client, ana: Member, plan: Plan) -> None:
    as_ana.get(plan.get_absolute_url())

    event = AuditEvent.objects.get(action="view")
    assert (event.member_id, event.subject) == (ana.pk, f"plan {plan.pk}")


def test_item_without_a_side_says_so(as_ana: Client, plan: Plan) -> None:
    make.item(plan, make.exercise("Clamshell", side=Exercise.Side.EACH), side="")

    assert "Clamshell: say which side." in shown(as_ana, plan)


def test_others_change_is_told(
    as_ana: Client, owner: Member, item: PlanItem, django_assert_num_queries: object
) -> None:
    item_actions.move_item(item, by=owner, steps=1)

    assert "Omar Quill changed this plan" in shown(as_ana, item.phase.plan)


def test_watch_is_silent_about_my_own_changes(as_ana: Client, ana: Member, item: PlanItem) -> None:
    item_actions.move_item(item, by=ana, steps=1)

    assert as_ana.get(f"{item.phase.plan.get_absolute_url()}watch/").status_code == 204


def test_watch_tells_of_others_changes(as_ana: Client, owner: Member, item: PlanItem) -> None:
    item_actions.move_item(item, by=owner, steps=1)

    watch = f"{item.phase.plan.get_absolute_url()}watch/"
    response = as_ana.get(watch, headers={"HX-Request": "true"})

    assert "Omar Quill changed this plan" in response.content.decode()


def test_watching_does_not_keep_the_session_open(as_ana: Client, plan: Plan) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        as_ana.get(plan.get_absolute_url())
    with time_machine.travel(now + timedelta(minutes=14), tick=False):
        watched = as_ana.get(f"{plan.get_absolute_url()}watch/")
    with time_machine.travel(now + timedelta(minutes=16), tick=False):
        later = as_ana.get(plan.get_absolute_url())

    assert (watched.status_code, later.status_code) == (204, 302)
