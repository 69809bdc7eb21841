"""The work on an import, done in the background: checked, then loaded whole or not at all.

Each task may be asked for twice, at once too, and its process killed at any moment: see
programs/background.py.
"""

import time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from clinic import audit
from programs.authoring.exercise_codes import lock_codes
from programs.exchange import library
from programs.exchange.checking import Checked, check_zip
from programs.exchange.loading import MovedError, prepare, write
from programs.exchange.media import Keeper, Progress
from programs.exchange.problems import Problems
from programs.media.errors import UNREADABLE
from programs.media.forgetting import forget
from programs.models import Exercise, LibraryImport, Photo, Video

Status = LibraryImport.Status
AT_WORK = (Status.WAITING, Status.CHECKING, Status.LOADING)
# Whoever works on an import gives a sign of life so often. Units: seconds.
SIGN_OF_LIFE_SECONDS = 1.0
MOST_TRIES = 3
GONE = "The file cannot be read on the server any more. Nothing was loaded. Send it once more."
MOVED = "The library was changed again and again meanwhile. Nothing was loaded. Send it once more."


@task()
def check_import(import_id: int) -> None:
    """The dry run. May be called twice: both find the same."""
    now = timezone.now()
    claimed = rows(import_id, Status.WAITING, Status.CHECKING)
    if not claimed.update(status=Status.CHECKING, alive_at=now):
        return
    one = LibraryImport.objects.select_related("clinic").get(pk=import_id)
    checked = _checked(one, _progress(one))
    if checked.problems.found:
        end_badly(import_id, Status.CHECKING, report=_report(checked))
    else:
        found = {"report": _report(checked), "alive_at": timezone.now()}
        rows(import_id, Status.CHECKING).update(status=Status.CHECKED, **found)


@task()
def load_import(import_id: int) -> None:
    """Load a file whole or not at all. May be called twice: one of them loads it."""
    if not rows(import_id, Status.LOADING).update(alive_at=timezone.now()):
        return
    one = LibraryImport.objects.select_related("clinic", "by").get(pk=import_id)
    keeper = Keeper(one.clinic, *one.report.get("kept", ([], [])))
    progress = _progress(one, keeper)
    for _ in range(MOST_TRIES):
        checked = _checked(one, progress, keeper)
        if checked.problems.found:
            _note_kept(one, keeper)
            end_badly(import_id, Status.LOADING, report=_report(checked))
            return
        try:
            _load(one, checked)
        except MovedError:
            _note_kept(one, keeper)
            continue
        return
    end_badly(import_id, Status.LOADING, why=MOVED)


def _checked(one: LibraryImport, progress: Progress, keeper: Keeper | None = None) -> Checked:
    """What its file would do. That the file is gone is a problem like any other."""
    try:
        file = one.file.open("rb")
    except UNREADABLE:
        problems = Problems()
        problems.add(GONE)
        return Checked(problems, library.words())
    with file:
        return check_zip(file, clinic=one.clinic, progress=progress, keeper=keeper)


def _load(one: LibraryImport, checked: Checked) -> None:
    prepared = prepare(checked, clinic=one.clinic, by=one.by)
    with transaction.atomic():
        lock_codes(one.clinic)
        locked = LibraryImport.objects.select_for_update().filter(pk=one.pk, status=Status.LOADING)
        if locked.first() is None:
            return  # somebody else was quicker
        now = timezone.now()
        write(prepared, now=now)
        rows(one.pk, Status.LOADING).update(
            status=Status.DONE, ended_at=now, report=_report(checked)
        )
        audit.record(audit.Action.CHANGE, f"import {one.pk}", clinic=one.clinic, by=one.by)
    forget_file(one)


def rows(import_id: int, *statuses: str) -> Any:
    return LibraryImport.objects.filter(pk=import_id, status__in=statuses)


def end_badly(
    import_id: int, status: str, *, why: str = "", report: dict[str, Any] | None = None
) -> None:
    """It could not be loaded: nothing of it stays but the row, which says why."""
    one = LibraryImport.objects.select_related("clinic").get(pk=import_id)
    report = report or {"problems": [[0, "", "", why]]}
    ended = rows(import_id, status).update(
        status=Status.FAILED, ended_at=timezone.now(), report=report
    )
    if ended:
        _forget_pictures(one)
        forget_file(one)


def forget_file(one: LibraryImport) -> None:
    one.file.delete(save=False)
    LibraryImport.objects.filter(pk=one.pk).update(file="")


def _forget_pictures(one: LibraryImport) -> None:
    """Pictures that were kept on the way, and that no exercise shows."""
    photo_ids, video_ids = one.report.get("kept", ([], []))
    photos = Photo.objects.for_clinic(one.clinic).filter(pk__in=photo_ids, pictures=None)
    used = Exercise.objects.exclude(video=None).values("video")
    videos = Video.objects.for_clinic(one.clinic).filter(pk__in=video_ids)
    unused: list[Photo | Video] = [*photos, *videos.exclude(pk__in=used)]
    for row in unused:
        forget(row)


def _note_kept(one: LibraryImport, keeper: Keeper) -> None:
    """What there is to take away again if it fails."""
    report = one.report | {"kept": [keeper.photos, keeper.videos]}
    rows(one.pk, Status.LOADING).update(report=report)


def _progress(one: LibraryImport, keeper: Keeper | None = None) -> Progress:
    """Writes how far it is, as a sign of life, once a second at most."""
    last = 0.0

    def note(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last < SIGN_OF_LIFE_SECONDS and (done < total or not total):
            return
        last = time.monotonic()
        now = timezone.now()
        rows(one.pk, *AT_WORK).update(done_count=done, total_count=total, alive_at=now)
        if keeper is not None:
            _note_kept(one, keeper)

    return note


def _report(checked: Checked) -> dict[str, Any]:
    problems = checked.problems
    if problems.found:
        return {"problems": [list(one) for one in problems.in_order], "more": problems.more}
    return {"summary": checked.summary}
