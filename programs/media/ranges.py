"""Answering for a part of a file: Safari plays no video that comes only whole."""

import io
import re
from collections.abc import Iterator
from typing import IO, NamedTuple

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse

CHUNK_BYTES = 256 * 1024
ONE_PART = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class Part(NamedTuple):
    """Units: bytes from the file's start, both ends included."""

    first: int
    last: int


class OutsideError(Exception):
    """The part asked for lies behind the file's end."""


def part_asked_for(header: str, size: int) -> Part | None:
    """The part that a Range header asks for; None when it asks for none, or for several.

    Errors: OutsideError when there is no such part.
    """
    found = ONE_PART.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # the last so many bytes
        part = Part(max(0, size - int(last)), size - 1)
    else:
        part = Part(int(first), min(int(last), size - 1) if last else size - 1)
    if last and first and int(last) < int(first):
        return None
    if part.first > part.last:
        raise OutsideError
    return part


def ranged_response(file: IO[bytes], *, content_type: str, asked: str) -> HttpResponseBase:
    """The file, or the part of it that was asked for. Closes it when all is sent.

    Its size is asked of the file itself: of one cut short, a player would wait for the rest.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    try:
        part = part_asked_for(asked, size)
    except OutsideError:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response: HttpResponseBase
    if part is None:
        response = FileResponse(file, content_type=content_type)
    else:
        response = StreamingHttpResponse(
            _PartOfFile(file, part), status=206, content_type=content_type
        )
        response.headers["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
        response.headers["Content-Length"] = str(part.last - part.first + 1)
    response.headers["Accept-Ranges"] = "bytes"
    return response


class _PartOfFile:
    """What is sent of a file, piece by piece. The response closes it, however it ends."""

    def __init__(self, file: IO[bytes], part: Part) -> None:
        self.file, self.part = file, part

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(self.part.first)
        left = self.part.last - self.part.first + 1
        while left and (chunk := self.file.read(min(left, CHUNK_BYTES))):
            left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self.file.close()
