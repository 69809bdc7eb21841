"""What people and the clock do with batches: have one made, open it; take up what fell silent."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clinic import audit
from clinic.models import Clinic, Member
from programs.handouts.batch_work import (
    AT_WORK,
    Status,
    end_badly,
    make_batch_pdf,
    rows,
)
from programs.handouts.desk import chosen_sheets
from programs.handouts.errors import HandoutError
from programs.media.errors import UNREADABLE
from programs.models import PrintBatch, PrintBatchSheet, Revision

# As many as a drawer of a printer takes, and as one PDF has memory for.
MOST_SHEETS = 100
MOST_TRIES = 3
# Without a sign of life for so long, whoever works on it is dead: a printer is stopped before that.
# What only waits may wait for longer.
SILENT, SILENT_WAITING = timedelta(minutes=3), timedelta(minutes=10)
# The same sheets, wanted again so soon, are a button that was pressed twice.
TWICE = timedelta(seconds=10)

CHOOSE = "Choose at least one sheet."
TOO_MANY = f"Choose at most {MOST_SHEETS} sheets for one PDF."
NOTHING_LEFT = "These plans have ended, so there is nothing left to print."
TOO_LATE = "It was too late to stop this: it is no longer being made."
STOPPED = "The server stopped three times while it worked on these sheets."


class PrintRefusedError(Exception):
    """Not these. The message is fit to show to the user."""


@transaction.atomic
def make_batch(revisions: Sequence[Revision], *, clinic: Clinic, by: Member) -> PrintBatch:
    """Have these sheets made into one PDF, in this order. Asked for twice, it is made once.

    Errors: PrintRefusedError when there are none, or too many.
    """
    if not revisions:
        raise PrintRefusedError(CHOOSE)
    if len(revisions) > MOST_SHEETS:
        raise PrintRefusedError(TOO_MANY)
    Clinic.objects.select_for_update().get(pk=clinic.pk)  # one after another
    wanted = [revision.pk for revision in revisions]
    if same := _same_batch(wanted, clinic=clinic, by=by):
        return same
    batch: PrintBatch = PrintBatch.objects.create(clinic=clinic, by=by, total_count=len(wanted))
    PrintBatchSheet.objects.bulk_create(
        PrintBatchSheet(batch=batch, revision=revision, position=position)
        for position, revision in enumerate(revisions, start=1)
    )
    audit.record(audit.Action.CREATE, f"print_batch {batch.pk}", clinic=clinic, by=by)
    transaction.on_commit(partial(make_batch_pdf.enqueue, batch.pk))
    return batch


def _same_batch(wanted: list[int], *, clinic: Clinic, by: Member) -> PrintBatch | None:
    is_fresh = Q(status=Status.READY, made_at__gte=timezone.now() - TWICE)
    made = PrintBatch.objects.for_clinic(clinic).filter(by=by, total_count=len(wanted))
    for batch in made.filter(is_fresh | Q(status__in=AT_WORK)):
        if list(batch.sheets.values_list("revision", flat=True)) == wanted:
            found: PrintBatch = batch
            return found
    return None


def make_batch_again(batch: PrintBatch, *, by: Member) -> PrintBatch:
    """A new batch of the same plans, with the sheets and codes of today.

    Errors: PrintRefusedError when all of these plans have ended.
    """
    revisions = chosen_sheets(batch.clinic, batch.sheets.values_list("revision", flat=True))
    if not revisions:
        raise PrintRefusedError(NOTHING_LEFT)
    return make_batch(revisions, clinic=batch.clinic, by=by)


@transaction.atomic
def stop_batch(batch: PrintBatch, *, by: Member) -> None:
    """Whoever works on it leaves it, and nothing of it is noted as printed.

    Errors: PrintRefusedError when nobody works on it any more.
    """
    if not end_badly(batch.pk, *AT_WORK, why=f"{by.name} stopped it."):
        raise PrintRefusedError(TOO_LATE)
    audit.record(audit.Action.END, f"print_batch {batch.pk}", clinic=batch.clinic, by=by)


def batch_pdf(batch: PrintBatch) -> bytes:
    """The bytes of a batch as they were stored.

    Errors: HandoutError when the file is gone, or is not the one that was stored.
    """
    if not batch.file:
        raise HandoutError(f"The file of batch {batch.pk} was deleted.")
    try:
        with batch.file.open("rb") as file:
            pdf: bytes = file.read()
    except UNREADABLE as error:
        raise HandoutError(f"The file of batch {batch.pk} is gone.") from error
    if hashlib.sha256(pdf).hexdigest() != batch.sha256:
        raise HandoutError(f"Batch {batch.pk} is not the one that was stored.")
    return pdf


def take_up_silent_batches(now: datetime) -> None:
    """Ring again for batches whose worker fell silent; after three times, give them up."""
    fell_silent = Q(alive_at__lt=now - SILENT, status=Status.WORKING)
    waits_long = Q(alive_at__lt=now - SILENT_WAITING, status=Status.WAITING)
    for batch in PrintBatch.objects.filter(fell_silent | waits_long):
        tries = batch.tries + (batch.status == Status.WORKING)
        if tries >= MOST_TRIES:
            end_badly(batch.pk, batch.status, why=STOPPED)
            continue
        claimed: Any = rows(batch.pk, batch.status).filter(alive_at=batch.alive_at)
        if claimed.update(alive_at=now, tries=tries):
            make_batch_pdf.enqueue(batch.pk)
