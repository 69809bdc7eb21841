"""Pictures that people send: known by their content, and never kept as they came."""

import warnings
from typing import IO, Any

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")


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
    opened = _opened(file, most_pixels)
    # WeasyPrint switches this on for the whole process as soon as it is imported.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        opened.draft("RGB", size)  # a JPEG is unpacked at a half or a quarter where that is enough
        ImageOps.exif_transpose(opened, in_place=True)
    except (OSError, ValueError, SyntaxError) as error:
        raise BrokenPictureError(str(error)) from error
    has_alpha = "A" in opened.getbands() or "transparency" in opened.info
    mode = "RGBA" if has_alpha else "RGB"
    # Each copy of a large picture is 160 MB: it is made smaller first, and in place.
    drawn = opened if opened.mode == mode else _eight_bits(opened).convert(mode)
    drawn.thumbnail(size)
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    return bare


def _opened(file: Any, most_pixels: int) -> Image.Image:
    """Its first lines only: the size is known before anything is unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(file, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixelsError(str(error)) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPictureError(str(error)) from error
    if opened.width * opened.height > most_pixels:
        raise TooManyPixelsError(f"{opened.width} by {opened.height}")
    return opened


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A grey picture of 16 bits would come out white: its brightest would be 65535, not 255."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.point(lambda value: value / 256).convert("L")
