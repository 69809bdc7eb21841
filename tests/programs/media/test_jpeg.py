"""Our own form of a photograph: what is in it stays as it is, and nothing else passes for it."""

import io

import pytest
from PIL import Image

from programs.media.jpeg import is_normal, jpeg
from programs.media.photos import draw_photo
from tests.programs.media.pictures import picture, with_exif

NOISE = Image.effect_noise((300, 200), 80).convert("RGB")


def test_what_we_wrote_is_in_our_form() -> None:
    assert is_normal(jpeg(NOISE), longest_side=300)


@pytest.mark.parametrize(
    "sent", [with_exif(), picture("PNG"), picture("WEBP"), picture(size=(5000, 100)), jpeg(NOISE)]
)
def test_drawing_a_photo_again_changes_no_byte(sent: bytes) -> None:
    once = draw_photo(io.BytesIO(sent))

    again = draw_photo(io.BytesIO(once.jpeg))

    assert again == once


def saved(**options: object) -> bytes:
    written = io.BytesIO()
    NOISE.save(written, "JPEG", **options)
    return written.getvalue()


OURS = jpeg(NOISE)


@pytest.mark.parametrize(
    "other",
    [
        saved(quality=90, optimize=True),
        saved(quality=85, optimize=True, subsampling=0),
        saved(quality=85, progressive=True),
        saved(quality=85, optimize=True, comment=b"a secret"),
        saved(quality=85, optimize=True, exif=b"Exif\0\0II*\0"),
        saved(quality=85, optimize=True, dpi=(72, 72)),
        jpeg(NOISE.convert("L")),
        OURS + b"<script>",
        OURS[:-2] + b"\xff\xfe\x00\x08secret\xff\xd9",
        OURS[:-2],
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff",
        b"",
    ],
)
def test_anything_else_is_not(other: bytes) -> None:
    assert not is_normal(other, longest_side=300)


def test_too_large_is_not() -> None:
    assert not is_normal(jpeg(NOISE), longest_side=299)
