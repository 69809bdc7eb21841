"""Every link and every form on every page leads somewhere that its reader may go."""

from collections import deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from tests.test_tenancy import ROWS
from tests.world import World, everything

STARTS = {"owner": "/", "therapist": "/", "front desk": "/", "patient": "/my/"}
MOST_PAGES = 80  # the portal leads a day back for ever


class Parts(HTMLParser):
    """What a page links to, and what its forms send to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.forms: set[tuple[str, str]] = set()
        self.own: dict[str, tuple[str, str]] = {}  # where a form leads by itself, by its id
        self.led: set[str] = set()  # ids of forms whose buttons say where they lead

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self.links.add(said["href"])
        if tag == "img":
            self.links.add(said.get("src", ""))
        if tag == "form":
            form_id = said.get("id", f"number {len(self.own)}")
            self.own[form_id] = said.get("method", "get").upper(), said.get("action", "")
        if "formaction" in said:
            self.led.add(said.get("form", ""))
            self.forms.add((said.get("formmethod", "post").upper(), said["formaction"]))
        for verb in ("get", "post"):
            if f"hx-{verb}" in said:
                self.forms.add((verb.upper(), said[f"hx-{verb}"]))


def parts_of(page: str) -> Parts:
    parts = Parts()
    parts.feed(page)
    parts.forms |= {leads for name, leads in parts.own.items() if name not in parts.led}
    return parts


def is_ours(link: str) -> bool:
    where = urlsplit(link)
    return not where.scheme and not where.netloc and not link.startswith(settings.STATIC_URL)


def may(who: str, method: str, path: str) -> bool:
    cells = ROWS[resolve(urlsplit(path).path).view_name]
    return method in cells["methods"].split() and cells[who] in ("yes", "leaves", "code")


def walk(client: Client, who: str) -> tuple[set[str], list[str]]:
    """The pages that can be reached by links alone, and what was wrong with them."""
    seen, wrong = {STARTS[who]}, []
    waiting = deque(seen)
    while waiting and len(seen) < MOST_PAGES:
        here = waiting.popleft()
        response = client.get(here)
        if response.status_code not in (200, 302):
            wrong.append(f"{here} answers {response.status_code}")
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        parts = parts_of(response.content.decode())
        wrong += [
            f"{here} has a form for {method} {action}"
            for method, action in parts.forms
            if not may(who, method, urljoin(here, action))
        ]
        found = {urljoin(here, link).partition("#")[0] for link in parts.links if is_ours(link)}
        found |= {response.headers["Location"]} if response.status_code == 302 else set()
        waiting += found - seen
        seen |= found
    return seen, wrong


@pytest.fixture
def world(db: None) -> World:
    return everything()


@pytest.mark.parametrize("who", STARTS)
def test_nobody_is_led_where_they_may_not_go(who: str, world: World) -> None:
    seen, wrong = walk(world.clients[who], who)

    assert wrong == []
    assert len(seen) > 3
