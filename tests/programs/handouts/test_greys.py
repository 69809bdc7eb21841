from xml.etree import ElementTree

import pytest

from programs.figures import load_figure
from programs.handouts.greys import grey_of, in_grey


@pytest.mark.parametrize(
    ("colour", "grey"),
    [
        ("000000", "#000000"),
        ("FFFFFF", "#FFFFFF"),
        ("808080", "#808080"),
        ("fff", "#FFFFFF"),
        ("00FF00", "#DCDCDC"),  # looks light
        ("0000FF", "#4C4C4C"),  # looks dark, though as strong
    ],
)
def test_grey_is_as_light_as_the_colour(colour: str, grey: str) -> None:
    assert grey_of(colour) == grey


def test_drawing_in_grey_has_nothing_but_greys() -> None:
    coloured = load_figure("HP17").svg("end")

    drawn = ElementTree.fromstring(in_grey(coloured))  # noqa: S314  # our own text

    used = {one.get(name, "none") for one in drawn.iter() for name in ("fill", "stroke")}
    greys = {colour for colour in used if colour != "none"}
    assert len(greys) > 5
    assert {(colour[1:3], colour[3:5]) for colour in greys} == {(c[1:3],) * 2 for c in greys}
    assert {colour[5:7] for colour in greys} == {colour[1:3] for colour in greys}


def test_drawing_in_grey_loses_nothing() -> None:
    coloured = load_figure("HP17").svg("end")

    assert len(in_grey(coloured)) == len(coloured)
    assert in_grey(coloured).count("<path") == coloured.count("<path")


@pytest.mark.parametrize(
    ("svg", "grey"),
    [
        ("<path fill='#00f'/>", "<path fill='#4C4C4C'/>"),
        (
            '<path style="stroke: #0000ff; fill:none"/>',
            '<path style="stroke: #4C4C4C; fill:none"/>',
        ),
        ('<path fill="url(#facade)"/>', '<path fill="url(#facade)"/>'),
        ('<use href="#abc"/>', '<use href="#abc"/>'),
        ("<text>Apartment #123456</text>", "<text>Apartment #123456</text>"),
    ],
    ids=["short", "style", "paint server", "reference", "words"],
)
def test_only_colours_become_grey(svg: str, grey: str) -> None:
    assert in_grey(svg) == grey
