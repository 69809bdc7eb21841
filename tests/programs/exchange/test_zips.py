"""Hostile ZIP files: each is refused in plain words, and nothing of it stays."""

import errno
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from clinic.models import Clinic
from programs.exchange import zips
from programs.exchange.work import check_import
from programs.models import Exercise, LibraryImport, Photo
from tests.programs.exchange.zips import loaded, packed, png, problems, row, send, table, zip_of

pytestmark = pytest.mark.django_db

RIGHT = {"exercises.csv": table(row())}


def with_file(name: str, content: bytes = b"x", **attributes: Any) -> bytes:
    info = zipfile.ZipInfo(name)
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    return zip_of(RIGHT | {info: content})


def encrypted() -> bytes:
    """The mark that a password is needed, on every file."""
    content = bytearray(zip_of(RIGHT))
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    return bytes(content)


def with_nul_in_name() -> bytes:
    return with_file("pictures/aXb.png").replace(b"aXb.png", b"a\0b.png")


def twice() -> bytes:
    return zip_of(RIGHT | {"pictures/A.png": b"1", "pictures/a.PNG": b"2"})


def unpacking_into_much() -> bytes:
    return with_file("pictures/a.png", bytes(3 * 1024**2), compress_type=zipfile.ZIP_DEFLATED)


def saying_too_little() -> bytes:
    """The list says 10 bytes, and more come out."""
    content = packed(row(picture_start="a.png"), a_png=png() + bytes(5000))
    at = content.rindex(b"PK\1\2")
    return content[: at + 24] + struct.pack("<L", 10) + content[at + 28 :]


def with_a_list_too_long() -> bytes:
    content = zip_of(RIGHT)
    at = content.index(b"PK\5\6")
    return content[: at + 12] + struct.pack("<L", 500_000_000) + content[at + 16 :]


def with_a_long_list_too_long() -> bytes:
    """The same in the form for large files."""
    content = zip_of(RIGHT)
    at = content.index(b"PK\5\6")
    long = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, 500_000_000, 0)
    return content[:at] + long + b"PK\6\7" + bytes(16) + content[at:]


def overlapping() -> bytes:
    """Two names for the same packed bytes: how a small file becomes a very large one."""
    content = packed(row(picture_start="a.png", picture_end="b.png"), a_png=png(1), b_png=png(2))
    first, second = (content.index(name) - 30 for name in (b"pictures/a.png", b"pictures/b.png"))
    at = content.rindex(b"PK\1\2")
    assert struct.unpack_from("<L", content, at + 42)[0] == second
    return content[: at + 42] + struct.pack("<L", first) + content[at + 46 :]


def in_no_alphabet() -> bytes:
    """A name that says it is UTF-8, and is not where the file itself begins."""
    files = {"exercises.csv": table(row(picture_start="ü.png")), "pictures/ü.png": png()}
    return zip_of(files).replace("pictures/ü".encode(), b"pictures/\xff\xff", 1)


def damaged() -> bytes:
    """Some bytes of the picture are others."""
    content = packed(row(picture_start="a.png"), a_png=png(size=(100, 100)))
    at = content.index(b"pictures/a.png") + 200
    return content[:at] + bytes(50) + content[at + 50 :]


def of_many_pixels() -> bytes:
    """A few kilobytes that unpack into 2.5 billion pixels."""
    size = struct.pack(">2I5B", 50_000, 50_000, 1, 0, 0, 0, 0)
    parts = (b"IHDR", size), (b"IDAT", zlib.compress(bytes(10_000))), (b"IEND", b"")
    picture = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )
    return packed(row(picture_start="a.png"), a_png=picture)


def picture(content: bytes) -> bytes:
    return packed(row(picture_start="a.png"), a_png=content)


LINK = (stat.S_IFLNK | 0o777) << 16
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"not a zip", "This is not a ZIP file"),
    "empty": (lambda: b"", "This is not a ZIP file"),
    "cut short": (lambda: zip_of(RIGHT)[:-30], "This is not a ZIP file"),
    "no table": (lambda: zip_of({"readme.txt": b"x"}), "There is no exercises.csv in the ZIP."),
    "climbs out": (
        lambda: with_file("../../etc/passwd"),
        "../../etc/passwd: has a path that climbs",
    ),
    "climbs out of pictures": (lambda: with_file("pictures/../../a.png"), "has a path that climbs"),
    "climbs as in Windows": (
        lambda: with_file("pictures\\..\\..\\a.png"),
        "has a path that climbs",
    ),
    "from the root": (lambda: with_file("/etc/passwd"), "/etc/passwd: has a path from the root"),
    "from a drive": (lambda: with_file("C:\\a.png"), "has a path from the root"),
    "a link": (lambda: with_file("pictures/a.png", external_attr=LINK), "is a link or a device"),
    "encrypted": (encrypted, "exercises.csv: is encrypted"),
    "NUL in a name": (with_nul_in_name, "pictures/a: has a NUL sign in its name"),
    "twice": (twice, "pictures/a.PNG: is in the ZIP twice"),
    "zip in the zip": (lambda: with_file("more.zip"), "more.zip: is an archive inside the ZIP"),
    "bomb": (unpacking_into_much, "pictures/a.png unpacks into over 200 times its size"),
    "lies about a size": (saying_too_little, "pictures/a.png cannot be unpacked"),
    "endless list": (with_a_list_too_long, "The ZIP has far too many files"),
    "endless long list": (with_a_long_list_too_long, "The ZIP has far too many files"),
    "overlapping files": (overlapping, "b.png: pictures/b.png cannot be unpacked"),
    "name in no alphabet": (in_no_alphabet, "ü.png: pictures/ü.png cannot be unpacked"),
    "bzip2": (lambda: with_file("a.png", compress_type=zipfile.ZIP_BZIP2), "in an unusual way"),
    "LZMA": (lambda: with_file("a.png", compress_type=zipfile.ZIP_LZMA), "in an unusual way"),
    "damaged picture": (damaged, "a.png: pictures/a.png cannot be unpacked"),
    "bomb of pixels": (of_many_pixels, "a.png: This picture has over 40 million pixels"),
    "zip as a picture": (lambda: picture(zip_of(RIGHT)), "a.png: This is not a JPEG"),
    "empty picture": (lambda: picture(b""), "a.png: This file is empty"),
    "SVG as a picture": (lambda: picture(b"<svg/>"), "a.png: This is not a JPEG"),
    "picture cut short": (lambda: picture(png()[:-40]), "a.png: This picture is cut short"),
    "picture as a video": (lambda: packed(row(video="a.mp4"), a_mp4=png()), "a.mp4: "),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_zip_is_refused_in_plain_words(name: str, clinic: Clinic, kept: Any) -> None:
    make_zip, said = HOSTILE[name]

    found = problems(make_zip(), clinic)

    assert any(said in problem for problem in found), found
    assert kept() == []
    assert not Photo.objects.exists() and not Exercise.objects.owned_by(clinic).exists()
    assert LibraryImport.objects.get().file.name == ""


@pytest.mark.parametrize(
    ("limit", "most", "said"),
    [
        ("MOST_FILES", 2, "The ZIP has 3 files; 2 at most."),
        ("MOST_BYTES", 50, "The ZIP would unpack into"),
        ("MOST_TABLE_BYTES", 50, "exercises.csv is over"),
    ],
)
def test_zip_that_is_too_large_is_refused(
    limit: str, most: int, said: str, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, limit, most)

    assert problems(zip_of(RIGHT | {"a.txt": b"1", "b.txt": b"2"}), clinic)[0].startswith(said)


def test_zipped_folder_and_what_systems_add_are_no_trouble(clinic: Clinic) -> None:
    files = {f"my library/{name}": content for name, content in RIGHT.items()}
    litter = ("__MACOSX/my library/._exercises.csv", "my library/.DS_Store", "my library/notes.txt")

    one = loaded(zip_of(files | dict.fromkeys(litter, b"x")), clinic)

    assert (one.report["summary"]["new"], one.report["summary"]["unused"]) == (1, 1)


def test_picture_is_found_as_windows_and_macs_write_its_name(clinic: Clinic) -> None:
    decomposed = unicodedata.normalize("NFD", "pictures/BRÜCKE.png")
    files = {"exercises.csv": table(row(picture_start="Brücke.PNG")), decomposed: png()}

    loaded(zip_of(files), clinic)

    assert Photo.objects.for_clinic(clinic).count() == 1


def test_full_disk_is_not_the_zips_fault(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    one = send(packed(row(picture_start="a.png"), a_png=png()), clinic)

    def copy(*files: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("programs.exchange.media.shutil.copyfileobj", copy)

    with pytest.raises(OSError, match="No space left"):
        check_import.call(one.pk)
