"""Sending a photograph or video to whoever was found to have a right to it."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from programs.media.ranges import ranged_response
from programs.models import Photo, Video

# A file opened alone may load, run and send nothing. What stands at an address never changes, and
# only this browser may keep it.
HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}


def photo_response(photo: Photo, *, is_small: bool = False) -> HttpResponseBase:
    file = _opened(photo.thumbnail if is_small else photo.file)
    return FileResponse(file, content_type="image/jpeg", headers=HEADERS)


def video_response(request: HttpRequest, video: Video) -> HttpResponseBase:
    """The whole, or the part that a player asks for."""
    tag = f'"{video.sha256}"'
    is_same = request.headers.get("If-Range", tag) == tag
    response = ranged_response(
        _opened(video.file),
        size=video.size_bytes,
        content_type="video/mp4",
        asked=request.headers.get("Range", "") if is_same else "",
    )
    for name, value in {**HEADERS, "ETag": tag}.items():
        response.headers[name] = value
    return response


def _opened(stored: Any) -> Any:
    """Errors: Http404 when the file is gone from the storage."""
    try:
        return stored.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is gone.") from error
