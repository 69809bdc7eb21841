"""programs:plan_protocol: phases of a protocol into a plan that is there."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic
from programs.models import Plan, PlanItem, PlanStep, Protocol
from tests import make


@pytest.fixture
def knee(db: None) -> Protocol:
    protocol = make.protocol("Knee")
    make.protocol_item(protocol, make.exercise("Heel slide"))
    build = protocol.phases.create(position=2, name="Build")
    build.advice.add(make.advice("Pacing"))
    return protocol


def url(plan: Plan) -> str:
    return reverse("programs:plan_protocol", args=[plan.pk])


def names(plan: Plan) -> list[str]:
    return [phase.name for phase in plan.phases.all()]


def test_list_leads_to_the_phases(as_ana: Client, plan: Plan, knee: Protocol) -> None:
    page = as_ana.get(url(plan)).content.decode()

    assert f'href="{url(plan)}?protocol={knee.pk}"' in page


def test_search_answers_with_rows_only(as_ana: Client, plan: Plan, knee: Protocol) -> None:
    page = as_ana.get(url(plan), {"q": "knee"}, headers={"hx-request": "true"}).content.decode()

    assert "<b>Knee</b>" in page and "<h1>" not in page


def test_phases_say_what_is_in_them(as_ana: Client, plan: Plan, knee: Protocol) -> None:
    plan.phases.update(name="Own phase")

    page = as_ana.get(url(plan), {"protocol": knee.pk}).content.decode()

    assert page.count(" checked") == 2
    assert "Heel slide" in page and "Leaflets: Pacing" in page
    assert "Before “Own phase”" in page


def test_phases_that_are_there_by_name_are_not_ticked(
    as_ana: Client, plan: Plan, knee: Protocol
) -> None:
    make.phase(plan, "Build")

    page = as_ana.get(url(plan), {"protocol": knee.pk}).content.decode()

    assert page.count(" checked") == 0
    assert page.count("a phase of this name is in the plan") == 2


def test_retired_protocol_says_so(as_ana: Client, plan: Plan, knee: Protocol) -> None:
    Protocol.objects.update(status="retired")

    for ask in (as_ana.get, as_ana.post):
        page = ask(url(plan), {"protocol": knee.pk})
        assert page.status_code == 200
        assert "“Knee” is retired." in page.content.decode()


def test_chosen_phase_goes_in_before_mine(as_ana: Client, item: PlanItem, knee: Protocol) -> None:
    plan = item.phase.plan
    build = knee.phases.get(name="Build")
    sent = {"protocol": knee.pk, "only": [build.pk], "before": item.phase_id}

    page = as_ana.post(url(plan), sent, follow=True).content.decode()

    assert names(plan) == ["Build", "Calm it down"]
    assert [str(row) for row in plan.phases.all()[0].advice.all()] == ["Pacing"]
    assert "Undo: “Knee” applied" in page
    assert PlanStep.objects.count() == 1


def test_no_phase_is_refused_at_the_field(as_ana: Client, item: PlanItem, knee: Protocol) -> None:
    response = as_ana.post(url(item.phase.plan), {"protocol": knee.pk})

    assert response.status_code == 422
    assert "Choose at least one phase." in response.content.decode()
    assert names(item.phase.plan) == ["Calm it down"]


def test_phases_and_places_of_others_are_refused(
    as_ana: Client, item: PlanItem, knee: Protocol
) -> None:
    only = [phase.pk for phase in knee.phases.all()]
    foreign = make.protocol("Hip").phases.get().pk
    elsewhere = make.phase(make.plan(item.phase.plan.patient)).pk

    changed, gone = "This protocol was changed meanwhile.", "This phase is no longer there."
    for sent, said in (
        ({"only": [foreign]}, changed),
        ({"only": ["x"]}, ""),
        ({"only": only, "before": elsewhere}, gone),
    ):
        answer = as_ana.post(url(item.phase.plan), {"protocol": knee.pk} | sent)
        assert answer.status_code == 422 and said in answer.content.decode()

    assert names(item.phase.plan) == ["Calm it down"]


def test_too_many_phases_are_refused_with_the_reason(
    as_ana: Client, item: PlanItem, knee: Protocol
) -> None:
    for _ in range(6):
        make.phase(item.phase.plan, aim="Walk")
    only = [phase.pk for phase in knee.phases.all()]

    response = as_ana.post(url(item.phase.plan), {"protocol": knee.pk, "only": only})

    assert response.status_code == 422
    assert "A plan has at most 8 phases." in response.content.decode()


def test_protocols_of_others_are_not_there(
    as_ana: Client, plan: Plan, other_clinic: Clinic
) -> None:
    theirs = make.protocol(clinic=other_clinic)

    assert as_ana.get(url(plan), {"protocol": theirs.pk}).status_code == 404
    assert as_ana.post(url(plan), {"protocol": theirs.pk}).status_code == 404


def test_ended_plan_takes_none(as_ana: Client, item: PlanItem, knee: Protocol) -> None:
    Plan.objects.update(status="ended")

    page = as_ana.post(
        url(item.phase.plan), {"protocol": knee.pk, "only": [knee.phases.all()[0].pk]}
    )

    assert page.status_code == 422 and "This plan has ended." in page.content.decode()
    assert names(item.phase.plan) == ["Calm it down"]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_for_any_number_of_phases(
    rows: int, as_ana: Client, plan: Plan, django_assert_num_queries: Any
) -> None:
    protocol = make.protocol()
    for position in range(2, rows + 2):
        phase = protocol.phases.create(position=position, name="More")
        make.protocol_item(protocol, phase=phase)

    with django_assert_num_queries(15):
        as_ana.get(url(plan), {"protocol": protocol.pk})
