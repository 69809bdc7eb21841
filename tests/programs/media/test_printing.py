"""A photograph on paper."""

import io
from base64 import b64decode

import page
import pytest
from PIL import Image

from clinic.models import Clinic
from programs.handouts.options import Layout, Options
from programs.media.printing import PRINTED_SIZE, printed_address
from programs.models import Photo
from programs.sheet import Sheet, SheetPicture
from tests import make
from tests.programs.handouts.reading import printed as printed_sheet
from tests.programs.handouts.reading import words_of
from tests.programs.sheets import sheet, sheet_item


def printed(photo: Photo) -> Image.Image:
    content = b64decode(printed_address(photo).partition(",")[2])
    return Image.open(io.BytesIO(content))


def sheet_with(photo: Photo) -> Sheet:
    picture = SheetPicture(photo=photo.sha256, alt="A person stands by a wall.")
    return sheet((sheet_item(start=picture, end=picture),))


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600), (1600, 1120), (1600, 10)])
def test_photo_of_any_shape_takes_the_room_of_a_drawing(
    clinic: Clinic, size: tuple[int, int]
) -> None:
    picture = printed(make.photo(clinic, size=size))

    assert picture.size == PRINTED_SIZE


@pytest.mark.parametrize("size", [(300, 300), (40, 400)])
def test_small_photo_is_not_made_larger(clinic: Clinic, size: tuple[int, int]) -> None:
    picture = printed(make.photo(clinic, size=size))

    assert picture.height in (max(size), max(size) + 1)
    assert picture.width / picture.height == pytest.approx(10 / 7, abs=0.02)


def test_what_is_left_over_is_white(clinic: Clinic) -> None:
    picture = printed(make.photo(clinic, size=(900, 1600)))

    assert picture.getpixel((2, 2)) == (255, 255, 255)


def test_same_photo_is_printed_by_the_same_bytes(clinic: Clinic) -> None:
    photo = make.photo(clinic, size=(900, 1600))

    assert printed_address(photo) == printed_address(photo)


def test_photo_takes_the_room_of_a_drawing_and_its_caption_a_ground_of_its_own(
    clinic: Clinic,
) -> None:
    photo = make.photo(clinic)
    address = printed_address(photo)

    words = words_of(sheet_with(photo), pictures={photo.sha256: address})

    pictures = words["exercises"][0]["pictures"]
    assert all(one["is_photo"] and address in one["svg"] for one in pictures)
    assert all('viewBox="0 0 400 280"' in one["svg"] for one in pictures)
    assert {one["alt"] for one in pictures} == {"A person stands by a wall."}


@pytest.mark.pdf
@pytest.mark.parametrize("layout", Layout.values)
def test_handout_with_photos_conforms_to_pdf_ua_1(clinic: Clinic, layout: str) -> None:
    photo = make.photo(clinic, size=(900, 1600))
    pictures = {photo.sha256: printed_address(photo)}

    made = printed_sheet(sheet_with(photo), Options(layout=layout), drawings=pictures)

    report = page.validate_pdf_bytes(made.pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, report
