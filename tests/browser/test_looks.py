"""Every page that there is: axe, light and dark, narrow and wide, and what the policy refused."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from tests.browser.conftest import Opens, Visitor
from tests.test_tenancy import PAGES, ROWS, address
from tests.urls import Page
from tests.world import World, everything

# What a page looks like does not depend on the database.
pytestmark = pytest.mark.once

# Answered by something that is no page: pictures, PDFs, text files, parts of pages.
NO_PAGES = {
    "clinic:logo",
    "programs:drawing",
    "programs:photo",
    "programs:photo_thumbnail",
    "programs:video",
    "programs:exercise_near",
    "programs:exercise_search",
    "programs:import_problems",
    "programs:import_progress",
    "programs:library_template",
    "programs:protocol_search",
    "programs:plan_watch",
    "programs:preview_page",
    "programs:revision_page",
    "programs:handout_file",
    "programs:print_batch_file",
    "programs:print_batch_progress",
    "portal:photo",
    "portal:photo_thumbnail",
    "portal:video",
    "portal:sheet_file",
    "programs:link_state",
    "mfa_download_recovery_codes",
}
# Led on to another page of the list, whatever one does.
LEADS_ON = {"clinic:home", "mfa_authenticate"}
WIDTHS = (390, 1440)
SCHEMES = ("light", "dark")
LOOKED_AT = [
    page
    for page in PAGES
    if "GET" in ROWS[page.name]["methods"] and page.name not in NO_PAGES | LEADS_ON
]
IS_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def who_looks(page: Page) -> str:
    """Somebody for whom the page is more than a way to another: signed in only where needed."""
    cells = ROWS[page.name]
    return next(who for who in ("nobody", "patient", "owner") if cells[who] in ("yes", "leaves"))


@pytest.fixture
def world(transactional_db: None) -> World:
    return everything()


def violations(visitor: Visitor) -> list[str]:
    """What axe finds: by every rule in the light, and in the dark by those about colour."""
    return [f"{scheme} {wrong}" for scheme in SCHEMES for wrong in _violations(visitor, scheme)]


def _violations(visitor: Visitor, scheme: Any) -> list[str]:
    visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    options = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    found = Axe().run(visitor.page, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:90]}" for rule in found for node in rule["nodes"]]


def windows(visit: Opens, world: World, width: int) -> dict[str, Visitor]:
    clients: dict[str, Client | None] = {"nobody": None, **world.clients}
    clients["nobody"] = None
    return {who: visit(width, clients[who]) for who in ("nobody", "patient", "owner")}


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(width: int, world: World, visit: Opens) -> None:
    by = windows(visit, world, width)
    found = {}

    for page in LOOKED_AT:
        visitor = by[who_looks(page)]
        visitor.go(address(page, world))
        if wrong := violations(visitor):
            found[page.name] = wrong

    assert found == {}
    assert [complaint for visitor in by.values() for complaint in visitor.complaints] == []


def test_no_page_scrolls_sideways_on_a_small_phone(world: World, visit: Opens) -> None:
    by = windows(visit, world, 320)
    too_wide = []

    for page in LOOKED_AT:
        visitor = by[who_looks(page)]
        visitor.go(address(page, world))
        if visitor.page.evaluate(IS_TOO_WIDE):
            too_wide.append(page.name)

    assert too_wide == []


def test_every_page_has_one_heading_and_a_title(world: World) -> None:
    wrong = []

    for page in LOOKED_AT:
        response = world.clients[who_looks(page)].get(address(page, world), follow=True)
        text = response.content.decode()
        if text.count("<h1") != 1 or "<title>" not in text or '<html lang="en"' not in text:
            wrong.append(page.name)

    assert wrong == []


def test_what_is_no_page_is_none(world: World) -> None:
    """So that a page cannot hide among the exceptions."""
    for page in PAGES:
        if page.name in NO_PAGES:
            response = world.clients[who_looks(page)].get(address(page, world))
            assert b"<html" not in getattr(response, "content", b"")
