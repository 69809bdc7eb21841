"""What stands open in the builder while another person's changes come in by themselves."""

import pytest
from playwright.sync_api import expect

from clinic.models import Member
from programs.models import Plan, PlanItem
from programs.plans.item_actions import change_item
from programs.plans.phase_actions import change_phase
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.conftest import signed_in


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    clinic = make.clinic()
    plan = make.plan(make.patient(clinic), therapist=make.member(clinic))
    for name in ("Bridge", "Clamshell"):
        make.item(plan, make.exercise(name))
    return plan


@pytest.fixture
def omar(plan: Plan) -> Member:
    return make.member(plan.patient.clinic, name="Omar Quill")


@pytest.fixture
def staff(plan: Plan, omar: Member, visit: Opens) -> Visitor:
    """A builder in which a question about the sets of Bridge stands open."""
    assert plan.therapist
    staff = visit(client=signed_in(plan.therapist))
    staff.go(plan.get_absolute_url())
    staff.page.get_by_role("link", name="Change dose of Bridge").click()
    sets = staff.page.get_by_role("spinbutton", name="Sets")
    expect(sets).to_have_value("3")  # what comes after this is another's change
    change_item(PlanItem.objects.get(exercise__name="Bridge"), {"sets": 5}, version=1, by=omar)
    sets.fill("4")
    sets.press("Tab")
    expect(staff.page.locator(".question")).to_be_visible()
    return staff


@pytest.mark.parametrize("is_typing_elsewhere", [True, False])
def test_open_question_outlives_what_others_change(
    is_typing_elsewhere: bool, plan: Plan, staff: Visitor, omar: Member
) -> None:
    dose = staff.page.get_by_label("Dose of Clamshell")
    if is_typing_elsewhere:
        dose.fill("3x1")
    change_phase(plan.phases.get(), {"aim": "Walk"}, version=1, by=omar)

    with staff.page.expect_response("**/watch/*"):
        staff.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(dose).to_have_value("3x1" if is_typing_elsewhere else "3×10 daily")
    staff.page.get_by_role("button", name="Use mine").click()
    expect(staff.page.locator(".item-words").first).to_contain_text("4 sets")
