"""Nothing that is done in the builder is lost, doubled or shown in another order."""

import pytest
from playwright.sync_api import Route, expect

from programs.models import Plan, PlanItem
from tests import make
from tests.browser.conftest import Opens, Visitor, questions
from tests.conftest import signed_in


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    clinic = make.clinic()
    plan = make.plan(make.patient(clinic), therapist=make.member(clinic))
    for name in ("Bridge", "Clamshell", "Dead bug"):
        make.item(plan, make.exercise(name), sets=3, reps=10)
    return plan


@pytest.fixture
def staff(plan: Plan, visit: Opens) -> Visitor:
    assert plan.therapist
    staff = visit(client=signed_in(plan.therapist))
    staff.go(plan.get_absolute_url())
    staff.page.get_by_role("button", name="Add Bridge").wait_for()
    return staff


def names(staff: Visitor) -> list[str]:
    return staff.page.locator("li.item h3").all_inner_texts()


def stored(plan: Plan) -> list[str]:
    return [str(item) for item in PlanItem.objects.filter(phase__plan=plan)]


def test_changes_wait_for_the_connection_and_go_by_themselves(plan: Plan, staff: Visitor) -> None:
    state = staff.page.locator("#save-state")
    staff.context.set_offline(True)
    staff.page.get_by_role("button", name="Move Bridge down").click()
    expect(state).to_contain_text("1 change waits here")
    staff.page.get_by_role("button", name="Take Dead bug out").click()
    expect(state).to_contain_text("2 changes wait here")

    staff.context.set_offline(False)

    expect(state).to_contain_text("Saved")
    assert names(staff) == stored(plan) == ["Clamshell", "Bridge"]


def test_change_whose_answer_was_lost_is_made_once(plan: Plan, staff: Visitor) -> None:
    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    staff.page.route("**/items/new/", lose_the_answer, times=1)
    staff.page.get_by_role("button", name="Add Bridge").click()

    expect(staff.page.locator("#save-state")).to_contain_text("Saved")
    assert names(staff) == stored(plan) == ["Bridge", "Clamshell", "Dead bug", "Bridge"]


def test_quick_presses_stand_in_their_order(plan: Plan, staff: Visitor) -> None:
    for name in ("Move Bridge down", "Move Bridge down", "Take Clamshell out", "Move Bridge up"):
        staff.page.get_by_role("button", name=name).dispatch_event("click")

    expect(staff.page.locator("#save-state")).to_contain_text("Saved")
    assert names(staff) == stored(plan) == ["Bridge", "Dead bug"]
    assert staff.complaints == []


def test_dose_is_kept_though_the_next_button_is_pressed_at_once(plan: Plan, staff: Visitor) -> None:
    staff.page.get_by_role("textbox", name="Dose of Bridge").fill("4x8")
    staff.page.get_by_role("button", name="Move Bridge down").click()

    expect(staff.page.locator("#save-state")).to_contain_text("Saved")
    assert staff.page.get_by_role("textbox", name="Dose of Bridge").input_value() == "4×8 daily"
    assert names(staff) == ["Clamshell", "Bridge", "Dead bug"]


def test_own_quick_edits_are_no_conflict(plan: Plan, staff: Visitor) -> None:
    dose = staff.page.get_by_role("textbox", name="Dose of Bridge")
    dose.fill("4x8")
    dose.dispatch_event("change")
    dose.fill("5x9")
    dose.dispatch_event("change")

    expect(staff.page.locator("#save-state")).to_contain_text("Saved")
    assert PlanItem.objects.get(exercise__name="Bridge").reps == 9
    assert staff.page.locator(".field-error").count() == 0


def test_leaving_with_changes_waiting_is_asked_about(staff: Visitor) -> None:
    staff.context.set_offline(True)
    staff.page.get_by_role("button", name="Move Bridge down").click()
    asked = questions(staff, answer=False)

    staff.page.evaluate("location.reload()")
    expect(staff.page.locator("#save-state")).to_contain_text("1 change waits here")

    assert asked == ["beforeunload"]
