"""Items are dragged, moved by keys, and shown where they will be before the server has answered."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from programs.models import Plan, PlanItem
from programs.plans import phase_actions
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.conftest import signed_in


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    clinic = make.clinic()
    plan = make.plan(make.patient(clinic), therapist=make.member(clinic))
    for position, name in enumerate(("Bridge", "Clamshell", "Plank"), start=1):
        make.item(plan, make.exercise(name), position=position)
    return plan


@pytest.fixture
def desk(plan: Plan, visit: Opens) -> Visitor:
    assert plan.therapist
    desk = visit(client=signed_in(plan.therapist))
    desk.go(plan.get_absolute_url())
    return desk


def names(page: Page) -> list[str]:
    return page.locator("li.item:not(.is-going) h3").all_inner_texts()


def row(page: Page, name: str) -> Locator:
    return page.locator("li.item", has=page.get_by_role("heading", name=name))


def stored(plan: Plan) -> list[str]:
    items = PlanItem.objects.current().filter(phase__plan=plan)
    return [item.exercise.name for item in items.order_by("phase__position", "position")]


def drag(page: Page, name: str, to: Locator, *, share: float = 0.9) -> None:
    """Takes a row by its grip to a height within another part of the page."""
    row(page, name).locator("[data-grip]").hover()
    page.mouse.down()
    box = to.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] * share, steps=5)
    page.mouse.up()


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_contain_text("Saved ")


def test_row_is_dragged_to_its_new_place(desk: Visitor, plan: Plan) -> None:
    drag(desk.page, "Bridge", row(desk.page, "Plank"))

    saved(desk.page)
    assert names(desk.page) == stored(plan) == ["Clamshell", "Plank", "Bridge"]
    assert desk.complaints == []


def test_row_is_dragged_to_another_phase(desk: Visitor, plan: Plan) -> None:
    assert plan.therapist
    later = phase_actions.add_phase(plan, "Later", by=plan.therapist)
    desk.go(plan.get_absolute_url())
    desk.page.locator(f"#phase-{later.pk}-fold > summary").click()

    drag(desk.page, "Bridge", desk.page.locator(f"#phase-{later.pk}"), share=0.5)

    saved(desk.page)
    assert PlanItem.objects.get(phase=later).exercise.name == "Bridge"
    assert names(desk.page) == stored(plan)


def test_escape_puts_a_dragged_row_back(desk: Visitor, plan: Plan) -> None:
    page = desk.page
    row(page, "Bridge").locator("[data-grip]").hover()
    page.mouse.down()
    row(page, "Plank").hover()
    page.keyboard.press("Escape")
    page.mouse.up()

    assert names(page) == stored(plan) == ["Bridge", "Clamshell", "Plank"]


def test_keys_move_a_row_and_the_focus_stays(desk: Visitor, plan: Plan) -> None:
    field = row(desk.page, "Bridge").get_by_label("Dose of Bridge")
    field.press("Alt+ArrowDown")

    saved(desk.page)
    assert names(desk.page) == stored(plan) == ["Clamshell", "Bridge", "Plank"]
    expect(field).to_be_focused()


def test_changes_show_before_they_are_answered(desk: Visitor, plan: Plan) -> None:
    page, held = desk.page, list[Route]()
    page.route("**/items/**", lambda route: held.append(route))
    page.get_by_role("button", name="Move Plank up").click()
    page.get_by_role("button", name="Take Bridge out").click()
    expect(page.get_by_role("button", name="Take Plank out")).to_be_focused()
    page.get_by_role("button", name="Add Bridge").click()

    assert names(page) == ["Plank", "Clamshell"]
    expect(page.locator(".item-coming")).to_have_text("Bridge is being added")

    page.unroute("**/items/**")  # which lets go what is held
    expect(page.locator(".item-coming")).to_have_count(0)
    assert names(page) == stored(plan) == ["Plank", "Clamshell", "Bridge"]


def test_what_is_refused_shows_as_it_was(desk: Visitor, plan: Plan) -> None:
    page = desk.page
    page.route("**/remove/", lambda route: route.fulfill(status=404))
    page.get_by_role("button", name="Take Bridge out").click()

    expect(page.locator("#save-state")).to_contain_text("was not saved")
    assert names(page) == ["Bridge", "Clamshell", "Plank"]


@pytest.mark.parametrize("what", ["row", "body"])
def test_typing_goes_on_though_its_place_comes_anew(what: str, desk: Visitor, plan: Plan) -> None:
    page, held = desk.page, list[Route]()
    page.route("**/move/", lambda route: held.append(route))
    if what == "body":
        phase_actions.add_phase(plan, "Later", by=make.member(plan.patient.clinic))
    page.get_by_role("button", name="Move Bridge down").click()
    row(page, "Bridge").get_by_label("Dose of Bridge").fill("3x1")

    page.unroute("**/move/")
    expect(page.locator("#undo")).to_be_enabled()
    expect(page.locator(".htmx-settling")).to_have_count(0)
    page.keyboard.type("2")
    page.keyboard.press("Tab")

    expect(row(page, "Bridge").locator(".item-words")).to_contain_text("12 times")
    assert PlanItem.objects.get(exercise__name="Bridge").reps == 12
    assert desk.complaints == []


def test_row_that_comes_anew_while_it_is_dragged_stands_there_once(
    desk: Visitor, plan: Plan
) -> None:
    page, held = desk.page, list[Route]()
    phase_actions.add_phase(plan, "Later", by=make.member(plan.patient.clinic))
    page.route("**/remove/", lambda route: held.append(route))
    page.get_by_role("button", name="Take Clamshell out").click()
    row(page, "Bridge").locator("[data-grip]").hover()
    page.mouse.down()
    page.mouse.move(400, 700, steps=3)
    page.unroute("**/remove/")
    page.get_by_role("heading", name="Later").wait_for()
    page.mouse.move(400, 600, steps=3)
    page.keyboard.press("Escape")
    page.mouse.up()

    assert names(page) == stored(plan) == ["Bridge", "Plank"]
    assert desk.complaints == []


def test_mistake_goes_where_the_stored_dose_is_typed_again(desk: Visitor, plan: Plan) -> None:
    field = row(desk.page, "Bridge").get_by_label("Dose of Bridge")
    before = field.input_value()
    field.fill("banana")
    field.press("Enter")
    expect(row(desk.page, "Bridge").locator(".field-error")).to_be_visible()

    field.fill(before)
    field.press("Enter")

    expect(row(desk.page, "Bridge").locator(".field-error")).to_have_count(0)
    expect(field).to_have_value(before)
    expect(field).to_be_focused()


def test_focus_goes_to_undo_where_what_was_pressed_is_gone(desk: Visitor) -> None:
    page = desk.page
    row(page, "Bridge").get_by_role("button", name="Take Bridge out").press("Enter")
    page.get_by_role("button", name="Undo: Bridge taken out").press("Enter")

    page.get_by_role("button", name="Redo: Bridge taken out").press("Enter")

    expect(page.get_by_role("button", name="Undo: Bridge taken out")).to_be_focused()


def test_row_is_dragged_by_touch(plan: Plan, visit: Opens) -> None:
    assert plan.therapist
    phone = visit(client=signed_in(plan.therapist), width=390, is_mobile=True, has_touch=True)
    phone.go(plan.get_absolute_url())
    grip = row(phone.page, "Bridge").locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), row(phone.page, "Clamshell").bounding_box()
    assert start and end
    x, top, bottom = start["x"] + 20, start["y"] + 20, end["y"] + 0.9 * end["height"]
    touch = phone.context.new_cdp_session(phone.page)

    for kind, y in (("touchStart", top), ("touchMove", (top + bottom) / 2), ("touchMove", bottom)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    saved(phone.page)
    assert stored(plan) == names(phone.page) == ["Clamshell", "Bridge", "Plank"]
