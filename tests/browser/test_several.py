"""Setting a part of the dose for several exercises, and keeping a cue, as they are seen."""

import pytest
from playwright.sync_api import Page, expect

from programs.models import PlanItem
from tests import make
from tests.browser.conftest import Opens
from tests.conftest import signed_in


@pytest.fixture
def items(transactional_db: None) -> list[PlanItem]:
    plan = make.plan(make.patient(make.clinic()))
    return [make.item(plan, make.exercise(name, side="each"), side="each") for name in "ABC"]


@pytest.fixture
def page(items: list[PlanItem], visit: Opens) -> Page:
    plan = items[0].phase.plan
    staff = visit(client=signed_in(make.member(plan.patient.clinic)))
    staff.go(plan.get_absolute_url())
    return staff.page


def doses(page: Page) -> list[str]:
    fields = page.locator("[name=shorthand]")
    return [field.input_value() for field in fields.all()]


def test_ticks_stay_when_a_row_changes(page: Page, items: list[PlanItem]) -> None:
    page.get_by_text("Set for several").click()
    for name in "AB":
        page.get_by_label(f"Set this one too: {name}").check()
    page.locator(f"#item-{items[0].pk}-side-left").click()
    expect(page.locator(f"#item-{items[0].pk}-side-left")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[name=ticked]:checked")).to_have_count(2)

    page.get_by_label("Set times a day").fill("2/d")
    page.keyboard.press("Enter")

    expect(page.get_by_text("is set for 2 exercises.")).to_be_visible()
    assert doses(page) == ["3×10 2/d daily", "3×10 2/d daily", "3×10 daily"]
    expect(page.get_by_label("Set times a day")).to_be_focused()


def test_what_was_typed_in_an_editor_is_kept_by_setting_several(
    page: Page, items: list[PlanItem]
) -> None:
    page.get_by_text("Set for several").click()
    page.get_by_label("Set times a day").fill("2/d")
    page.locator(f"#item-{items[0].pk}-edit").click()
    page.get_by_role("spinbutton", name="Times", exact=True).fill("17")

    page.get_by_role("button", name="Set for all in this phase").click()

    expect(page.get_by_text("is set for 3 exercises.")).to_be_visible()
    assert doses(page) == ["3×17 2/d daily", "3×10 2/d daily", "3×10 2/d daily"]


def test_cue_that_is_not_kept_says_why_until_it_is_changed(
    page: Page, items: list[PlanItem]
) -> None:
    page.locator(f"#item-{items[0].pk}-edit").click()
    page.get_by_label("Your cue").fill("Like a clam, Sam.")

    page.get_by_role("button", name="Keep this cue").click()

    expect(page.locator("#save-state")).to_contain_text("Saved ")
    expect(page.get_by_role("alert")).to_contain_text("Leave “Sam” out to keep it")
