"""The patient's day on the smallest phone, with script switched off, and by keyboard alone."""

import pytest
from playwright.sync_api import Page

from patients.models import Access
from programs.models import Entry, Plan, PlanItem
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.programs.diary.build import issue, sheet_of

SMALLEST = 320


@pytest.fixture
def let_in(plan: Plan) -> Access:
    """Sam's code; on the sheet is one exercise, left and right."""
    item = make.item(plan, side=PlanItem.Side.EACH)
    issue(plan, sheet_of(item), at=make.moment("2026-01-05 09:00"))
    return make.access(plan.patient, "K7M29QR5")


def enter(phone: Visitor) -> None:
    phone.go("/p/")
    phone.page.get_by_label("Your code").fill("k7m2 9qrs")
    for label, number in (("Day", "29"), ("Month", "2"), ("Year", "1980")):
        phone.page.get_by_label(label, exact=True).fill(number)
    phone.page.keyboard.press("Enter")
    phone.page.get_by_role("heading", name="Hello Sam").wait_for()


def press(page: Page, key: str, *, until: str) -> None:
    """Presses a key until what has the focus says this."""
    focused = "document.activeElement.innerText + document.activeElement.value"
    for _ in range(60):
        page.keyboard.press(key)
        if until in page.evaluate(focused):
            return
    raise AssertionError(f"{key} never came to {until!r}")


def test_a_day_is_recorded_without_script(let_in: Access, visit: Opens) -> None:
    phone = visit(SMALLEST, java_script_enabled=False)
    enter(phone)

    left = phone.page.locator("#e1-1-left")
    left.get_by_role("button", name="Done", exact=True).click()
    left.get_by_text("Add pain or a note").click()
    left.get_by_role("group", name="How much did it hurt?").get_by_label("2", exact=True).check()
    left.get_by_label("A note for your therapist").fill("Easier than on Monday")
    left.get_by_role("button", name="Save").click()

    left.get_by_text("pain 2").wait_for()
    entry = Entry.objects.get()
    assert (entry.side, entry.outcome, entry.reps_done) == ("left", "done", 10)
    assert (entry.pain_0_to_10, entry.note) == (2, "Easier than on Monday")


def test_a_day_is_recorded_by_keyboard(let_in: Access, visit: Opens) -> None:
    phone = visit(SMALLEST)
    enter(phone)

    press(phone.page, "Tab", until="Partly")
    phone.page.keyboard.press("Enter")
    phone.page.get_by_text("Saved").first.wait_for()

    assert Entry.objects.get().outcome == "partly"


def test_nothing_with_the_focus_hides_behind_the_bar(let_in: Access, visit: Opens) -> None:
    phone = visit(SMALLEST)
    enter(phone)
    behind = """() => {
        const bar = document.querySelector(".tabs").getBoundingClientRect();
        const box = document.activeElement.getBoundingClientRect();
        return box.height && !document.activeElement.closest(".tabs") && box.top >= bar.top;
    }"""

    hidden = []
    for _ in range(30):
        phone.page.keyboard.press("Tab")
        hidden.append(phone.page.evaluate(behind))

    assert not any(hidden)


def test_nothing_runs_off_the_smallest_phone_in_letters_of_twice_the_size(
    let_in: Access, visit: Opens
) -> None:
    phone = visit(SMALLEST)
    too_wide = {}

    for page in ("/p/", "/p/K7M29QR5/", "/urgent/", "", "/my/", "/my/sheet/"):
        phone.go(page) if page else enter(phone)
        phone.page.evaluate("document.documentElement.style.fontSize = '200%'")
        too_wide[page] = phone.page.evaluate("document.documentElement.scrollWidth") - SMALLEST

    assert {page: over for page, over in too_wide.items() if over > 0} == {}


def test_on_paper_the_day_is_dark_on_white_and_has_nothing_to_tap(
    let_in: Access, visit: Opens
) -> None:
    phone = visit(SMALLEST)
    enter(phone)
    tabs, done = phone.page.locator(".tabs"), phone.page.locator("button").first
    on_screen = tabs.is_visible(), done.is_visible()

    phone.page.emulate_media(media="print", color_scheme="dark")

    ink = phone.page.evaluate("getComputedStyle(document.body).color")
    assert on_screen == (True, True)
    assert (tabs.is_visible(), done.is_visible(), ink) == (False, False, "rgb(21, 32, 43)")
