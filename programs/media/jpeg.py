"""The one form in which photographs are kept, and how to know it again.

What is in that form already is kept byte for byte: a library that is exported and brought in again
has the same photographs, under the same hashes, and loses nothing by being drawn twice.
"""

import io
from collections.abc import Iterator
from functools import cache

from PIL import Image

QUALITY = 85
# The marks that begin a JPEG's parts. Source: SOURCES.md#jpeg-parts
START, END, SCAN, FRAME, QUANTISATION = 0xD8, 0xD9, 0xDA, 0xC0, 0xDB
HUFFMAN = 0xC4


def jpeg(picture: Image.Image) -> bytes:
    """The picture as a baseline JPEG, with nothing written beside it."""
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def is_normal(content: bytes, *, longest_side: int) -> bool:
    """Whether these bytes are as ``jpeg`` writes them: the same parts, tables and colours.

    Units: pixels.
    """
    parts = _parts(content)
    if parts is None or [mark for mark, _ in parts] != [mark for mark, _ in _own_parts()]:
        return False
    frame = dict(parts)[FRAME]
    width, height = int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")
    if not 0 < max(width, height) <= longest_side or not min(width, height):
        return False
    return _fixed(parts) == _fixed(_own_parts()) and _is_whole(content)


def _fixed(parts: list[tuple[int, bytes]]) -> list[bytes]:
    """What is the same in all photographs: all but the size and the Huffman tables."""
    return [
        content[:1] + content[5:] if mark == FRAME else content
        for mark, content in parts
        if mark != HUFFMAN
    ]


@cache
def _own_parts() -> list[tuple[int, bytes]]:
    return _parts(jpeg(Image.new("RGB", (16, 16)))) or []


def _parts(content: bytes) -> list[tuple[int, bytes]] | None:
    """The parts before the pixels, each with its mark. None when it is not built like that."""
    if content[:2] != bytes((0xFF, START)) or content[-2:] != bytes((0xFF, END)):
        return None
    found = []
    at = 2
    while content[at : at + 1] == b"\xff":
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        found.append((mark, content[at + 4 : at + 2 + length]))
        at += 2 + length
        if mark == SCAN:
            return found if _only_pixels(content[at:-2]) else None
    return None


def _only_pixels(content: bytes) -> bool:
    """Within the pixels, 0xFF is followed by 0x00: anything else would begin another part."""
    return all(after == 0 for after in _after_ff(content))


def _after_ff(content: bytes) -> Iterator[int]:
    at = content.find(b"\xff")
    while at >= 0:
        yield content[at + 1] if at + 1 < len(content) else -1
        at = content.find(b"\xff", at + 2)


def _is_whole(content: bytes) -> bool:
    """Whether it can be unpacked without complaint."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError):
        return False
    return True
