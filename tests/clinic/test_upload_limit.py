"""How much may be sent, by whom."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

THREE_MB = b"x" * 3 * 1024 * 1024


def send(client: Client, url: str, content: bytes = THREE_MB) -> int:
    return client.post(url, {"logo": SimpleUploadedFile("x.png", content)}).status_code


def test_strangers_may_send_no_file_to_speak_of(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)  # reads the form first of all, as in use
    browser.get("/account/login/")

    for url in ("/account/login/", "/p/", "/library/new/"):
        assert send(browser, url) == 400
    assert send(browser, "/p/", b"x") == 403  # read, and then refused for want of its token


def test_members_may_send_files(as_owner: Client) -> None:
    assert send(as_owner, "/clinic/") == 200


def test_members_may_send_no_more_than_a_library(as_owner: Client, settings: Any) -> None:
    settings.LIBRARY_ZIP_MB = 1

    assert send(as_owner, "/clinic/") == 400
