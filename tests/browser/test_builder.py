"""The builder by keyboard: what was typed is what is added, and what was done can be undone."""

import pytest
from playwright.sync_api import Page, Route, expect

from programs.models import Plan
from tests import make
from tests.browser.conftest import Opens
from tests.conftest import signed_in


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    clinic = make.clinic()
    for name in ("Bridge", "Clamshell"):
        make.exercise(name)
    return make.plan(make.patient(clinic), therapist=make.member(clinic))


def names_in_plan(page: Page) -> list[str]:
    return page.locator("li.item h3").all_inner_texts()


def test_enter_waits_for_the_results_of_what_is_typed(plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    staff = visit(client=signed_in(plan.therapist))
    staff.go(plan.get_absolute_url())
    staff.page.get_by_role("button", name="Add Bridge").wait_for()

    staff.page.get_by_label("Search the library").press_sequentially("clam")
    staff.page.keyboard.press("Enter")
    staff.page.locator("li.item").wait_for()

    assert names_in_plan(staff.page) == ["Clamshell"]


def test_sums_follow_though_the_results_were_replaced_meanwhile(plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    held: list[Route] = []
    staff = visit(client=signed_in(plan.therapist))
    staff.go(plan.get_absolute_url())
    staff.page.route("**/items/new/", lambda route: held.append(route))
    staff.page.get_by_role("button", name="Add Bridge").click()
    staff.page.get_by_label("Search the library").fill("clam")
    staff.page.get_by_role("button", name="Add Bridge").wait_for(state="detached")
    held[0].continue_()
    staff.page.locator("li.item").wait_for()

    expect(staff.page.locator("#plan-summary")).to_contain_text("1 exercise")
    assert staff.complaints == []


def test_search_without_an_answer_says_so(plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    staff = visit(client=signed_in(plan.therapist))
    staff.go(plan.get_absolute_url())
    results = staff.page.locator("#search-results")
    expect(results).to_contain_text("Bridge")

    staff.page.route("**/library/search/*", lambda route: route.fulfill(status=429, body="Wait."))
    staff.page.get_by_label("Search the library").fill("clam")
    expect(results).to_have_text("Wait.")

    staff.page.route("**/library/search/*", lambda route: route.abort())
    staff.page.get_by_label("Search the library").fill("clams")
    expect(results).to_have_text("No connection. Try again.")


def test_keys_undo_and_redo(plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    staff = visit(client=signed_in(plan.therapist))
    staff.go(plan.get_absolute_url())
    staff.page.get_by_role("button", name="Add Bridge").click()
    staff.page.locator("li.item").wait_for()
    staff.page.get_by_role("button", name="Undo: Bridge added").focus()

    staff.page.keyboard.press("Control+z")
    staff.page.get_by_role("button", name="Redo: Bridge added").wait_for()
    assert names_in_plan(staff.page) == []

    staff.page.keyboard.press("Control+Shift+z")
    staff.page.get_by_role("button", name="Undo: Bridge added").wait_for()
    assert names_in_plan(staff.page) == ["Bridge"]
    assert staff.complaints == []


def test_undo_key_in_a_field_is_the_fields_own(plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    staff = visit(client=signed_in(plan.therapist))
    staff.go(plan.get_absolute_url())
    staff.page.get_by_role("button", name="Add Bridge").click()
    staff.page.locator("li.item").wait_for()

    staff.page.get_by_label("Search the library").fill("clam")
    staff.page.keyboard.press("Control+z")
    staff.page.get_by_role("button", name="Add Bridge").wait_for()

    assert names_in_plan(staff.page) == ["Bridge"]


def test_slash_leads_to_the_search(plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    staff = visit(client=signed_in(plan.therapist))
    staff.go(plan.get_absolute_url())
    staff.page.get_by_role("button", name="Add Bridge").focus()

    staff.page.keyboard.press("/")

    expect(staff.page.get_by_label("Search the library")).to_be_focused()
