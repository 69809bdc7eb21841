"""Who may reach what: every address, as everyone, by the table in docs/authorization.md."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.urls import OURS, Page, all_patterns
from tests.world import DIARY_NOTE, FIRST, LAST, NOTES, World, everything

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).resolve().parent.parent / "docs" / "authorization.md"
WHO = ("owner", "therapist", "front desk", "patient", "nobody", "other clinic")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
PAGES = all_patterns()
# Written by looking, and meant to be: who looked, and that somebody is still there.
MAY_GROW = {"AuditEvent", "Session"}
# Nothing about people is in them: the clinic's own pictures, and the question whether to sign out.
MAY_BE_KEPT = {"clinic:logo", "account_logout"} | {
    f"{room}:{what}"
    for room in ("programs", "portal")
    for what in ("photo", "photo_thumbnail", "video")
}


def _table() -> dict[str, dict[str, str]]:
    """Each row by its address, each cell by its column."""
    lines = [
        [cell.strip(" `") for cell in line.strip("| ").split("|")]
        for line in TABLE.read_text().splitlines()
        if line.startswith("| `")
    ]
    return {line[0]: dict(zip(("methods", *WHO), line[1:], strict=True)) for line in lines}


ROWS = _table()


def ids(page: Page) -> str:
    return page.name


every_page = pytest.mark.parametrize("page", PAGES, ids=ids)
every_look = pytest.mark.parametrize(
    "page", [page for page in PAGES if "GET" in ROWS.get(page.name, {}).get("methods", "")], ids=ids
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once for all the tests here: each request's changes are undone."""
    with django_db_blocker.unblock(), undone():
        yield everything()


def address(page: Page, world: World) -> str:
    return reverse(page.name, kwargs={name: world.ids[name] for name in page.needs})


@contextmanager
def undone() -> Iterator[None]:
    """What one person does is not there for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client: Client, method: str, url: str, posted: Any = None) -> HttpResponseBase:
    """The answer, once, with the cookies that the visitor came with."""
    visitor = Client(enforce_csrf_checks=client.handler.enforce_csrf_checks)
    visitor.cookies.load(client.cookies.output(header=""))
    with undone():
        response: HttpResponseBase = (
            visitor.post(url, posted) if posted else visitor.generic(method, url)
        )
    return response


def look(client: Client, url: str) -> HttpResponseBase:
    return ask(client, "GET", url)


def words_of(response: HttpResponseBase) -> str:
    return getattr(response, "content", b"").decode(errors="replace")


def leads_to(response: HttpResponseBase, name: str) -> bool:
    where = response.headers.get("Location", "").split("?")[0]
    return response.status_code in (302, 303) and where == reverse(name)


def is_turned_away(response: HttpResponseBase) -> bool:
    return leads_to(response, settings.LOGIN_URL) or leads_to(response, "portal:enter")


def is_answered(response: HttpResponseBase) -> bool:
    return response.status_code in (200, 204, 302, 303, 400, 409, 410, 422)


# What each word of the table means, for one method.
MEANS: dict[str, Callable[[HttpResponseBase, str], bool]] = {
    "yes": lambda response, method: is_answered(response) and not is_turned_away(response),
    "no": lambda response, method: response.status_code == 403,
    "404": lambda response, method: response.status_code == 404,
    "sign-in": lambda response, method: leads_to(response, settings.LOGIN_URL),
    "code": lambda response, method: leads_to(response, "portal:enter"),
    "leaves": lambda response, method: (
        is_answered(response) if method == "GET" else is_turned_away(response)
    ),
}


def test_table_names_every_address_and_no_other() -> None:
    assert set(ROWS) == {page.name for page in PAGES}


def test_table_says_only_known_words() -> None:
    assert {cells[who] for cells in ROWS.values() for who in WHO} <= set(MEANS)


def test_addresses_with_ids_are_closed_to_other_clinics() -> None:
    open_to_others = {
        page.name
        for page in PAGES
        if page.needs and ROWS[page.name]["nobody"] == "sign-in"
        if ROWS[page.name]["other clinic"] != "404"
    }

    assert open_to_others == set()


@every_page
def test_everyone_gets_what_the_table_says(page: Page, world: World) -> None:
    cells = ROWS[page.name]
    wrong = []

    for who, client in world.clients.items():
        for method in cells["methods"].split():
            posted = world.posted.get(page.name) if method == "POST" else None
            response = ask(client, method, address(page, world), posted)
            if not MEANS[cells[who]](response, method):
                where = response.headers.get("Location", "")
                wrong.append(f"{who} {method}: {response.status_code} {where}, not {cells[who]}")

    assert wrong == []


@pytest.mark.parametrize("page", [p for p in PAGES if p.name.split(":")[0] in OURS], ids=ids)
def test_other_methods_are_refused(page: Page, world: World) -> None:
    """A view that answers every method would let a GET write, or a PUT pass unseen."""
    cells = ROWS[page.name]
    who = "owner" if cells["owner"] == "yes" else "patient"
    others = set(METHODS) - set(cells["methods"].split())
    url = address(page, world)

    assert {ask(world.clients[who], method, url).status_code for method in others} == {405}


@pytest.mark.parametrize("page", [p for p in PAGES if "POST" in ROWS[p.name]["methods"]], ids=ids)
def test_no_change_is_taken_from_another_site(page: Page, world: World) -> None:
    cells = ROWS[page.name]
    for who in ("owner", "patient"):
        if cells[who] == "yes":
            stranger = Client(enforce_csrf_checks=True)
            stranger.cookies = world.clients[who].cookies
            assert ask(stranger, "POST", address(page, world)).status_code == 403


def fingerprint() -> dict[str, list[Any]]:
    return {
        model.__name__: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_models()
        if model.__name__ not in MAY_GROW
    }


@every_look
def test_looking_changes_nothing(page: Page, world: World) -> None:
    url = address(page, world)
    before = fingerprint()

    with undone():
        for client in world.clients.values():
            client.get(url)
        after = fingerprint()

    assert after == before


@every_look
def test_every_answer_has_the_headers(page: Page, world: World) -> None:
    for who in ("owner", "patient", "nobody"):
        response = look(world.clients[who], address(page, world))

        policy = dict(
            rule.strip().partition(" ")[::2]
            for rule in response.headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
        assert {policy.get(f"{what}-src", "'none'") for what in ("script", "style")} <= {
            "'self'",
            "'none'",
        }
        assert "http" not in str(policy) and "unsafe" not in str(policy)
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@every_look
def test_no_browser_keeps_a_page_about_people(page: Page, world: World) -> None:
    cells = ROWS[page.name]
    for who in ("owner", "patient"):
        response = look(world.clients[who], address(page, world))
        is_public = cells["nobody"] == "yes"

        if response.status_code == 200 and not is_public and page.name not in MAY_BE_KEPT:
            assert "no-store" in response.headers["Cache-Control"]


def test_front_desk_reads_no_clinical_words(world: World) -> None:
    seen_by: dict[str, str] = {"owner": "", "front desk": ""}
    for page in PAGES:
        if "GET" in ROWS[page.name]["methods"]:
            for who in seen_by:
                seen_by[who] += words_of(look(world.clients[who], address(page, world)))

    for words in (NOTES, DIARY_NOTE):
        assert words in seen_by["owner"]
        assert words not in seen_by["front desk"]


@every_page
def test_nobodys_name_is_logged(page: Page, world: World, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)  # its statements hold values
    url = address(page, world)

    for who in WHO:
        for method in ROWS[page.name]["methods"].split():
            ask(world.clients[who], method, url)

    assert FIRST not in caplog.text and LAST not in caplog.text
    assert FIRST not in url and LAST not in url
