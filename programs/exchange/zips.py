"""Opening a ZIP file from a stranger. Nothing of it is ever unpacked onto the disk by its name.

No Django in sight.
"""

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO

from programs.exchange.problems import ExchangeError, Problems

TABLE = "exercises.csv"
MOST_FILES = 20_000
MOST_TABLE_BYTES = 50 * 1024**2
MOST_BYTES = 4 * 1024**3  # unpacked, all files together
# One byte in the ZIP becomes so many: more is a bomb. Small files may be anything.
MOST_RATIO, SMALL_BYTES = 200, 1024**2
# Every program packs so. Python unpacks a block of the others whole, whatever size it claims.
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The ZIP's own list of files, read whole before anything else.
MOST_LIST_BYTES = 4 * 1024**2
ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".bz2", ".xz")
# What operating systems put into a ZIP without being asked.
LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")

_MARK = b"PK\5\6"
_END, _END_64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q")


class LibraryZip:
    """The files of a ZIP that passed: by their place, told apart as Windows does."""

    def __init__(self, archive: zipfile.ZipFile, problems: Problems) -> None:
        self._archive = archive
        self._files: dict[str, zipfile.ZipInfo] = {}
        infos = [info for info in archive.infolist() if not _is_litter(info)]
        _refuse_bombs(infos)
        base = _base_of(infos)
        for info in infos:
            self._admit(info, base, problems)

    def _admit(self, info: zipfile.ZipInfo, base: str, problems: Problems) -> None:
        wrong = what_is_wrong(info)
        place = _place(info.filename.removeprefix(base))
        if wrong is None and place in self._files:
            wrong = "is in the ZIP twice. Keep one of them."
        if wrong:
            problems.add(wrong, column=_printable(info.filename))
        elif not info.is_dir():
            self._files[place] = info

    def __contains__(self, name: str) -> bool:
        return _place(name) in self._files

    @property
    def names(self) -> list[str]:
        """What a cell may name."""
        files = (info for place, info in self._files.items() if place != TABLE)
        return [info.filename.rpartition("/")[2] for info in files]

    @property
    def count(self) -> int:
        return len(self._files)

    def file_named(self, cell: str) -> str | None:
        """The place of the picture or video that a cell names; None when there is none."""
        for folder in ("pictures/", "videos/", ""):
            if (place := _place(folder + cell)) in self._files and place != TABLE:
                return place
        return None

    def size(self, name: str) -> int:
        return self._files[_place(name)].file_size

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Errors: ExchangeError when what is inside is not what the ZIP's list says."""
        try:
            with self._opened(name) as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise ExchangeError(f"{name} cannot be unpacked: the ZIP is damaged.") from error

    def _opened(self, name: str) -> IO[bytes]:
        """Only here is an OSError the ZIP's own: what goes wrong later is our disk."""
        try:
            return self._archive.open(self._files[_place(name)])
        except (OSError, ValueError) as error:  # a place before its start, a name in no alphabet
            raise zipfile.BadZipFile(str(error)) from error


@contextmanager
def opened_zip(file: IO[bytes], problems: Problems) -> Iterator[LibraryZip]:
    """Errors: ExchangeError when it is no ZIP, is damaged, or would unpack into too much."""
    _refuse_long_lists(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise ExchangeError("This is not a ZIP file, or it is damaged.") from error
    with archive:
        yield LibraryZip(archive, problems)


def what_is_wrong(info: zipfile.ZipInfo) -> str | None:
    """Why a file in the ZIP is refused, whatever is in it; None when it may stay."""
    name = info.orig_filename
    if "\0" in name or not name:
        return "has a NUL sign in its name."
    if name.startswith(("/", "\\")) or name[1:2] == ":":
        return "has a path from the root of a disk. Put the files into the folder pictures."
    if ".." in PurePosixPath(name.replace("\\", "/")).parts:
        return "has a path that climbs out of the ZIP. Put the files into the folder pictures."
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device, not a file. Put the picture itself into the ZIP."
    if info.compress_type not in PACKED:
        return "is packed in an unusual way. Make the ZIP with “Compress” or “Send to” once more."
    if info.flag_bits & 0x1:
        return "is encrypted. Make the ZIP without a password."
    if name.lower().endswith(ARCHIVES):
        return "is an archive inside the ZIP. Put the files themselves into the ZIP."
    return None


def _refuse_bombs(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_FILES:
        raise ExchangeError(f"The ZIP has {len(infos):,} files; {MOST_FILES:,} at most.")
    total = sum(info.file_size for info in infos)
    if total > MOST_BYTES:
        raise ExchangeError(
            f"The ZIP would unpack into {total / 1024**3:,.1f} GB; {MOST_BYTES // 1024**3} at most."
        )
    for info in infos:
        if info.file_size > max(SMALL_BYTES, info.compress_size * MOST_RATIO):
            raise ExchangeError(
                f"{_printable(info.filename)} unpacks into over {MOST_RATIO} times its size:"
                " the ZIP looks like a bomb."
            )
        if _place(info.filename).endswith(TABLE) and info.file_size > MOST_TABLE_BYTES:
            raise ExchangeError(f"{TABLE} is over {MOST_TABLE_BYTES // 1024**2} MB.")


def _refuse_long_lists(file: IO[bytes]) -> None:
    """A ZIP's list of files is read whole by whoever opens it: look first how long it is.

    Errors: ExchangeError when it is too long. What is no ZIP at all is for others to say.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_536 - _END.size - 20 - _END_64.size))
    tail = file.read()
    file.seek(0)
    at = tail.find(_MARK)
    while at >= 0:
        if len(tail) - at >= _END.size and _list_bytes(tail, at) > MOST_LIST_BYTES:
            raise ExchangeError(f"The ZIP has far too many files; {MOST_FILES:,} at most.")
        at = tail.find(_MARK, at + 1)


def _list_bytes(tail: bytes, at: int) -> int:
    """How long the list is, by the end record at that place, and by the long one before it."""
    length = int(_END.unpack_from(tail, at)[5])
    if tail[max(0, at - 20) : at].startswith(b"PK\6\7"):
        start = at - 20 - _END_64.size
        if start < 0 or not tail.startswith(b"PK\6\6", start):
            return MOST_LIST_BYTES + 1  # not where anybody writes it
        return int(_END_64.unpack_from(tail, start)[8])
    return 0 if length == 0xFFFFFFFF else length  # no ZIP after all, as zipfile will say


def _base_of(infos: list[zipfile.ZipInfo]) -> str:
    """The folder in which the table is, where somebody zipped the folder instead of the files."""
    found = [info.filename for info in infos if info.filename.lower().endswith(f"/{TABLE}")]
    at_top = any(info.filename.lower() == TABLE for info in infos)
    if at_top or len(found) != 1 or ".." in found[0]:
        return ""
    base = found[0][: -len(TABLE)]
    return base if base.count("/") == 1 and not base.startswith("/") else ""


def _is_litter(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    return name.startswith(LITTER[0]) or name.rpartition("/")[2] in LITTER[1:]


def _place(name: str) -> str:
    """Two names that one folder could not hold are one: case and the way of writing accents."""
    return unicodedata.normalize("NFC", name.replace("\\", "/")).casefold()


def _printable(name: str) -> str:
    shown = "".join(sign if sign.isprintable() else "?" for sign in name)
    return shown if len(shown) <= 80 else f"…{shown[-79:]}"
