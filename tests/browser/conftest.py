"""Real Chromium against a live server."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import get_ident
from time import monotonic, sleep
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect, sync_playwright

# Playwright's event loop runs in the thread that the tests' queries run in; nothing is awaited.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
PATIENCE = 15_000  # on a machine that has much else to do. Units: milliseconds
expect.set_options(timeout=PATIENCE)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# What htmx logs of a search that a newer one took the place of. A failed one logs more than that.
REPLACED = ("htmx:afterRequest", "htmx:sendAbort")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str | None:
    """The program to drive: CHROMIUM, or the system's; else Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return named
    places = [Path("/usr/bin") / name for name in PROGRAMS]
    return next((str(place) for place in places if place.exists()), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    flags = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*QUIET]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=flags)
        yield started
        started.close()


@dataclass
class Visitor:
    """One person's browser window, and what it complained of."""

    context: BrowserContext
    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)


@pytest.fixture
def at_work() -> Iterator[set[int]]:
    """The threads that are answering a request.

    A table that is emptied under one of them is a deadlock on PostgreSQL, or a row too many.
    """
    threads: set[int] = set()

    def begin(**_: Any) -> None:
        threads.add(get_ident())

    def end(**_: Any) -> None:
        threads.discard(get_ident())

    request_started.connect(begin)
    request_finished.connect(end)
    yield threads
    deadline = monotonic() + PATIENCE / 1000
    while threads and monotonic() < deadline:
        sleep(0.01)
    request_started.disconnect(begin)
    request_finished.disconnect(end)


Opens = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, live_server: Any, at_work: set[int]) -> Iterator[Opens]:
    """Opens a window: ``visit(width=390, client=signed_in(ana))``."""
    opened: list[BrowserContext] = []

    def open_window(width: int = 1440, client: Client | None = None, **options: Any) -> Visitor:
        size: Any = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, locale="en-GB", **options)
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        if client:
            give_cookies(context, client, live_server.url)
        visitor = Visitor(context, context.new_page(), live_server.url)
        listen(visitor)
        return visitor

    yield open_window
    for context in opened:
        context.close()


def give_cookies(context: BrowserContext, client: Client, url: str) -> None:
    names = (settings.SESSION_COOKIE_NAME, settings.PORTAL_COOKIE_NAME)
    context.add_cookies(
        [
            {"name": name, "value": client.cookies[name].value, "url": url}
            for name in names
            if name in client.cookies
        ]
    )


def listen(visitor: Visitor) -> None:
    """Script errors and whatever the content security policy refused are complaints."""

    def on_console(message: Any) -> None:
        # the web fonts are made by a command; without them the page uses the plain ones
        is_font = message.location["url"].endswith(".woff2")
        is_replaced = message.text.startswith(REPLACED)
        if message.type == "error" and not is_font and not is_replaced:
            visitor.complaints.append(f"{visitor.page.url}: {message.text}")

    visitor.page.on("console", on_console)
    visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))


def questions(visitor: Visitor, *, answer: bool) -> list[str]:
    """The kinds of the questions that the browser itself asks from now on, each answered so."""
    asked: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        asked.append(dialog.type)
        if answer:
            dialog.accept()
        else:
            dialog.dismiss()

    visitor.page.on("dialog", on_dialog)
    return asked
