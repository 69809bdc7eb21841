"""What the page before issuing offers, and what it refuses to issue unseen."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Clinic, Member
from programs.models import Exercise, Plan, PlanItem, Revision
from programs.plans import item_actions
from programs.plans.checks import checks_of
from programs.plans.issue import issue_plan
from tests import make
from tests.conftest import signed_in


def address(plan: Plan) -> str:
    return reverse("programs:plan_issue", args=[plan.pk])


def page(client: Client, plan: Plan) -> str:
    return client.get(address(plan)).content.decode()


def hidden(text: str) -> dict[str, str]:
    """What the button sends with it."""
    return dict(re.findall(r'name="(number|changed_at)" value="([^"]+)"', text))


def errors(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def plan(item: PlanItem) -> Plan:
    Plan.objects.update(review_on=date(2030, 1, 2))
    found: Plan = Plan.objects.get()
    return found


def test_sound_plan_has_its_button(as_ana: Client, plan: Plan) -> None:
    text = page(as_ana, plan)

    assert "Ready to issue" in text and "Issue number 1</button>" in text
    assert "Why does the plan change?" not in text


def test_what_stops_is_said_first_and_there_is_no_button(as_ana: Client, plan: Plan) -> None:
    PlanItem.objects.update(reps=None)

    text = page(as_ana, plan)

    assert "1 thing to put right before it can be issued" in text
    assert "Issue number" not in text


def test_missing_side_is_chosen_right_there(as_ana: Client, plan: Plan) -> None:
    item = make.item(plan, make.exercise("Clamshell", side=Exercise.Side.EACH), side="")

    text = page(as_ana, plan)

    assert reverse("programs:item_side", args=[item.pk]) in text
    assert f"{plan.get_absolute_url()}#item-{item.pk}" in text


def test_safety_screen_is_read_and_recorded_right_there(as_ana: Client, plan: Plan) -> None:
    before = page(as_ana, plan)
    Plan.objects.update(screen="Rule out a fracture.")

    text = page(as_ana, plan)

    place = reverse("programs:plan_screen", args=[plan.pk])
    assert text.index("Rule out a fracture.") < text.index(place)
    assert place not in before


def test_dates_are_put_right_there(as_ana: Client, plan: Plan) -> None:
    closed = page(as_ana, plan)
    Plan.objects.update(review_on=None)

    text = page(as_ana, plan)

    assert 'href="#id_review_on"' in text and 'id="id_review_on"' in text
    assert "data-stays-open open" in text and "data-stays-open open" not in closed


def test_only_an_owner_is_led_to_the_clinics_settings(
    as_ana: Client, as_owner: Client, plan: Plan
) -> None:
    Clinic.objects.update(phone="")
    place = f"{reverse('clinic:clinic_edit')}#id_phone"

    texts = [page(client, plan) for client in (as_owner, as_ana)]

    assert ["The sheet has no phone number." in text for text in texts] == [True, True]
    assert [place in text for text in texts] == [True, False]


def test_many_notes_are_folded(as_ana: Client, plan: Plan) -> None:
    for _ in range(7):
        make.item(plan, make.exercise(stop_if=""))

    text = page(as_ana, plan)

    assert "more to look at</summary>" in text


def test_looking_at_the_page_is_in_the_audit(as_ana: Client, plan: Plan) -> None:
    page(as_ana, plan)

    event = AuditEvent.objects.get(action="view")
    assert (event.subject, event.patient_id) == (f"plan {plan.pk}", plan.patient_id)


def test_change_by_somebody_else_is_not_issued_unseen(
    as_ana: Client, plan: Plan, item: PlanItem, owner: Member
) -> None:
    shown = hidden(page(as_ana, plan))
    item_actions.change_item(item, {"reps": 30}, version=1, by=owner)

    response = as_ana.post(address(plan), shown)

    assert errors(response).startswith("Omar Quill changed this plan meanwhile.")
    assert not Revision.objects.exists()
    assert hidden(response.content.decode()) != shown  # and now it may be issued


@pytest.mark.pdf
def test_own_change_is_issued(as_ana: Client, plan: Plan, item: PlanItem, ana: Member) -> None:
    shown = hidden(page(as_ana, plan))
    item_actions.change_item(item, {"reps": 30}, version=1, by=ana)

    as_ana.post(address(plan), shown)

    assert Revision.objects.get().sheet.items[0].dose.reps == 30


@pytest.mark.pdf
def test_button_pressed_twice_issues_once(as_ana: Client, plan: Plan) -> None:
    shown = hidden(page(as_ana, plan)) | {"reason": "More load"}

    first, second = (as_ana.post(address(plan), shown) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Revision.objects.count() == 1


@pytest.mark.pdf
def test_page_from_before_an_issue_does_not_hide_later_changes(
    as_ana: Client, plan: Plan, item: PlanItem, ana: Member
) -> None:
    shown = hidden(page(as_ana, plan)) | {"reason": "More load"}
    issue_plan(plan, by=ana)
    item_actions.change_item(item, {"reps": 30}, version=1, by=ana)

    response = as_ana.post(address(plan), shown)

    assert errors(response).startswith("Ana Brook issued this plan meanwhile.")


@pytest.mark.pdf
def test_two_members_do_not_issue_the_same_number_one_after_the_other(
    as_ana: Client, plan: Plan, ana: Member, owner: Member
) -> None:
    issue_plan(plan, by=ana)
    shown = hidden(page(as_ana, plan))
    issue_plan(plan, by=owner, reason="Pain is down")

    response = as_ana.post(address(plan), shown | {"reason": "More load"})

    assert errors(response).startswith("Omar Quill issued this plan meanwhile.")
    assert Revision.objects.count() == 2
    assert "More load" in response.content.decode()  # what was typed is kept


def test_reason_is_asked_for_and_what_was_typed_is_kept(
    as_ana: Client, plan: Plan, ana: Member
) -> None:
    make.revision(plan)

    response = as_ana.post(address(plan), hidden(page(as_ana, plan)) | {"reason": "x" * 201})

    assert "at most 200 characters" in response.content.decode()
    assert "x" * 201 in response.content.decode()


def test_ended_plan_says_so_and_offers_nothing(plan: Plan, ana: Member) -> None:
    make.revision(plan)
    Plan.objects.update(status=Plan.Status.ENDED)

    text = page(signed_in(ana), plan)

    assert "This plan has ended." in text
    assert "Issue number" not in text and 'id="plan-form"' not in text


def test_printing_comes_first_on_what_was_issued(as_ana: Client, plan: Plan) -> None:
    revision = make.revision(plan)

    text = as_ana.get(revision.get_absolute_url()).content.decode()

    asked = ('id="print">Print<', "Print another way…", "Change the plan")
    places = [text.index(words) for words in asked]
    assert places == sorted(places)
    assert text.count("btn-primary") == 1


def test_each_check_leads_to_its_place(as_owner: Client, plan: Plan, item: PlanItem) -> None:
    Clinic.objects.update(phone="", emergency_text="")
    Plan.objects.update(goal="", review_on=None, screen="Rule out a fracture.")
    PlanItem.objects.update(reps=None)
    clamshell = make.exercise("Clamshell", side=Exercise.Side.EACH, stop_if="")
    clamshell.pictures.all().delete()
    make.item(plan, clamshell, side="")
    for _ in range(5):
        make.item(plan)

    checks = checks_of(Plan.objects.for_page().get())

    assert len(checks) == 16
    for check in checks:
        path, _, anchor = check.url.partition("#")
        text = as_owner.get(path).content.decode()
        assert not anchor or f'id="{anchor}"' in text, check.text
