"""Taking a video: kept as it was filmed, without what was written beside pictures and sound.

Nothing is made smaller or packed anew here: that takes a program of its own and minutes of work.
"""

import hashlib
import secrets
import tempfile
from typing import IO

from django.core.files import File

from clinic import audit
from clinic.models import Clinic, Member
from clinic.uploads import InfectedError, scan
from programs.media.errors import MediaError
from programs.media.film import read_film
from programs.media.mp4 import patched
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
    size = _size(file)
    film = read_film(file, size)
    digest = hashlib.sha256()
    with tempfile.TemporaryFile() as clean:
        for chunk in patched(file, film.patches):
            digest.update(chunk)
            clean.write(chunk)
        clean.seek(0)
        return _kept(clean, digest.hexdigest(), size=size, clinic=clinic)


def _kept(clean: IO[bytes], sha256: str, *, size: int, clinic: Clinic) -> tuple[Video, bool]:
    known = Video.objects.for_clinic(clinic).filter(sha256=sha256).first()
    if known is not None:
        return known, False
    video = Video(clinic=clinic, sha256=sha256)
    video.file.save(f"{secrets.token_hex(16)}.mp4", File(clean), save=False)
    kept, is_new = Video.objects.get_or_create(
        clinic=clinic, sha256=sha256, defaults={"file": video.file.name, "size_bytes": size}
    )
    if not is_new:
        video.file.delete(save=False)
    return kept, is_new


def take_video(file: IO[bytes], *, clinic: Clinic, by: Member) -> Video:
    """What a member sends, kept as the clinic's. Errors: MediaError, as ``keep_video``."""
    try:
        scan(file)
    except InfectedError as error:
        raise MediaError(str(error)) from error
    video, is_new = keep_video(file, clinic=clinic)
    if is_new:
        audit.record(audit.Action.CREATE, f"video {video.pk}", clinic=clinic, by=by)
    return video


def _size(file: IO[bytes]) -> int:
    """Units: bytes. Errors: MediaError when there are none, or too many."""
    size = file.seek(0, 2)
    if not size:
        raise MediaError("This file is empty. Choose the video again.")
    if size > MOST_BYTES:
        raise MediaError("This video is over 60 MB. Film less, or with fewer pixels (720p).")
    return size
