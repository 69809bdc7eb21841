"""Which letters a typeface has, read from its file's own list of them.

fontTools reads it too, and keeps 70 MB of all our typefaces in each process that asks.
Source: SOURCES.md#font-files
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

COLLECTION = b"ttcf"
LETTERS = b"cmap"
# Who numbers letters as Unicode does: platform and encoding. Windows has other numberings too.
UNICODE, WINDOWS = 0, 3
WINDOWS_UNICODE = (1, 10)
SEGMENTS, GROUPS = 4, 12  # the two forms in which typefaces list their letters


class FontFileError(Exception):
    """The file is no typeface, or not a whole one."""


def letters_in(path: Path, index: int) -> list[range]:
    """The code points that typeface ``index`` of this file has. Ranges may overlap.

    Errors: FontFileError.
    """
    try:
        with path.open("rb") as file:
            table = _table(file, index, path.stat().st_size)
        return [one for start in _lists(table) for one in _letters(table, start)]
    except (OSError, struct.error, IndexError) as error:
        raise FontFileError(f"{path} is no whole typeface.") from error


def _table(file: IO[bytes], index: int, size: int) -> bytes:
    """Errors: FontFileError when a part of the typeface is missing."""
    first = 0
    if file.read(4) == COLLECTION:
        file.seek(12 + 4 * index)
        (first,) = struct.unpack(">I", file.read(4))
    file.seek(first + 4)
    (count,) = struct.unpack(">H6x", file.read(8))
    parts = list(struct.iter_unpack(">4s4xII", file.read(16 * count)))
    places = {name: (start, length) for name, start, length in parts}
    if LETTERS not in places or any(start + length > size for start, length in places.values()):
        raise FontFileError(f"{file.name} is no whole typeface.")
    start, length = places[LETTERS]
    file.seek(start)
    return file.read(length)


def _lists(table: bytes) -> list[int]:
    """Where the lists that number letters as Unicode does begin. One in groups holds all others."""
    (count,) = struct.unpack_from(">2xH", table)
    known = struct.iter_unpack(">HHI", table[4 : 4 + 8 * count])
    starts = {
        start
        for platform, encoding, start in known
        if platform == UNICODE or (platform == WINDOWS and encoding in WINDOWS_UNICODE)
    }
    grouped = [start for start in starts if _form(table, start) == GROUPS]
    return grouped or sorted(starts)


def _form(table: bytes, start: int) -> int:
    (form,) = struct.unpack_from(">H", table, start)
    return int(form)


def _letters(table: bytes, start: int) -> Iterator[range]:
    if _form(table, start) == SEGMENTS:
        yield from _in_segments(table, start)
    elif _form(table, start) == GROUPS:
        (count,) = struct.unpack_from(">I", table, start + 12)
        for first, last, glyph in struct.iter_unpack(
            ">III", table[start + 16 : start + 16 + 12 * count]
        ):
            # Glyph 0 is the box of a letter that is not there.
            yield range(first if glyph else first + 1, last + 1)


def _in_segments(table: bytes, start: int) -> Iterator[range]:
    (twice,) = struct.unpack_from(">H", table, start + 6)
    count, at = twice // 2, start + 14
    lasts = struct.unpack_from(f">{count}H", table, at)
    firsts = struct.unpack_from(f">{count}H", table, at + twice + 2)
    shifts = struct.unpack_from(f">{count}H", table, at + 2 * twice + 2)
    places = at + 3 * twice + 2
    offsets = struct.unpack_from(f">{count}H", table, places)
    for number, (first, last, shift, offset) in enumerate(
        zip(firsts, lasts, shifts, offsets, strict=True)
    ):
        if not offset:
            missing = (-shift) % 0x10000
            yield from (
                range(first, min(missing, last + 1)),
                range(max(missing + 1, first), last + 1),
            )
            continue
        # The glyphs are listed: this far after the place of the offset itself.
        glyphs = struct.unpack_from(f">{last - first + 1}H", table, places + 2 * number + offset)
        yield from (range(first + n, first + n + 1) for n, glyph in enumerate(glyphs) if glyph)
