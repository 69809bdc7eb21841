"""Taking photographs: what is kept of them, and which are refused."""

import io
from threading import Barrier, Thread
from typing import IO, Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image, ImageChops, ImageOps

from clinic.models import AuditEvent, Clinic, Member
from programs.media import photos
from programs.media.errors import MediaError
from programs.media.photos import DrawnPhoto, draw_photo, keep_photo, take_photo
from programs.models import Photo
from tests import make
from tests.programs.media.pictures import (
    animated,
    jpeg_drawn_over_itself,
    picture,
    png_that_claims,
    with_exif,
)


def drawn(content: bytes) -> DrawnPhoto:
    return draw_photo(io.BytesIO(content))


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def stored_files() -> set[str]:
    try:
        return set(default_storage.listdir("photos")[1])
    except FileNotFoundError:
        return set()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_photo_is_kept_as_a_jpeg(format: str) -> None:
    kept = opened(drawn(picture(format)).jpeg)

    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (400, 300))


def test_photo_loses_where_it_was_taken() -> None:
    sent = with_exif()

    kept = drawn(sent)

    assert b"Exif" in sent and b"living room" in sent
    assert b"Exif" not in kept.jpeg and not opened(kept.jpeg).getexif()
    assert b"Exif" not in kept.thumbnail and b"living room" not in kept.jpeg


def test_photo_is_turned_the_way_it_was_held() -> None:
    kept = drawn(with_exif())

    assert (kept.width_px, kept.height_px) == (300, 400)
    turned = opened(kept.jpeg)
    assert turned.getpixel((295, 200)) != turned.getpixel((5, 200))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photo_is_turned_as_pillow_turns_it(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    sent = picture(size=(60, 40), exif=exif, quality=100)

    kept = opened(drawn(sent).jpeg)

    upright = ImageOps.exif_transpose(opened(sent)).convert("L")
    assert kept.size == upright.size
    assert sum(ImageChops.difference(kept.convert("L"), upright).histogram()[40:]) == 0


def test_photo_with_broken_notes_is_taken_as_it_lies() -> None:
    sent = with_exif()
    at = sent.index(b"Exif")

    kept = drawn(sent[: at + 14] + b"\xff" * 20 + sent[at + 34 :])

    assert kept.width_px == 400


def test_large_photo_is_made_smaller() -> None:
    kept = drawn(picture(size=(5000, 2500)))

    assert (kept.width_px, kept.height_px) == (1600, 800)
    assert opened(kept.thumbnail).size == (360, 180)


def test_small_photo_is_not_made_larger() -> None:
    kept = drawn(picture(size=(120, 90)))

    assert opened(kept.jpeg).size == opened(kept.thumbnail).size == (120, 90)


@pytest.mark.parametrize(
    ("mode", "format"),
    [("L", "JPEG"), ("CMYK", "JPEG"), ("P", "PNG"), ("LA", "PNG"), ("I;16", "PNG"), ("1", "PNG")],
)
def test_photo_in_other_colours_is_taken(mode: str, format: str) -> None:
    written = io.BytesIO()
    Image.new(mode, (40, 30)).save(written, format)

    assert opened(drawn(written.getvalue()).jpeg).mode == "RGB"


def test_what_shines_through_is_white() -> None:
    kept = opened(drawn(picture("PNG", mode="RGBA")).jpeg)

    assert kept.getpixel((200, 290)) == (255, 255, 255)


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_of_an_animation_the_first_frame_is_kept(format: str) -> None:
    red, green, blue = opened(drawn(animated(format)).jpeg).getpixel((20, 15))  # type: ignore[misc]  # RGB

    assert red > 200 and green < 60 and blue < 60


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "empty"),
        (b"GIF89a" + bytes(40), "not a JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a JPEG"),
        (b"%PDF-1.7 JFIF", "not a JPEG"),
        (b"\xff\xd8\xff\xe0 no more", "not a JPEG"),
        (png_that_claims(30_000, 30_000), "40 million"),
        (png_that_claims(7_000, 7_000), "40 million"),
        (png_that_claims(500, 500), "cut short"),
        (b"\xff\xd8" + bytes(15 * 1024 * 1024), "over 15 MB"),
        (jpeg_drawn_over_itself(60), "damaged"),
    ],
)
def test_photo_refuses(sent: bytes, said: str) -> None:
    with pytest.raises(MediaError, match=said):
        drawn(sent)


def test_photo_that_is_drawn_in_steps_is_taken() -> None:
    assert drawn(jpeg_drawn_over_itself(30) + b"\xff\xda\0\2" * 60).width_px == 400


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_photo_that_is_cut_short_is_refused(format: str) -> None:
    whole = picture(format, size=(900, 900))

    with pytest.raises(MediaError):
        drawn(whole[: len(whole) // 2])


def test_what_hangs_on_behind_a_picture_is_not_kept() -> None:
    kept = drawn(picture() + b"<script>alert(1)</script>PK\x03\x04")

    assert b"script" not in kept.jpeg and kept.jpeg.endswith(b"\xff\xd9")


def test_scanner_is_asked_and_believed(settings: Any) -> None:
    asked = []

    def scan(file: IO[bytes]) -> str:
        asked.append(len(file.read()))
        return "Eicar"

    settings.UPLOAD_SCANNER = scan

    with pytest.raises(MediaError, match="virus scanner"):
        drawn(picture())

    assert asked == [len(picture())]


def test_same_photo_twice_is_one_row(clinic: Clinic, ana: Member) -> None:
    first = take_photo(io.BytesIO(with_exif()), clinic=clinic, by=ana)
    before = stored_files()

    second = take_photo(io.BytesIO(with_exif()), clinic=clinic, by=ana)

    assert first == second and stored_files() == before
    assert AuditEvent.objects.filter(subject=f"photo {first.pk}").count() == 1


def test_each_clinic_has_its_own_row(clinic: Clinic, other_clinic: Clinic) -> None:
    ours, _ = keep_photo(drawn(picture()), clinic=clinic)
    theirs, is_new = keep_photo(drawn(picture()), clinic=other_clinic)

    assert is_new and ours != theirs and ours.file.name != theirs.file.name


def test_file_names_say_nothing(clinic: Clinic) -> None:
    photo, _ = keep_photo(drawn(picture()), clinic=clinic)

    assert photo.sha256 not in str(photo.file.name)
    assert photo.file.name != photo.thumbnail.name


@pytest.mark.django_db(transaction=True)
def test_same_photo_by_two_at_once_is_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    clinic, content = make.clinic(), drawn(picture())
    both, rows = Barrier(2), []
    name = photos._random_name
    monkeypatch.setattr(photos, "_random_name", lambda: (both.wait(5), name())[1])

    def keep() -> None:
        rows.append(keep_photo(content, clinic=clinic))
        connection.close()

    before = stored_files()
    threads = [Thread(target=keep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(is_new for _, is_new in rows) == [False, True]
    assert Photo.objects.count() == 1 and len(stored_files() - before) == 2
