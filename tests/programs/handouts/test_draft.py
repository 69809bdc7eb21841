"""A draft on paper, and its pages as pictures."""

import io
import re
import subprocess
import sys

import pytest
from PIL import Image

from programs.handouts.options import Layout, Options, Paper
from programs.handouts.pictures import page_picture
from tests.programs.handouts.reading import CODE, back_sheet, printed, read, words_of

WAYS = [(layout, paper) for layout in Layout.values for paper in Paper.values]


@pytest.fixture(scope="module")
def draft() -> bytes:
    return printed(back_sheet(), code="").pdf


@pytest.mark.pdf
@pytest.mark.parametrize("layout", Layout.values)
def test_every_page_of_a_draft_says_that_it_is_one(layout: str) -> None:
    pages = read(printed(back_sheet(), Options(layout=layout), code="").pdf)

    assert all("Draft, not issued" in page for page in pages)


@pytest.mark.pdf
@pytest.mark.parametrize("layout", Layout.values)
def test_issued_sheet_says_nothing_of_a_draft(layout: str) -> None:
    pages = read(printed(back_sheet(), Options(layout=layout)).pdf)

    assert not re.search("draft", " ".join(pages), re.IGNORECASE)


@pytest.mark.pdf
def test_spanish_draft_says_so_in_spanish() -> None:
    made = back_sheet(translations={"es": {}})

    pages = read(printed(made, Options(language="es"), code="").pdf)

    assert all("Borrador, sin emitir" in page for page in pages)


@pytest.mark.pdf
@pytest.mark.parametrize(("layout", "paper"), WAYS)
def test_draft_breaks_its_pages_as_the_issued_sheet_does(layout: str, paper: str) -> None:
    options = Options(layout=layout, paper=paper)

    draft, issued = (read(printed(back_sheet(), options, code=code).pdf) for code in ("", CODE))

    own = re.compile(r"Draft, not issued|draft of|[•\s]|K7M29QRT")
    plain = [[own.sub("", page.replace("K7M2 9QRT", "")) for page in it] for it in (draft, issued)]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("layout", Layout.values)
def test_draft_has_no_code_that_opens_something(layout: str) -> None:
    draft, issued = (
        words_of(back_sheet(), Options(layout=layout), code=code)["portal"] for code in ("", CODE)
    )

    assert issued["alt"] == "QR code that opens your diary on a phone"
    assert draft["alt"] == "The QR code comes when the sheet is issued"
    assert (draft["code"], issued["code"]) == ("•••• ••••", "K7M2 9QRT")
    assert "qrline" in issued["qr"] and "qrline" not in draft["qr"]


@pytest.mark.pdf
@pytest.mark.parametrize("width", [300, 1000])
def test_page_is_a_picture_of_that_width_and_the_papers_shape(width: int, draft: bytes) -> None:
    with Image.open(io.BytesIO(page_picture(draft, 1, width=width))) as picture:
        wide, high = picture.size
        assert (picture.format, wide) == ("WEBP", width)

    assert high / wide == pytest.approx(297 / 210, abs=0.01)


@pytest.mark.pdf
@pytest.mark.parametrize("number", [0, 99])
def test_there_is_no_picture_of_a_page_that_is_not_there(number: int, draft: bytes) -> None:
    with pytest.raises(IndexError, match=f"no page {number}"):
        page_picture(draft, number, width=300)


@pytest.mark.once
def test_a_process_that_draws_nothing_does_not_pay_for_it() -> None:
    script = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings';"
        " django.setup(); import clinic.urls;"
        " sys.exit(bool({'typst', 'pypdfium2', 'pypdfium2_raw'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", script]).returncode == 0  # noqa: S603
