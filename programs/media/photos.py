"""Taking a photograph: its pixels are drawn anew, and nothing else of the file is kept."""

import hashlib
import io
import secrets
from dataclasses import dataclass
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from clinic import audit
from clinic.models import Clinic, Member
from clinic.pictures import BrokenPictureError, NotAPictureError, TooManyPixelsError, pixels_of
from clinic.uploads import InfectedError, scan
from programs.media.errors import MediaError
from programs.media.forgetting import keep_longer
from programs.media.jpeg import is_normal, jpeg
from programs.media.serving import is_whole
from programs.models import Photo

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000
# Units: pixels of the longer side. The first prints sharply across a page, the second fills a card.
LONGEST_SIDE, THUMBNAIL_SIDE = 1600, 360


@dataclass(frozen=True)
class DrawnPhoto:
    """A photograph in the form in which it is kept, and not yet kept."""

    jpeg: bytes
    thumbnail: bytes
    width_px: int
    height_px: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.jpeg).hexdigest()


def draw_photo(file: IO[bytes]) -> DrawnPhoto:
    """The photograph in a file, by its content whatever its name. Keeps nothing.

    A file in our own form stays as it is, byte for byte.
    Errors: MediaError when it is too big, broken, or no JPEG, PNG or WebP picture.
    """
    content = _content(file)
    if is_normal(content, longest_side=LONGEST_SIDE):
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
            return _drawn(picture, content)
    try:
        pixels = pixels_of(
            io.BytesIO(content), most_pixels=MOST_PIXELS, size=(LONGEST_SIDE, LONGEST_SIDE)
        )
    except NotAPictureError as error:
        raise MediaError("This is not a JPEG, PNG or WebP picture. Choose a photo.") from error
    except BrokenPictureError as error:
        raise MediaError("This picture is cut short or damaged. Send it again.") from error
    except TooManyPixelsError as error:
        raise MediaError("This picture has over 40 million pixels. Save it smaller.") from error
    return _drawn(on_white(pixels))


def _content(file: IO[bytes]) -> bytes:
    """All of a small file; of a large one no more than shows that it is too large."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if not content:
        raise MediaError("This file is empty. Choose the photo again.")
    if len(content) > MOST_BYTES:
        raise MediaError("This picture is over 15 MB. Save it smaller and try again.")
    try:
        scan(io.BytesIO(content))
    except InfectedError as error:
        raise MediaError(str(error)) from error
    return content


def on_white(picture: Image.Image) -> Image.Image:
    """What shines through is white, as paper is."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _drawn(picture: Image.Image, content: bytes = b"") -> DrawnPhoto:
    content = content or jpeg(picture)
    # From the bytes that are kept, so that a photograph has one thumbnail wherever it comes from.
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as kept:
        width, height = kept.size
        small = kept.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return DrawnPhoto(content, jpeg(small), width, height)


def keep_photo(drawn: DrawnPhoto, *, clinic: Clinic) -> tuple[Photo, bool]:
    """The clinic's row for this photograph, and whether it is new. The same one twice is one row.

    One whose file was lost has it again. Two at once are no trouble: the database lets one in, and
    the other's files go.
    """
    known = Photo.objects.for_clinic(clinic).filter(sha256=drawn.sha256).first()
    if known is not None and keep_longer(known):
        _mend(known, drawn)
        return known, False
    photo = Photo(clinic=clinic, sha256=drawn.sha256)
    photo.file.save(_random_name(), ContentFile(drawn.jpeg), save=False)
    photo.thumbnail.save(_random_name(), ContentFile(drawn.thumbnail), save=False)
    kept, is_new = Photo.objects.get_or_create(
        clinic=clinic,
        sha256=drawn.sha256,
        defaults={
            "file": photo.file.name,
            "thumbnail": photo.thumbnail.name,
            "width_px": drawn.width_px,
            "height_px": drawn.height_px,
        },
    )
    if not is_new:
        photo.file.delete(save=False)
        photo.thumbnail.delete(save=False)
    return kept, is_new


def _mend(photo: Photo, drawn: DrawnPhoto) -> None:
    """Its files anew, where they are lost."""
    if not is_whole(photo.file, len(drawn.jpeg)):
        photo.file.save(_random_name(), ContentFile(drawn.jpeg))
    if not is_whole(photo.thumbnail, len(drawn.thumbnail)):
        photo.thumbnail.save(_random_name(), ContentFile(drawn.thumbnail))


def take_photo(file: IO[bytes], *, clinic: Clinic, by: Member) -> Photo:
    """What a member sends, kept as the clinic's. Errors: MediaError, as ``draw_photo``."""
    drawn = draw_photo(file)
    with transaction.atomic():
        photo, is_new = keep_photo(drawn, clinic=clinic)
        if is_new:
            audit.record(audit.Action.CREATE, f"photo {photo.pk}", clinic=clinic, by=by)
    return photo


def _random_name() -> str:
    return f"{secrets.token_hex(16)}.jpg"
