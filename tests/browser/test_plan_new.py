"""Choosing what a plan starts from in a browser: by keyboard, and without a script."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from patients.models import Patient
from programs.models import Plan, Protocol, Region
from tests import make
from tests.browser.conftest import Opens, Visitor

BUILDER = re.compile(r"/plans/\d+/$")


@pytest.fixture
def choices(transactional_db: None, sam: Patient) -> Patient:
    for code, name in (("hip", "Hip, late"), ("knee", "Knee, early"), ("knee", "Knee, late")):
        region = Region.objects.get_or_create(code=code, defaults={"name": code.title()})[0]
        make.protocol(name).regions.add(region)
    make.item(make.plan(make.patient(sam.clinic, first_name="Pat", last_name="Quimby")))
    return sam


@pytest.fixture
def desk(choices: Patient, visit: Opens, as_ana: Client) -> Visitor:
    visitor = visit(client=as_ana)
    visitor.go(f"/patients/{choices.pk}/plans/new/")
    return visitor


def test_protocol_is_found_and_started_by_keyboard(desk: Visitor, choices: Patient) -> None:
    page = desk.page
    expect(page.locator("#protocol-words")).to_be_focused()

    page.keyboard.type("late")
    page.keyboard.press("ArrowDown")  # before the answer
    expect(page.get_by_role("button", name="Start with Hip, late")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(BUILDER)

    assert str(choices.plans.get().protocol) == "Knee, late"
    assert desk.complaints == []


def test_enter_in_a_field_starts_nothing(desk: Visitor) -> None:
    page = desk.page

    page.fill("#id_goal", "Dance")
    page.keyboard.press("Enter")
    expect(page.locator("#protocol-words")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#protocols-found [data-start]").first).to_be_focused()
    assert Plan.objects.count() == 1


def test_region_keeps_the_words_and_the_focus(desk: Visitor) -> None:
    page = desk.page
    rows = page.locator("#protocols-found li b")
    page.keyboard.type("late")
    expect(rows).to_have_count(2)

    page.focus("#region-hip")
    page.keyboard.press("Space")

    expect(rows).to_have_text(["Hip, late"])
    expect(page.locator("#region-hip")).to_be_focused()


def test_another_patients_plan_is_found_and_started(desk: Visitor, choices: Patient) -> None:
    page = desk.page

    page.focus("#who")
    page.keyboard.type("quim")
    page.get_by_role("button", name="Start like the plan of Pat Quimby").click()
    page.wait_for_url(BUILDER)

    assert choices.plans.count() == 1


def test_second_press_starts_no_second_plan(desk: Visitor, choices: Patient) -> None:
    desk.page.get_by_role("button", name="Start blank").dblclick()
    desk.page.wait_for_url(BUILDER)

    assert choices.plans.count() == 1


def test_protocol_that_was_chosen_before_waits_for_enter(desk: Visitor, choices: Patient) -> None:
    late = Protocol.objects.get(name="Hip, late")

    desk.go(f"/patients/{choices.pk}/plans/new/?protocol={late.pk}")
    expect(desk.page.get_by_role("button", name="Start with “Hip, late”")).to_be_focused()
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(BUILDER)

    assert choices.plans.get().protocol == late


def test_second_press_applies_a_protocol_once(desk: Visitor, choices: Patient) -> None:
    plan = make.plan(choices)
    late = Protocol.objects.get(name="Hip, late")
    plan.phases.update(name="Own phase")

    desk.go(f"/plans/{plan.pk}/protocol/?protocol={late.pk}")
    desk.page.get_by_role("button", name="Put in the plan").dblclick()
    desk.page.wait_for_url(BUILDER)

    assert [phase.name for phase in plan.phases.all()] == ["Own phase", "Calm it down"]


def test_phases_are_chosen_and_started_by_keyboard(desk: Visitor, choices: Patient) -> None:
    Protocol.objects.get(name="Hip, late").phases.create(position=2, name="Build")
    desk.page.reload()
    page = desk.page

    page.get_by_role("button", name="Choose phases of Hip, late").press("Enter")
    expect(page.get_by_role("button", name="Start with “Hip, late”")).to_be_focused()
    page.get_by_label("Calm it down").press("Space")
    page.get_by_role("button", name="Start with “Hip, late”").press("Enter")
    page.wait_for_url(BUILDER)

    assert [phase.name for phase in choices.plans.get().phases.all()] == ["Build"]
    assert desk.complaints == []
