"""Taking the library out: the ZIP that is brought in, piece by piece, always the same bytes."""

import csv
import io
import re
import stat
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO

from clinic import audit
from clinic.models import Clinic, Member
from programs.exchange import library
from programs.exchange.columns import COLUMNS, cells_of
from programs.exchange.record import SHOTS, Record
from programs.exchange.zips import TABLE
from programs.media.errors import UNREADABLE
from programs.models import Exercise, Photo, Video

CHUNK_BYTES = 256 * 1024
# The table of most libraries stays in memory; a large one waits on the disk. Units: bytes.
IN_MEMORY = 2 * 1024**2
# The table is written anew when the library is changed meanwhile; so often at most.
MOST_TRIES = 3
# What stands above the list of lost files, in a ZIP that goes out without them.
MISSING = (
    f"These files are gone from the server's disk, and are not in this ZIP. {TABLE} still names",
    "them. Put new ones in their place, or empty those cells, before you bring the library in.",
    "",
)


def export_library(*, clinic: Clinic, by: Member | None) -> Iterator[bytes]:
    """The clinic's own exercises as a ZIP file, in pieces, with an audit row."""
    audit.record(audit.Action.EXPORT, "library", clinic=clinic, by=by)
    return zip_of(clinic)


def zip_of(clinic: Clinic) -> Iterator[bytes]:
    """The table is written at once, so that it shows one moment; then picture by picture."""
    seen, (table, files) = library.seen_now(clinic), _table(clinic)
    for _ in range(MOST_TRIES - 1):
        before, seen = seen, library.seen_now(clinic)
        if seen == before:
            break
        table.close()
        table, files = _table(clinic)
    return _pieces(clinic, table, files)


def _table(clinic: Clinic) -> tuple[IO[bytes], dict[str, str]]:
    """The table, and the name in the ZIP for each hash of bytes that it shows."""
    files: dict[str, str] = {}
    table: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed by _pieces
    rows = (_cells(library.record_of(row), files) for row in library.own_rows(clinic))
    write_table(table, rows)
    table.seek(0)
    return table, files


def write_table(file: IO[bytes], rows: Iterable[dict[str, str]]) -> None:
    """With a mark by which Excel knows UTF-8, and the line ends that it writes itself."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    text.detach()


def _cells(record: Record, files: dict[str, str]) -> dict[str, str]:
    """The record's cells. A file that it is the first to show gets its name from it."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", record.code).strip("-").lower() or "x"
    for shot in SHOTS:
        if photo := record.shots[shot].photo:
            files.setdefault(photo, f"{stem}-{shot.replace('_', '-')}-{photo[:8]}.jpg")
    if record.video:
        files.setdefault(record.video, f"{stem}-{record.video[:8]}.mp4")
    return cells_of(record, files)


def _pieces(clinic: Clinic, table: IO[bytes], files: dict[str, str]) -> Iterator[bytes]:
    written = _Written()
    with zipfile.ZipFile(written, "w") as archive:
        with table:
            yield from _entry(archive, written, TABLE, table, zipfile.ZIP_DEFLATED)
        kept = _kept(clinic)
        missing = []
        for sha256, name in sorted(files.items(), key=lambda one: one[1]):
            place = f"{'videos' if name.endswith('.mp4') else 'pictures'}/{name}"
            try:
                file = kept[sha256].file.open("rb")
            except (KeyError, *UNREADABLE):
                missing.append(place)
                continue
            with file:
                yield from _entry(archive, written, place, file, zipfile.ZIP_STORED)
        if missing:
            note = io.BytesIO("\r\n".join([*MISSING, *missing, ""]).encode())
            yield from _entry(archive, written, "missing.txt", note, zipfile.ZIP_DEFLATED)
    yield written.taken()


def _kept(clinic: Clinic) -> dict[str, Photo | Video]:
    photos = Photo.objects.for_clinic(clinic).only("sha256", "file")
    own = Exercise.objects.owned_by(clinic)
    videos = Video.objects.for_clinic(clinic).filter(pk__in=own.values("video"))
    return {one.sha256: one for found in (photos, videos) for one in found}


def _entry(
    archive: zipfile.ZipFile, written: "_Written", name: str, file: IO[bytes], how: int
) -> Iterator[bytes]:
    """One file of the ZIP: nothing in it tells when or on which machine it was made."""
    info = zipfile.ZipInfo(name)  # its date is 1980-01-01
    info.create_system, info.compress_type = 3, how
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    with archive.open(info, "w") as entry:
        while chunk := file.read(CHUNK_BYTES):
            entry.write(chunk)
            yield written.taken()
    yield written.taken()


class _Written(io.RawIOBase):
    """A file that can only be written to, and gives away what was written."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]  # zipfile gives bytes alone
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        pieces, self._pieces = b"".join(self._pieces), []
        return pieces
