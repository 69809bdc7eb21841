"""What a clinic looks like: its logo as it is kept, and where its pages cannot be reached."""

import base64
import io
import secrets
import warnings
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from clinic.models import Clinic

TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
LOGO_BYTES_MAX = 2 * 1024 * 1024
LOGO_PIXELS_MAX = 20_000_000
# Units: pixels. Enough for 40 mm on paper at 300 dots an inch, and little enough for a phone.
LOGO_SIZE = (480, 200)


class LogoError(Exception):
    """The file is no logo that we take. The message is fit to show to the user."""


def logo_file(upload: UploadedFile) -> "ContentFile[bytes]":
    """The picture in an upload, drawn anew: its pixels only, under a random name.

    Errors: LogoError when it is too big, or not a JPEG, PNG or WebP picture.
    """
    if (upload.size or 0) > LOGO_BYTES_MAX:
        raise LogoError("The file is over 2 MB. Save the logo smaller and try again.")
    try:
        picture = _pixels(upload)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise LogoError("This is not a JPEG, PNG or WebP picture.") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise LogoError(_TOO_MANY_PIXELS) from error
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return ContentFile(written.getvalue(), name=f"{secrets.token_hex(16)}.png")


_TOO_MANY_PIXELS = "The picture has too many pixels. 1000 by 400 is plenty."


def _pixels(upload: UploadedFile) -> Image.Image:
    """Errors: LogoError, and all that Pillow raises for a file that lies about itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        opened = Image.open(upload, formats=("JPEG", "PNG", "WEBP"))
    if opened.width * opened.height > LOGO_PIXELS_MAX:
        raise LogoError(_TOO_MANY_PIXELS)
    # WeasyPrint switches this on for the whole process as soon as it is imported.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    upright = ImageOps.exif_transpose(opened)
    has_alpha = "A" in upright.getbands() or "transparency" in upright.info
    drawn = upright.convert("RGBA" if has_alpha else "RGB")
    drawn.thumbnail(LOGO_SIZE)
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)  # the pixels, and nothing that was written beside them
    return bare


def logo_data_uri(clinic: Clinic) -> str:
    """The logo as a data: address, or "" when there is none."""
    if not clinic.logo:
        return ""
    with clinic.logo.open("rb") as file:
        encoded = base64.b64encode(file.read()).decode()
    return f"data:{TYPES[PurePath(str(clinic.logo.name)).suffix.lower()]};base64,{encoded}"
