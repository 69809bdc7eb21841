"""Pictures as they come from telephones, and as they come from people who mean harm."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

GPS, ORIENTATION = 0x8825, 0x0112


def picture(
    format: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", **options: Any
) -> bytes:
    """A photograph with a light and a dark half, so that one sees which way up it is."""
    drawn = Image.new(mode, size, "white" if mode != "RGBA" else (255, 255, 255, 0))
    drawn.paste("darkblue", (0, 0, size[0], size[1] // 2))
    written = io.BytesIO()
    drawn.save(written, format, **options)
    return written.getvalue()


def with_exif(**options: Any) -> bytes:
    """As a telephone writes it: where it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010E] = "Taken in the living room"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (51.0, 30.0, 0.0)
    return picture(exif=exif, **options)


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are an enormous picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def animated(format: str) -> bytes:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    written = io.BytesIO()
    frames[0].save(written, format, save_all=True, append_images=frames[1:], lossless=True)
    return written.getvalue()


def jpeg_drawn_over_itself(times: int) -> bytes:
    """A picture whose last scan comes again and again."""
    once = picture(progressive=True)
    scan = once[once.rindex(b"\xff\xda") : -2]
    return once[:-2] + scan * times + once[-2:]
