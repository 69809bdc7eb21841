"""The pictures of a sheet that is printed in black and white."""

import io
from base64 import b64decode

import pytest
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from clinic.models import Clinic
from programs.handouts.actions import drawings_of
from programs.handouts.options import Ink
from programs.models import Drawing, Photo
from programs.sheet import Sheet, SheetPicture
from tests import make
from tests.programs.sheets import sheet, sheet_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawing(db: None) -> Drawing:
    return Drawing.objects.create(
        sha256="a" * 64, svg='<svg><path fill="#0000FF"/></svg>', line_svg="<svg>lines</svg>"
    )


def with_drawing(drawing: Drawing, count: int = 1) -> Sheet:
    picture = SheetPicture(drawing=drawing.pk, alt="A person.")
    items = (sheet_item(number=k, start=picture, end=picture) for k in range(1, count + 1))
    return sheet(tuple(items))


def with_photo(photo: Photo) -> Sheet:
    picture = SheetPicture(photo=photo.sha256, alt="A person.")
    return sheet((sheet_item(start=picture, end=picture),))


def printed(photo: Photo, clinic: Clinic, ink: str) -> Image.Image:
    address = drawings_of(with_photo(photo), clinic, ink)[photo.sha256]
    return Image.open(io.BytesIO(b64decode(address.partition(",")[2])))


def test_sheet_in_lines_has_the_line_drawing(clinic: Clinic, drawing: Drawing) -> None:
    assert drawings_of(with_drawing(drawing), clinic, Ink.LINE) == {drawing.pk: "<svg>lines</svg>"}


def test_sheet_in_colour_has_the_one_in_colour(clinic: Clinic, drawing: Drawing) -> None:
    assert drawings_of(with_drawing(drawing), clinic, Ink.COLOUR) == {drawing.pk: drawing.svg}


def test_drawing_that_has_no_lines_yet_is_printed_in_greys(
    clinic: Clinic, drawing: Drawing
) -> None:
    Drawing.objects.update(line_svg="")

    found = drawings_of(with_drawing(drawing), clinic, Ink.LINE)

    assert found == {drawing.pk: '<svg><path fill="#4C4C4C"/></svg>'}


@pytest.mark.parametrize("count", [1, 3])
def test_lines_are_read_in_one_query(
    count: int,
    clinic: Clinic,
    drawing: Drawing,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        drawings_of(with_drawing(drawing, count), clinic, Ink.LINE)


def test_photo_on_a_sheet_in_lines_is_a_photo_in_greys(clinic: Clinic) -> None:
    photo = make.photo(clinic, colour="red", size=(900, 1600))

    picture = printed(photo, clinic, Ink.LINE)

    assert (picture.format, picture.mode, picture.size) == ("JPEG", "L", (940, 658))
    assert picture.getpixel((2, 2)) == 255  # what is left over is white
    assert picture.getpixel((470, 329)) == pytest.approx(76, abs=2)


def test_photo_on_a_sheet_in_colour_keeps_its_colours(clinic: Clinic) -> None:
    photo = make.photo(clinic, colour="red")

    assert printed(photo, clinic, Ink.COLOUR).mode == "RGB"


def test_photo_in_greys_is_printed_by_the_same_bytes(clinic: Clinic) -> None:
    made = with_photo(make.photo(clinic, size=(900, 1600)))

    assert drawings_of(made, clinic, Ink.LINE) == drawings_of(made, clinic, Ink.LINE)
