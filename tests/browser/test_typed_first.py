"""What was typed in an item's editor goes before the press that follows it at once."""

import pytest
from playwright.sync_api import Page, expect

from programs.models import Plan, PlanItem
from tests import make
from tests.browser.conftest import Opens, Visitor, questions
from tests.conftest import signed_in


@pytest.fixture
def editor(transactional_db: None, visit: Opens) -> Visitor:
    plan = make.plan(make.patient(make.clinic()))
    make.item(plan, make.exercise("Bridge", side="each"), side="each")
    staff = visit(client=signed_in(make.member(plan.patient.clinic)))
    staff.go(plan.get_absolute_url())
    staff.page.get_by_role("link", name="Change dose").click()
    staff.page.get_by_role("spinbutton", name="Times", exact=True).fill("17")
    return staff


def saved(page: Page) -> list[int | None]:
    expect(page.locator("#save-state")).to_contain_text("Saved ")
    return [item.reps for item in PlanItem.objects.order_by("position")]


@pytest.mark.parametrize("press", ["Duplicate", "Different doses for left and right"])
def test_copy_has_what_was_typed(press: str, editor: Visitor) -> None:
    editor.page.get_by_role("button", name=press).click()

    expect(editor.page.locator("li.item")).to_have_count(2)
    assert saved(editor.page) == [17, 17]
    assert editor.complaints == []


def test_closed_editor_saved_what_was_typed(editor: Visitor) -> None:
    editor.page.get_by_role("button", name="Close", exact=True).click()

    expect(editor.page.locator(".item-words")).to_contain_text("17 times")
    assert saved(editor.page) == [17]


def test_last_dose_comes_over_what_was_just_typed(editor: Visitor) -> None:
    plan = Plan.objects.get()
    bridge = PlanItem.objects.get().exercise
    before = make.plan(plan.patient, therapist=make.member(plan.patient.clinic))
    make.item(before, bridge, side="each", reps=8)
    make.revision(before)
    editor.page.reload()
    editor.page.get_by_role("link", name="Change dose").click()
    editor.page.get_by_role("spinbutton", name="Times", exact=True).fill("17")

    editor.page.get_by_role("button", name="Use it for Bridge").click()

    expect(editor.page.locator(".item-words")).to_contain_text("8 times")
    expect(editor.page.locator(".item-last")).to_have_count(0)


@pytest.mark.parametrize("label", ["Times", "Dose of Bridge in shorthand"])
def test_link_leads_on_when_all_has_arrived(label: str, editor: Visitor) -> None:
    asked = questions(editor, answer=False)
    if label != "Times":
        editor.page.get_by_label(label).fill("3x17")

    editor.page.get_by_role("link", name="Check and issue").click()
    editor.page.wait_for_url("**/issue/")

    assert [item.reps for item in PlanItem.objects.all()] == [17]
    assert asked == []


def test_link_waits_where_something_is_refused(editor: Visitor) -> None:
    editor.page.get_by_role("spinbutton", name="Times", exact=True).fill("999")

    editor.page.get_by_role("link", name="Check and issue").click()

    expect(editor.page.get_by_text("From 1 to 200.", exact=True)).to_be_visible()
    assert editor.page.url.endswith(Plan.objects.get().get_absolute_url())
