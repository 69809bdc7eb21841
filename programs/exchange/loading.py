"""Writing what was wanted: built beforehand, then written in bulk in one short transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from clinic.models import Clinic, Member
from programs.exchange import library
from programs.exchange.checking import Checked
from programs.exchange.columns import LISTS
from programs.exchange.library import KEPT_COLUMNS, OTHER_COLUMNS, TERMS, TEXT_COLUMNS, Words
from programs.exchange.record import SHOTS, Record
from programs.models import Exercise, Photo, Picture, Video

CHUNK = 500


class MovedError(Exception):
    """Somebody changed the library since it was read."""


@dataclass
class Prepared:
    """Everything as rows, so that the transaction has only to write them."""

    clinic: Clinic
    seen: dict[str, library.Seen]
    exercises: list[Exercise] = field(default_factory=list)
    terms: dict[str, list[Model]] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    drawn_anew: list[int] = field(default_factory=list)  # ids whose pictures are replaced
    links: list[Model] = field(default_factory=list)

    @property
    def pks(self) -> list[int]:
        return [exercise.pk for exercise in self.exercises]


def prepare(checked: Checked, *, clinic: Clinic, by: Member | None) -> Prepared:
    """Rows for what is new or changed. The pictures that they show must be kept already."""
    prepared = Prepared(clinic, checked.seen)
    wanted = [*checked.new, *checked.changed]
    pks = library.starter_codes() | {code: one.pk for code, one in checked.seen.items()}
    for record in wanted:
        exercise = _exercise(record, checked, clinic)
        exercise.changed_by = by
        prepared.exercises.append(exercise)
        pks[record.code] = exercise.pk
    videos = _ids_by_hash(Video, clinic)
    for exercise, record in zip(prepared.exercises, wanted, strict=True):
        exercise.copied_from_id = pks[record.copied_from] if record.copied_from else None
        exercise.video_id = videos[record.video] if record.video else None
    _add_terms(prepared, wanted, checked.words)
    _add_pictures(prepared, wanted, checked.known)
    _add_links(prepared, wanted, pks)
    return prepared


def _exercise(record: Record, checked: Checked, clinic: Clinic) -> Exercise:
    exercise = Exercise(
        clinic=clinic,
        code=record.code,
        figure_code=record.figure,
        **record.columns,
    )
    if before := checked.seen.get(record.code):
        exercise.pk = before.pk
        for name, value in zip(KEPT_COLUMNS, before.kept, strict=True):
            setattr(exercise, name, value)
        if not record.says_as(checked.known[record.code]):
            exercise.version += 1
            exercise.sign_off = Exercise.SignOff.AWAITING
            exercise.signed_by = exercise.signed_on = None
    return exercise


def _ids_by_hash(model: type[Photo] | type[Video], clinic: Clinic) -> dict[str, int]:
    return dict(model.objects.for_clinic(clinic).values_list("sha256", "pk"))


def _add_terms(prepared: Prepared, wanted: Iterable[Record], words: Words) -> None:
    for kind, model in TERMS.items():
        through: Any = getattr(Exercise, kind).through
        column = f"{model._meta.model_name}_id"
        prepared.terms[kind] = [
            through(**{"exercise_id": pk, column: words.ids[kind][code]})
            for pk, record in zip(prepared.pks, wanted, strict=True)
            for code in sorted(record.terms[kind])
        ]


def _add_pictures(
    prepared: Prepared, wanted: Iterable[Record], known: Mapping[str, Record]
) -> None:
    photos = _ids_by_hash(Photo, prepared.clinic)
    drawings = library.starter_drawings(record.figure for record in wanted)
    for pk, record in zip(prepared.pks, wanted, strict=True):
        before = known.get(record.code)
        if before is None or not record.shows_as(before):
            prepared.drawn_anew.append(pk)
            prepared.pictures += _photographs(pk, record, photos)
            prepared.pictures += _drawings(pk, record, drawings.get(record.figure, []))


def _photographs(pk: int, record: Record, photos: Mapping[str, int]) -> list[Picture]:
    return [
        Picture(
            exercise_id=pk,
            frame=frame,
            photo_id=photos[shown.photo],
            alt=shown.alt,
            credit=shown.credit,
        )
        for frame, shown in record.shots.items()
        if shown.photo
    ]


def _drawings(pk: int, record: Record, drawn: Iterable[Picture]) -> list[Picture]:
    """The figure's drawings where they are wanted; they move when both of them are."""
    frames = {frame for frame, shown in record.shots.items() if shown.is_drawn}
    shots = record.shots
    if frames == set(SHOTS):
        frames.add(Picture.Frame.MOVING.value)
    return [
        Picture(
            exercise_id=pk,
            frame=one.frame,
            is_left=one.is_left,
            drawing_id=one.drawing_id,
            alt=shots[one.frame].alt if one.frame in shots else one.alt,
            credit=shots[one.frame].credit if one.frame in shots else "",
        )
        for one in drawn
        if one.frame in frames
    ]


def _add_links(prepared: Prepared, wanted: Iterable[Record], pks: Mapping[str, int]) -> None:
    through: Any = Exercise.harder.through
    pairs = [
        pair
        for pk, record in zip(prepared.pks, wanted, strict=True)
        for pair in (
            *((pk, pks[code]) for code in sorted(record.harder)),
            *((pks[code], pk) for code in sorted(record.easier)),
        )
    ]
    prepared.links = [through(from_exercise_id=low, to_exercise_id=high) for low, high in pairs]


UPDATED = [
    *(*TEXT_COLUMNS, *OTHER_COLUMNS, *LISTS, "figure_code", "video", "copied_from"),
    *("version", "sign_off", "signed_by", "signed_on", "changed_at", "changed_by"),
]


def write(prepared: Prepared, *, now: datetime) -> None:
    """Inside the caller's transaction. Errors: MovedError when the library is another by now."""
    for exercise in prepared.exercises:
        exercise.changed_at = now  # as late as can be: the search asks for the newest change
    if library.seen_now(prepared.clinic) != prepared.seen:
        raise MovedError
    if not prepared.exercises:
        return
    known = {one.pk for one in prepared.seen.values()}
    changed = [pk for pk in prepared.pks if pk in known]
    Exercise.objects.bulk_create(
        prepared.exercises, update_conflicts=True, unique_fields=["id"], update_fields=UPDATED
    )
    for kind, rows in prepared.terms.items():
        _replace(getattr(Exercise, kind).through, "exercise__in", changed, rows)
    through: Any = Exercise.harder.through
    from_starters = through._default_manager.filter(from_exercise__clinic=None)
    for start in range(0, len(changed), CHUNK):
        from_starters.filter(to_exercise__in=changed[start : start + CHUNK]).delete()
    _replace(through, "from_exercise__in", changed, prepared.links)
    drawn_anew = [pk for pk in prepared.drawn_anew if pk in known]
    _replace(Picture, "exercise__in", drawn_anew, prepared.pictures)


def _replace(model: Any, column: str, pks: list[int], rows: list[Any]) -> None:
    for start in range(0, len(pks), CHUNK):
        model._default_manager.filter(**{column: pks[start : start + CHUNK]}).delete()
    model._default_manager.bulk_create(rows)
