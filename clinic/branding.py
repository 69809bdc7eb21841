"""What a clinic looks like: its logo as it is kept, and where its pages cannot be reached."""

import base64
import io
import logging
import secrets
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from clinic.models import Clinic
from clinic.pictures import BrokenPictureError, NotAPictureError, TooManyPixelsError, pixels_of
from clinic.uploads import InfectedError, scan

TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
LOGO_BYTES_MAX = 2 * 1024 * 1024
LOGO_PIXELS_MAX = 20_000_000
# Units: pixels. Enough for 40 mm on paper at 300 dots an inch, and little enough for a phone.
LOGO_SIZE = (480, 200)


logger = logging.getLogger(__name__)


class LogoError(Exception):
    """The file is no logo that we take. The message is fit to show to the user."""


def logo_file(upload: UploadedFile) -> "ContentFile[bytes]":
    """The picture in an upload, drawn anew: its pixels only, under a random name.

    Errors: LogoError when it is too big, or not a JPEG, PNG or WebP picture.
    """
    if (upload.size or 0) > LOGO_BYTES_MAX:
        raise LogoError("The file is over 2 MB. Save the logo smaller and try again.")
    try:
        scan(upload)
        picture = pixels_of(upload, most_pixels=LOGO_PIXELS_MAX, size=LOGO_SIZE)
    except (NotAPictureError, BrokenPictureError) as error:
        raise LogoError("This is not a JPEG, PNG or WebP picture.") from error
    except InfectedError as error:
        raise LogoError(str(error)) from error
    except TooManyPixelsError as error:
        raise LogoError("The picture has too many pixels. 1000 by 400 is plenty.") from error
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return ContentFile(written.getvalue(), name=f"{secrets.token_hex(16)}.png")


def logo_data_uri(clinic: Clinic) -> str:
    """The logo as a data: address, or "" when there is none, or none that can be shown any more: no
    patient goes without a sheet because of it.
    """
    if not clinic.logo:
        return ""
    try:
        with clinic.logo.open("rb") as file:
            content = file.read()
        pixels_of(io.BytesIO(content), most_pixels=LOGO_PIXELS_MAX, size=LOGO_SIZE)
    except (OSError, NotAPictureError, BrokenPictureError, TooManyPixelsError):
        logger.exception("The logo of clinic %d cannot be shown. Choose it again.", clinic.pk)
        return ""
    encoded = base64.b64encode(content).decode()
    return f"data:{TYPES[PurePath(str(clinic.logo.name)).suffix.lower()]};base64,{encoded}"
