"""What people and the clock do with imports: send, load, drop; and take up what fell silent."""

import secrets
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clinic import audit
from clinic.models import Clinic, Member
from programs.exchange.work import (
    AT_WORK,
    MOST_TRIES,
    Status,
    check_import,
    end_badly,
    forget_file,
    load_import,
    rows,
)
from programs.models import LibraryImport

# Without a sign of life for so long, whoever works on it is dead. The transaction that loads is
# far shorter. What only waits may wait for longer.
SILENT, SILENT_WAITING = timedelta(seconds=60), timedelta(minutes=10)
# A file that was checked and not loaded is kept so long.
KEPT = timedelta(days=7)

STOPPED = "The server stopped three times while it worked on this file. Nothing was loaded."
NOT_LOADED = "Nobody loaded it within seven days. The file is gone; send it again."


class ImportRefusedError(Exception):
    """Not now. The message is fit to show to the user."""


def receive_import(file: File, *, clinic: Clinic, by: Member | None) -> LibraryImport:
    """Keep a ZIP file and have it checked.

    Errors: ImportRefusedError while another file of the clinic is worked on.
    """
    sent = LibraryImport(clinic=clinic, by=by)
    sent.file.save(f"{secrets.token_hex(16)}.zip", file, save=False)
    try:
        _receive(sent, by=by)
    except ImportRefusedError:
        sent.file.delete(save=False)
        raise
    return sent


@transaction.atomic
def _receive(sent: LibraryImport, *, by: Member | None) -> None:
    Clinic.objects.select_for_update().get(pk=sent.clinic_id)  # one after another
    if LibraryImport.objects.for_clinic(sent.clinic).filter(status__in=AT_WORK).exists():
        raise ImportRefusedError("Another file is being worked on. Wait until it is done.")
    sent.save()
    audit.record(audit.Action.CREATE, f"import {sent.pk}", clinic=sent.clinic, by=by)
    transaction.on_commit(partial(check_import.enqueue, sent.pk))


@transaction.atomic
def start_loading(one: LibraryImport, *, by: Member | None) -> None:
    """Have a checked file loaded. Asked for twice, it is loaded once."""
    now = timezone.now()
    report = one.report | {"tries": 0}
    begun = rows(one.pk, Status.CHECKED).update(
        status=Status.LOADING, by=by, alive_at=now, report=report, done_count=0
    )
    if begun:
        transaction.on_commit(partial(load_import.enqueue, one.pk))


def discard_import(one: LibraryImport, *, by: Member) -> None:
    """Drop a file that was checked and is not wanted.

    Errors: ImportRefusedError when it is being loaded, or is gone already.
    """
    with transaction.atomic():
        if not rows(one.pk, Status.CHECKED).delete()[0]:
            raise ImportRefusedError("This file is not waiting to be loaded any more.")
        audit.record(audit.Action.DELETE, f"import {one.pk}", clinic=one.clinic, by=by)
    forget_file(one)


def take_up_silent(now: datetime) -> None:
    """Ring again for imports whose worker fell silent; after three times, give them up."""
    fell_silent = Q(alive_at__lt=now - SILENT) & ~Q(status=Status.WAITING)
    waits_long = Q(alive_at__lt=now - SILENT_WAITING, status=Status.WAITING)
    for one in LibraryImport.objects.filter(fell_silent | waits_long, status__in=AT_WORK):
        tries = one.report.get("tries", 0) + (one.status != Status.WAITING)
        if tries >= MOST_TRIES:
            end_badly(one.pk, one.status, why=STOPPED)
            continue
        claimed: Any = rows(one.pk, one.status).filter(alive_at=one.alive_at)
        if claimed.update(alive_at=now, report=one.report | {"tries": tries}):
            task = load_import if one.status == Status.LOADING else check_import
            task.enqueue(one.pk)


def tidy_up(now: datetime) -> None:
    """Drop files that nobody came back for, and those that outlived a killed worker."""
    for one in LibraryImport.objects.filter(status=Status.CHECKED, alive_at__lt=now - KEPT):
        end_badly(one.pk, Status.CHECKED, why=NOT_LOADED)
    ended = LibraryImport.objects.filter(status__in=(Status.DONE, Status.FAILED))
    for one in ended.exclude(file=""):
        forget_file(one)
