"""A draft on paper, and its pages as pictures."""

import io
import re
import subprocess
import sys

import pytest
from PIL import Image
from pypdf import PdfReader

from programs.handouts.pictures import page_picture
from programs.handouts.render import RenderedHandout, handout_html, render_handout
from tests.programs.sheets import sheet

CODE = "K7M29QRT"


def rendered(code: str, paper: str = "A4") -> RenderedHandout:
    return render_handout(sheet(), code=code, paper=paper, drawings={})


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture(scope="module")
def draft() -> bytes:
    return rendered("").pdf


@pytest.mark.pdf
def test_every_page_of_a_draft_says_that_it_is_one(draft: bytes) -> None:
    pages = texts(draft)

    assert len(pages) > 1
    assert all("Draft, not issued" in page for page in pages)
    assert all("draft of sheet 1" in page for page in pages)


@pytest.mark.pdf
def test_issued_sheet_says_nothing_of_a_draft() -> None:
    assert not re.search("draft", " ".join(texts(rendered(CODE).pdf)), re.IGNORECASE)


@pytest.mark.pdf
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_draft_breaks_its_pages_as_the_issued_sheet_does(paper: str) -> None:
    draft, issued = (texts(rendered(code, paper).pdf) for code in ("", CODE))

    own = re.compile(r"Draft, not issued\s*|draft of |[•\s]+|K7M2\s*9QRT")
    assert [own.sub("", page) for page in draft] == [own.sub("", page) for page in issued]


def test_draft_has_no_code_that_opens_something() -> None:
    draft, issued = (
        handout_html(sheet(), code=code, paper="A4", drawings={}) for code in ("", CODE)
    )

    assert "QR code that opens your diary on a phone" in issued
    assert "QR code that opens" not in draft
    assert "•••• ••••" in draft and not re.search("[A-Z0-9]{4} [A-Z0-9]{4}<", draft)


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
