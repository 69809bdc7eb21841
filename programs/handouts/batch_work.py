"""The work on a batch, done in the background: each sheet for itself, then all joined as one PDF.

The task may be asked for twice, at once too, and its process killed at any moment: see
programs/background.py.
"""

import hashlib
import secrets
import time
import zoneinfo
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from programs.handouts.actions import note_printing
from programs.handouts.batch_sheets import made_sheets
from programs.handouts.typesetting import RenderedHandout
from programs.languages import ENGLISH
from programs.models import PrintBatch, PrintBatchSheet

Status = PrintBatch.Status
AT_WORK = (Status.WAITING, Status.WORKING)
# Whoever works on a batch gives a sign of life so often. Units: seconds.
SIGN_OF_LIFE_SECONDS = 1.0
MOST_LETTERS = 300

NONE_LEFT = "None of these sheets could be printed."


@task()
def make_batch_pdf(batch_id: int) -> None:
    """Make the sheets and join them. May be called twice: one of them stores the PDF."""
    from programs.handouts import joining  # 19 MB that the web does without

    now = timezone.now()
    claimed = rows(batch_id, *AT_WORK)
    if not claimed.update(status=Status.WORKING, alive_at=now):
        return
    batch = PrintBatch.objects.select_related("clinic", "by").get(pk=batch_id)
    note = _progress(batch)
    pdfs = list(_pdfs_of_sheets(batch, note))
    if pdfs:
        _store(batch, joining.joined(pdfs, title=_title(batch, len(pdfs)), lang=ENGLISH.code))
    else:
        end_badly(batch_id, Status.WORKING, why=NONE_LEFT)


def rows(batch_id: int, *statuses: str) -> Any:
    return PrintBatch.objects.filter(pk=batch_id, status__in=statuses)


def end_badly(batch_id: int, *statuses: str, why: str) -> bool:
    """It could not be made, and says why; False when it stood otherwise by now.

    What was kept of single sheets stays: it is right.
    """
    failed = {"status": Status.FAILED, "ended_at": timezone.now(), "problem": why[:MOST_LETTERS]}
    return bool(rows(batch_id, *statuses).update(**failed))


def _pdfs_of_sheets(batch: PrintBatch, note: Callable[[int], bool]) -> Iterator[bytes]:
    """Each sheet alone. One that cannot be printed is left out, and its row says why."""
    for done, (sheet, handout, pdf, problem) in enumerate(made_sheets(batch), start=1):
        same = PrintBatchSheet.objects.filter(pk=sheet.pk)
        same.update(handout=handout, problem=problem[:MOST_LETTERS])
        if not note(done):
            return  # somebody stopped it
        if handout:
            yield pdf


def _title(batch: PrintBatch, count: int) -> str:
    """For staff, so it is in English, whatever the sheets are in."""
    day = timezone.localdate(batch.made_at, zoneinfo.ZoneInfo(batch.clinic.time_zone))
    return f"{count} exercise sheet{'' if count == 1 else 's'}, {day:%d.%m.%Y}"


def _store(batch: PrintBatch, rendered: RenderedHandout) -> None:
    """The PDF under a name that says nothing, and the log, once and both or neither."""
    batch.file.save(f"{secrets.token_hex(16)}.pdf", ContentFile(rendered.pdf), save=False)
    with transaction.atomic():
        locked = PrintBatch.objects.select_for_update().filter(pk=batch.pk, status=Status.WORKING)
        if is_ours := locked.first() is not None:
            rows(batch.pk, Status.WORKING).update(
                status=Status.READY,
                file=batch.file.name,
                sha256=hashlib.sha256(rendered.pdf).hexdigest(),
                pages=rendered.pages,
                ended_at=timezone.now(),
            )
            for sheet in _printed_sheets(batch):
                note_printing(sheet.handout, by=batch.by, batch=batch)
    if not is_ours:  # somebody else was quicker
        batch.file.delete(save=False)


def _printed_sheets(batch: PrintBatch) -> Any:
    printed = batch.sheets.exclude(handout=None)
    return printed.select_related("handout__revision__plan__patient__clinic")


def _progress(batch: PrintBatch) -> Callable[[int], bool]:
    """Writes how far it is, as a sign of life, once a second at most; says whether to go on."""
    last = 0.0

    def note(done: int) -> bool:
        nonlocal last
        if time.monotonic() - last < SIGN_OF_LIFE_SECONDS and done < batch.total_count:
            return True
        last = time.monotonic()
        noted = rows(batch.pk, Status.WORKING).update(done_count=done, alive_at=timezone.now())
        return bool(noted)

    return note
