"""The pictures and videos that the table names: looked at, one after another, or kept."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import IO

from clinic.models import Clinic
from clinic.uploads import InfectedError, scan
from programs.exchange.columns import FILES, NO_PICTURE
from programs.exchange.drafts import Draft
from programs.exchange.problems import ExchangeError, Problems
from programs.exchange.zips import LibraryZip
from programs.media import photos, videos
from programs.media.errors import MediaError
from programs.media.film import read_film
from programs.media.mp4 import patched
from programs.media.photos import DrawnPhoto

Progress = Callable[[int, int], None]


@dataclass
class Keeper:
    """Keeps pictures and videos as a clinic's, and remembers those that it did not have before."""

    clinic: Clinic
    photos: list[int] = field(default_factory=list)
    videos: list[int] = field(default_factory=list)

    def keep_photo(self, drawn: DrawnPhoto) -> None:
        kept, is_new = photos.keep_photo(drawn, clinic=self.clinic)
        if is_new:
            self.photos.append(kept.pk)

    def keep_video(self, file: IO[bytes]) -> str:
        kept, is_new = videos.keep_video(file, clinic=self.clinic)
        if is_new:
            self.videos.append(kept.pk)
        return kept.sha256


@dataclass(frozen=True)
class Taken:
    """The hash for each name that a cell may have, and the places in the ZIP that were named."""

    hashes: dict[str, str]
    places: set[str]


def take_files(
    drafts: Iterable[Draft],
    archive: LibraryZip,
    problems: Problems,
    *,
    keeper: Keeper | None,
    progress: Progress,
) -> Taken:
    """Look at every file that a row names, once each; with a keeper, it keeps them."""
    named = list(_named(drafts, archive, problems))
    wanted = list(dict.fromkeys((place, column == "video") for _, column, _, place in named))
    found: dict[tuple[str, bool], str] = {}
    wrong: dict[tuple[str, bool], str] = {}
    for count, (place, is_video) in enumerate(wanted, 1):
        take = _video if is_video else _photo
        try:
            found[place, is_video] = take(archive, place, keeper)
        except (MediaError, ExchangeError) as error:
            wrong[place, is_video] = str(error)
        progress(count, len(wanted))
    hashes = {"": "", NO_PICTURE: ""}
    for draft, column, name, place in named:
        key = (place, column == "video")
        if key in wrong:
            message = f"{name}: {wrong[key]}"
            problems.add(message, line=draft.line, code=draft.code, column=column)
        hashes[name] = found.get(key, "")
    return Taken(hashes, {place for place, _ in wanted})


def _named(
    drafts: Iterable[Draft], archive: LibraryZip, problems: Problems
) -> Iterable[tuple[Draft, str, str, str]]:
    for draft in drafts:
        for column in FILES:
            name = draft.values.get(column, "")
            if name in ("", NO_PICTURE):
                continue
            place = archive.file_named(name)
            if place is None:
                problems.add(
                    f"{name} is not in the ZIP.{problems.guess(name, archive.names)}",
                    line=draft.line,
                    code=draft.code,
                    column=column,
                )
            else:
                yield draft, column, name, place


def _photo(archive: LibraryZip, place: str, keeper: Keeper | None) -> str:
    if archive.size(place) > photos.MOST_BYTES:
        raise MediaError("This picture is over 15 MB. Save it smaller.")
    with archive.opened(place) as file, tempfile.SpooledTemporaryFile(photos.MOST_BYTES) as copy:
        shutil.copyfileobj(file, copy)
        drawn = photos.draw_photo(copy)
    if keeper is not None:
        keeper.keep_photo(drawn)
    return drawn.sha256


def _video(archive: LibraryZip, place: str, keeper: Keeper | None) -> str:
    if archive.size(place) > videos.MOST_BYTES:
        raise MediaError("This video is over 60 MB. Film less, or with fewer pixels (720p).")
    with archive.opened(place) as file, tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(file, copy)
        try:
            scan(copy)
        except InfectedError as error:
            raise MediaError(str(error)) from error
        return keeper.keep_video(copy) if keeper is not None else _video_hash(copy)


def _video_hash(file: IO[bytes]) -> str:
    """The hash under which it would be kept. Errors: MediaError when it would be refused."""
    film = read_film(file, file.seek(0, 2))
    digest = hashlib.sha256()
    for chunk in patched(file, film.patches):
        digest.update(chunk)
    return digest.hexdigest()
