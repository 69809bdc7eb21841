"""Taking a video: kept as it was filmed, without what was written beside pictures and sound.

Nothing is made smaller or packed anew here: that takes a program of its own and minutes of work.
"""

import hashlib
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from django.core.files import File
from django.db import transaction

from clinic import audit
from clinic.models import Clinic, Member
from clinic.uploads import InfectedError, scan
from programs.media.errors import MediaError
from programs.media.film import read_film
from programs.media.forgetting import keep_longer
from programs.media.mp4 import patched
from programs.media.serving import is_whole
from programs.models import Video

MOST_BYTES = 60 * 1024 * 1024


def check_video(file: IO[bytes]) -> None:
    """Errors: MediaError when ``keep_video`` would refuse it. Keeps nothing."""
    read_film(file, _size(file))


def keep_video(file: IO[bytes], *, clinic: Clinic) -> tuple[Video, bool]:
    """The clinic's row for this video, and whether it is new. The same one twice is one row.

    The file goes through in pieces: it is never in memory whole.
    Errors: MediaError when it is too big or too long, damaged, or no MP4.
    """
    with _cleaned(file) as clean:
        return _kept(clean, clinic)


def take_video(file: IO[bytes], *, clinic: Clinic, by: Member) -> Video:
    """What a member sends, kept as the clinic's. Errors: MediaError, as ``keep_video``."""
    with _cleaned(file) as clean, transaction.atomic():
        video, is_new = _kept(clean, clinic)
        if is_new:
            audit.record(audit.Action.CREATE, f"video {video.pk}", clinic=clinic, by=by)
    return video


class _Clean(NamedTuple):
    """A video without what was written beside it, in a file that ends with its use."""

    file: IO[bytes]
    sha256: str
    size: int


@contextmanager
def _cleaned(file: IO[bytes]) -> Iterator[_Clean]:
    size = _size(file)
    film = read_film(file, size)
    try:
        scan(file)
    except InfectedError as error:
        raise MediaError(str(error)) from error
    digest = hashlib.sha256()
    with tempfile.TemporaryFile() as clean:
        for chunk in patched(file, film.patches):
            digest.update(chunk)
            clean.write(chunk)
        clean.seek(0)
        yield _Clean(clean, digest.hexdigest(), size)


def _kept(clean: _Clean, clinic: Clinic) -> tuple[Video, bool]:
    known = Video.objects.for_clinic(clinic).filter(sha256=clean.sha256).first()
    if known is not None and keep_longer(known):
        if not is_whole(known.file, clean.size):
            known.file.save(f"{secrets.token_hex(16)}.mp4", File(clean.file))
        return known, False
    video = Video(clinic=clinic, sha256=clean.sha256)
    video.file.save(f"{secrets.token_hex(16)}.mp4", File(clean.file), save=False)
    kept, is_new = Video.objects.get_or_create(
        clinic=clinic,
        sha256=clean.sha256,
        defaults={"file": video.file.name, "size_bytes": clean.size},
    )
    if not is_new:
        video.file.delete(save=False)
    return kept, is_new


def _size(file: IO[bytes]) -> int:
    """Units: bytes. Errors: MediaError when there are none, or too many."""
    size = file.seek(0, 2)
    if not size:
        raise MediaError("This file is empty. Choose the video again.")
    if size > MOST_BYTES:
        raise MediaError("This video is over 60 MB. Film less, or with fewer pixels (720p).")
    return size
