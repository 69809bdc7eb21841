"""Reading the table: its header, and its rows as cells by column. No Django in sight."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import IO, NamedTuple

from programs.exchange import cells
from programs.exchange.problems import ExchangeError, Problems, did_you_mean

MOST_ROWS = 5_000
# Far more than anybody's table has. Units: columns, and letters of one line.
MOST_COLUMNS, MOST_LETTERS = 200, 500_000
DELIMITERS = (",", ";", "\t")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
UTF_8 = "exercises.csv is not saved as UTF-8. In Excel choose “CSV UTF-8 (comma delimited)”."


class Row(NamedTuple):
    line: int  # as a spreadsheet counts, 1 the header
    cells: dict[str, str]


def rows_of(
    file: IO[bytes], columns: Sequence[str], needed: Sequence[str], problems: Problems
) -> Iterator[Row]:
    """The rows that say anything, in order. Columns may stand in any order.

    Errors: ExchangeError when it is no table at all, or lacks a column that it needs.
    """
    reader = _numbered(_reader(file, columns))
    _, first = next(reader, (1, []))
    if len(first) > MOST_COLUMNS:
        raise ExchangeError(f"exercises.csv has {len(first):,} columns; {MOST_COLUMNS} at most.")
    header = _header(first, columns, problems)
    missing = [name for name in needed if name not in header]
    if missing:
        raise ExchangeError(f"exercises.csv has no column {', '.join(missing)}.")
    count = 0
    for line, found in reader:
        if not any(cell.strip() for cell in found):
            continue
        count += 1
        if count > MOST_ROWS:
            problems.add(
                f"There are more than {MOST_ROWS:,} exercises. Send them in several files.",
                line=line,
            )
            return
        if any(cell.strip() for cell in found[len(header) :]):
            problems.add("has more cells than there are columns.", line=line)
        named = zip_longest(header, found[: len(header)], fillvalue="")
        yield Row(line, {name: cell for name, cell in named if name})


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    line = 0
    while True:
        line += 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ExchangeError(
                f"exercises.csv cannot be read at line {line}: a quotation mark is missing there,"
                " or a cell is far too long."
            ) from error


def _reader(file: IO[bytes], columns: Sequence[str]) -> Iterator[list[str]]:
    """Bytes that are no UTF-8 come through as signs that ``cells.refuse_signs`` knows."""
    buffered = io.BufferedReader(file)  # type: ignore[type-var]  # a file of the ZIP is one
    start = buffered.peek(4096)[:65536]
    if start.startswith(_WIDE):
        raise ExchangeError(UTF_8)
    first = start.removeprefix(codecs.BOM_UTF8).splitlines()[:1] or [b""]
    if b"\0" in first[0]:  # two or four bytes for each letter, and no mark that says so
        raise ExchangeError(UTF_8)
    words = first[0].decode("utf-8", "replace")
    if not words.strip():
        raise ExchangeError("exercises.csv is empty, or its first line is.")
    delimiter = max(DELIMITERS, key=lambda sign: len(_known(words.split(sign), columns)))
    text = io.TextIOWrapper(buffered, "utf-8-sig", errors="surrogateescape", newline="")
    return csv.reader(_short_lines(text), delimiter=delimiter, strict=True)


def _short_lines(text: Iterable[str]) -> Iterator[str]:
    """Errors: ExchangeError at a line of so many cells that they would fill the memory."""
    for line in text:
        if len(line) > MOST_LETTERS:
            raise ExchangeError("exercises.csv has a line that is far too long.")
        yield line


def _known(header: Sequence[str], columns: Sequence[str]) -> set[str]:
    return {_column(cell) for cell in header} & set(columns)


def _column(cell: str) -> str:
    return cells.same(cell.strip().strip('"')).replace(" ", "_")


def _header(found: list[str], columns: Sequence[str], problems: Problems) -> list[str]:
    """The names of the columns in their order; "" for those to pass over."""
    header: list[str] = []
    for cell in found:
        name = _column(cell)
        if name and name not in columns:
            near = did_you_mean(name, columns)
            problems.add(f"is not a column.{near}", line=1, column=cells.short(cell))
            name = ""
        elif name in header and name:
            problems.add("is there twice.", line=1, column=name)
            name = ""
        header.append(name)
    return header
