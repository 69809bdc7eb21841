"""Photographs and videos that nothing shows any more, nor ever did on a sheet: these are let go.

A photograph is replaced, a form is left without saving, an import breaks off: what was sent then
stays behind. What a sheet was issued with is kept as long as the sheet.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef

from programs.models import Exercise, LibraryImport, Photo, Picture, Revision, Video

# Whoever still writes at a form, or brings in a library, is done by then.
WAITS = timedelta(days=1)
FOLDERS = ("photos", "videos", "imports")


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
    known = {
        *Photo.objects.values_list("file", flat=True),
        *Photo.objects.values_list("thumbnail", flat=True),
        *Video.objects.values_list("file", flat=True),
        *LibraryImport.objects.values_list("file", flat=True),
    }
    for folder in FOLDERS:
        for name in _names_in(folder):
            if name not in known and default_storage.get_modified_time(name) < now - WAITS:
                yield name


def _names_in(folder: str) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:  # nobody has sent any yet
        return []


def forget(row: Photo | Video) -> None:
    """The row, and its files once it is gone for certain."""
    names = [row.file.name, row.thumbnail.name] if isinstance(row, Photo) else [row.file.name]
    with transaction.atomic():
        row.delete()
        for name in names:
            transaction.on_commit(partial(row.file.storage.delete, str(name)))
