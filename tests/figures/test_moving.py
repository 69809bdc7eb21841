"""The moving picture: small, on one clock, true to its drawings, at rest for who prefers that."""

import re
from xml.etree import ElementTree

import pytest

from programs.figures import FigureError, figure_codes, load_figure
from programs.figures.moving import TRAVEL, way_through

LARGEST, LARGEST_AVERAGE = 110 * 1024, 30 * 1024
SOME = figure_codes()[::12]
ANIMATED = {"animate", "animateTransform"}
SVG = "{http://www.w3.org/2000/svg}"


def _elements(code: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(load_figure(code).moving_svg())  # noqa: S314 - our own text
    return list(root.iter())


def _animations(code: str) -> list[dict[str, str]]:
    return [e.attrib for e in _elements(code) if e.tag.removeprefix(SVG) in ANIMATED]


@pytest.mark.parametrize("code", SOME)
def test_all_run_on_one_clock(code: str) -> None:
    animations = _animations(code)

    assert len({each["dur"] for each in animations}) == 1
    for each in animations:
        times = [float(time) for time in each["keyTimes"].split(";")]
        assert times == sorted(times)
        assert times[0] == 0
        assert len(each["values"].split(";")) == len(times)
        if each["calcMode"] == "spline":
            assert times[-1] == 1
            assert len(each["keySplines"].split(";")) == len(times) - 1


@pytest.mark.parametrize("code", SOME)
def test_what_bends_keeps_its_commands(code: str) -> None:
    for each in _animations(code):
        if each["attributeName"] == "d":
            commands = {re.sub(r"[^A-Za-z]", "", d) for d in each["values"].split(";")}
            assert len(commands) == 1


@pytest.mark.parametrize("code", SOME)
def test_movement_ends_where_it_began(code: str) -> None:
    for each in _animations(code):
        values = each["values"].split(";")
        if each["calcMode"] == "spline":
            assert values == values[::-1]


def test_what_stays_is_drawn_once() -> None:
    moving, still = load_figure("KN04").moving_svg(), load_figure("KN04").svg("end")
    shapes = re.findall(r"<(?:path|rect|circle) [^>]*/>", still)

    assert sum(moving.count(shape) == 1 for shape in shapes) > len(shapes) / 2


def test_stiff_things_are_turned_not_redrawn() -> None:
    hair = load_figure("LB38").svg("end").count('fill="#4B362C"')

    assert load_figure("LB38").moving_svg().count('fill="#4B362C"') == 2 * hair


def test_moving_pictures_are_small() -> None:
    sizes = {code: len(load_figure(code).moving_svg()) for code in SOME}

    assert sum(sizes.values()) / len(sizes) <= LARGEST_AVERAGE
    assert {code: size for code, size in sizes.items() if size > LARGEST} == {}


def test_moving_picture_rests_for_who_prefers_it() -> None:
    text = load_figure("LB25").moving_svg()
    before, motion = text.split("@media (prefers-reduced-motion:no-preference)")

    assert before.endswith(".m{display:none}")
    assert motion.startswith("{.m{display:inline}.s{display:none}}</style>")
    for group in re.findall(r"<g[^>]*>", text):
        assert ('class="m"' in group) == ('display="none"' in group)


def test_arrows_are_seen_at_rest_only() -> None:
    text = load_figure("LB25").moving_svg()

    assert "#D9542B" in load_figure("LB25").svg("end")
    assert "#D9542B" not in "".join(re.findall(r'<g class="m".*?(?=<g class="s")', text))
    assert text.count("#D9542B") == load_figure("LB25").svg("end").count("#D9542B")


def test_light_comes_softly() -> None:
    fades = [each for each in _animations("LB25") if each["attributeName"] == "opacity"]

    assert fades[0]["values"].split(";")[:2] == ["0", "1"]


def test_longer_ways_get_more_drawings() -> None:
    figure = load_figure("KN03")
    frames = tuple(figure.parts.values())

    few = way_through(frames, figure.far, 0.2)
    many = way_through(frames, figure.far, 40 / TRAVEL)

    assert len(few) < len(many)
    assert [few[0].place, few[-1].place] == [0, 1]


def test_same_call_gives_same_bytes() -> None:
    first = load_figure("LB25").moving_svg()
    load_figure.cache_clear()

    assert load_figure("LB25").moving_svg() == first


def test_moving_left_is_the_mirror() -> None:
    clam = load_figure("HP03")

    left = clam.moving_svg(side="left")

    assert left.replace(' transform="matrix(-1 0 0 1 400 0)"', "") == clam.moving_svg()


def test_moving_takes_the_clinics_colour() -> None:
    text = load_figure("LB25").moving_svg(shirt="#7A3E9D")

    assert "#7A3E9D" in text
    assert "#1F8A8A" not in text


def test_moving_refuses_an_unknown_side() -> None:
    with pytest.raises(FigureError, match="HP03"):
        load_figure("HP03").moving_svg(side="up")
