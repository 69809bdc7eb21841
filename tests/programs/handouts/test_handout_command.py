"""``manage.py handout``."""

import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent, Clinic
from patients.models import Access
from programs import sheet as sheets
from programs.handouts.actions import stored_pdf
from programs.models import Handout, Plan, Revision
from tests import make
from tests.programs.handouts.test_actions import issued
from tests.programs.sheets import sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(plan: Plan) -> Revision:
    make.access(plan.patient)
    return issued(plan)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "sheet.pdf"


def said(revision: Revision | int, output: Path, *args: str) -> str:
    number = revision if isinstance(revision, int) else revision.pk
    call_command("handout", str(number), "--output", str(output), *args, stdout=(out := StringIO()))
    return out.getvalue()


def test_file_is_what_printing_gives(as_ana: Client, revision: Revision, output: Path) -> None:
    words = said(revision, output)
    as_ana.post(reverse("programs:handout_print", args=[revision.pk]))

    handout = Handout.objects.get()  # one: what is printed later is the one that is kept
    pdf = output.read_bytes()
    assert pdf == stored_pdf(handout) and pdf.startswith(b"%PDF")
    assert f"{handout.pages} pages, {len(pdf):,} bytes" in words
    assert hashlib.sha256(pdf).hexdigest() in words


def test_file_is_as_the_clinic_prints(revision: Revision, output: Path) -> None:
    Clinic.objects.update(sheet_layout="cards", paper="Letter", sheet_has_leaflets=False)

    said(revision, output)
    said(revision, output, "--leaflets")

    kept = Handout.objects.order_by("has_leaflets").values_list("layout", "paper", "has_leaflets")
    assert list(kept) == [("cards", "Letter", False), ("cards", "Letter", True)]


def test_file_is_as_was_asked_for(revision: Revision, output: Path) -> None:
    ways = ("--layout", "large", "--paper", "Letter", "--ink", "line", "--weeks", "4")

    said(revision, output, *ways, "--no-leaflets", "--no-name", "--language", "en")

    chosen = {"layout": "large", "paper": "Letter", "ink": "line", "weeks": 4}
    rest = {"has_leaflets": False, "has_name": False, "language": "en", "beside": ""}
    assert Handout.objects.filter(**chosen, **rest).count() == 1


def test_print_is_in_the_audit(revision: Revision, output: Path) -> None:
    said(revision, output)

    event = AuditEvent.objects.get(action="print")
    assert event.subject == f"handout {Handout.objects.get().pk}"
    assert event.clinic == revision.plan.patient.clinic
    assert (event.member_id, event.patient_id) == (None, None)  # nobody is said to have done it


def test_no_code_is_made_for_a_patient_without_one(revision: Revision, output: Path) -> None:
    Access.objects.all().delete()

    with pytest.raises(CommandError, match="has no access code"):
        said(revision, output)

    assert not Access.objects.exists() and not output.exists()


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        (["--layout", "poster"], "invalid choice: 'poster'"),
        (["--weeks", "3"], "invalid choice: 3"),
        (["--from-week", "9"], "Choose one of these days for the diary to begin"),
        (["--layout", "diary", "--weeks", "0"], "A diary alone has 1, 2 or 4 weeks"),
        (["--language", "es"], "not in that language"),
        (["--beside", "en"], "the first language again"),
    ],
)
def test_bad_way_of_printing_is_refused(
    ways: list[str], words: str, revision: Revision, output: Path
) -> None:
    with pytest.raises(CommandError, match=words):
        said(revision, output, *ways)

    assert not output.exists() and not Handout.objects.exists()


def test_revision_that_is_not_there_is_named(db: None, output: Path) -> None:
    with pytest.raises(CommandError, match="There is no revision 5"):
        said(5, output)


def test_revision_that_was_tampered_with_is_not_printed(plan: Plan, output: Path) -> None:
    text = sheets.to_json(sheet(goal="Run a mile"))
    changed = Revision.objects.create(
        plan=plan, number=1, issued_at=timezone.now(), sheet_json=text, sha256="0" * 64
    )

    with pytest.raises(CommandError, match="is not the one that was issued"):
        said(changed, output)

    assert not output.exists()


def test_place_that_cannot_be_written_is_named(revision: Revision, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        said(revision, tmp_path / "nowhere" / "sheet.pdf")


def test_stored_file_that_was_changed_is_made_again(revision: Revision, output: Path) -> None:
    said(revision, output)
    pdf = output.read_bytes()
    Path(Handout.objects.get().file.path).write_bytes(b"%PDF-1.7 another")

    said(revision, output)

    assert output.read_bytes() == pdf
