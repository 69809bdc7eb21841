"""What who listens to a sheet hears: its parts one by one, each in the voice of its language."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import page
import pytest

from programs.handouts.options import IN_TWO_LANGUAGES, Layout, Options
from tests.programs.handouts.reading import LEAFLET, back_sheet, printed
from tests.programs.handouts.test_render import opened

pytestmark = pytest.mark.pdf
# In these, a line of words is set off from the next.
LINES = ("/P", "/H1", "/H2", "/H3", "/LBody", "/Lbl", "/TH", "/TD")
# Two on the head; for each exercise two captions, the numbers of its dose, the foot of its card;
# and the way to the diary in small.
MOST_LOOSE = 2 + 3 * 4 + 1


def parts(pdf: bytes) -> Iterator[tuple[Any, str, str]]:
    """Each element with its language and its parent's name, in the order of reading."""
    root = opened(pdf).root_object
    yield from _below(root["/StructTreeRoot"], str(root["/Lang"]), "")


def _below(node: Any, lang: str, parent: str) -> Iterator[tuple[Any, str, str]]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        element = kid.get_object()
        if isinstance(element, dict) and "/S" in element:
            own = str(element.get("/Lang", lang))
            yield element, own, parent
            yield from _below(element, own, element["/S"])


@pytest.mark.parametrize("layout", Layout.values)
def test_words_stand_in_paragraphs(layout: str) -> None:
    made = replace(back_sheet(), advice=(LEAFLET,))

    found = list(parts(printed(made, Options(layout=layout)).pdf))

    loose = [one for one, _, parent in found if one["/S"] == "/Span" and parent not in LINES]
    assert len(loose) <= MOST_LOOSE
    assert sum(one["/S"] == "/P" for one, _, _ in found) > len(loose)


@pytest.mark.parametrize("layout", IN_TWO_LANGUAGES)
def test_leaflets_of_the_second_language_are_in_its_voice(layout: str) -> None:
    made = replace(back_sheet(), translations={"es": {LEAFLET.name: "Descansar"}})
    pdf = printed(made, Options(layout=layout, language="es", beside="en")).pdf

    voices = {str(one["/T"]): lang for one, lang, _ in parts(pdf) if one["/S"] == "/H2"}

    assert (voices["Descansar"], voices[LEAFLET.name]) == ("es", "en")
    assert page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1).is_compliant
