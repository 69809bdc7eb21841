"""From signing in to seeing what was done: one plan's whole way, in a real browser."""

import io
import re
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import APIResponse, Locator, Page
from pypdf import PdfReader

from clinic.models import Member
from patients.models import Patient
from programs.models import Revision
from tests import make
from tests.browser.conftest import Opens, Visitor

PROTOCOL = "Low-back spasm: from relief to staying well"
NOTE = "Easier than last week."
PHONE = {"java_script_enabled": False, "is_mobile": True, "has_touch": True}


@pytest.fixture
def sam(transactional_db: None) -> Patient:
    """A patient at a clinic with a therapist, and the starter library."""
    call_command("load_library", verbosity=0)
    clinic = make.clinic()
    make.member(clinic, Member.Role.THERAPIST, name="Ana Brook", email="ana@riverbank.example")
    return make.patient(clinic, first_name="Sam", last_name="Rivers", born_on=date(1985, 3, 14))


def sign_in(staff: Visitor) -> None:
    staff.go("/")
    staff.page.get_by_label("Email").fill("ana@riverbank.example")
    staff.page.get_by_label("Password").fill(make.PASSWORD)
    staff.page.get_by_role("button", name="Sign in").click()


def start_plan(page: Page) -> None:
    page.get_by_role("searchbox").fill("rivers")
    page.get_by_role("link", name=re.compile("Rivers")).click()
    page.get_by_role("link", name="Start a plan").click()
    page.get_by_label("Goal").fill("Sit through a film")
    page.get_by_role("button", name=f"Start with {PROTOCOL}").click()


def choose_missing_sides(page: Page) -> None:
    missing = page.locator("form.item-sides-missing:visible")  # later phases are folded
    while missing.count():
        left = missing.count()
        missing.first.get_by_role("button", name="Right", exact=True).click()
        page.wait_for_function(
            "n => document.querySelectorAll('form.item-sides-missing').length < n", arg=left
        )


def first_phase(page: Page) -> Locator:
    return page.locator("ol.items").first.locator("li.item h3")


def names(headings: Locator) -> list[str]:
    return [re.sub(r"^\d+\s*", "", text) for text in headings.all_inner_texts()]


def move_first_item_down(page: Page) -> None:
    """By keyboard alone; the focus stays on the button that was pressed."""
    button = page.locator("ol.items").first.get_by_role("button", name="down").first
    button.focus()
    with page.expect_response(re.compile("/move/")):
        page.keyboard.press("Enter")


def add_by_keyboard(page: Page, word: str) -> None:
    with page.expect_response(re.compile("q=" + word)):
        page.get_by_label("Search the library").fill(word)
    page.wait_for_function(
        "word => document.querySelector('#search-results').innerText.toLowerCase().includes(word)",
        arg=word,
    )
    with page.expect_response(re.compile("/items/new/")):
        page.keyboard.press("Enter")


def record_screen(page: Page) -> None:
    page.get_by_role("button", name="Record: screened by me today").click()
    page.get_by_text("by Ana Brook").wait_for()


def issue(page: Page) -> None:
    page.get_by_role("link", name="Check and issue").click()
    page.get_by_role("button", name="Issue number 1").click()
    page.get_by_role("heading", name="Sheet number 1").wait_for()


def print_sheet(page: Page) -> APIResponse:
    """What the print button sends, and the file that it leads to."""
    button = page.get_by_role("button", name="Print")
    form = page.locator("form").filter(has=button)
    action = form.get_attribute("action") or ""
    token = form.locator("[name=csrfmiddlewaretoken]").input_value()
    base = page.url.split("/revisions")[0]
    return page.request.post(
        base + action, form={"csrfmiddlewaretoken": token}, headers={"Referer": page.url}
    )


def let_in(phone: Visitor, code: str, sheet_number: int) -> None:
    phone.go(reverse("portal:enter_sheet", args=[code, sheet_number]))
    for label, number in (("Day", "14"), ("Month", "3"), ("Year", "1985")):
        phone.page.get_by_label(label, exact=True).fill(number)
    phone.page.get_by_role("button", name="Open my exercises").click()
    phone.page.get_by_role("heading", name="Hello Sam").wait_for()


def record_first_exercise(page: Page) -> None:
    page.get_by_role("button", name="Done", exact=True).first.click()
    page.get_by_text("Add pain or a note").first.click()
    more = page.locator("details.more").first
    pain = more.locator("fieldset").filter(has_text="How much did it hurt?")
    pain.locator("label").filter(has_text=re.compile(r"^\s*3\s*$")).click()
    more.locator("[name$=note]").fill(NOTE)
    more.get_by_role("button", name="Save").click()
    page.get_by_text(NOTE).first.wait_for()


def test_plan_goes_from_therapist_to_patient_and_back(sam: Patient, visit: Opens) -> None:
    staff = visit(1440)
    sign_in(staff)
    start_plan(staff.page)
    before = names(first_phase(staff.page))
    move_first_item_down(staff.page)
    staff.page.wait_for_function(
        "name => !document.querySelector('ol.items li.item h3').innerText.includes(name)",
        arg=before[0],
    )
    assert names(first_phase(staff.page))[:2] == [before[1], before[0]]

    add_by_keyboard(staff.page, "bridge")
    choose_missing_sides(staff.page)
    record_screen(staff.page)
    issue(staff.page)
    sheet = print_sheet(staff.page)

    revision = Revision.objects.get(plan__patient=sam)
    code = sam.accesses.get()
    pages = PdfReader(io.BytesIO(sheet.body())).pages
    # In one line: a code whose first half ends with a digit is kept together by another space.
    paper = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert sheet.body().startswith(b"%PDF") and sheet.headers["content-type"] == "application/pdf"
    assert code.spaced_code in paper and "Sit through a film" in paper

    phone = visit(390, **PHONE)
    let_in(phone, code.code, revision.number)
    record_first_exercise(phone.page)

    staff.go(reverse("programs:patient_detail", args=[sam.pk]))
    assert staff.page.get_by_text(NOTE).count()
    assert staff.complaints + phone.complaints == []


def test_wrong_birth_date_says_only_that_they_do_not_match(sam: Patient, visit: Opens) -> None:
    access = make.access(sam)
    phone = visit(390, **PHONE)

    phone.go(reverse("portal:enter_sheet", args=[access.code, 1]))
    for label, number in (("Day", "15"), ("Month", "3"), ("Year", "1985")):
        phone.page.get_by_label(label, exact=True).fill(number)
    phone.page.get_by_role("button", name="Open my exercises").click()

    assert phone.page.get_by_text("don’t match").count()
    assert phone.page.get_by_label("Day", exact=True).input_value() == "15"
    assert "Sam" not in phone.page.content()
