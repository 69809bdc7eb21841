"""The desk where a protocol is written: order, undo and swap, by keyboard and looked at by axe."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from clinic.models import Clinic
from programs.models import Protocol
from tests import make
from tests.browser.conftest import Opens, Visitor, questions
from tests.browser.test_looks import IS_TOO_WIDE, violations

NAMES = ("Bridge", "Clamshell", "Bird dog")
IN_SIGHT = "box => box.top >= 0 && box.bottom <= innerHeight"


@pytest.fixture
def ours(transactional_db: None, clinic: Clinic) -> Protocol:
    protocol = make.protocol("Our weeks", clinic=clinic)
    for name in NAMES:
        make.protocol_item(protocol, make.exercise(name))
    return protocol


@pytest.fixture
def desk(ours: Protocol, visit: Opens, as_ana: Client) -> Visitor:
    visitor = visit(client=as_ana)
    visitor.go(f"/protocols/{ours.pk}/edit/")
    expect(visitor.page.locator("#search-results b")).to_have_count(len(NAMES))
    return visitor


def top_of(desk: Visitor, name: str) -> int:
    box = desk.page.get_by_role("button", name=name).bounding_box()
    assert box
    return round(box["y"])


def test_button_that_moves_keeps_the_focus_and_its_place_on_the_screen(
    ours: Protocol, visit: Opens, as_ana: Client
) -> None:
    desk, down = visit(390, as_ana, reduced_motion="reduce"), "Move Bridge down"
    desk.go(f"/protocols/{ours.pk}/edit/")
    page = desk.page
    expect(page.locator("#search-results b")).to_have_count(len(NAMES))
    page.get_by_role("button", name=down).focus()
    before = top_of(desk, down)

    page.keyboard.press("Enter")
    expect(page.locator(".item h3").nth(1)).to_contain_text("Bridge")

    expect(page.get_by_role("button", name=down)).to_be_focused()
    assert abs(top_of(desk, down) - before) <= 1


def test_what_stands_at_the_end_cannot_move_on_and_gets_the_focus(desk: Visitor) -> None:
    page = desk.page
    expect(page.get_by_role("button", name="Move Bird dog down")).to_be_disabled()

    page.get_by_role("button", name="Move Clamshell down").click()

    expect(page.get_by_role("button", name="Move Clamshell down")).to_be_disabled()
    expect(page.get_by_role("button", name="Move Bird dog down")).to_be_enabled()
    expect(page.locator(".item:focus h3")).to_contain_text("Clamshell")


def test_swap_that_is_thought_better_of_leads_back(desk: Visitor) -> None:
    page = desk.page
    swap = page.get_by_role("link", name="Swap Clamshell for another exercise")
    swap.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#add-title")).to_have_text("Swap an exercise", use_inner_text=True)

    page.get_by_role("link", name="Keep it: Clamshell").click()

    expect(swap).to_be_focused()
    expect(page.locator("#add-to")).to_be_visible()


def test_swap_is_made_and_taken_back_by_keyboard(desk: Visitor) -> None:
    page = desk.page
    make.exercise("Step up")
    page.get_by_role("link", name="Swap Clamshell for another exercise").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("step")
    page.keyboard.press("Enter")
    expect(page.locator(".item:focus h3")).to_contain_text("Step up")

    page.get_by_role("button", name="Swap back").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".item:focus h3")).to_contain_text("Clamshell")
    expect(page.locator(".item h3")).to_have_count(3)


def test_exercise_is_added_from_its_phase(desk: Visitor, ours: Protocol) -> None:
    page = desk.page
    page.fill("#new-phase-name", "Build strength")
    page.keyboard.press("Enter")

    page.get_by_role("link", name="Add an exercise to Build strength").click()
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("clam")
    page.keyboard.press("Enter")

    expect(page.locator("#save-state")).to_contain_text("“Clamshell” is in. Saved")
    assert ours.phases.get(name="Build strength").items.count() == 1


def test_what_was_not_done_is_not_called_saved(desk: Visitor) -> None:
    page = desk.page

    page.focus("#search")
    page.keyboard.type("clam")
    page.keyboard.press("Enter")

    expect(page.locator("#save-state")).to_have_text("“Clamshell” is in “Calm it down” already.")
    assert page.locator("#save-state").evaluate(f"e => ({IN_SIGHT})(e.getBoundingClientRect())")


def test_page_stays_where_it_is_when_an_exercise_is_added(desk: Visitor) -> None:
    page = desk.page
    make.exercise("Step up")
    page.set_viewport_size({"width": 1440, "height": 500})
    page.evaluate("scrollTo(0, 300)")

    page.locator("#search").fill("step")
    page.keyboard.press("Enter")
    expect(page.locator(".item h3")).to_have_count(4)

    assert page.evaluate("Math.round(scrollY)") == 300


def test_conflict_gets_the_focus_and_keeping_theirs_asks_nothing(
    desk: Visitor, ours: Protocol
) -> None:
    page = desk.page
    asked = questions(desk, answer=True)
    page.locator("#about summary").click()
    page.fill("#id_summary", "Mine")
    Protocol.objects.filter(pk=ours.pk).update(summary="Theirs", version=2)

    page.locator("#about .btn-primary").click()
    expect(page.locator("#about .alert")).to_be_focused()
    page.get_by_role("link", name="Keep theirs").click()

    page.locator("#about summary").click()
    expect(page.locator("#id_summary")).to_have_value("Theirs")
    assert asked == []


@pytest.mark.once
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_beside_an_undo_strip_a_swap_and_two_editors(
    width: int, ours: Protocol, visit: Opens, as_ana: Client
) -> None:
    desk = visit(width, as_ana)
    desk.go(f"/protocols/{ours.pk}/edit/")
    page = desk.page
    page.get_by_role("button", name="Take Bird dog out").click()
    expect(page.locator("#put-back")).to_be_focused()
    page.get_by_role("link", name="Change dose and cue of Bridge").click()
    page.get_by_role("link", name="Change phase").click()
    expect(page.locator("[data-close-editor]")).to_have_count(2)
    page.get_by_role("link", name="Swap Clamshell for another exercise").click()
    expect(page.locator("#add-to-box")).to_contain_text("Instead of Clamshell")

    assert violations(desk) == []
    assert desk.complaints == []


@pytest.mark.once
@pytest.mark.parametrize("width", [320, 820, 1440])
def test_desk_does_not_scroll_sideways_with_letters_twice_as_large(
    width: int, ours: Protocol, visit: Opens, as_ana: Client
) -> None:
    desk = visit(width, as_ana)
    desk.go(f"/protocols/{ours.pk}/edit/")
    page = desk.page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.locator("#about summary").click()
    page.get_by_role("link", name="Change dose and cue of Bridge").click()
    page.get_by_role("link", name="Change phase").click()
    expect(page.locator("[data-close-editor]")).to_have_count(2)

    assert page.evaluate(IS_TOO_WIDE) is False
