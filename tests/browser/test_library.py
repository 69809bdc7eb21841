"""The library in a browser: instant search, filters that keep the focus, arrow keys, no script."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from programs.models import Exercise
from tests import make
from tests.browser.conftest import Opens, Visitor


@pytest.fixture
def library(transactional_db: None, visit: Opens, as_ana: Client) -> Visitor:
    make.exercise("Bridge")
    make.exercise("Hip hinge", region="hip")
    make.exercise("Hip stretch", region="hip", type=Exercise.Type.STRETCH)
    visitor = visit(client=as_ana)
    visitor.go("/library/")
    return visitor


def test_typing_searches_and_arrows_go_through_the_cards(library: Visitor) -> None:
    page = library.page

    page.keyboard.type("hip")
    expect(page).to_have_url(re.compile("q=hip"))  # "h" finds as many
    expect(page.locator("#result-count")).to_have_text("2 exercises found")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Hip stretch")
    page.go_back()
    expect(page.locator("#q")).to_have_value("hip")
    assert library.complaints == []


def test_escape_and_typing_lead_back_to_the_box(library: Visitor) -> None:
    page = library.page

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("br")

    expect(page.locator("#result-count")).to_have_text("1 exercise found")


def test_a_tick_narrows_at_once_and_keeps_the_focus(library: Visitor) -> None:
    page = library.page

    page.focus("#tick-type-stretch")
    page.keyboard.press("Space")

    expect(page.locator("#result-count")).to_have_text("1 exercise found")
    expect(page.locator("#tick-type-stretch")).to_be_focused()
    expect(page).to_have_url(f"{library.base}/library/?type=stretch")


def test_search_and_ticks_work_without_script(
    library: Visitor, visit: Opens, as_ana: Client
) -> None:
    plain = visit(width=390, client=as_ana, java_script_enabled=False)
    plain.go("/library/")

    plain.page.click("label[for=show-filters]")
    plain.page.click("label[for=tick-region-hip]")
    plain.page.fill("#q", "hinge")
    plain.page.click(".library-filters button")

    expect(plain.page.locator("#result-count")).to_have_text("1 exercise found")


def test_words_in_place_of_a_picture_are_dark_on_pale_in_the_dark(
    visit: Opens, as_ana: Client, transactional_db: None
) -> None:
    bridge = make.exercise("Bridge")
    visitor = visit(client=as_ana, color_scheme="dark")
    visitor.page.route("**/*.svg", lambda route: route.abort())

    visitor.go(bridge.get_absolute_url())

    picture = visitor.page.locator("img.figure").first
    expect(picture).to_have_css("color", "rgb(21, 32, 43)")
