"""Writing a leaflet in a browser: the page beside the form follows what is typed."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from clinic.models import Clinic
from programs.models import Advice
from tests import make
from tests.browser.conftest import Opens, Visitor, questions


@pytest.fixture
def desk(transactional_db: None, clinic: Clinic, visit: Opens, as_ana: Client) -> Visitor:
    leaflet = make.advice("Our nights", clinic=clinic)
    visitor = visit(client=as_ana)
    visitor.go(f"/advice/{leaflet.pk}/edit/")
    return visitor


def test_leaflet_follows_what_is_typed(desk: Visitor) -> None:
    page = desk.page

    page.fill("#id_body", "# Tonight\n- Turn the clock away.\n- It heals you.")

    expect(page.locator(".leaflet h3")).to_have_text(["Tonight"])
    expect(page.locator(".leaflet li")).to_have_text(["Turn the clock away.", "It heals you."])
    expect(page.locator("#preview")).to_contain_text("“heals” promises too much")
    expect(page.locator("#id_body")).to_be_focused()
    assert desk.complaints == []


def test_leaflet_is_written_without_a_mouse(desk: Visitor) -> None:
    page = desk.page

    page.focus("#id_name")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Our quiet nights")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Our quiet nights")
    assert Advice.objects.get().version == 2


def test_words_that_are_not_saved_are_asked_about(desk: Visitor) -> None:
    page = desk.page
    asked = questions(desk, answer=False)

    page.fill("#id_body", "Much work.")
    page.get_by_role("link", name="Back without saving").click()

    expect(page.locator("#id_body")).to_have_value("Much work.")
    assert asked == ["beforeunload"]


def test_mistake_gets_the_focus_and_is_asked_about_too(desk: Visitor) -> None:
    page = desk.page
    asked = questions(desk, answer=False)
    page.fill("#id_main_message", "Rest. Then walk.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#id_main_message")).to_be_focused()

    page.get_by_role("link", name="Back to the leaflet").click()

    expect(page.locator("#id_main_message")).to_have_value("Rest. Then walk.")
    assert asked == ["beforeunload"]


def test_only_the_leaflet_is_printed(desk: Visitor) -> None:
    page = desk.page
    page.get_by_role("link", name="Back to the leaflet").click()

    page.emulate_media(media="print")

    expect(page.locator(".leaflet")).to_be_visible()
    for other in (".site-bar", ".page-head", ".site-foot", "#used"):
        expect(page.locator(other)).to_be_hidden()
