"""What we ask of a film: that every phone can play it, and what it must not carry along."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import IO

from programs.media.errors import MediaError
from programs.media.mp4 import (
    BRANDS,
    DAMAGED,
    Box,
    Patch,
    blanked,
    body_of,
    boxes_of,
    not_needed,
    times_in,
    whole_numbers,
)

MOST_SECONDS = 180  # Source: SOURCES.md#mp4-boxes
# What every browser of the last ten years plays.
CODECS = {b"avc1", b"avc3"}
# Of all tracks that are taken out together: each piece of them is written over one by one.
MOST_CHUNKS, MOST_SAMPLES = 50_000, 100_000


@dataclass(frozen=True)
class Film:
    """Units: whole seconds, rounded down."""

    seconds: int
    patches: list[Patch]  # what takes out all that was written beside pictures and sound


def read_film(file: IO[bytes], size: int) -> Film:
    """The film, by its boxes. Reads its tables and leaves pictures and sound alone.

    Errors: MediaError when it is no MP4, is damaged, too long, loads something from elsewhere, or
    is packed in a way that some phones cannot play.
    """
    film = boxes_of(file, size)
    _require_brand(file, film)
    moov = film.one(b"moov")
    if not film.all(b"mdat"):
        raise MediaError(DAMAGED)
    seconds = _seconds(body_of(file, moov.one(b"mvhd")))
    patches = [patch for box in not_needed(film) for patch in blanked(box)]
    patches += times_in(file, film)
    kinds, notes = [], list[Patch]()
    for track in moov.all(b"trak"):
        kinds.append(kind := _kind(file, track))
        if kind in (b"vide", b"soun"):
            _require_own_content(file, track)
        else:
            notes += _pieces(file, film, track)
            _require_apart(notes)
            patches += blanked(track)
    if b"vide" not in kinds:
        raise MediaError("There are no pictures in this file. Choose a video.")
    _require_codec(file, moov)
    return Film(seconds, patches + notes)


def _require_brand(file: IO[bytes], film: Box) -> None:
    body = body_of(file, film.one(b"ftyp"))
    brands = {body[:4], *(body[at : at + 4] for at in range(8, len(body), 4))}
    if film.children[0].kind != b"ftyp" or not brands & BRANDS:
        raise MediaError("This is not an MP4 video. Choose a video from a phone or camera.")


def _seconds(mvhd: bytes) -> int:
    wide = mvhd[:1] == b"\1"
    scale = int.from_bytes(mvhd[20:24] if wide else mvhd[12:16], "big")
    duration = int.from_bytes(mvhd[24:32] if wide else mvhd[16:20], "big")
    if not scale or not duration or len(mvhd) < 32:
        raise MediaError(DAMAGED)
    seconds = duration // scale
    if seconds > MOST_SECONDS:
        raise MediaError("This video is over 3 minutes long. Cut it on the phone and try again.")
    return seconds


def _kind(file: IO[bytes], track: Box) -> bytes:
    """ "vide" for pictures, "soun" for sound, others for what the camera noted beside them."""
    return body_of(file, track.one(b"mdia", b"hdlr"))[8:12]


def _require_own_content(file: IO[bytes], track: Box) -> None:
    """A track may name another file or address that holds it: that is how a film spies."""
    entries = body_of(file, track.one(b"mdia", b"minf", b"dinf", b"dref"))[8:]
    while entries:
        length = int.from_bytes(entries[:4], "big")
        if length < 12 or length > len(entries):
            raise MediaError(DAMAGED)
        if not entries[11] & 1:
            raise MediaError("This video loads parts from somewhere else. Save it whole as MP4.")
        entries = entries[length:]


def _require_codec(file: IO[bytes], moov: Box) -> None:
    for track in moov.all(b"trak"):
        if _kind(file, track) == b"vide":
            stsd = body_of(file, track.one(b"mdia", b"minf", b"stbl", b"stsd"))
            if stsd[12:16] not in CODECS:
                raise MediaError(
                    "Some phones cannot play this video. Save it as MP4 with H.264; on an iPhone:"
                    " Settings, Camera, Formats, Most Compatible."
                )


def _pieces(file: IO[bytes], film: Box, track: Box) -> Iterator[Patch]:
    """What a track of notes noted, such as where the camera was each second."""
    stbl = track.one(b"mdia", b"minf", b"stbl")
    mdats = film.all(b"mdat")
    for start, end in _chunks(file, stbl):
        if not any(mdat.body <= start <= end <= mdat.end for mdat in mdats):
            raise MediaError(DAMAGED)
        yield Patch(start, end)


def _require_apart(notes: list[Patch]) -> None:
    """A film that names one piece a thousand times would keep us writing for hours."""
    in_order = sorted(notes, key=lambda piece: (piece.start, piece.end))
    if len(notes) > MOST_CHUNKS or any(one.end > two.start for one, two in pairwise(in_order)):
        raise MediaError(DAMAGED)


def _chunks(file: IO[bytes], stbl: Box) -> Iterator[tuple[int, int]]:
    """Where a track's content lies in the file, piece by piece."""
    is_wide = bool(stbl.all(b"co64"))
    table = body_of(file, stbl.one(b"co64" if is_wide else b"stco"))
    offsets = whole_numbers(table[8:], 8 if is_wide else 4)
    stsc = whole_numbers(body_of(file, stbl.one(b"stsc"))[8:])
    firsts, counts = stsc[0::3], stsc[1::3]
    ends = _sample_ends(body_of(file, stbl.one(b"stsz")))
    sample = 0
    if len(offsets) > MOST_CHUNKS:
        raise MediaError(DAMAGED)
    for number, offset in enumerate(offsets, start=1):
        run = bisect_right(firsts, number) - 1
        following = sample + (counts[run] if 0 <= run < len(counts) else 0)
        if following >= len(ends):
            raise MediaError(DAMAGED)
        yield offset, offset + ends[following] - ends[sample]
        sample = following


def _sample_ends(stsz: bytes) -> list[int]:
    """How many bytes there are up to each sample: 0, then one more for each."""
    same, count = whole_numbers(stsz[4:12]) or [0, 0]
    sizes = [same] * min(count, MOST_SAMPLES) if same else whole_numbers(stsz[12:])
    return list(accumulate(sizes, initial=0))
