"""Check and issue by hand: the pages come after the page, and follow what is put right there."""

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from programs.models import Exercise, Plan, PlanItem, Revision
from programs.plans import actions, item_actions
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.browser.test_looks import IS_TOO_WIDE, violations
from tests.conftest import signed_in

pytestmark = [pytest.mark.once, pytest.mark.pdf]


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    clinic = make.clinic()
    made = make.plan(make.patient(clinic), therapist=make.member(clinic), goal="Sit through a film")
    Plan.objects.update(review_on=date(2030, 1, 2))
    make.item(made, make.exercise(stop_if="Your leg goes numb."))
    return Plan.objects.get()


@pytest.fixture
def lopsided(plan: Plan) -> PlanItem:
    exercise = make.exercise("Clamshell", side=Exercise.Side.EACH, stop_if="It hurts.")
    return make.item(plan, exercise, side="")


def open_page(visit: Opens, plan: Plan, width: int = 1440) -> Visitor:
    assert plan.therapist
    staff = visit(width=width, client=signed_in(plan.therapist))
    staff.go(f"/plans/{plan.pk}/issue/")
    return staff


def pages(page: Page) -> list[str]:
    expect(page.locator("img.preview-page").first).to_be_visible()
    return [str(one.get_attribute("alt")) for one in page.locator("img.preview-page").all()]


def is_drawn(page: Page) -> bool:
    return bool(page.locator("img.preview-page").first.evaluate("p => p.decode().then(() => true)"))


def place_of(page: Page, selector: str) -> list[int]:
    box: Any = page.locator(selector).first.bounding_box()
    return [round(box[side]) for side in ("x", "y", "width", "height")]


def test_pages_come_after_the_page_and_in_their_place(plan: Plan, visit: Opens) -> None:
    staff = open_page(visit, plan)
    blank = place_of(staff.page, ".preview-blank")

    found = pages(staff.page)

    assert [words[:9] for words in found] == ["Page 1 of", "Page 2 of", "Page 3 of"]
    assert is_drawn(staff.page)
    assert place_of(staff.page, "img.preview-page") == blank
    assert staff.complaints == []


def test_side_is_chosen_there_and_the_button_comes(
    lopsided: PlanItem, plan: Plan, visit: Opens
) -> None:
    staff = open_page(visit, plan)
    pages(staff.page)
    expect(staff.page.get_by_role("button", name="Issue number 1")).to_have_count(0)

    staff.page.get_by_role("button", name="Left", exact=True).press("Enter")

    expect(staff.page.get_by_role("button", name="Issue number 1")).to_be_focused()
    expect(staff.page.locator("#issue-headline")).to_contain_text("Ready to issue")
    lopsided.refresh_from_db()
    assert (lopsided.side, staff.complaints) == ("left", [])


def test_safety_screen_is_recorded_there(plan: Plan, visit: Opens) -> None:
    Plan.objects.update(screen="Rule out a fracture.")
    staff = open_page(visit, plan)
    pages(staff.page)

    staff.page.locator("#issue-screen summary").press("Enter")
    staff.page.get_by_role("button", name="Record: screened by me today").press("Enter")

    expect(staff.page.get_by_role("button", name="Issue number 1")).to_be_focused()
    assert Plan.objects.get().screened_by == plan.therapist
    assert staff.complaints == []


def test_date_is_put_right_there_and_issued_with_one_press(plan: Plan, visit: Opens) -> None:
    Plan.objects.update(review_on=None)
    staff = open_page(visit, plan)
    pages(staff.page)
    staff.page.get_by_role("link", name="No date for the next visit.").click()
    expect(staff.page.locator("#id_review_on")).to_be_focused()

    staff.page.locator("#id_review_on").fill("2030-01-02")
    staff.page.get_by_role("button", name="Issue number 1").click()

    expect(staff.page.locator("#print")).to_be_focused()
    assert Revision.objects.get().sheet.review_on == date(2030, 1, 2)
    assert staff.complaints == []


def test_press_is_not_lost_to_what_is_new_while_it_lasts(plan: Plan, visit: Opens) -> None:
    staff = open_page(visit, plan)
    pages(staff.page)
    seen = staff.page.locator("#issue-seen")
    state = seen.input_value()
    staff.page.get_by_role("button", name="Issue number 1").hover()
    staff.page.mouse.down()

    seen.evaluate("it => { it.value = 'older' }")  # so that all is new to the page
    with staff.page.expect_response(lambda answer: "seen=older" in answer.url):
        staff.page.evaluate("window.dispatchEvent(new Event('focus'))")
    seen.evaluate("(it, state) => { it.value = state }", state)
    staff.page.mouse.up()

    expect(staff.page.locator("#print")).to_be_focused()
    assert Revision.objects.count() == 1


def test_wrong_date_is_refused_at_its_field(plan: Plan, visit: Opens) -> None:
    Plan.objects.update(review_on=None)
    staff = open_page(visit, plan)
    pages(staff.page)

    staff.page.locator("#id_review_on").fill("2020-01-02")
    staff.page.locator("#id_goal").focus()

    expect(staff.page.locator("#plan-form .invalid-feedback")).to_contain_text("not before")
    expect(staff.page.get_by_role("button", name="Issue number 1")).to_be_visible()


def test_goal_that_both_changed_is_asked_about_right_there(plan: Plan, visit: Opens) -> None:
    staff = open_page(visit, plan)
    pages(staff.page)
    actions.change_plan(
        plan, {"goal": "Walk home"}, version=plan.version, by=make.member(plan.patient.clinic)
    )

    staff.page.locator("#issue-dates summary").click()
    staff.page.locator("#id_goal").fill("Dance again")
    staff.page.get_by_role("button", name="Issue number 1").click()

    expect(staff.page.locator("#plan-form .question")).to_contain_text("changed the goal meanwhile")
    assert not Revision.objects.exists()


def test_change_without_a_connection_waits_and_says_so(plan: Plan, visit: Opens) -> None:
    staff = open_page(visit, plan)
    pages(staff.page)
    staff.page.locator("#issue-dates summary").click()
    staff.page.route("**/edit/", lambda route: route.abort())

    staff.page.locator("#id_goal").fill("Dance again")
    staff.page.locator("#id_goal").blur()

    expect(staff.page.locator("#save-state")).to_contain_text("No connection. 1 change waits")
    staff.page.unroute("**/edit/")
    expect(staff.page.locator("#save-state")).to_contain_text("Saved")
    assert Plan.objects.get().goal == "Dance again"


def test_change_by_somebody_else_is_seen_when_one_comes_back(plan: Plan, visit: Opens) -> None:
    staff = open_page(visit, plan)
    before = pages(staff.page)
    item = PlanItem.objects.get()
    owner = make.member(plan.patient.clinic, name="Omar Quill")
    item_actions.duplicate_item(item, by=owner)

    staff.page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(staff.page.locator("img.preview-page").nth(1)).to_have_attribute(
        "alt", re.compile("Bridge, Bridge")
    )
    assert pages(staff.page) != before and staff.complaints == []


def test_page_works_without_its_pictures(plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    staff = visit(client=signed_in(plan.therapist))

    def refuse(route: Route) -> None:
        route.fulfill(status=500, body="")

    staff.page.route("**/preview/**", refuse)
    staff.go(f"/plans/{plan.pk}/issue/")

    expect(staff.page.locator("#issue-trouble")).to_contain_text("without them")
    staff.page.get_by_role("button", name="Issue number 1").click()
    expect(staff.page.get_by_role("heading", level=1)).to_have_text("Sheet number 1")


def test_phone_shows_the_button_before_the_pages(plan: Plan, visit: Opens) -> None:
    staff = open_page(visit, plan, width=390)
    pages(staff.page)

    button = staff.page.get_by_role("button", name="Issue number 1").bounding_box()
    first = staff.page.locator("img.preview-page").first.bounding_box()

    assert button and first
    assert button["y"] + button["height"] < 900 and button["y"] < first["y"]


@pytest.mark.parametrize("width", [320, 820, 1440])
def test_axe_finds_nothing_beside_the_pages(
    width: int, lopsided: PlanItem, plan: Plan, visit: Opens
) -> None:
    staff = open_page(visit, plan, width=width)
    pages(staff.page)

    assert violations(staff) == []
    assert not staff.page.evaluate(IS_TOO_WIDE)


def test_pages_are_a_page_of_their_own_without_scripts(plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    staff = visit(width=390, client=signed_in(plan.therapist), java_script_enabled=False)
    staff.go(f"/plans/{plan.pk}/issue/")

    staff.page.get_by_role("link", name="Show the pages as they will be printed").click()

    expect(staff.page.locator("img.preview-page")).to_have_count(3)


@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_on_the_pages_alone(width: int, plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    staff = visit(width=width, client=signed_in(plan.therapist))
    staff.go(f"/plans/{plan.pk}/preview/")

    assert len(pages(staff.page)) == 3
    assert violations(staff) == []
    assert not staff.page.evaluate(IS_TOO_WIDE)


def test_nothing_is_too_wide_at_twice_the_size_of_text(
    lopsided: PlanItem, plan: Plan, visit: Opens
) -> None:
    staff = open_page(visit, plan, width=390)
    pages(staff.page)

    staff.page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert not staff.page.evaluate(IS_TOO_WIDE)
