"""From the rows of the table to the exercises that they want, with whatever is wrong in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from programs.dosing import EVERY_DAY
from programs.exchange.cells import CellError, same
from programs.exchange.columns import (
    CHOICES,
    LISTS,
    NEEDED,
    NO_PICTURE,
    NUMBERS,
    TEXTS,
    Vocabulary,
    value_in,
)
from programs.exchange.problems import Problems
from programs.exchange.record import SHOTS, TERM_KINDS, Record, Shot
from programs.exchange.table import Row
from programs.models import Exercise

# What an empty cell of a new exercise means, where it is not simply nothing.
DEFAULTS: dict[str, Any] = {
    "level": 2,
    "dose_source": "Our clinic",
    "status": Exercise.Status.CURRENT.value,
    "times_per_day": 1,
    "weekdays": EVERY_DAY,
}
# Where an exercise is done says what it asks of the body, unless the table says otherwise.
FLOOR = {"lying_back", "lying_front", "lying_side", "hands_knees", "kneeling"}
WEIGHT = {"standing": "full", "walking": "full", "hands_knees": "partial", "kneeling": "partial"}
COLUMN_OF = {"level": "difficulty"}


@dataclass(frozen=True)
class Draft:
    """One row of the table: what its cells say, by column, as far as they could be read."""

    line: int
    code: str
    values: Mapping[str, Any]


def drafts_of(rows: Iterable[Row], words: Vocabulary, problems: Problems) -> list[Draft]:
    drafts: list[Draft] = []
    lines: dict[str, int] = {}
    for row in rows:
        draft = _draft(row, words, problems)
        if draft.code and (first := lines.setdefault(same(draft.code), draft.line)) != draft.line:
            problems.add(
                f"is the code of line {first} too. Give each exercise its own.",
                line=draft.line,
                code=draft.code,
                column="code",
            )
        drafts.append(draft)
    return drafts


def _draft(row: Row, words: Vocabulary, problems: Problems) -> Draft:
    code = row.cells.get("code", "").strip()[:12]
    values: dict[str, Any] = {}
    for column, cell in row.cells.items():
        try:
            value = value_in(column, cell, words)
        except CellError as error:
            problems.add(str(error), line=row.line, code=code, column=column)
            continue
        if column in NEEDED and not value:
            problems.add("is empty.", line=row.line, code=code, column=column)
            continue
        values[column] = value
    if values.get("days_per_week") and row.cells.get("weekdays", "").strip():
        problems.add(
            "Say weekdays or days_per_week, not both.",
            line=row.line,
            code=code,
            column="days_per_week",
        )
    return Draft(row.line, str(values.get("code", "")), values)


def record_wanted(
    draft: Draft,
    known: Record | None,
    hashes: Mapping[str, str],
    drawn: Mapping[str, Mapping[str, str]],
) -> Record:
    """The exercise that a row wants: columns that the table leaves out stay as they are.

    ``hashes`` holds the hash of each picture and video by the name in the cell; ``drawn`` the
    words for each figure's drawings, by code and frame.
    """
    values = draft.values
    base = known or _blank(draft.code)
    columns = _columns(values, base.columns)
    figure = values.get("figure", base.figure)
    return replace(
        base,
        columns=columns,
        terms=dict(base.terms) | {kind: values[kind] for kind in TERM_KINDS if kind in values},
        shots=_shots(values, known, hashes, drawn[figure], columns["patient_name"]),
        figure=figure,
        video=hashes[values["video"]] if "video" in values else base.video,
        harder=values.get("harder", base.harder),
        easier=values.get("easier", base.easier),
        copied_from=values.get("copied_from", base.copied_from),
    )


def _columns(values: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    columns = dict(base)
    for name in (*TEXTS, "name", "patient_name", "tempo", "dose_source", *LISTS, *CHOICES):
        if name in values:
            columns[name] = values[name] or DEFAULTS.get(name, "")
    for name in (*NUMBERS, "load_kg", "weekdays"):
        if name in values:
            given = values[name]
            columns[COLUMN_OF.get(name, name)] = DEFAULTS.get(name) if given is None else given
    if values.get("needs_floor", columns["needs_floor"]) is None:
        columns["needs_floor"] = columns["position"] in FLOOR
    elif "needs_floor" in values:
        columns["needs_floor"] = values["needs_floor"]
    columns["weight_bearing"] = columns["weight_bearing"] or WEIGHT.get(columns["position"], "none")
    columns["patient_name"] = columns["patient_name"] or columns["name"]
    # Whichever of the two the table names last is what it wants.
    if values.get("days_per_week"):
        columns["weekdays"] = 0
    elif "days_per_week" in values or "weekdays" in values:
        columns["days_per_week"] = None
        columns["weekdays"] = columns["weekdays"] or EVERY_DAY
    return columns


def _shots(
    values: Mapping[str, Any],
    known: Record | None,
    hashes: Mapping[str, str],
    drawn: Mapping[str, str],
    name: str,
) -> dict[str, Shot]:
    """The pictures with words for whoever cannot see them; and no words for what is not there."""
    shots = {}
    for shot in SHOTS:
        base = known.shots[shot] if known else Shot()
        file = values.get(f"picture_{shot}")
        stays_out = file is None and known is not None and not base.alt and "figure" not in values
        photo = base.photo if file is None else hashes.get(file, "")
        if file == NO_PICTURE or stays_out or not (photo or shot in drawn):
            shots[shot] = Shot()
            continue
        alt = values.get(f"alt_{shot}", base.alt)
        usual = f"{name}: {shot}" if photo else drawn[shot]
        shots[shot] = Shot(photo, alt or usual, values.get(f"credit_{shot}", base.credit))
    return shots


def _blank(code: str) -> Record:
    texts = (*TEXTS, "name", "patient_name", "tempo", "dose_source", *LISTS, *CHOICES)
    columns: dict[str, Any] = dict.fromkeys(texts, "")
    columns |= {COLUMN_OF.get(name, name): None for name in NUMBERS}
    columns |= {COLUMN_OF.get(name, name): value for name, value in DEFAULTS.items()}
    columns |= {"load_kg": None, "needs_floor": None}
    return Record(
        code=code,
        columns=columns,
        terms=dict.fromkeys(TERM_KINDS, frozenset()),
        shots=dict.fromkeys(SHOTS, Shot()),
    )
