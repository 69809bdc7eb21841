"""Reading a film by the boxes it is built of, and finding what was written beside it.

A film is a row of boxes, each with its length and its kind; some hold others. Nothing is moved:
what is not needed to play it becomes a box named "free", filled with zeros, so that every offset
in the film still holds. Source: SOURCES.md#mp4-boxes
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from programs.media.errors import MediaError

BRANDS = {b"isom", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"qt  "}
BRANDS |= {b"iso%d" % number for number in range(2, 10)}
# What each box may hold and still be needed to play the film. Everything else is blanked: names,
# places, comments, covers, and whatever somebody hid there.
NEEDED: dict[bytes, frozenset[bytes]] = {
    parent: frozenset(children.split())
    for parent, children in {
        b"": b"ftyp moov mdat",
        b"moov": b"mvhd trak iods",
        b"trak": b"tkhd edts tref mdia",
        b"edts": b"elst",
        b"mdia": b"mdhd hdlr minf elng",
        b"minf": b"vmhd smhd gmhd nmhd hdlr dinf stbl",
        b"dinf": b"dref",
        b"stbl": b"stsd stts ctts cslg stsc stsz stco co64 stss sdtp sbgp sgpd subs stps",
    }.items()
}
IN_PIECES = {b"moof", b"mvex", b"styp", b"cmov", b"rmra"}
TIMES = {b"mvhd", b"tkhd", b"mdhd"}  # when it was filmed stands in these
# Units: boxes, and bytes of one table. A film of three minutes needs a tenth of either.
MOST_BOXES, MOST_TABLE_BYTES = 2000, 4 * 1024 * 1024

DAMAGED = "This video is damaged or cut short. Send it again."


@dataclass(frozen=True)
class Box:
    kind: bytes
    start: int
    body: int  # where its head ends
    end: int
    children: "list[Box]" = field(default_factory=list)

    def all(self, kind: bytes) -> "list[Box]":
        return [box for box in self.children if box.kind == kind]

    def one(self, *path: bytes) -> "Box":
        """The box at the end of a path. Errors: MediaError when it is not there exactly once."""
        found = self
        for kind in path:
            boxes = found.all(kind)
            if len(boxes) != 1:
                raise MediaError(DAMAGED)
            found = boxes[0]
        return found


@dataclass(frozen=True)
class Patch:
    """Bytes to write over the film's: ``words``, then zeros to the end."""

    start: int
    end: int
    words: bytes = b""

    @property
    def content(self) -> bytes:
        return self.words.ljust(self.end - self.start, b"\0")


def boxes_of(file: IO[bytes], size: int) -> Box:
    """The film as one box that holds the others.

    Errors: MediaError when it is no film, or its boxes do not fill it exactly.
    """
    film = Box(b"", 0, 0, size)
    _refuse_other_files(file)
    reader = _Reader(file, size)
    reader.fill(film)
    return film


def _refuse_other_files(file: IO[bytes]) -> None:
    file.seek(0)
    start = file.read(12)
    if start[4:8] != b"ftyp":
        raise MediaError("This is not an MP4 video. Choose a video from a phone or camera.")


class _Reader:
    def __init__(self, file: IO[bytes], size: int) -> None:
        self.file, self.size, self.count = file, size, 0

    def fill(self, parent: Box) -> None:
        at = parent.body
        while at < parent.end:
            box = self.box_at(at, parent)
            parent.children.append(box)
            if box.kind in IN_PIECES:
                raise MediaError(
                    "This video is saved in pieces, as screen recorders do. Open it in a video"
                    " program and save it as an ordinary MP4."
                )
            if box.kind in NEEDED and box.kind in NEEDED[parent.kind]:
                self.fill(box)
            at = box.end

    def box_at(self, start: int, parent: Box) -> Box:
        self.count += 1
        self.file.seek(start)
        head = self.file.read(16)
        if len(head) < 8 or self.count > MOST_BOXES:
            raise MediaError(DAMAGED)
        length, kind, body = int.from_bytes(head[:4], "big"), head[4:8], start + 8
        if length == 1:
            length, body = int.from_bytes(head[8:16], "big"), start + 16
        elif length == 0 and kind == b"mdat" and not parent.kind:
            length = self.size - start  # to the end of the file
        if length < body - start or start + length > parent.end:
            raise MediaError(DAMAGED)
        return Box(kind, start, body, start + length)


def body_of(file: IO[bytes], box: Box) -> bytes:
    """Errors: MediaError when it is too long to be what it says."""
    if box.end - box.body > MOST_TABLE_BYTES:
        raise MediaError(DAMAGED)
    file.seek(box.body)
    return file.read(box.end - box.body)


def whole_numbers(content: bytes, width: int = 4) -> list[int]:
    """A table of big-endian numbers. Units: ``width`` is bytes for each."""
    ends = range(width, len(content) + 1, width)
    return [int.from_bytes(content[end - width : end], "big") for end in ends]


def blanked(box: Box) -> Iterator[Patch]:
    """The box as one that everybody skips, with nothing in it."""
    yield Patch(box.start + 4, box.start + 8, b"free")
    yield Patch(box.body, box.end)


def not_needed(film: Box) -> Iterator[Box]:
    """The boxes that the film plays without, wherever they are."""
    for box in film.children:
        if box.kind not in NEEDED[film.kind]:
            yield box
        elif box.kind in NEEDED:
            yield from not_needed(box)


def times_in(file: IO[bytes], film: Box) -> Iterator[Patch]:
    """When it was filmed and changed, at every place where that stands."""
    for box in film.children:
        if box.kind in TIMES:
            width = 8 if body_of(file, box)[:1] == b"\1" else 4
            yield Patch(box.body + 4, min(box.body + 4 + 2 * width, box.end))
        yield from times_in(file, box)


def patched(file: IO[bytes], patches: list[Patch]) -> Iterator[bytes]:
    """The file's bytes with the patches in them, a megabyte at a time."""
    file.seek(0)
    start = 0
    while chunk := bytearray(file.read(1024 * 1024)):
        end = start + len(chunk)
        for patch in patches:
            low, high = max(patch.start, start), min(patch.end, end)
            if low < high:
                words = patch.words[low - patch.start : high - patch.start]
                chunk[low - start : high - start] = words.ljust(high - low, b"\0")
        yield bytes(chunk)
        start = end
