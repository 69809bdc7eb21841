"""Small films, box by box: as telephones write them, and as people who mean harm do."""

import struct
from dataclasses import dataclass


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + kind + body


def full(kind: bytes, *content: bytes, flags: int = 0, version: int = 0) -> bytes:
    return box(kind, bytes([version]), flags.to_bytes(3, "big"), *content)


def numbers(*values: int) -> bytes:
    return struct.pack(f">{len(values)}I", *values)


FTYP = box(b"ftyp", b"isom", bytes(4), b"isomavc1")
MATRIX = numbers(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
FILMED_AT = 0xE1234567
OWN = full(b"url ", flags=1)


@dataclass
class Track:
    """One track whose samples are all in one chunk."""

    samples: list[bytes]
    kind: bytes = b"vide"
    codec: bytes = b"avc1"
    entry: bytes = b""  # a whole sample entry, when it is to be played
    where: bytes = OWN
    ticks: int = 30  # how long each sample lasts: SCALE of them are a second
    beside: bytes = b""

    def boxes(self, number: int, offset: int) -> bytes:
        length = len(self.samples) * self.ticks
        times = numbers(FILMED_AT, FILMED_AT)
        tkhd = full(
            b"tkhd",
            *(times, numbers(number, 0, length), bytes(16), MATRIX, numbers(64 << 16, 48 << 16)),
            flags=3,
        )
        mdhd = full(b"mdhd", times, numbers(SCALE, length), b"\x55\xc4\0\0")
        hdlr = full(b"hdlr", bytes(4), self.kind, bytes(12), b"Handler\0")
        media = full(b"vmhd", bytes(8), flags=1) if self.kind == b"vide" else full(b"nmhd")
        dref = full(b"dref", numbers(1), self.where)
        minf = box(b"minf", media, box(b"dinf", dref), self.table(offset))
        return box(b"trak", tkhd, box(b"mdia", mdhd, hdlr, minf), self.beside)

    def table(self, offset: int) -> bytes:
        count = len(self.samples)
        return box(
            b"stbl",
            full(b"stsd", numbers(1), self.entry or box(self.codec, bytes(70))),
            full(b"stts", numbers(1, count, self.ticks)),
            full(b"stsc", numbers(1, 1, count, 1)),
            full(b"stsz", numbers(0, count, *map(len, self.samples))),
            full(b"stco", numbers(1, offset)),
        )


SCALE = 30


def film(
    *tracks: Track, seconds: int = 12, ftyp: bytes = FTYP, beside: bytes = b"", after: bytes = b""
) -> bytes:
    """A whole film: ftyp, then the content, then the tables."""
    tracks = tracks or (Track([b"picture one", b"picture two"]),)
    content = b"".join(sample for track in tracks for sample in track.samples)
    at, traks = len(ftyp) + 8, []
    for number, track in enumerate(tracks, start=1):
        traks.append(track.boxes(number, at))
        at += sum(map(len, track.samples))
    times = numbers(FILMED_AT, FILMED_AT, SCALE, seconds * SCALE)
    mvhd = full(b"mvhd", times, numbers(0x10000, 0x01000000), bytes(8), MATRIX, bytes(24))
    moov = box(b"moov", mvhd, *traks, beside)
    return ftyp + box(b"mdat", content) + moov + after


def h264_entry(description: bytes, width: int, height: int) -> bytes:
    """The sample entry of pictures that a browser packed, so that a player can unpack them."""
    sizes = struct.pack(">HH", width, height)
    head = bytes(6) + struct.pack(">H", 1) + bytes(16) + sizes + numbers(0x480000, 0x480000, 0)
    return box(
        b"avc1", head, struct.pack(">H", 1), bytes(32), b"\0\x18\xff\xff", box(b"avcC", description)
    )
