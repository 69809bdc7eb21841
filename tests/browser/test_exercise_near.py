"""Choosing easier and harder exercises in a browser: by name and keyboard, and without a script."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from clinic.models import Clinic
from programs.models import Exercise
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.browser.test_looks import violations

pytestmark = pytest.mark.once


@pytest.fixture
def ours(transactional_db: None, clinic: Clinic) -> Exercise:
    ours: Exercise = make.exercise("Our squat", clinic=clinic, code="C001")
    ours.harder.add(make.exercise("Bridge", code="LB25"))
    make.exercise("Clamshell", region="hip", code="HP03")
    return ours


@pytest.fixture
def desk(ours: Exercise, visit: Opens, as_ana: Client) -> Visitor:
    visitor = visit(client=as_ana)
    visitor.go(f"/library/{ours.pk}/edit/")
    return visitor


def test_exercise_is_added_by_a_misspelt_name_and_enter(desk: Visitor, ours: Exercise) -> None:
    page = desk.page
    search = page.get_by_role("searchbox", name="Easier ones")

    search.focus()
    page.keyboard.type("clamshel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Easier ones chosen")).to_contain_text("Clamshell")
    expect(search).to_be_focused()
    assert violations(desk) == []
    page.get_by_role("button", name="Save").click()

    page.wait_for_url(f"**/library/{ours.pk}/")
    assert [one.code for one in ours.easier.all()] == ["HP03"]
    assert desk.complaints == []


def test_exercise_is_added_by_arrows_and_removed(desk: Visitor) -> None:
    page = desk.page
    search = page.get_by_role("searchbox", name="Harder ones")

    search.focus()
    page.keyboard.type("clam")
    page.get_by_role("button", name="Add Clamshell").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[name=harder_codes]")).to_have_value("LB25, HP03")

    page.get_by_role("button", name="Remove Bridge").click()
    expect(page.get_by_role("button", name="Remove Clamshell")).to_be_focused()
    expect(page.locator("[name=harder_codes]")).to_have_value("HP03")


def test_same_words_are_searched_for_again_once_the_box_was_emptied(desk: Visitor) -> None:
    search = desk.page.get_by_role("searchbox", name="Easier ones")
    button = desk.page.get_by_role("button", name="Add Clamshell")
    search.fill("clam")
    button.wait_for()

    search.press("Escape")
    expect(button).to_have_count(0)
    search.fill("clam")

    expect(button).to_be_visible()


def test_mistake_leads_to_the_search_and_is_said_there(desk: Visitor) -> None:
    page = desk.page
    page.get_by_role("searchbox", name="Easier ones").fill("bridge")
    page.get_by_role("button", name="Add Bridge").wait_for()
    assert violations(desk) == []

    page.get_by_role("button", name="Add Bridge").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Harder ones").click()

    search = page.get_by_role("searchbox", name="Harder ones")
    expect(search).to_be_focused()
    expect(search).to_have_accessible_description(re.compile("stands under easier too"))
    assert violations(desk) == []


def test_codes_are_typed_without_a_script(ours: Exercise, visit: Opens, as_ana: Client) -> None:
    plain = visit(client=as_ana, java_script_enabled=False)
    plain.go(f"/library/{ours.pk}/edit/")

    plain.page.get_by_label("Harder ones", exact=True).fill("hp03")
    plain.page.get_by_role("button", name="Save").click()

    plain.page.wait_for_url(f"**/library/{ours.pk}/")
    assert [one.code for one in ours.harder.all()] == ["HP03"]
