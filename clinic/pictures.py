"""Pictures that people send: known by their content, and never kept as they came."""

import re
import struct
import warnings
from threading import Lock
from typing import IO, Any

from PIL import Image, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
# The camera's note of how it was held, and what turns each picture upright.
# Source: SOURCES.md#exif-orientation
ORIENTATION = 0x0112
Turn = Image.Transpose
TURNS = {
    2: Turn.FLIP_LEFT_RIGHT,
    3: Turn.ROTATE_180,
    4: Turn.FLIP_TOP_BOTTOM,
    5: Turn.TRANSPOSE,
    6: Turn.ROTATE_270,
    7: Turn.TRANSVERSE,
    8: Turn.ROTATE_90,
}
# A JPEG may be drawn over itself as often as somebody likes; cameras do so a dozen times at most.
MOST_SCANS = 50
SCAN, END = 0xDA, 0xD9
# Whatever begins a part of a JPEG that says its length. Source: SOURCES.md#jpeg-parts
PART = re.compile(rb"\xff[\x02-\xcf\xd8-\xfe]")
# A picture of 40 million pixels takes some 400 MB while it is unpacked: one after another.
_alone = Lock()
ON_ITS_SIDE = (Turn.TRANSPOSE, Turn.ROTATE_270, Turn.TRANSVERSE, Turn.ROTATE_90)


class NotAPictureError(Exception):
    """The file is no JPEG, PNG or WebP picture."""


class BrokenPictureError(Exception):
    """The file starts as a picture, and cannot be read to its end."""


class TooManyPixelsError(Exception):
    """The picture has more pixels than are taken; it was not unpacked."""


def pixels_of(file: IO[bytes], *, most_pixels: int, size: tuple[int, int]) -> Image.Image:
    """The picture in a file, upright and at most so large: RGB or RGBA, and nothing beside.

    Of several frames it is the first.
    Units: pixels; ``size`` is the largest width and height of what is given back.
    Errors: NotAPictureError, BrokenPictureError, TooManyPixelsError.
    """
    with _alone:
        return _unpacked(_opened(file, most_pixels), size)


def _unpacked(opened: Image.Image, size: tuple[int, int]) -> Image.Image:
    try:
        opened.draft("RGB", size)  # a JPEG is unpacked at a half or a quarter where that is enough
        opened.load()
    except (OSError, ValueError, SyntaxError) as error:
        raise BrokenPictureError(str(error)) from error
    has_alpha = "A" in opened.getbands() or "transparency" in opened.info
    mode = "RGBA" if has_alpha else "RGB"
    # Each copy of a large picture is 160 MB: it is made smaller first, and in place.
    drawn = opened if opened.mode == mode else _eight_bits(opened).convert(mode)
    turn = _turn(opened)
    drawn.thumbnail(size[::-1] if turn in ON_ITS_SIDE else size)
    drawn = drawn.transpose(turn) if turn is not None else drawn
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    return bare


def _opened(file: Any, most_pixels: int) -> Image.Image:
    """Its first lines only: the size is known before anything is unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # about notes, which we do not want
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(file, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixelsError(str(error)) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPictureError(str(error)) from error
    if opened.width * opened.height > most_pixels:
        raise TooManyPixelsError(f"{opened.width} by {opened.height}")
    if opened.format not in ("PNG", "WEBP"):  # "MPO" too is a JPEG
        file.seek(0)
        _require_few_scans(file.read())
    return opened


def _require_few_scans(jpeg: bytes) -> None:
    """Each scan goes over all pixels: in 15 MB there is room for an hour of them."""
    at, scans = 2, 0
    while part := PART.search(jpeg, at):
        mark = jpeg[part.start() + 1]
        scans += mark == SCAN
        if scans > MOST_SCANS:
            raise BrokenPictureError(f"more than {MOST_SCANS} scans")
        if mark == END:
            return
        at = part.end() + max(2, int.from_bytes(jpeg[part.end() : part.end() + 2], "big"))


def _turn(picture: Image.Image) -> Image.Transpose | None:
    """How to turn it the way the camera was held. What cannot be read is as good as unsaid."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            held = picture.getexif().get(ORIENTATION)
    except (struct.error, OSError, ValueError, TypeError, SyntaxError):
        return None
    return TURNS.get(held) if isinstance(held, int) else None


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A grey picture of 16 bits would come out white: its brightest would be 65535, not 255."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.point(lambda value: value / 256).convert("L")
