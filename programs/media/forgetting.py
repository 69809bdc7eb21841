"""Photographs and videos that nothing shows any more, nor ever did on a sheet: these are let go.

A photograph is replaced, a form is left without saving, an import breaks off: what was sent then
stays behind. What a sheet was issued with is kept as long as the sheet. Sheets that were printed
together are kept one by one, so the PDF of all of them goes after a day.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.utils import timezone

from programs.models import (
    Exercise,
    Handout,
    LibraryImport,
    Photo,
    Picture,
    PrintBatch,
    Revision,
    Video,
)

# Whoever still writes at a form, or brings in a library, is done by then.
WAITS = timedelta(days=1)
# Whoever printed many sheets together has them on paper by then.
BATCH_KEPT = timedelta(days=1)
# What knows the files of each folder. A handout without a row would keep a patient's name for ever.
KNOWN: dict[str, tuple[tuple[Any, str], ...]] = {
    "photos": ((Photo, "file"), (Photo, "thumbnail")),
    "videos": ((Video, "file"),),
    "imports": ((LibraryImport, "file"),),
    "handouts": ((Handout, "file"),),
    "batches": ((PrintBatch, "file"),),
}


def unused(now: datetime) -> list[Photo | Video]:
    return [*_unused_photos(now), *_unused_videos(now)]


def _unused_photos(now: datetime) -> Iterator[Photo]:
    shown = Picture.objects.filter(photo=OuterRef("pk"))
    yield from _on_no_sheet(Photo.objects.filter(~Exists(shown)), "photo", now)


def _unused_videos(now: datetime) -> Iterator[Video]:
    shown = Exercise.objects.filter(video=OuterRef("pk"))
    yield from _on_no_sheet(Video.objects.filter(~Exists(shown)), "video", now)


def _on_no_sheet(rows: Any, kind: str, now: datetime) -> Iterator[Any]:
    for row in rows.filter(added_at__lt=now - WAITS).select_related("clinic"):
        sheets = Revision.objects.for_clinic(row.clinic)
        if not sheets.filter(sheet_json__contains=f'"{kind}":"{row.sha256}"').exists():
            yield row


def stray_files(now: datetime) -> Iterator[str]:
    """The names of files that no row knows: their row was never written."""
    for folder, columns in KNOWN.items():
        known: set[str] = set()
        for model, column in columns:
            known.update(model.objects.values_list(column, flat=True).iterator())
        for name in _names_in(folder):
            if name not in known and _modified_at(name, now) < now - WAITS:
                yield name


def _modified_at(name: str, now: datetime) -> datetime:
    try:
        return default_storage.get_modified_time(name)
    except FileNotFoundError:  # gone by itself in this moment
        return now


def _names_in(folder: str) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:  # nobody has sent any yet
        return []


def keep_longer(row: Photo | Video) -> bool:
    """It was sent once more: whoever sent it has as long as with a new one.

    False when it was let go in this moment.
    """
    row.added_at = timezone.now()
    return bool(type(row).objects.filter(pk=row.pk).update(added_at=row.added_at))


def forget(row: Photo | Video) -> bool:
    """The row, and its files once it is gone for certain.

    False, and nothing is gone, when it was sent again or is shown since it was read.
    """
    names = [row.file.name, row.thumbnail.name] if isinstance(row, Photo) else [row.file.name]
    same: Any = type(row).objects.filter(pk=row.pk, added_at=row.added_at)
    try:
        with transaction.atomic():
            is_gone = bool(same.delete()[0])
            for name in names if is_gone else ():
                transaction.on_commit(partial(row.file.storage.delete, str(name)))
    except (ProtectedError, IntegrityError):
        return False
    return is_gone


def old_batches(now: datetime) -> list[PrintBatch]:
    """Those with a PDF that nobody needs any more."""
    ended: Any = PrintBatch.objects.filter(ended_at__lt=now - BATCH_KEPT).exclude(file="")
    return list(ended)


def forget_batch(batch: PrintBatch) -> None:
    """The file; the row stays, and says that it was there."""
    name = str(batch.file.name)
    PrintBatch.objects.filter(pk=batch.pk).update(file="")
    batch.file.storage.delete(name)
