"""The columns of the table: what each takes, and how a record is written into them.

docs/library-format.md shows them to people; a test holds the two together.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from programs.dosing import EVERY_DAY, RANGES, weekday_mask, weekdays_of
from programs.exchange import cells
from programs.exchange.cells import CellError
from programs.exchange.problems import did_you_mean
from programs.exchange.record import SHOTS, TERM_KINDS, Record
from programs.models import Exercise

MOST_LOAD_KG = 300
# One-line texts with their longest. Units: letters.
LINES = {"name": 80, "patient_name": 80, "tempo": 40, "dose_source": 200}
LINES |= {f"alt_{shot}": 200 for shot in SHOTS} | {f"credit_{shot}": 120 for shot in SHOTS}
# What the form of an exercise takes is taken here too, and no more: it must open there again.
TEXTS = dict.fromkeys(
    ("start_position", "breathing", "feel_it", "avoid", "stop_if", "easier_text", "harder_text"),
    400,
)
TEXTS |= {"precaution_note": 2000}
# Lists of texts: the fewest and most entries, the longest of each, and of all together.
LISTS = {"aliases": (0, 100, 1000, 1000), "steps": (2, 6, 200, 1200)}
CHOICES: dict[str, Any] = {
    "type": Exercise.Type,
    "side": Exercise.Side,
    "position": Exercise.Position,
    "weight_bearing": Exercise.WeightBearing,
    "band": Exercise.Band,
    "status": Exercise.Status,
}
NUMBERS = RANGES | {"level": (1, 5)}
CODES = ("code", "copied_from", "figure")
FILES = (*(f"picture_{shot}" for shot in SHOTS), "video")
LONGEST_CODE = 12
NO_PICTURE = "none"
NEEDED = ("code", "name", "regions", "type", "side", "position", "steps")

# In the order in which they are written.
COLUMNS: tuple[str, ...] = (
    *("code", "name", "patient_name", "aliases", "regions", "muscles", "goals", "equipment"),
    *("precautions", "precaution_note", "type", "side", "position", "start_position"),
    *("needs_floor", "weight_bearing", "level", "steps", "breathing", "feel_it", "avoid"),
    *("stop_if", "easier_text", "harder_text", "easier", "harder"),
    *("sets", "reps", "hold_seconds", "rest_seconds", "minutes", "tempo", "load_kg", "band"),
    *("effort_0_to_10", "times_per_day", "weekdays", "days_per_week", "dose_source"),
    *("figure", "picture_start", "alt_start", "credit_start"),
    *("picture_end", "alt_end", "credit_end"),
    *("video", "status", "copied_from"),
)


@dataclass
class Vocabulary:
    """The words that a cell may name, by any of the ways to write them."""

    terms: Mapping[str, Mapping[str, str]]  # by kind: the code by the word as ``same`` has it
    names: Mapping[str, list[str]]  # by kind: what may be offered instead
    choices: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column, choice in CHOICES.items():
            known = {cells.same(str(label)): str(value) for value, label in choice.choices}
            self.choices[column] = known | {cells.same(value): value for value in choice.values}


def value_in(column: str, cell: str, words: Vocabulary) -> Any:
    """What a cell says. Errors: CellError, whose message goes after the column's name."""
    cells.refuse_signs(cell)
    cell = cells.unguarded(cell)
    return _READERS[column](column, cell, words)


def _text(column: str, cell: str, words: Vocabulary) -> str:
    return cells.text_in(cell, longest=TEXTS[column])


def _line(column: str, cell: str, words: Vocabulary) -> str:
    return cells.text_in(cell, longest=LINES[column], lines=False)


def _list(column: str, cell: str, words: Vocabulary) -> str:
    least, most, longest, longest_of_all = LISTS[column]
    items = cells.list_in(cell, most=most, longest=longest)
    if items and len(items) < least:
        raise CellError(f"has {len(items)} of {least} to {most} entries. Put a bar (|) between.")
    return cells.text_in("\n".join(items), longest=longest_of_all)


def _choice(column: str, cell: str, words: Vocabulary) -> str:
    known = words.choices[column]
    word = cells.same(cell)
    if word and word not in known:
        offered = [str(label) for label in CHOICES[column].labels]
        raise CellError(
            f"does not know “{cells.short(cell)}”."
            + (did_you_mean(cell, offered) or f" It takes: {', '.join(offered)}.")
        )
    return known.get(word, "")


def _terms(column: str, cell: str, words: Vocabulary) -> frozenset[str]:
    known = words.terms[column]
    items = cells.list_in(cell, most=30, longest=100)
    # A name may hold a comma, or even be what the bars would part, so whole words come first.
    for item in items:
        if cells.same(item) not in known:
            near = did_you_mean(item, words.names[column])
            raise CellError(
                f"does not know “{cells.short(item)}”."
                + (near or " The template has the list, words.txt.")
            )
    return frozenset(known[cells.same(item)] for item in items)


def _number(column: str, cell: str, words: Vocabulary) -> int | None:
    return cells.number_in(cell, *NUMBERS[column])


def _kilograms(column: str, cell: str, words: Vocabulary) -> Any:
    return cells.kilograms_in(cell, MOST_LOAD_KG)


def _flag(column: str, cell: str, words: Vocabulary) -> bool | None:
    return cells.flag_in(cell) if cell.strip() else None


def _days(column: str, cell: str, words: Vocabulary) -> int:
    days = [item.casefold()[:2] for item in cells.list_in(cell, most=7, longest=12)]
    for day in days:
        if day not in cells.DAYS:
            raise CellError(f"does not know “{day}”. It takes: {', '.join(cells.DAYS)}.")
    return weekday_mask(cells.DAYS.index(day) for day in days) or EVERY_DAY


def _code(column: str, cell: str, words: Vocabulary) -> str:
    return _checked_code(cell) if cell.strip() else ""


def _checked_code(cell: str) -> str:
    code = cells.tidy(cell).upper()
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]*", code) or len(code) > LONGEST_CODE:
        raise CellError(
            f"“{cells.short(cell)}” is no code: up to {LONGEST_CODE} letters, digits and dashes."
        )
    return code


def _codes(column: str, cell: str, words: Vocabulary) -> frozenset[str]:
    return frozenset(_checked_code(item) for item in cells.list_in(cell, most=30, longest=100))


def _file(column: str, cell: str, words: Vocabulary) -> str:
    name = cells.text_in(cell, longest=200, lines=False)
    return NO_PICTURE if name.casefold() == NO_PICTURE else name


_READERS: dict[str, Callable[[str, str, Vocabulary], Any]] = {
    **dict.fromkeys(LINES, _line),
    **dict.fromkeys(LISTS, _list),
    **dict.fromkeys(CHOICES, _choice),
    **dict.fromkeys(TERM_KINDS, _terms),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(CODES, _code),
    **dict.fromkeys(("easier", "harder"), _codes),
    **dict.fromkeys(FILES, _file),
    "load_kg": _kilograms,
    "needs_floor": _flag,
    "weekdays": _days,
}


def cells_of(record: Record, files: Mapping[str, str]) -> dict[str, str]:
    """The record as cells by column. ``files`` names the file for each hash of bytes."""
    columns = record.columns
    written = {name: str(columns[name]) for name in (*TEXTS, *CHOICES)}
    written |= {name: str(columns[name]) for name in LINES if name in columns}
    written |= {name: cells.joined(columns[name].split("\n")) for name in LISTS}
    written |= {name: _digits(columns[_COLUMN_OF.get(name, name)]) for name in NUMBERS}
    written |= {kind: cells.joined(sorted(record.terms[kind])) for kind in TERM_KINDS}
    for shot, shown in record.shots.items():
        is_left_out = record.figure and not shown.alt
        written[f"picture_{shot}"] = files.get(shown.photo, NO_PICTURE if is_left_out else "")
        written[f"alt_{shot}"], written[f"credit_{shot}"] = shown.alt, shown.credit
    kilograms = columns["load_kg"]
    written |= {
        "code": record.code,
        "needs_floor": "yes" if columns["needs_floor"] else "no",
        "load_kg": "" if kilograms is None else f"{kilograms.normalize():f}",
        "weekdays": _days_written(columns["weekdays"]),
        "easier": cells.joined(sorted(record.easier)),
        "harder": cells.joined(sorted(record.harder)),
        "figure": record.figure,
        "video": files.get(record.video, ""),
        "copied_from": record.copied_from,
    }
    return {name: cells.guarded(text) for name, text in written.items()}


_COLUMN_OF = {"level": "difficulty"}


def _digits(number: int | None) -> str:
    return "" if number is None else str(number)


def _days_written(mask: int) -> str:
    days = weekdays_of(mask) if mask != EVERY_DAY else ()
    return cells.joined(cells.DAYS[day] for day in days)
