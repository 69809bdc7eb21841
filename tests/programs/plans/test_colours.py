import pytest

from clinic.models import Member
from programs.figures import load_figure
from programs.models import Drawing, PlanItem
from programs.plans.colours import in_clinics_colour, recoloured
from tests import make


def test_recoloured_drawing_is_the_drawing_in_that_colour() -> None:
    figure = load_figure("LB28")

    assert recoloured(figure.svg("end"), "#7A3B8F") == figure.svg("end", shirt="#7A3B8F")


@pytest.mark.django_db
def test_sheet_of_a_clinic_with_a_colour_shows_it(item: PlanItem, ana: Member) -> None:
    clinic = item.phase.plan.patient.clinic
    clinic.colour = "#7a3b8f"
    clinic.save()
    picture = item.exercise.picture("start")
    assert picture
    picture.drawing = Drawing.objects.create(sha256="a" * 64, svg='<path fill="#1F8A8A"/>')
    picture.save()

    sheet = in_clinics_colour(make.revision(item.phase.plan).sheet)

    assert sheet.items[0].start
    drawing = Drawing.objects.get(pk=sheet.items[0].start.drawing)
    assert drawing.svg == '<path fill="#7A3B8F"/>'
