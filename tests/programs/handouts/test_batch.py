"""Many sheets as one PDF: pressed twice, killed at any moment, lost and changed on the disk."""

from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import page
import pytest
from django.utils import timezone

from clinic.models import AuditEvent, Clinic, Member
from patients.access import current_access
from programs.handouts import batch as actions
from programs.handouts import batch_sheets, joining
from programs.handouts import batch_work as work
from programs.handouts.actions import Unmade
from programs.handouts.errors import HandoutError
from programs.models import Handout, PrintBatch, Printing, Revision
from tests import make
from tests.programs.handouts.reading import back_sheet, read
from tests.programs.handouts.test_actions import issued
from tests.programs.handouts.test_print_desk import on_desk

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class KilledError(BaseException):
    """As hard as a signal: nothing catches it."""


def killed(*args: Any, **kwargs: Any) -> None:
    raise KilledError


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def two(clinic: Clinic) -> list[Revision]:
    return [on_desk(clinic, "Marlow"), on_desk(clinic, "Rivers")]


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The batches that a worker was asked to make, none of them made."""
    asked: list[int] = []
    monkeypatch.setattr(work.make_batch_pdf.__class__, "enqueue", lambda task, pk: asked.append(pk))
    return asked


def files(settings: Any) -> list[Path]:
    return sorted((settings.MEDIA_ROOT / "batches").glob("*"))


def made(revisions: list[Revision], by: Member) -> PrintBatch:
    batch = actions.make_batch(revisions, clinic=revisions[0].plan.patient.clinic, by=by)
    work.make_batch_pdf.call(batch.pk)
    batch.refresh_from_db()
    return batch


def silent(batch: PrintBatch, status: str = "working") -> PrintBatch:
    """As if its worker had been killed a while ago."""
    PrintBatch.objects.filter(pk=batch.pk).update(
        alive_at=timezone.now() - 20 * MINUTE, status=status
    )
    batch.refresh_from_db()
    return batch


def tampered(revision: Revision) -> Revision:
    """A sheet whose text is not the one that was hashed when it was issued."""
    broken = on_desk(revision.plan.patient.clinic, "Broken")
    fields = {"plan": broken.plan, "number": 2, "issued_at": timezone.now()}
    found: Revision = Revision.objects.create(
        sheet_json=broken.sheet_json, sha256="0" * 64, **fields
    )
    found.refresh_from_db()
    return found


def test_batch_is_one_pdf_of_all_sheets(two: list[Revision], fran: Member) -> None:
    batch = made(two, fran)

    assert (batch.status, batch.done_count, batch.total_count) == ("ready", 2, 2)
    assert len(read(actions.batch_pdf(batch))) == batch.pages
    assert Path(batch.file.path).parent.name == "batches" and len(Path(batch.file.path).stem) == 32


def test_each_sheet_starts_on_a_right_hand_page_with_its_own_numbers(
    clinic: Clinic, fran: Member
) -> None:
    plans = [make.plan(make.patient(clinic), status="active") for _ in range(2)]
    batch = made([issued(plan, back_sheet()) for plan in plans], fran)

    pages = read(actions.batch_pdf(batch))

    of = Handout.objects.first().pages  # type: ignore[union-attr]  # both were stored
    starts = [number for number, text in enumerate(pages, 1) if f"page 1 of {of}" in text]
    assert starts == [1, of + of % 2 + 1]
    assert sum(f"of {of}" in text for text in pages) == 2 * of


def test_batch_conforms_to_pdf_ua_1(two: list[Revision], fran: Member) -> None:
    pdf = actions.batch_pdf(made(two, fran))

    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert not report.failures, report


def test_batch_stores_each_sheet_too_and_logs_it(two: list[Revision], fran: Member) -> None:
    batch = made(two, fran)

    handouts = set(Handout.objects.values_list("pk", flat=True))
    assert {one.revision for one in Handout.objects.all()} == set(two)
    logged = Printing.objects.filter(batch=batch, by=fran)
    assert set(logged.values_list("handout", flat=True)) == handouts
    subjects = {f"handout {pk}" for pk in handouts}
    printed = AuditEvent.objects.filter(action="print", member_id=fran.pk)
    assert set(printed.values_list("subject", flat=True)) == subjects


def test_batch_takes_the_code_that_is_there_and_makes_one_that_is_not(
    two: list[Revision], fran: Member
) -> None:
    known = make.access(two[0].plan.patient)

    batch = made(two, fran)

    codes = [sheet.handout and sheet.handout.access for sheet in batch.sheets.all()]
    assert codes == [known, current_access(two[1].plan.patient)]


def test_sheet_that_cannot_be_printed_is_left_out_and_named(
    two: list[Revision], fran: Member
) -> None:
    batch = made([two[0], tampered(two[0]), two[1]], fran)

    assert batch.status == "ready"
    assert [sheet.problem for sheet in batch.sheets.all()] == ["", batch_sheets.NOT_AS_ISSUED, ""]
    assert Printing.objects.count() == 2


def test_batch_of_nothing_printable_fails_and_says_so(two: list[Revision], fran: Member) -> None:
    batch = made([tampered(two[0])], fran)

    assert (batch.status, batch.problem) == ("failed", work.NONE_LEFT)
    assert not Printing.objects.exists()


def test_sheet_whose_file_was_lost_is_made_again(two: list[Revision], fran: Member) -> None:
    made(two, fran)
    lost = Handout.objects.get(revision=two[0])
    Path(lost.file.path).unlink()

    problems = [sheet.problem for sheet in made(two[::-1], fran).sheets.all()]

    assert problems == ["", ""]


def test_batch_refuses_none_and_too_many(clinic: Clinic, fran: Member) -> None:
    revision = on_desk(clinic)

    with pytest.raises(actions.PrintRefusedError, match="at least one"):
        actions.make_batch([], clinic=clinic, by=fran)
    with pytest.raises(actions.PrintRefusedError, match="at most 100"):
        actions.make_batch([revision] * 101, clinic=clinic, by=fran)


def test_button_pressed_twice_makes_one_batch(
    two: list[Revision],
    clinic: Clinic,
    fran: Member,
    rung: list[int],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        batches = {actions.make_batch(two, clinic=clinic, by=fran).pk for _ in range(2)}

    assert rung == list(batches)


def test_other_sheets_or_another_member_make_another_batch(
    two: list[Revision], clinic: Clinic, fran: Member, ana: Member
) -> None:
    wanted = ((two, fran), (two[::-1], fran), (two[:1], fran), (two, ana))

    batches = {actions.make_batch(sheets, clinic=clinic, by=by).pk for sheets, by in wanted}

    assert len(batches) == 4


def test_task_delivered_twice_does_it_once(two: list[Revision], fran: Member) -> None:
    batch = made(two, fran)

    work.make_batch_pdf.call(batch.pk)

    assert Printing.objects.count() == 2


def test_two_at_once_store_one_pdf(
    two: list[Revision], fran: Member, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined = joining.joined

    def after_the_other(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(joining, "joined", joined)
        work.make_batch_pdf.call(PrintBatch.objects.get().pk)
        return joined(*args, **kwargs)

    monkeypatch.setattr(joining, "joined", after_the_other)
    batch = made(two, fran)

    assert [batch.file.path] == list(map(str, files(settings)))
    assert Printing.objects.count() == 2


def test_two_sheets_are_set_at_once_and_stay_in_order(
    two: list[Revision], fran: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    together, real = Barrier(2), Unmade.set

    def set_beside_another(unmade: Unmade) -> Any:
        together.wait(timeout=30)
        return real(unmade)

    monkeypatch.setattr(Unmade, "set", set_beside_another)
    batch = made(two, fran)

    assert batch.status == "ready"
    of_handouts = batch.sheets.values_list("handout__revision", flat=True)
    assert list(of_handouts) == list(batch.sheets.values_list("revision", flat=True))
    assert None not in of_handouts and len(of_handouts) == 2


@pytest.mark.parametrize(
    "where",
    [
        "batch_sheets.sought_handout",
        "batch_sheets.stored_pdf",
        "joining.joined",
        "batch_work._store",
        "batch_work.note_printing",
    ],
)
def test_killed_worker_is_followed_by_another(
    where: str, two: list[Revision], fran: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dying, pytest.raises(KilledError):
        dying.setattr(f"programs.handouts.{where}", killed)
        made(two, fran)
    batch = silent(PrintBatch.objects.get())
    assert not Printing.objects.exists()

    actions.take_up_silent_batches(timezone.now())

    batch.refresh_from_db()
    assert (batch.status, batch.tries, Printing.objects.count()) == ("ready", 1, 2)
    assert Handout.objects.count() == 2


@pytest.mark.parametrize(("status", "tries"), [("waiting", 0), ("working", 1)])
def test_silent_batch_is_rung_for_once(
    status: str, tries: int, two: list[Revision], clinic: Clinic, fran: Member, rung: list[int]
) -> None:
    batch = silent(actions.make_batch(two, clinic=clinic, by=fran), status)

    actions.take_up_silent_batches(timezone.now())
    actions.take_up_silent_batches(timezone.now())

    batch.refresh_from_db()
    assert (rung, batch.tries) == ([batch.pk], tries)


def test_batch_that_gives_signs_of_life_is_left_alone(
    two: list[Revision], clinic: Clinic, fran: Member, rung: list[int]
) -> None:
    batch = actions.make_batch(two, clinic=clinic, by=fran)
    PrintBatch.objects.update(status="working", alive_at=timezone.now() - MINUTE)

    actions.take_up_silent_batches(timezone.now())

    batch.refresh_from_db()
    assert (rung, batch.status) == ([], "working")


def test_batch_is_given_up_after_three_deaths(
    two: list[Revision], clinic: Clinic, fran: Member, rung: list[int]
) -> None:
    batch = actions.make_batch(two, clinic=clinic, by=fran)

    for _ in range(actions.MOST_TRIES):
        actions.take_up_silent_batches(silent(batch).alive_at + 20 * MINUTE)

    batch.refresh_from_db()
    assert (batch.status, batch.problem) == ("failed", actions.STOPPED)
    assert len(rung) == actions.MOST_TRIES - 1


def test_batch_that_was_stopped_is_not_made_nor_noted(
    two: list[Revision], clinic: Clinic, fran: Member, rung: list[int], settings: Any
) -> None:
    batch = actions.make_batch(two, clinic=clinic, by=fran)

    actions.stop_batch(batch, by=fran)
    work.make_batch_pdf.call(batch.pk)

    batch.refresh_from_db()
    assert (batch.status, batch.problem) == ("failed", "Fran Desk stopped it.")
    assert not Printing.objects.exists() and files(settings) == []
    assert AuditEvent.objects.filter(action="end", subject=f"print_batch {batch.pk}").exists()


def test_worker_leaves_a_batch_that_is_stopped_meanwhile(
    two: list[Revision],
    clinic: Clinic,
    fran: Member,
    rung: list[int],
    settings: Any,
    monkeypatch: Any,
) -> None:
    batch = actions.make_batch(two, clinic=clinic, by=fran)
    real, tried = batch_sheets._ended, list[Revision]()

    def ended_and_stopped(begun: batch_sheets.Begun) -> Any:
        tried.append(begun.sheet.revision)
        actions.stop_batch(batch, by=fran)
        return real(begun)

    monkeypatch.setattr(batch_sheets, "_ended", ended_and_stopped)
    work.make_batch_pdf.call(batch.pk)

    batch.refresh_from_db()
    assert (batch.status, tried) == ("failed", two[:1])
    assert not Printing.objects.exists() and files(settings) == []


def test_batch_that_is_ready_is_not_stopped(two: list[Revision], fran: Member) -> None:
    batch = made(two, fran)

    with pytest.raises(actions.PrintRefusedError, match="too late"):
        actions.stop_batch(batch, by=fran)

    batch.refresh_from_db()
    assert batch.status == "ready"


def test_batch_file_that_was_changed_is_not_given_out(two: list[Revision], fran: Member) -> None:
    batch = made(two, fran)
    Path(batch.file.path).write_bytes(b"%PDF-1.7 other sheets")

    with pytest.raises(HandoutError, match="is not the one"):
        actions.batch_pdf(batch)


def test_batch_file_that_was_lost_is_not_given_out(two: list[Revision], fran: Member) -> None:
    batch = made(two, fran)
    Path(batch.file.path).unlink()

    with pytest.raises(HandoutError, match="is gone"):
        actions.batch_pdf(batch)


def test_batch_is_made_again_with_the_newest_sheets(
    two: list[Revision], fran: Member, clinic: Clinic
) -> None:
    batch = made(two, fran)
    PrintBatch.objects.update(made_at=timezone.now() - MINUTE)
    fields = {"issued_at": timezone.now(), "sheet_json": two[0].sheet_json}
    newer = Revision.objects.create(plan=two[0].plan, number=2, sha256=two[0].sha256, **fields)

    again = actions.make_batch_again(batch, by=fran)

    assert again.pk != batch.pk
    assert [sheet.revision for sheet in again.sheets.all()] == [newer, two[1]]


def test_batch_of_ended_plans_is_not_made_again(two: list[Revision], fran: Member) -> None:
    batch = made(two, fran)
    for revision in two:
        revision.plan.status = "ended"
        revision.plan.save()

    with pytest.raises(actions.PrintRefusedError, match="have ended"):
        actions.make_batch_again(batch, by=fran)
