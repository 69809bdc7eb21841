"""The access slip as the browser prints it: whole, on one paper of any usual size."""

import io

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic
from patients.access import current_access
from patients.models import Patient
from tests import make
from tests.browser.conftest import Opens, Visitor

# The paper that a slip comes out on is no question to a database.
pytestmark = [pytest.mark.pdf, pytest.mark.once]
EMERGENCY = "Llame al 999, o vaya a las urgencias del hospital más cercano."


@pytest.fixture
def alba(transactional_db: None, clinic: Clinic) -> Patient:
    Clinic.objects.update(emergency_text_es=EMERGENCY)
    patient = make.patient(clinic, first_name="Alba María", last_name="Fuentes", language="es")
    make.access(patient)
    return patient


@pytest.fixture
def slip(alba: Patient, visit: Opens, as_fran: Client) -> Visitor:
    visitor = visit(client=as_fran)
    visitor.go(reverse("patients:access_slip", args=[alba.pk]))
    visitor.page.evaluate("document.fonts.ready.then(() => null)")
    return visitor


@pytest.mark.parametrize("is_landscape", [False, True])
@pytest.mark.parametrize("paper", ["A4", "Letter", "A5", "A6"])
def test_slip_is_whole_on_one_paper(
    paper: str, is_landscape: bool, slip: Visitor, alba: Patient
) -> None:
    pdf = slip.page.pdf(format=paper, landscape=is_landscape)

    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    words = pages[0].get_textpage().get_text_bounded()
    access = current_access(alba)
    assert len(pages) == 1
    assert (
        access and access.spaced_code in words
    )  # of a page, what lies beyond its edge is left out
    assert EMERGENCY.split()[-1] in words
    assert "Print the slip" not in words


def test_slips_square_is_one_on_narrow_paper(slip: Visitor) -> None:
    slip.page.set_viewport_size({"width": 397, "height": 560})
    slip.page.emulate_media(media="print")

    box = slip.page.locator(".slip-qr").bounding_box()

    assert box and round(box["width"]) == round(box["height"])
