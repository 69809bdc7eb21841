"""Sending a photograph or video to whoever was found to have a right to it."""

import io
import logging
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from programs.media.errors import UNREADABLE
from programs.media.ranges import ranged_response
from programs.models import Photo, Video

logger = logging.getLogger(__name__)

# How each photograph ends that was kept whole.
JPEG_END = b"\xff\xd9"
# A file opened alone may load, run and send nothing. What stands at an address never changes, and
# only this browser may keep it.
HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}


def photo_response(photo: Photo, *, is_small: bool = False) -> HttpResponseBase:
    file = _opened(photo.thumbnail if is_small else photo.file)
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - len(JPEG_END)))
    _require_whole(file, file.read() == JPEG_END)
    return FileResponse(file, content_type="image/jpeg", headers=HEADERS)


def video_response(request: HttpRequest, video: Video) -> HttpResponseBase:
    """The whole, or the part that a player asks for."""
    file = _opened(video.file)
    _require_whole(file, file.seek(0, io.SEEK_END) == video.size_bytes)
    tag = f'"{video.sha256}"'
    is_same = request.headers.get("If-Range", tag) == tag
    response = ranged_response(
        file,
        content_type="video/mp4",
        asked=request.headers.get("Range", "") if is_same else "",
    )
    for name, value in {**HEADERS, "ETag": tag}.items():
        response.headers[name] = value
    return response


def _opened(stored: Any) -> Any:
    """Errors: Http404 when the file is gone from the storage, or cannot be read there."""
    try:
        return stored.open("rb")
    except UNREADABLE as error:
        logger.error("%s cannot be read: %s.", stored.name, error.strerror)
        raise Http404("The file is gone.") from error


def _require_whole(file: Any, is_whole: bool) -> None:
    """Errors: Http404 when it was cut short: browsers would keep what there is for a year."""
    if not is_whole:
        logger.error("%s is cut short.", file.name)
        file.close()
        raise Http404("The file is cut short.")
    file.seek(0)


def is_whole(stored: Any, size: int) -> bool:
    """Whether the file is there, and as long as it was. Units: bytes."""
    try:
        is_as_long: bool = stored.storage.size(stored.name) == size
    except UNREADABLE:
        return False
    return is_as_long
