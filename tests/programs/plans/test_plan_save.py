"""programs:plan_save: a plan kept as a protocol of the clinic."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Member
from programs.models import Exercise, Plan, PlanItem, PlanPhase, Protocol, ProtocolItem
from programs.plans.errors import PlanError
from programs.plans.saving import save_as_protocol
from tests import make


def url(plan: Plan) -> str:
    return reverse("programs:plan_save", args=[plan.pk])


def test_plan_becomes_a_protocol_that_awaits_its_sign_off(
    as_ana: Client, ana: Member, item: PlanItem
) -> None:
    item.phase.advice.add(make.advice("Pacing"))
    item.phase.plan.patient.clinic.refresh_from_db()

    response = as_ana.post(url(item.phase.plan), {"name": "Calm backs"})

    protocol = Protocol.objects.get()
    assert response.url == reverse("programs:protocol_edit", args=[protocol.pk])  # type: ignore[attr-defined]  # a redirect
    assert (str(protocol), protocol.clinic, protocol.sign_off) == (
        "Calm backs",
        ana.clinic,
        "awaiting",
    )
    phase = protocol.phases.get()
    assert [str(leaflet) for leaflet in phase.advice.all()] == ["Pacing"]
    assert [(str(row), row.dose) for row in phase.items.all()] == [("Bridge", item.dose)]


def test_nothing_personal_goes_along(item: PlanItem, ana: Member) -> None:
    PlanItem.objects.update(cue="Like a clam, Sam.")
    PlanPhase.objects.update(name="Sam's first week", aim="Get Rivers to swim")
    Plan.objects.update(goal="Swim")

    protocol = save_as_protocol(Plan.objects.get(), "Calm backs", by=ana)

    phase = protocol.phases.get()
    assert (phase.name, phase.aim, phase.items.get().cue) == ("Phase 1", "", "")
    assert "Swim" not in (protocol.summary, protocol.therapist_note)


def test_cues_go_along_where_that_is_ticked(as_ana: Client, plan: Plan) -> None:
    for cue in ("Knees apart.", "Like a clam, Sam."):
        make.item(plan, cue=cue)

    page = as_ana.get(url(plan)).content.decode()
    as_ana.post(url(plan), {"name": "Without"})
    as_ana.post(url(plan), {"name": "With", "has_cues": "on"})

    assert "Cue: Knees apart." in page and "Cue: Like a clam" not in page
    kept = ProtocolItem.objects.order_by("phase__protocol__name", "position")
    assert [row.cue for row in kept] == ["Knees apart.", "", "", ""]


def test_cues_are_not_asked_for_where_there_are_none(as_ana: Client, item: PlanItem) -> None:
    assert "The cues go along" not in as_ana.get(url(item.phase.plan)).content.decode()


def test_saving_is_in_the_audit_without_a_name(item: PlanItem, ana: Member) -> None:
    protocol = save_as_protocol(item.phase.plan, "Calm backs", by=ana)

    event = AuditEvent.objects.get()
    assert (event.action, event.subject, event.patient_id) == (
        "create",
        f"protocol {protocol.pk}",
        None,
    )


def test_left_and_right_are_one_exercise_again(plan: Plan, ana: Member) -> None:
    clam = make.exercise("Clamshell", side=Exercise.Side.EACH)
    for side, reps in (("left", 8), ("right", 12)):
        make.item(plan, clam, side=side, reps=reps)

    save_as_protocol(plan, "Hips", by=ana)

    assert [row.reps for row in ProtocolItem.objects.all()] == [8]


def test_regions_are_those_that_half_share(plan: Plan, ana: Member) -> None:
    for region in ("hip", "hip", "knee"):
        make.item(plan, make.exercise(region=region))

    protocol = save_as_protocol(plan, "Hips", by=ana)

    assert [region.code for region in protocol.regions.all()] == ["hip"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "This field is required."),
        ("  ", "This field is required."),
        ("x" * 81, "at most 80 characters"),
        ("knee", "has a protocol of this name"),
        ("Sam's knee", "Leave “Sam” out"),
    ],
)
def test_name_is_refused_at_the_field(
    name: str, said: str, as_ana: Client, item: PlanItem, ana: Member
) -> None:
    make.protocol("Knee", clinic=ana.clinic)

    response = as_ana.post(url(item.phase.plan), {"name": name})

    assert response.status_code == 422
    assert said in response.content.decode()
    assert Protocol.objects.count() == 1


def test_plan_without_exercises_is_not_kept(plan: Plan, ana: Member) -> None:
    with pytest.raises(PlanError, match="no exercises"):
        save_as_protocol(plan, "Empty", by=ana)

    assert not Protocol.objects.exists()


def test_retired_exercises_are_named(as_ana: Client, item: PlanItem) -> None:
    gone = make.item(item.phase.plan, make.exercise("Sit up")).exercise
    Exercise.objects.filter(pk=gone.pk).update(status="retired")

    page = as_ana.get(url(item.phase.plan)).content.decode()

    assert "Retired, so left out: Sit up" in page


def test_page_says_what_goes_along_and_what_does_not(
    as_ana: Client, plan: Plan, item: PlanItem
) -> None:
    clam = make.exercise("Clamshell", side=Exercise.Side.EACH)
    for side, reps in (("left", 8), ("right", 12)):
        make.item(plan, clam, side=side, reps=reps)
    PlanPhase.objects.update(aim="Get Sam to swim", move_on_when="Pain is calm")

    page = as_ana.get(url(plan)).content.decode()

    assert "Clamshell stands twice." in page and "3×12 daily</span> is not." in page
    assert "Move on when: Pain is calm" in page
    assert "Left out, since they name the patient or a day: “Get Sam to swim”" in page


def test_empty_plan_leads_back_to_it(as_ana: Client, plan: Plan) -> None:
    page = as_ana.get(url(plan)).content.decode()

    assert "no exercises in this plan to keep" in page and "Save the protocol" not in page


def test_ended_plan_can_be_kept(item: PlanItem, ana: Member) -> None:
    Plan.objects.update(status="ended")

    assert save_as_protocol(Plan.objects.get(), "Calm backs", by=ana).phases.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_saving_takes_as_many_statements_for_one_as_for_three(
    rows: int, plan: Plan, ana: Member, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        make.item(plan, phase=make.phase(plan))

    with django_assert_num_queries(19):
        save_as_protocol(Plan.objects.get(), "Calm backs", by=ana)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_for_any_number_of_items(
    rows: int, as_ana: Client, plan: Plan, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        make.item(plan, phase=make.phase(plan))
    as_ana.get(url(plan))

    with django_assert_num_queries(7):
        as_ana.get(url(plan))
