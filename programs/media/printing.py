"""A photograph as it goes on paper: as large as it is printed, in the shape of the drawings."""

import hashlib
import io
from base64 import b64encode

from PIL import Image

from programs.media.errors import UNREADABLE, LostError
from programs.models import Photo

# Units: pixels; 85 mm, the widest that a picture is printed, at 280 dots an inch. As wide to high
# as the drawings, because the pages are reckoned so; what is left over stays white.
PRINTED_SIZE = (940, 658)
QUALITY = 80


def printed_address(photo: Photo, *, is_grey: bool = False) -> str:
    """The photograph as a data: address. The same photograph gives the same one.

    Errors: LostError when its file is gone, or is not the one that was kept.
    """
    mode = "L" if is_grey else "RGB"
    with Image.open(io.BytesIO(_kept_bytes(photo)), formats=("JPEG",)) as picture:
        picture.draft(mode, PRINTED_SIZE)
        drawn = picture.convert(mode)
    drawn.thumbnail(PRINTED_SIZE)
    width, height = _canvas(drawn)
    canvas = Image.new(mode, (width, height), "white")
    canvas.paste(drawn, ((width - drawn.width) // 2, (height - drawn.height) // 2))
    written = io.BytesIO()
    canvas.save(written, "JPEG", quality=QUALITY, optimize=True)
    return f"data:image/jpeg;base64,{b64encode(written.getvalue()).decode()}"


def is_lost(photo: Photo) -> bool:
    """Whether its file is gone, or is not the one that was kept."""
    try:
        _kept_bytes(photo)
    except LostError:
        return True
    return False


def _kept_bytes(photo: Photo) -> bytes:
    try:
        with photo.file.open("rb") as file:
            content: bytes = file.read()
    except UNREADABLE as error:
        raise LostError(f"{photo} cannot be read.") from error
    if hashlib.sha256(content).hexdigest() != photo.sha256:
        raise LostError(f"{photo} is not the one that was kept.")
    return content


def _canvas(drawn: Image.Image) -> tuple[int, int]:
    """The smallest canvas of that shape around the picture."""
    across, down = PRINTED_SIZE
    height = max(drawn.height, -(-drawn.width * down // across))
    return max(drawn.width, -(-height * across // down)), height
