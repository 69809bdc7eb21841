"""The dry run: what a ZIP file would do to the clinic's library, and all that is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from clinic.models import Clinic
from programs.exchange import library
from programs.exchange.columns import COLUMNS, NEEDED
from programs.exchange.drafts import Draft, drafts_of, record_wanted
from programs.exchange.library import Seen, Words
from programs.exchange.links import check_circles, check_codes, check_links
from programs.exchange.media import Keeper, Progress, Taken, take_files
from programs.exchange.problems import ExchangeError, Problems
from programs.exchange.record import Record
from programs.exchange.table import Row, rows_of
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
    file: IO[bytes], *, clinic: Clinic, progress: Progress, keeper: Keeper | None = None
) -> Checked:
    """Read a ZIP file to its end. With a keeper, its pictures are kept on the way, once everything
    else is in order."""
    problems = Problems()
    checked = Checked(problems, library.words())
    try:
        with opened_zip(file, problems) as archive:
            _check(archive, checked, clinic=clinic, progress=progress, keeper=keeper)
    except ExchangeError as error:
        problems.add(str(error))
    return checked


def _check(
    archive: LibraryZip,
    checked: Checked,
    *,
    clinic: Clinic,
    progress: Progress,
    keeper: Keeper | None,
) -> None:
    drafts = _drafts(archive, checked, progress)
    for row in library.own_rows(clinic):
        checked.known[row.code] = library.record_of(row)
        checked.seen[row.code] = library.seen(row)
    _check_links(drafts, checked)
    if keeper and checked.problems.found:
        return
    taken = take_files(drafts, archive, checked.problems, keeper=keeper, progress=progress)
    checked.pictures, checked.unused = len(taken.places), archive.count - len(taken.places) - 1
    if not checked.problems.found:
        checked.wanted = _wanted(drafts, checked.known, taken)


def _drafts(archive: LibraryZip, checked: Checked, progress: Progress) -> list[Draft]:
    if TABLE not in archive:
        raise ExchangeError(f"There is no {TABLE} in the ZIP.")
    with archive.opened(TABLE) as file:
        rows = _telling(rows_of(file, COLUMNS, NEEDED, checked.problems), progress)
        drafts = drafts_of(rows, checked.words.vocabulary, checked.problems)
    if not drafts:
        raise ExchangeError(f"{TABLE} has no exercises in it.")
    return drafts


def _telling(rows: Iterator[Row], progress: Progress) -> Iterator[Row]:
    """The rows, with a sign of life at each: a table of nothing but mistakes takes long."""
    for row in rows:
        progress(0, 0)
        yield row


def _check_links(drafts: list[Draft], checked: Checked) -> None:
    problems, known = checked.problems, checked.known
    starters = library.starter_codes()
    check_codes(drafts, known, starters, problems)
    all_codes = {*starters, *known, *(draft.code for draft in drafts)}
    check_links(drafts, all_codes, starters, library.figure_codes(), problems)
    check_circles(drafts, _links_wanted(drafts, known), problems)


def _links_wanted(drafts: list[Draft], known: Mapping[str, Record]) -> Mapping[str, frozenset[str]]:
    """The harder ones of every exercise, as they would be."""
    harder = {code: record.harder for code, record in known.items()}
    easier = {code: record.easier for code, record in known.items()}
    for draft in drafts:
        harder[draft.code] = draft.values.get("harder", harder.get(draft.code, frozenset()))
        easier[draft.code] = draft.values.get("easier", easier.get(draft.code, frozenset()))
    harder |= library.starter_links()
    for code, starters in easier.items():
        for starter in starters:
            harder[starter] = harder.get(starter, frozenset()) | {code}
    return harder


def _wanted(drafts: list[Draft], known: Mapping[str, Record], taken: Taken) -> list[Record]:
    named = {draft.values.get("figure", "") for draft in drafts}
    named |= {record.figure for record in known.values()}
    drawn: dict[str, dict[str, str]] = {code: {} for code in named}
    for code, pictures in library.starter_drawings(named).items():
        drawn[code] = {picture.frame: picture.alt for picture in pictures if not picture.is_left}
    return [record_wanted(draft, known.get(draft.code), taken.hashes, drawn) for draft in drafts]
