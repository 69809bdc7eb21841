"""The print desk in a real browser: by keyboard, without scripts, looked at by axe."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from clinic.models import Clinic
from programs.models import PrintBatch, Printing
from tests.browser.conftest import Opens, Visitor
from tests.browser.test_looks import IS_TOO_WIDE, violations
from tests.programs.handouts.reading import read
from tests.programs.handouts.test_print_desk import on_desk

PRINT_CHOSEN, CHOOSE_ALL = "Print the chosen ones as one PDF", "Choose all that are not printed yet"


@pytest.fixture
def three(transactional_db: None, clinic: Clinic) -> None:
    for last_name in ("Marlow", "Quimby", "Rivers"):
        on_desk(clinic, last_name)


@pytest.fixture
def desk(three: None, visit: Opens, as_fran: Client) -> Visitor:
    visitor = visit(client=as_fran)
    visitor.go("/print/")
    return visitor


def pdf_of(desk: Visitor) -> Any:
    answer = desk.context.request.get(desk.page.url + "sheets.pdf")
    return answer.body()


def test_two_are_chosen_and_become_one_pdf(desk: Visitor) -> None:
    page = desk.page
    page.get_by_label("Choose sheet 1 of Sam Marlow").check()
    page.get_by_label("Choose sheet 1 of Sam Rivers").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("2 chosen")).to_be_visible()

    page.get_by_role("button", name=PRINT_CHOSEN).press("Enter")
    expect(page.get_by_role("heading", name="Ready: 2 sheets")).to_be_visible()

    pages = read(pdf_of(desk))
    starts = [number for number, text in enumerate(pages, 1) if "page 1 of" in text]
    assert len(starts) == 2 and all(number % 2 for number in starts)
    assert desk.complaints == []


def test_chosen_sheet_stays_chosen_while_another_is_looked_for(desk: Visitor) -> None:
    page = desk.page
    page.get_by_label("Choose sheet 1 of Sam Marlow").check()

    page.get_by_role("searchbox").fill("riv")
    expect(page.get_by_text("1 sheet found")).to_be_visible()
    page.get_by_role("button", name=CHOOSE_ALL).click()
    expect(page.get_by_text("2 chosen, 1 of them not in this list")).to_be_visible()
    page.get_by_role("button", name=PRINT_CHOSEN).click()
    expect(page.get_by_role("heading", name="Ready: 2 sheets")).to_be_visible()

    assert PrintBatch.objects.get().sheets.count() == 2


def test_desk_says_that_a_sheet_was_printed_to_who_comes_back(desk: Visitor) -> None:
    page = desk.page
    with page.context.expect_page():
        page.get_by_role("button", name="Print sheet 1 of Sam Marlow").click()
    expect(page.get_by_text("not printed yet", exact=True)).to_have_count(3)

    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(page.get_by_text("by Fran Desk")).to_have_count(1)
    assert Printing.objects.count() == 1


def test_desk_shows_what_a_colleague_printed_to_who_comes_back_after_a_while(
    desk: Visitor, as_ana: Client
) -> None:
    page = desk.page
    as_ana.post(page.locator("[data-prints]").first.get_attribute("action") or "")
    page.get_by_label("Choose sheet 1 of Sam Rivers").check()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("not printed yet", exact=True)).to_have_count(3)

    page.evaluate("Date.now = () => performance.timeOrigin + performance.now() + 60000")
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(page.get_by_text("by Ana Brook")).to_have_count(1)
    expect(page.get_by_label("Choose sheet 1 of Sam Rivers")).to_be_checked()
    expect(page.get_by_label("Choose sheet 1 of Sam Rivers")).to_be_focused()


def test_printing_the_chosen_ones_is_in_reach_on_a_telephone(
    transactional_db: None, clinic: Clinic, visit: Opens, as_fran: Client
) -> None:
    for number in range(8):
        on_desk(clinic, f"Rivers{number}")
    desk = visit(390, as_fran)
    desk.go("/print/")

    desk.page.get_by_label("Choose sheet 1 of Sam Rivers1").check()

    expect(desk.page.get_by_text("1 chosen")).to_be_in_viewport(ratio=1)
    expect(desk.page.get_by_role("button", name="Print as one PDF")).to_be_in_viewport(ratio=1)


def test_desk_works_without_scripts(three: None, visit: Opens, as_fran: Client) -> None:
    desk = visit(client=as_fran, java_script_enabled=False)
    desk.go("/print/")
    page = desk.page

    page.get_by_role("button", name=CHOOSE_ALL).click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(3)
    page.get_by_role("button", name=PRINT_CHOSEN).click()

    expect(page.get_by_role("heading", name="Ready: 3 sheets")).to_be_visible()
    assert len(read(pdf_of(desk))) == PrintBatch.objects.get().pages


def test_new_slip_is_one_step_away_and_warns(desk: Visitor) -> None:
    page = desk.page
    summary = page.get_by_text("New slip for Sam Marlow")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The old code stops working").first).to_be_visible()

    page.get_by_role("button", name="End the old code, make a new slip").first.click()

    expect(page.get_by_role("heading", name="Access slip")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_axe_finds_nothing_on_a_desk_in_use(
    width: int, three: None, visit: Opens, as_fran: Client
) -> None:
    desk = visit(width, as_fran)
    desk.go("/print/?choose=1")
    desk.page.get_by_text("New slip").first.click()

    assert violations(desk) == []
    assert not desk.page.evaluate(IS_TOO_WIDE)
