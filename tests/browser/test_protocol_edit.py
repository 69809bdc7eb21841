"""Writing a protocol in a browser: by keyboard, with the focus kept and nothing typed lost."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from clinic.models import Clinic
from programs.models import Protocol, ProtocolItem
from tests import make
from tests.browser.conftest import Opens, Visitor, questions


@pytest.fixture
def ours(transactional_db: None, clinic: Clinic) -> Protocol:
    make.exercise("Bridge")
    make.exercise("Clamshell", region="hip")
    return make.protocol("Our weeks", clinic=clinic)


@pytest.fixture
def desk(ours: Protocol, visit: Opens, as_ana: Client) -> Visitor:
    visitor = visit(client=as_ana)
    visitor.go(f"/protocols/{ours.pk}/edit/")
    return visitor


def test_exercises_are_added_by_typing_and_enter(desk: Visitor, ours: Protocol) -> None:
    page = desk.page

    page.focus("#search")
    page.keyboard.type("clam")
    expect(page.locator("#search-results b")).to_have_text(["Clamshell"])
    page.keyboard.press("Enter")

    expect(page.locator(".item h3")).to_contain_text(["Clamshell"])
    expect(page.locator("#save-state")).to_contain_text("Saved")
    expect(page.locator("#search")).to_be_focused()
    assert desk.complaints == []


def test_enter_before_the_answer_adds_what_was_typed(desk: Visitor) -> None:
    page = desk.page
    expect(page.locator("#search-results b")).to_have_text(["Bridge", "Clamshell"])

    page.focus("#search")
    page.keyboard.type("clam")
    page.keyboard.press("Enter")

    expect(page.locator(".item h3")).to_contain_text(["Clamshell"])


def test_exercise_goes_to_the_phase_that_was_chosen(desk: Visitor, ours: Protocol) -> None:
    page = desk.page
    page.fill("#new-phase-name", "Build strength")
    page.keyboard.press("Enter")
    expect(page.locator("#add-to option")).to_have_count(2)

    page.select_option("#add-to", label="2. Build strength")
    page.get_by_role("button", name="Add Bridge").click()
    expect(page.locator(".item h3")).to_contain_text(["Bridge"])
    page.get_by_role("button", name="Add Clamshell").click()
    expect(page.locator(".item h3")).to_contain_text(["Bridge", "Clamshell"])

    assert ours.phases.get(name="Build strength").items.count() == 2


def test_dose_is_changed_by_keyboard_and_the_focus_comes_back(
    ours: Protocol, visit: Opens, as_ana: Client
) -> None:
    item = make.protocol_item(ours)
    desk = visit(client=as_ana)
    desk.go(f"/protocols/{ours.pk}/edit/")
    page = desk.page

    page.focus(f"#item-{item.pk}-edit")
    page.keyboard.press("Enter")
    expect(page.locator(f"#item-{item.pk}-sets")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("2")
    page.keyboard.press("Enter")

    expect(page.locator(f"#item-{item.pk}-edit")).to_be_focused()
    assert ProtocolItem.objects.get().sets == 2
    assert desk.complaints == []


def test_impossible_dose_stays_open_with_its_message(
    ours: Protocol, visit: Opens, as_ana: Client
) -> None:
    item = make.protocol_item(ours)
    desk = visit(client=as_ana)
    desk.go(f"/protocols/{ours.pk}/edit/")
    page = desk.page

    page.click(f"#item-{item.pk}-edit")
    for day in range(7):
        page.uncheck(f"#item-{item.pk}-days_{day}", force=True)
    page.keyboard.press("Enter")

    expect(page.locator(".item-editor")).to_contain_text("Tick at least one day")
    expect(page.locator("#save-state")).to_have_text("Not saved: see the message")


def test_what_is_typed_in_a_phase_outlives_another_change(desk: Visitor, ours: Protocol) -> None:
    page = desk.page
    phase = ours.phases.get()
    page.click(f"#phase-{phase.pk}-edit")
    page.fill(f"#phase-{phase.pk}-aim", "Walk to the shop")

    page.get_by_role("button", name="Add Bridge").click()
    expect(page.locator(".item h3")).to_contain_text(["Bridge"])

    expect(page.locator(f"#phase-{phase.pk}-aim")).to_have_value("Walk to the shop")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".phase-words")).to_contain_text("Walk to the shop")
    assert desk.complaints == []


def test_leaving_with_words_unsaved_is_asked_about(desk: Visitor, ours: Protocol) -> None:
    page = desk.page
    asked = questions(desk, answer=True)
    phase = ours.phases.get()

    page.click(f"#phase-{phase.pk}-edit")
    page.fill(f"#phase-{phase.pk}-aim", "Walk to the shop")
    page.get_by_role("link", name="Done").click()
    expect(page).not_to_have_url(f"{desk.base}/protocols/{ours.pk}/edit/")

    assert asked == ["beforeunload"]


def test_leaving_after_saving_is_not_asked_about(desk: Visitor, ours: Protocol) -> None:
    page = desk.page
    asked = questions(desk, answer=True)
    phase = ours.phases.get()

    page.click(f"#phase-{phase.pk}-edit")
    page.fill(f"#phase-{phase.pk}-aim", "Walk to the shop")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".phase-words")).to_contain_text("Walk to the shop")
    page.get_by_role("link", name="Done").click()
    expect(page).not_to_have_url(f"{desk.base}/protocols/{ours.pk}/edit/")

    assert asked == []
