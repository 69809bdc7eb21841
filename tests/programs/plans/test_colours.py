import hashlib

import pytest
from pytest_django import DjangoAssertNumQueries

from clinic.models import Clinic
from programs.figures import load_figure
from programs.models import Drawing, PlanItem
from programs.plans.colours import in_clinics_colour, recoloured
from programs.sheet import Sheet
from tests import make


def sha256(svg: str) -> str:
    return hashlib.sha256(svg.encode()).hexdigest()


def test_recoloured_drawing_is_the_drawing_in_that_colour() -> None:
    figure = load_figure("LB28")

    assert recoloured(figure.svg("end"), "#7A3B8F") == figure.svg("end", shirt="#7A3B8F")


PURPLE = "#7a3b8f"
TEAL_SVG, PURPLE_SVG, LINE_SVG = (
    f'<path fill="{colour}"/>' for colour in ("#1F8A8A", "#7A3B8F", "#FFFFFF")
)


@pytest.fixture
def coloured(item: PlanItem) -> PlanItem:
    """Of a clinic with its own colour; its start is drawn, in colour and in lines."""
    Clinic.objects.update(colour=PURPLE)
    drawing = Drawing.objects.create(sha256="a" * 64, svg=TEAL_SVG, line_svg=LINE_SVG)
    item.exercise.pictures.filter(frame="start").update(drawing=drawing)
    return PlanItem.objects.get(pk=item.pk)


def start_drawing(sheet: Sheet) -> Drawing:
    assert sheet.items[0].start
    return Drawing.objects.get(pk=sheet.items[0].start.drawing)


@pytest.mark.django_db
def test_sheet_of_a_clinic_with_a_colour_shows_it(coloured: PlanItem) -> None:
    sheet = in_clinics_colour(make.revision(coloured.phase.plan).sheet)

    assert start_drawing(sheet).svg == PURPLE_SVG


@pytest.mark.django_db
def test_drawing_in_the_clinics_colour_has_the_lines_of_its_original(coloured: PlanItem) -> None:
    sheet = in_clinics_colour(make.revision(coloured.phase.plan).sheet)

    assert start_drawing(sheet).line_svg == LINE_SVG


@pytest.mark.django_db
def test_drawing_that_was_kept_without_lines_gets_them(coloured: PlanItem) -> None:
    sheet = make.revision(coloured.phase.plan).sheet
    first = start_drawing(in_clinics_colour(sheet))
    Drawing.objects.filter(pk=first.pk).update(line_svg="")
    count = Drawing.objects.count()

    again = start_drawing(in_clinics_colour(sheet))

    assert (again.pk, again.svg, again.line_svg) == (first.pk, PURPLE_SVG, LINE_SVG)
    assert Drawing.objects.count() == count


@pytest.mark.django_db
def test_drawing_that_shows_no_shirt_stays_as_it_is(coloured: PlanItem) -> None:
    Drawing.objects.filter(pk="a" * 64).update(svg=PURPLE_SVG)
    Drawing.objects.create(sha256=sha256(PURPLE_SVG), svg=PURPLE_SVG, line_svg="<svg>own</svg>")
    coloured.exercise.pictures.filter(frame="end").update(drawing=sha256(PURPLE_SVG))

    sheet = in_clinics_colour(make.revision(coloured.phase.plan).sheet)

    assert start_drawing(sheet).line_svg == "<svg>own</svg>"


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_colouring_asks_the_same_for_any_number_of_items(
    count: int, coloured: PlanItem, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count - 1):
        make.item(coloured.phase.plan)
    sheet = make.revision(coloured.phase.plan).sheet

    with django_assert_num_queries(2):
        in_clinics_colour(sheet)
