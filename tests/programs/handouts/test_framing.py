"""The closer frame of an exercise's drawings: all that is drawn stays in it."""

import pytest

from programs.handouts.framing import FRAME, RATIO, framed

GROUND = '<rect width="400" height="280" rx="16" fill="#F3F8F8"/>'
FLOOR = '<path d="M10 240L390 240" stroke="#000"/>'


def svg(*shapes: str) -> str:
    return f"{FRAME}{GROUND}{''.join(shapes)}</svg>"


def view(drawing: str) -> tuple[float, ...]:
    return tuple(float(one) for one in drawing.split('viewBox="')[1].split('"')[0].split())


def test_lying_figure_loses_the_empty_room_over_it() -> None:
    (closer,), ratio = framed([svg('<path d="M20 180L380 180L380 240L20 240z"/>')])

    left, top, width, height = view(closer)
    assert (left, width) == (10, 380) and top + height == 250
    assert ratio == pytest.approx(height / width, abs=0.001) and ratio < RATIO


def test_both_drawings_keep_one_frame_and_one_scale() -> None:
    low, high = svg('<path d="M150 200l60 0z"/>'), svg('<circle cx="200" cy="60" r="20"/>')

    closer, ratio = framed([low, high])

    assert len({view(one) for one in closer}) == 1
    _, top, _, height = view(closer[0])
    assert top == 30 and top + height == 210
    assert framed([high, low])[1] == ratio


def test_floor_may_go_on_outside_the_frame() -> None:
    standing = '<path d="M190 40h20v200h-20z"/>'

    (closer,), ratio = framed([svg(FLOOR, standing)])

    left, top, width, height = view(closer)
    assert width < 300 and left < 190 and left + width > 210
    assert top == 30 and top + height == 250 and ratio == pytest.approx(height / width, abs=0.001)


@pytest.mark.parametrize(
    "path",
    [
        "M100 100c-60 0 0 80 100 60z",
        "M100 100l-60 0l160 60z",
        "M100 100C40 100 100 180 200 160",
        "M40 100H200V160",
        "M40 100h160v60",
        "M100 100Q40 100 200 160M50 120L50 121",
    ],
)
def test_all_ways_of_drawing_are_understood(path: str) -> None:
    (closer,), _ = framed([svg(f'<path d="{path}"/>')])

    left, top, width, height = view(closer)
    assert left <= 40 and top <= 100 and left + width >= 200 and top + height >= 160


@pytest.mark.parametrize(
    "other",
    [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="M1 1h9"/></svg>',
        svg('<g transform="scale(2)"><path d="M1 1h9"/></g>'),
        svg('<image width="400" height="280" href="data:,"/>'),
        svg('<path d="M1 1a9 9 0 0 1 9 9"/>'),
        svg(),
        svg('<path d=""/>'),
    ],
)
def test_what_the_library_did_not_draw_stays_as_it_is(other: str) -> None:
    assert framed([other]) == ([other], RATIO)


def test_nothing_has_the_usual_shape() -> None:
    assert framed([]) == ([], RATIO)
