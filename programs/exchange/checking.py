"""The dry run: what a ZIP file would do to the clinic's library, and all that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

from clinic.models import Clinic
from programs.exchange import library
from programs.exchange.columns import COLUMNS, NEEDED
from programs.exchange.drafts import Draft, drafts_of, record_wanted
from programs.exchange.library import Seen, Words
from programs.exchange.links import check_circles, check_codes, check_links
from programs.exchange.media import Progress, Taken, take_files
from programs.exchange.problems import ExchangeError, Problems
from programs.exchange.record import Record
from programs.exchange.table import rows_of
from programs.exchange.zips import TABLE, LibraryZip, opened_zip


@dataclass
class Checked:
    """What was found: problems, or else the exercises as they are wanted beside those there are."""

    problems: Problems
    words: Words
    wanted: list[Record] = field(default_factory=list)
    known: dict[str, Record] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)
    pictures: int = 0
    unused: int = 0

    @property
    def new(self) -> list[Record]:
        return [record for record in self.wanted if record.code not in self.known]

    @property
    def changed(self) -> list[Record]:
        return [
            record
            for record in self.wanted
            if record.code in self.known and record != self.known[record.code]
        ]

    @property
    def summary(self) -> dict[str, int]:
        new, changed = len(self.new), len(self.changed)
        return {
            "new": new,
            "changed": changed,
            "unchanged": len(self.wanted) - new - changed,
            "left_alone": len(self.known.keys() - {record.code for record in self.wanted}),
            "pictures": self.pictures,
            "unused": self.unused,
        }


def check_zip(
    file: IO[bytes], *, clinic: Clinic, progress: Progress, keep: bool = False
) -> Checked:
    """Read a ZIP file to its end. With ``keep``, pictures are kept as the clinic's on the way,
    once everything else is in order."""
    problems = Problems()
    checked = Checked(problems, library.words())
    try:
        with opened_zip(file, problems) as archive:
            _check(archive, checked, clinic=clinic, progress=progress, keep=keep)
    except ExchangeError as error:
        problems.add(str(error))
    return checked


def _check(
    archive: LibraryZip, checked: Checked, *, clinic: Clinic, progress: Progress, keep: bool
) -> None:
    drafts = _drafts(archive, checked)
    for row in library.own_rows(clinic):
        checked.known[row.code] = library.record_of(row)
        checked.seen[row.code] = library.seen(row)
    _check_links(drafts, checked)
    if keep and checked.problems.found:
        return
    keep_for = clinic if keep else None
    taken = take_files(drafts, archive, checked.problems, keep_for=keep_for, progress=progress)
    checked.pictures, checked.unused = len(taken.places), archive.count - len(taken.places) - 1
    if not checked.problems.found:
        checked.wanted = _wanted(drafts, checked.known, taken)


def _drafts(archive: LibraryZip, checked: Checked) -> list[Draft]:
    if TABLE not in archive:
        raise ExchangeError(f"There is no {TABLE} in the ZIP.")
    with archive.opened(TABLE) as file:
        rows = rows_of(file, COLUMNS, NEEDED, checked.problems)
        drafts = drafts_of(rows, checked.words.vocabulary, checked.problems)
    if not drafts:
        raise ExchangeError(f"{TABLE} has no exercises in it.")
    return drafts


def _check_links(drafts: list[Draft], checked: Checked) -> None:
    problems, known = checked.problems, checked.known
    starters = library.starter_codes()
    coming = {draft.code for draft in drafts}
    check_codes(drafts, known, starters, problems)
    check_links(drafts, {*starters, *known, *coming}, library.figure_codes(), problems)
    harder = {code: record.harder for code, record in known.items()}
    harder |= {draft.code: draft.values["harder"] for draft in drafts if "harder" in draft.values}
    check_circles(drafts, harder, problems)


def _wanted(drafts: list[Draft], known: Mapping[str, Record], taken: Taken) -> list[Record]:
    named = {draft.values.get("figure", "") for draft in drafts}
    named |= {record.figure for record in known.values()}
    drawn: dict[str, dict[str, str]] = {code: {} for code in named}
    for code, pictures in library.starter_drawings(named).items():
        drawn[code] = {picture.frame: picture.alt for picture in pictures if not picture.is_left}
    return [record_wanted(draft, known.get(draft.code), taken.hashes, drawn) for draft in drafts]
