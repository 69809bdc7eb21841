"""programs:plan_new: what a plan can start from, and the start."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic
from patients.models import Patient
from programs.models import Exercise, Plan, PlanItem, Protocol, Region
from tests import make

HTMX = {"hx-request": "true"}


@pytest.fixture
def pat(clinic: Clinic) -> Patient:
    return make.patient(clinic, first_name="Pat", last_name="Quimby")


def url(patient: Patient) -> str:
    return reverse("programs:plan_new", args=[patient.pk])


def shown(client: Client, patient: Patient, **asked: str) -> str:
    return client.get(url(patient), asked).content.decode()


def test_own_protocols_stand_first(as_ana: Client, sam: Patient, clinic: Clinic) -> None:
    make.protocol("Ankle")
    make.protocol("Wrist", clinic=clinic, summary="After a fall.")

    page = shown(as_ana, sam)

    assert 0 < page.index("<b>Wrist</b>") < page.index("<b>Ankle</b>")
    assert "After a fall." in page


def test_words_and_region_narrow_the_protocols(as_ana: Client, sam: Patient) -> None:
    knee = Region.objects.create(code="knee", name="Knee")
    for name in ("Knee, early", "Knee, late", "Hip, late"):
        made = make.protocol(name)
        if name.startswith("Knee"):
            made.regions.add(knee)

    page = as_ana.get(url(sam), {"q": "late", "region": "knee"}, headers=HTMX).content.decode()

    assert "Knee, late" in page
    assert "Knee, early" not in page and "Hip, late" not in page
    assert "<h1>" not in page


def test_search_without_a_script_starts_nothing(as_ana: Client, sam: Patient) -> None:
    make.protocol("Knee")
    make.protocol("Hip")

    page = as_ana.post(url(sam), {"find": "1", "q": "hip", "goal": "Dance"}).content.decode()

    assert "<b>Hip</b>" in page and "<b>Knee</b>" not in page
    assert 'value="Dance"' in page
    assert not Plan.objects.exists()


def test_nothing_found_says_what_to_do(as_ana: Client, sam: Patient) -> None:
    make.protocol("Knee")

    assert "Try fewer words, or another region." in shown(as_ana, sam, q="zebra")


def test_own_plans_say_what_is_in_them(as_ana: Client, item: PlanItem) -> None:
    plan = item.phase.plan
    Plan.objects.update(goal="Dance", status="ended")
    gone = make.item(plan, make.exercise("Sit up")).exercise
    Exercise.objects.filter(pk=gone.pk).update(status="retired")

    page = shown(as_ana, plan.patient)

    assert "Dance" in page and "exercises: Bridge, Sit up" in page
    assert "Retired, so left out: Sit up" in page


def test_newest_plan_stands_first(as_ana: Client, sam: Patient) -> None:
    for goal in ("First", "Second"):
        make.plan(sam, goal=goal)

    page = shown(as_ana, sam)

    assert 0 < page.index("<b>Second</b>") < page.index("<b>First</b>")


def test_others_plans_are_found_by_name(as_ana: Client, item: PlanItem, pat: Patient) -> None:
    Plan.objects.update(goal="Dance")

    page = as_ana.post(url(pat), {"who": "riv"}, headers=HTMX).content.decode()

    assert "Rivers, Sam" in page and "Bridge" in page
    assert "Dance" not in page


def test_others_are_only_current_patients_of_this_clinic(
    as_ana: Client, item: PlanItem, pat: Patient, other_clinic: Clinic
) -> None:
    make.item(make.plan(make.patient(other_clinic, first_name="Otto")))
    make.item(make.plan(make.patient(pat.clinic, first_name="Ada", status="archived")))
    make.item(make.plan(make.patient(pat.clinic, first_name="Ben")))

    page = as_ana.post(url(item.phase.plan.patient), {"who": "rivers"}, headers=HTMX)

    assert b"Rivers, Ben" in page.content
    assert not any(name in page.content for name in (b"Otto", b"Ada", b"Rivers, Sam"))


def test_many_plans_of_others_ask_for_more_letters(
    as_ana: Client, pat: Patient, sam: Patient
) -> None:
    exercise = make.exercise()
    for _ in range(21):
        make.item(make.plan(sam), exercise)

    page = as_ana.post(url(pat), {"who": "rivers"}, headers=HTMX).content.decode()

    assert page.count("<li>") == 20 and "type more of the name" in page


def test_start_from_own_plan_says_what_was_left_out(as_ana: Client, item: PlanItem) -> None:
    plan = item.phase.plan
    Exercise.objects.update(status="retired")

    page = as_ana.post(url(plan.patient), {"plan": plan.pk}, follow=True).content.decode()

    assert "Left out, because retired: Bridge." in page
    assert Plan.objects.count() == 2


def test_words_that_were_left_out_are_said(as_ana: Client, item: PlanItem, pat: Patient) -> None:
    item.phase.aim = "Get Sam dancing"
    item.phase.save()

    page = as_ana.post(url(pat), {"plan": item.phase.plan_id}, follow=True).content.decode()

    assert "Words with the other patient&#x27;s name or a day in them were left out." in page


def test_start_with_a_protocol(as_ana: Client, sam: Patient) -> None:
    protocol = make.protocol("Knee")
    make.protocol_item(protocol)

    as_ana.post(url(sam), {"protocol": protocol.pk, "goal": "Dance"})

    plan = Plan.objects.get()
    assert (plan.goal, plan.protocol) == ("Dance", protocol)


@pytest.mark.parametrize("sent", ["7", "none", "²", "9" * 40])
@pytest.mark.parametrize("what", ["plan", "protocol"])
def test_what_is_not_there_starts_nothing(
    what: str, sent: str, as_ana: Client, sam: Patient
) -> None:
    assert as_ana.post(url(sam), {what: sent}).status_code == 404
    assert not Plan.objects.exists()


def test_what_is_another_clinics_starts_nothing(
    as_olga: Client, item: PlanItem, other_clinic: Clinic, clinic: Clinic
) -> None:
    theirs = url(make.patient(other_clinic))
    protocol = make.protocol(clinic=clinic)

    answers = [
        as_olga.post(theirs, {"plan": item.phase.plan_id}),
        as_olga.post(theirs, {"protocol": protocol.pk}),
        as_olga.get(theirs, {"protocol": protocol.pk}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert Plan.objects.count() == 1


def test_long_goal_is_refused_at_the_field(as_ana: Client, sam: Patient) -> None:
    response = as_ana.post(url(sam), {"goal": "x" * 201, "blank": "1"})

    assert response.status_code == 422
    assert "at most 200 characters" in response.content.decode()


def test_archived_patient_starts_nothing(as_ana: Client, sam: Patient) -> None:
    Patient.objects.update(status="archived")

    assert "Restore the record" in shown(as_ana, sam)
    assert "This patient is archived." in as_ana.post(url(sam), {}).content.decode()
    assert not Plan.objects.exists()


@pytest.fixture
def knee(db: None) -> Protocol:
    protocol = make.protocol("Knee")
    protocol.phases.create(position=2, name="Build")
    return protocol


def test_phases_are_chosen_with_the_goal_kept(as_ana: Client, sam: Patient, knee: Protocol) -> None:
    page = as_ana.post(url(sam), {"choose": knee.pk, "goal": "Dance"}).content.decode()

    assert "Start with “Knee”" in page and page.count('name="only"') == 2
    assert page.count(" checked") == 2 and 'value="Dance"' in page
    assert not Plan.objects.exists()


def test_chosen_phases_start_the_plan(as_ana: Client, sam: Patient, knee: Protocol) -> None:
    build = knee.phases.get(name="Build")
    sent = {"protocol": knee.pk, "phases_of": knee.pk, "only": build.pk}

    as_ana.post(url(sam), sent)

    assert [str(phase) for phase in Plan.objects.get().phases.all()] == ["Build"]


def test_no_phase_ticked_is_refused_at_the_field(
    as_ana: Client, sam: Patient, knee: Protocol
) -> None:
    sent = {"protocol": knee.pk, "phases_of": knee.pk, "goal": "Dance"}

    response = as_ana.post(url(sam), sent)

    assert response.status_code == 422
    assert "Choose at least one phase." in response.content.decode()
    assert not Plan.objects.exists()


def test_another_protocol_starts_whole_beside_the_choice(
    as_ana: Client, sam: Patient, knee: Protocol
) -> None:
    hip = make.protocol("Hip")

    as_ana.post(url(sam), {"protocol": hip.pk, "phases_of": knee.pk})

    assert Plan.objects.get().protocol == hip


def test_retired_protocol_says_so_once(as_ana: Client, sam: Patient, knee: Protocol) -> None:
    Protocol.objects.update(status="retired")
    said = "“Knee” is retired. Choose another protocol."

    pages = [
        as_ana.post(url(sam), {"protocol": knee.pk}),
        as_ana.post(url(sam), {"protocol": knee.pk, "phases_of": knee.pk}),
        as_ana.get(url(sam), {"protocol": knee.pk}),
    ]

    assert [page.content.decode().count(said) for page in pages] == [1, 1, 1]
    assert not Plan.objects.exists()


def test_ended_plan_offers_a_new_one_from_it(as_ana: Client, plan: Plan) -> None:
    Plan.objects.update(status="ended")

    page = as_ana.get(plan.get_absolute_url()).content.decode()

    assert "Start a new plan from this one" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_for_any_number_of_rows(
    rows: int, as_ana: Client, sam: Patient, pat: Patient, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        make.protocol().regions.add(Region.objects.get_or_create(code="hip", name="Hip")[0])
        for plan in (make.plan(sam), make.plan(pat)):
            make.item(plan)
            make.item(plan)

    with django_assert_num_queries(21):
        as_ana.post(url(sam), {"find": "1", "who": "quimby"})
