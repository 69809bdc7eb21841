"""Two people in one plan: each sees what the other changes, and nobody's typing is lost."""

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from clinic.models import Member
from programs.models import Plan, PlanItem
from programs.plans import item_actions, phase_actions
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.conftest import signed_in


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    clinic = make.clinic()
    plan = make.plan(make.patient(clinic), therapist=make.member(clinic))
    for position, name in enumerate(("Bridge", "Clamshell"), start=1):
        make.item(plan, make.exercise(name), position=position)
    return plan


@pytest.fixture
def other(plan: Plan) -> Member:
    return make.member(plan.patient.clinic, name="Omar Quill")


@pytest.fixture
def desk(plan: Plan, other: Member, visit: Opens) -> Visitor:
    assert plan.therapist
    desk = visit(client=signed_in(plan.therapist))
    desk.go(plan.get_absolute_url())
    return desk


def item(name: str) -> PlanItem:
    return PlanItem.objects.get(exercise__name=name)


def look_again(page: Page) -> None:
    """As every 15 seconds, and whenever the page comes into sight."""
    with page.expect_response("**/watch/*"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def arrived(page: Page, held: list[tuple[Route, APIResponse]]) -> list[tuple[Route, APIResponse]]:
    """What a route holds, once the server has answered it."""
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(50)
    return held


def test_what_another_changed_comes_by_itself(desk: Visitor, other: Member) -> None:
    item_actions.change_item(item("Bridge"), {"reps": 7}, version=1, by=other)
    item_actions.move_item(item("Bridge"), by=other, steps=1)

    look_again(desk.page)

    expect(desk.page.locator("#plan-others")).to_contain_text("Omar Quill changed this plan")
    expect(desk.page.locator("#plan-others")).to_contain_text("Dose of Bridge")
    expect(desk.page.locator("li.item").nth(1)).to_contain_text("7 times")
    assert desk.complaints == []


def test_row_that_somebody_types_in_waits(desk: Visitor, other: Member) -> None:
    field = desk.page.get_by_label("Dose of Bridge")
    field.fill("3x12 h")
    for name in ("Bridge", "Clamshell"):
        item_actions.change_item(item(name), {"reps": 7}, version=1, by=other)

    look_again(desk.page)

    expect(desk.page.locator("li.item").nth(1)).to_contain_text("7 times")
    expect(field).to_have_value("3x12 h")
    expect(field).to_be_focused()


def test_new_phase_of_another_leaves_an_open_editor(
    desk: Visitor, plan: Plan, other: Member
) -> None:
    desk.page.get_by_role("link", name="Change dose of Bridge").click()
    sets = desk.page.get_by_role("spinbutton", name="Sets")
    sets.wait_for()
    phase_actions.add_phase(plan, "Later", by=other)

    look_again(desk.page)
    expect(sets).to_be_visible()
    desk.page.get_by_role("button", name="Close").click()
    look_again(desk.page)

    expect(desk.page.get_by_role("heading", name="Later")).to_be_visible()


def test_look_that_a_change_overtook_is_left_aside(desk: Visitor, other: Member) -> None:
    page, looks = desk.page, list[tuple[Route, APIResponse]]()
    item_actions.add_item(item("Bridge").phase, make.exercise("Plank"), by=other)
    page.route("**/watch/*", lambda route: looks.append((route, route.fetch())))
    with page.expect_request("**/watch/*"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("button", name="Move Bridge down").click()
    expect(page.locator("li.item h3")).to_have_text(["Clamshell", "Bridge", "Plank"])

    [(route, answer)] = arrived(page, looks)
    with page.expect_response("**/watch/*"):
        route.fulfill(response=answer)
    page.unroute("**/watch/*")
    look_again(page)

    expect(page.locator("#plan-others")).to_contain_text("Plank added")
    expect(page.locator("li.item h3")).to_have_text(["Clamshell", "Bridge", "Plank"])
    assert desk.complaints == []


def test_row_that_two_answers_bring_stands_there_once(desk: Visitor, other: Member) -> None:
    page, held = desk.page, list[tuple[Route, APIResponse]]()
    item_actions.add_item(item("Bridge").phase, make.exercise("Plank"), by=other)
    page.route("**/move/", lambda route: held.append((route, route.fetch())))
    with page.expect_request("**/move/"):
        page.get_by_role("button", name="Move Bridge down").click()
    look_again(page)
    expect(page.get_by_role("heading", name="Plank")).to_have_count(1)

    [(route, answer)] = arrived(page, held)
    route.fulfill(response=answer)

    expect(page.locator("#save-state")).to_contain_text("Saved ")
    expect(page.locator("li.item h3")).to_have_text(["Clamshell", "Bridge", "Plank"])
    assert desk.complaints == []
