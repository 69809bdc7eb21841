"""The starter leaflets as the library's page prints them: one page each, in large letters."""

import io
from typing import Any

import pypdfium2
import pytest
from django.test import Client

from programs.content.reader import read_advice
from tests import make
from tests.browser.conftest import Opens, Visitor

# The paper that a leaflet comes out on is no question to a database.
pytestmark = [pytest.mark.pdf, pytest.mark.once]


@pytest.fixture
def desk(transactional_db: None, visit: Opens, as_ana: Client) -> Visitor:
    return visit(client=as_ana)


def printed(desk: Visitor, paper: str, **leaflet: Any) -> pypdfium2.PdfDocument:
    """The leaflet's page as the browser prints it, margins and all from the style sheets."""
    desk.go(make.advice(**leaflet).get_absolute_url())
    desk.page.evaluate("document.fonts.ready.then(() => null)")
    return pypdfium2.PdfDocument(io.BytesIO(desk.page.pdf(format=paper)))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_starter_leaflets_fit_one_page(paper: str, desk: Visitor) -> None:
    pages = {}
    for one in read_advice():
        words = {"name": one.name, "main_message": one.main_message, "body": one.body}
        pages[one.code] = len(printed(desk, paper, **words))

    assert pages == {one.code: 1 for one in read_advice()}
    assert desk.complaints == []


def test_longer_leaflet_goes_on_on_a_second_page(desk: Visitor) -> None:
    assert len(printed(desk, "A4", body="Walk a little further each day.\n\n" * 60)) > 1


def test_leaflet_is_printed_without_what_stands_round_it(desk: Visitor) -> None:
    others = ("Print this leaflet", "For the therapist", "Protocols with this leaflet", "Ana Brook")

    words = printed(desk, "A4", name="Warmth").get_page(0).get_textpage().get_text_range()

    shown = desk.page.locator("body").inner_text()
    assert [text for text in others if text not in shown] == []
    assert [text for text in others if text in words] == []
    assert "Warmth" in words and "01632 960 122" in words
