"""The clinic's own library as records, and the words and codes that a table may name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clinic.models import Clinic
from patients.models import Equipment, Precaution, Term
from programs.exchange.cells import same, tidy
from programs.exchange.columns import LISTS, Vocabulary
from programs.exchange.record import SHOTS, Record, Shot
from programs.models import Exercise, Goal, Muscle, Picture, Region
from programs.models.dose import DOSE_FIELDS

TERMS: dict[str, type[Term]] = {
    "regions": Region,
    "muscles": Muscle,
    "goals": Goal,
    "equipment": Equipment,
    "precautions": Precaution,
}
TEXT_COLUMNS = (
    *("name", "patient_name", "precaution_note", "start_position", "breathing", "feel_it"),
    *("avoid", "stop_if", "easier_text", "harder_text", "dose_source", "tempo"),
)
OTHER_COLUMNS = (
    *("type", "side", "position", "needs_floor", "weight_bearing", "difficulty"),
    *("status", *(name for name in DOSE_FIELDS if name != "tempo")),
)
CHUNK = 500


# What a row keeps for itself: it does not travel, and nobody else can stand for a sign-off.
KEPT_COLUMNS = ("version", "sign_off", "signed_by_id", "signed_on")


@dataclass(frozen=True)
class Seen:
    """A row as it was when the library was read: whoever writes looks whether it still is."""

    pk: int
    changed_at: datetime
    kept: tuple[Any, ...]


@dataclass(frozen=True)
class Words:
    """The vocabulary with what a record is built from: ids and names by code."""

    vocabulary: Vocabulary
    ids: dict[str, dict[str, int]]
    names: dict[str, dict[str, str]]


def words() -> Words:
    """In one statement for each kind of word."""
    rows = {
        kind: list(model._default_manager.values_list("code", "pk", "name"))
        for kind, model in TERMS.items()
    }
    known = {
        kind: {same(name): code for code, _, name in found}
        | {same(code): code for code, _, _ in found}
        for kind, found in rows.items()
    }
    return Words(
        Vocabulary(known, {kind: [row[2] for row in found] for kind, found in rows.items()}),
        {kind: {code: pk for code, pk, _ in found} for kind, found in rows.items()},
        {kind: {code: name for code, _, name in found} for kind, found in rows.items()},
    )


def own_rows(clinic: Clinic) -> Iterator[Exercise]:
    """The clinic's own exercises by code, with all that a record holds, some hundred at a time."""
    own = Exercise.objects.owned_by(clinic)
    # Sorted here: databases differ about the order of letters.
    codes = sorted(own.values_list("code", "pk"))
    rows = own.select_related("video", "copied_from")
    rows = rows.prefetch_related(*TERMS, "harder", "easier", "pictures__photo")
    for start in range(0, len(codes), CHUNK):
        pks = [pk for _, pk in codes[start : start + CHUNK]]
        found = rows.in_bulk(pks)
        yield from (found[pk] for pk in pks if pk in found)


def record_of(row: Exercise) -> Record:
    """Give it a row from ``own_rows``."""
    columns = {name: tidy(getattr(row, name)) for name in TEXT_COLUMNS}
    columns |= {name: getattr(row, name) for name in OTHER_COLUMNS}
    columns |= {name: "\n".join(_lines(getattr(row, name))) for name in LISTS}
    pictures = list(row.pictures.all())
    return Record(
        code=row.code,
        columns=columns,
        terms={kind: frozenset(term.code for term in getattr(row, kind).all()) for kind in TERMS},
        shots={shot: _shot(pictures, shot) for shot in SHOTS},
        figure=row.figure_code,
        video=row.video.sha256 if row.video else "",
        harder=frozenset(other.code for other in row.harder.all()),
        easier=frozenset(other.code for other in row.easier.all() if other.clinic_id is None),
        copied_from=row.copied_from.code if row.copied_from else "",
    )


def seen(row: Exercise) -> Seen:
    return Seen(row.pk, row.changed_at, tuple(getattr(row, name) for name in KEPT_COLUMNS))


def seen_now(clinic: Clinic) -> dict[str, Seen]:
    """The same of all rows, in one short statement."""
    columns = ("code", "pk", "changed_at", *KEPT_COLUMNS)
    rows = Exercise.objects.owned_by(clinic).values_list(*columns)
    return {code: Seen(pk, changed_at, tuple(kept)) for code, pk, changed_at, *kept in rows}


def starter_codes() -> dict[str, int]:
    return dict(Exercise.objects.filter(clinic=None).values_list("code", "pk"))


def starter_links() -> dict[str, frozenset[str]]:
    """The harder ones of each starter exercise, among the starters."""
    through = Exercise.harder.through
    links = through._default_manager.filter(from_exercise__clinic=None, to_exercise__clinic=None)
    found: dict[str, set[str]] = {}
    for low, high in links.values_list("from_exercise__code", "to_exercise__code"):
        found.setdefault(low, set()).add(high)
    return {code: frozenset(codes) for code, codes in found.items()}


def starter_drawings(codes: Iterable[str]) -> dict[str, list[Picture]]:
    """The drawings of starter exercises by their figure's code."""
    found: dict[str, list[Picture]] = {code: [] for code in set(codes) - {""}}
    pictures = Picture.objects.filter(
        exercise__clinic=None, exercise__code__in=found, drawing__isnull=False
    )
    for picture in pictures.select_related("exercise").order_by("frame", "is_left"):
        found[picture.exercise.code].append(picture)
    return found


def figure_codes() -> set[str]:
    """The starter exercises that are drawn."""
    drawn = Exercise.objects.filter(clinic=None).exclude(figure_code="")
    return set(drawn.values_list("code", flat=True))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in tidy(text).split("\n") if line.strip()]


def _shot(pictures: list[Picture], frame: str) -> Shot:
    for one in pictures:
        if one.frame == frame and not one.is_left:
            photo = one.photo.sha256 if one.photo else ""
            return Shot(photo, tidy(one.alt), tidy(one.credit))
    return Shot()
