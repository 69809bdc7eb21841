"""Building a plan in a browser that runs no scripts."""

import pytest
from playwright.sync_api import Page, expect

from programs.models import Plan
from tests import make
from tests.browser.conftest import Opens
from tests.browser.test_looks import IS_TOO_WIDE, violations
from tests.conftest import signed_in


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    clinic = make.clinic()
    plan = make.plan(make.patient(clinic), therapist=make.member(clinic))
    bridge = make.exercise("Bridge")
    bridge.harder.add(make.exercise("Marching bridge"))
    make.item(plan, bridge)
    make.phase(plan, "Build strength")
    return plan


@pytest.fixture
def page(plan: Plan, visit: Opens) -> Page:
    assert plan.therapist
    staff = visit(client=signed_in(plan.therapist), java_script_enabled=False)
    staff.go(plan.get_absolute_url())
    return staff.page


def names(page: Page, phase: int) -> list[str]:
    return page.locator("ol.items").nth(phase).locator("h3").all_text_contents()


def test_exercise_is_found_and_added_to_the_chosen_phase(page: Page) -> None:
    page.get_by_label("Search the library").fill("marching")
    page.get_by_role("search").get_by_role("button", name="Search").click()
    page.get_by_label("Add to").select_option(label="2. Build strength")
    page.get_by_role("button", name="Add Marching bridge").click()

    assert names(page, 0) == ["Bridge"] and names(page, 1) == ["Marching bridge"]


def test_dose_is_typed_and_the_editors_page_moves_it(page: Page) -> None:
    page.get_by_label("Dose of Bridge").fill("2x9")
    page.locator(".item-dose").get_by_role("button", name="Save").click()
    expect(page.locator(".item-words")).to_contain_text("9 times, 2 sets")

    page.get_by_role("link", name="Change dose of Bridge").click()
    page.get_by_role("button", name="Move to 2. Build strength").click()

    assert names(page, 0) == [] and names(page, 1) == ["Bridge"]


def test_no_button_is_shown_that_only_a_script_answers(page: Page) -> None:
    dead = page.locator('button[type="button"]:visible')
    expect(page.get_by_role("button", name="Take Bridge out")).to_be_visible()
    assert dead.all_text_contents() == []

    page.get_by_role("link", name="Change dose of Bridge").click()
    expect(page.get_by_role("button", name="Duplicate")).to_be_visible()
    assert dead.all_text_contents() == []


@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_on_the_searchs_own_page(width: int, plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    staff = visit(width=width, client=signed_in(plan.therapist))
    staff.go(f"/plans/{plan.pk}/exercises/?q=bridge")

    expect(staff.page.get_by_role("button", name="Add Bridge")).to_be_visible()
    assert violations(staff) == []
    assert not staff.page.evaluate(IS_TOO_WIDE)
