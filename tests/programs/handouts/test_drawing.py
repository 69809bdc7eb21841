import pytest

from programs.handouts.drawing import kept_drawings
from programs.handouts.qr import svg_address

PLAIN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 280">'
    '<path d="M10 200h380" stroke="#15202B"/>{}</svg>'
)


def page(*svgs: str) -> str:
    return "".join(f'<img src="{svg_address(svg)}" alt="">' for svg in svgs)


def test_plain_drawing_is_painted_once_and_kept() -> None:
    svg = PLAIN.format('<circle r="9" fill="#FFB454" fill-opacity=".8"/>')

    first, second = kept_drawings(page(svg, svg)), kept_drawings(page(svg))

    assert list(first) == [svg_address(svg)]
    assert first[svg_address(svg)] is second[svg_address(svg)]
    assert 0.8 in first[svg_address(svg)].alphas


@pytest.mark.parametrize(
    "more",
    [
        '<text y="20">words</text>',
        '<g opacity=".5"><path d="M0 0h9"/></g>',
        '<linearGradient id="a" gradientUnits="userSpaceOnUse"><stop stop-color="red"/>'
        '<stop offset="1" stop-color="blue"/></linearGradient><path d="M0 0h9v9z" fill="url(#a)"/>',
    ],
)
def test_drawing_that_needs_more_is_left_to_the_renderer(more: str) -> None:
    assert kept_drawings(page(PLAIN.format(more))) == {}


@pytest.mark.parametrize("svg", ["", "<svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'])
def test_drawing_that_cannot_be_read_is_left_to_the_renderer(svg: str) -> None:
    assert kept_drawings(page(svg)) == {}
