"""Leaflets in the builder by keyboard, and what stays unfolded through a change."""

import pytest
from playwright.sync_api import Page, expect

from programs.models import Plan
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.conftest import signed_in

UNSETTLED = ".htmx-request, .htmx-swapping, .htmx-settling"


@pytest.fixture
def desk(transactional_db: None, visit: Opens) -> Visitor:
    clinic = make.clinic()
    for name in ("Resting well", "Lifting with ease"):
        make.advice(name)
    plan = make.plan(make.patient(clinic), therapist=make.member(clinic))
    make.item(plan)
    assert plan.therapist
    staff = visit(client=signed_in(plan.therapist))
    staff.go(plan.get_absolute_url())
    return staff


def leaflets(page: Page) -> list[str]:
    return page.locator(".phase-leaflet summary").all_inner_texts()


def choose(page: Page, typed: str) -> None:
    page.get_by_role("link", name="Add a leaflet").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Search the leaflets")).to_be_focused()
    page.keyboard.type(typed)


def test_leaflet_is_searched_added_and_taken_back_by_keyboard(desk: Visitor) -> None:
    page = desk.page
    choose(page, "lift")
    expect(page.locator(".leaflet-results strong")).to_have_text(["Lifting with ease"])

    with page.expect_response("**/leaflets/*"):
        page.keyboard.press("Enter")  # searches again, and does not lead away
    expect(page.locator(UNSETTLED)).to_have_count(0)
    page.get_by_role("button", name="Add Lifting with ease").press("Enter")
    page.locator(".phase-leaflet").wait_for()
    expect(page.get_by_label("Search the leaflets")).to_be_focused()
    page.locator("#undo").press("Enter")
    page.locator(".phase-leaflet").wait_for(state="detached")

    assert not Plan.objects.get().phases.get().advice.exists()
    assert desk.complaints == []


def test_focus_stays_with_the_leaflets_when_one_is_taken_out(desk: Visitor) -> None:
    page = desk.page
    choose(page, "rest")
    page.get_by_role("button", name="Add Resting well").click()
    page.locator(".phase-leaflet").wait_for()
    expect(page.get_by_label("Search the leaflets")).to_be_focused()

    page.get_by_role("button", name="Take out the leaflet Resting well").press("Enter")

    expect(page.locator(".phase-leaflet")).to_have_count(0)
    expect(page.get_by_role("link", name="Add a leaflet")).to_be_focused()


def test_what_is_unfolded_stays_so_through_a_change(desk: Visitor) -> None:
    page = desk.page
    page.locator("#score-lines summary").click()
    choose(page, "rest")

    page.get_by_role("button", name="Add Resting well").click()
    expect(page.locator("#plan-summary")).not_to_contain_text("Add an advice leaflet.")

    expect(page.locator("#score-lines")).to_have_attribute("open", "")
    assert leaflets(page) == ["Resting well"]
