"""Choosing how a sheet is printed: by mouse, by keyboard, without scripts, and looked at by axe."""

import pytest
from playwright.sync_api import Page, Request, expect

from programs.models import Handout, Plan, Revision
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.browser.test_looks import IS_TOO_WIDE, violations
from tests.conftest import signed_in


@pytest.fixture
def revision(transactional_db: None) -> Revision:
    clinic = make.clinic()
    patient = make.patient(clinic, language="es")
    plan = make.plan(patient, therapist=make.member(clinic), goal="Sit through a film")
    for name in ("Bridge", "Clamshell"):
        make.item(plan, make.exercise(name))
    assert plan.current_phase
    plan.current_phase.advice.add(make.advice())
    make.access(patient)
    return make.revision(Plan.objects.get(pk=plan.pk))


def open_page(visit: Opens, revision: Revision, chosen: str = "", **options: object) -> Visitor:
    desk = make.member(revision.plan.patient.clinic, "front_desk")
    visitor = visit(client=signed_in(desk), **options)
    visitor.go(f"/revisions/{revision.pk}/print/{chosen}")
    return visitor


def count(page: Page) -> str:
    return page.locator("#print-count").inner_text().strip()


def test_pages_follow_each_choice(revision: Revision, visit: Opens) -> None:
    page = open_page(visit, revision).page
    usual = count(page)

    page.get_by_text("Large print").click()
    expect(page.locator("#print-count")).not_to_have_text(usual)
    expect(page.locator("#print-list li").nth(2)).to_be_visible()
    page.get_by_text("Standard").click()

    expect(page.locator("#print-count")).to_have_text(usual)


def test_what_does_not_go_together_is_said_at_once(revision: Revision, visit: Opens) -> None:
    page = open_page(visit, revision).page

    page.get_by_text("Diary only").click()
    page.get_by_text("No diary").click()
    expect(page.locator("#weeks-error")).to_contain_text("1, 2 or 4 weeks")
    page.get_by_text("4 weeks", exact=True).click()

    expect(page.locator("#weeks-error")).to_be_empty()
    expect(page.locator("#print-count")).to_contain_text("page")


def test_layout_is_chosen_and_printed_by_keyboard(revision: Revision, visit: Opens) -> None:
    page = open_page(visit, revision).page
    sent: list[Request] = []
    page.context.on("request", lambda request: sent.append(request))

    page.get_by_label("Standard").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Large print")).to_be_checked()
    with page.context.expect_event("response", lambda answer: answer.status == 303):
        page.keyboard.press("Enter")

    assert Handout.objects.values_list("layout").get() == ("large",)
    assert all("csrf" not in request.url for request in sent)


def test_choices_are_counted_and_printed_without_scripts(revision: Revision, visit: Opens) -> None:
    page = open_page(visit, revision, java_script_enabled=False).page
    usual = count(page)

    page.get_by_label("Large print").check()
    page.get_by_label("The patient’s name").uncheck()
    page.get_by_role("button", name="Count the pages").click()

    expect(page.get_by_label("Large print")).to_be_checked()
    expect(page.get_by_label("The patient’s name")).not_to_be_checked()
    assert count(page) != usual and "csrf" not in page.url


def test_pages_are_shown_and_follow_each_choice(revision: Revision, visit: Opens) -> None:
    desk = open_page(visit, revision)
    pictures = desk.page.locator("#print-list img")
    expect(pictures.first).to_be_visible()

    desk.page.get_by_text("Diary only").click()
    expect(desk.page.locator('#print-list img[src*="layout=diary"]').first).to_be_visible()

    loaded = "one => one.complete && one.naturalWidth"
    desk.page.wait_for_function(
        f"[...document.querySelectorAll('#print-list img')].every({loaded})"
    )
    assert pictures.count() == desk.page.locator("#print-list li").count()
    assert desk.complaints == []


def test_printing_is_in_reach_on_a_telephone(revision: Revision, visit: Opens) -> None:
    page = open_page(visit, revision, width=390).page

    for top in (300, 700, 1400):
        page.evaluate(f"scrollTo(0, {top})")
        expect(page.get_by_role("button", name="Print")).to_be_in_viewport(ratio=1)
        expect(page.locator("#print-count")).to_be_in_viewport(ratio=1)


def test_pages_are_looked_at_without_scripts(revision: Revision, visit: Opens) -> None:
    page = open_page(visit, revision, java_script_enabled=False).page
    page.get_by_label("Cards").check()
    page.get_by_role("button", name="Look at the pages").click()

    expect(page.get_by_role("heading", name="Pages of sheet number 1")).to_be_visible()
    expect(page.get_by_role("img", name="Page 1, larger in a new tab")).to_be_visible()
    page.get_by_role("link", name="Print another way").click()

    expect(page.get_by_label("Cards")).to_be_checked()
    assert "csrf" not in page.url


def test_choosing_goes_on_when_the_pages_cannot_be_drawn(revision: Revision, visit: Opens) -> None:
    desk = open_page(visit, revision)
    desk.page.route("**/print/pages/?*", lambda route: route.fulfill(status=500, body=""))

    desk.page.get_by_text("Cards", exact=True).click()

    expect(desk.page.locator("#print-list")).to_contain_text("You can print without that.")
    expect(desk.page.locator("#print-list")).to_contain_text("Page 1")


def test_choosing_goes_on_when_the_pages_cannot_be_counted(
    revision: Revision, visit: Opens
) -> None:
    page = open_page(visit, revision).page
    page.route("**/print/?*", lambda route: route.fulfill(status=500, body=""))

    page.get_by_text("Cards").click()

    expect(page.locator("#print-count")).to_contain_text("You can print without that.")
    expect(page.get_by_role("button", name="Print")).to_be_enabled()


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
@pytest.mark.parametrize("chosen", ["", "?layout=diary&weeks=0&paper=A0&beside=es"])
def test_axe_finds_nothing_beside_the_choices(
    chosen: str, width: int, revision: Revision, visit: Opens
) -> None:
    desk = open_page(visit, revision, chosen, width=width)
    if not chosen:
        expect(desk.page.locator("#print-list img").first).to_be_visible()

    assert violations(desk) == []
    assert not desk.page.evaluate(IS_TOO_WIDE)
    assert desk.complaints == []


def test_nothing_is_too_wide_at_twice_the_size_of_text(revision: Revision, visit: Opens) -> None:
    page = open_page(visit, revision, width=390).page

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert not page.evaluate(IS_TOO_WIDE)
