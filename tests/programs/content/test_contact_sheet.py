"""The drawings on paper: each in its region, start beside end, the same bytes each time."""

from io import StringIO
from pathlib import Path
from typing import Any

import page
import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from programs.figures import figure_codes

pytestmark = pytest.mark.pdf


def _text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _sheet(path: Path, *options: str) -> Path:
    call_command("contact_sheet", path, *options, stdout=StringIO())
    return path


def test_contact_sheet_is_a_pdf_of_what_is_asked(tmp_path: Path) -> None:
    out = StringIO()

    call_command("contact_sheet", tmp_path / "sheet.pdf", "LB25", "LB28", stdout=out)

    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "2 exercises" in out.getvalue()


def test_contact_sheet_tells_code_name_and_region(tmp_path: Path) -> None:
    text = _text(_sheet(tmp_path / "sheet.pdf", "KN04", "LB25"))

    for words in ("LB25", "Bridge", "Low back and core", "KN04", "Knee", "1 of 1"):
        assert words in text
    assert text.index("Low back and core") < text.index("KN04")


def test_contact_sheet_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = (_sheet(tmp_path / name, "LB25", "EH15") for name in ("a.pdf", "b.pdf"))

    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("option", ["--ink=colour", "--ink=line"])
def test_contact_sheet_is_accessible(option: str, tmp_path: Path) -> None:
    sheet = _sheet(tmp_path / "sheet.pdf", "LB25", "EH15", option)

    report = page.validate_pdf_bytes(sheet.read_bytes(), profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, report


def test_contact_sheet_has_a_bookmark_for_each_exercise(tmp_path: Path) -> None:
    outline: Any = PdfReader(_sheet(tmp_path / "sheet.pdf", "LB25", "LB28")).outline

    _, (region, exercises) = outline
    assert region["/Title"] == "Low back and core"
    assert [one["/Title"] for one in exercises] == ["LB25 Bridge", "LB28 Bird dog"]


def test_contact_sheet_names_the_region_again_on_its_next_page(tmp_path: Path) -> None:
    codes = [code for code in figure_codes() if code.startswith("LB")][:15]

    first, second = PdfReader(_sheet(tmp_path / "sheet.pdf", *codes)).pages

    assert first.extract_text().count("Low back and core") == 1
    assert second.extract_text().count("Low back and core") == 1


@pytest.mark.parametrize(
    ("option", "words"), [("--ink=line", "line version"), ("--side=left", "for the left side")]
)
def test_contact_sheet_of_other_versions(tmp_path: Path, option: str, words: str) -> None:
    plain, other = _sheet(tmp_path / "a.pdf", "HP03"), _sheet(tmp_path / "b.pdf", "HP03", option)

    assert words in _text(other)
    assert words not in _text(plain)
    assert len(other.read_bytes()) != len(plain.read_bytes())


def test_contact_sheet_names_a_drawing_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ZZ99"):
        call_command("contact_sheet", tmp_path / "sheet.pdf", "ZZ99")
