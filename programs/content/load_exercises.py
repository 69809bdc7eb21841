"""Writes the starter exercises with their words, pictures and links, a few statements in all."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from patients.models import Equipment, Precaution, Term
from programs.content.tally import Tally
from programs.content.wanted import SAME_COLUMNS, Frame, Wanted, WantedLibrary
from programs.models import Drawing, Exercise, Goal, Muscle, Picture, Region
from programs.models.dose import DOSE_FIELDS

TERMS: dict[str, type[Term]] = {
    "regions": Region,
    "muscles": Muscle,
    "goals": Goal,
    "equipment": Equipment,
    "precautions": Precaution,
}
COLUMNS = (*SAME_COLUMNS, *DOSE_FIELDS)
COLUMNS += ("status", "aliases", "steps", "figure_code", "version", "changed_at")

Rows = dict[str, Exercise]


def load_exercises(library: WantedLibrary) -> Tally:
    """Write the exercises that differ from what is wanted. Their words must be there."""
    wanted, now = library.exercises, timezone.now()
    _keep_drawings(library.drawings)
    rows: Rows = {row.code: row for row in Exercise.objects.filter(clinic=None).for_page()}
    added = [Exercise(code=code, **wanted[code].columns) for code in wanted if code not in rows]
    changed = []
    for code in wanted.keys() & rows.keys():
        row, one = rows[code], wanted[code]
        says_else = _says_else(row, one)
        if says_else or _shows_else(row, one):
            changed.append(row)
        for name, value in one.columns.items():
            setattr(row, name, value)
        # A line drawn better is no new version of the exercise; a new word for it is.
        row.version += says_else
        row.changed_at = now
    Exercise.objects.bulk_create(added)
    if changed:
        Exercise.objects.bulk_update(changed, COLUMNS)
    _replace_terms([*added, *changed], wanted)
    _replace_pictures([*added, *changed], wanted)
    rows |= {row.code: row for row in added}
    _replace_links(rows, wanted)
    return Tally(len(added), len(changed), _retire(rows, wanted))


def _keep_drawings(wanted: Mapping[str, Drawing]) -> None:
    """Drawings are never taken away: an issued sheet may show them.

    Those in colour never change either, as they are their own name. Those in lines may come
    later, or be drawn better: the same is seen on them.
    """
    known = dict(Drawing.objects.filter(sha256__in=wanted).values_list("sha256", "line_svg"))
    new = [drawing for sha256, drawing in wanted.items() if sha256 not in known]
    if new:
        Drawing.objects.bulk_create(new)
    changed = [wanted[sha256] for sha256, line in known.items() if line != wanted[sha256].line_svg]
    if changed:
        Drawing.objects.bulk_update(changed, ["line_svg"])


def _says_else(row: Exercise, wanted: Wanted) -> bool:
    """Whether the row's words or numbers are others. Reads prefetched relations only."""
    if any(getattr(row, name) != value for name, value in wanted.columns.items()):
        return True
    for kind, codes in wanted.terms.items():
        if {term.code for term in getattr(row, kind).all()} != codes:
            return True
    alts = {(picture.frame, picture.alt) for picture in row.pictures.all() if picture.alt}
    return alts != {(frame.frame, frame.alt) for frame in wanted.frames if frame.alt}


def _shows_else(row: Exercise, wanted: Wanted) -> bool:
    shown = {Frame(p.frame, p.is_left, p.drawing_id or "", p.alt) for p in row.pictures.all()}
    return shown != wanted.frames


def _replace_terms(rows: list[Exercise], wanted: Mapping[str, Wanted]) -> None:
    if not rows:
        return
    for kind, model in TERMS.items():
        ids = dict(model._default_manager.values_list("code", "pk"))
        through = getattr(Exercise, kind).through
        column = f"{model._meta.model_name}_id"
        pairs = [
            (row.pk, ids[code]) for row in rows for code in sorted(wanted[row.code].terms[kind])
        ]
        old = through._default_manager.filter(exercise__in=rows)
        _replace(old, [through(**{"exercise_id": one, column: other}) for one, other in pairs])


def _replace_pictures(rows: list[Exercise], wanted: Mapping[str, Wanted]) -> None:
    if not rows:
        return
    pictures = [
        Picture(
            exercise=row,
            frame=frame.frame,
            is_left=frame.is_left,
            drawing_id=frame.drawing,
            alt=frame.alt,
        )
        for row in rows
        for frame in sorted(wanted[row.code].frames, key=lambda one: (one.frame, one.is_left))
    ]
    _replace(Picture.objects.filter(exercise__in=rows), pictures)


def _replace(old: QuerySet[Any], new: Sequence[Model]) -> None:
    old.delete()
    old.model._default_manager.bulk_create(new)


def _replace_links(rows: Rows, wanted: Mapping[str, Wanted]) -> None:
    """Links are no words of the exercise: a new neighbour does not raise its version.

    It is a change, though, which whoever keeps the library in memory has to see.
    """
    through = Exercise.harder.through
    pairs = {
        (rows[code].pk, rows[harder].pk) for code, one in wanted.items() for harder in one.harder
    }
    old = through._default_manager.filter(from_exercise__clinic=None, to_exercise__clinic=None)
    have = {(link.from_exercise_id, link.to_exercise_id): link.pk for link in old}
    gone = [pk for pair, pk in have.items() if pair not in pairs]
    if gone:
        through._default_manager.filter(pk__in=gone).delete()
    new = sorted(pairs - have.keys())
    through._default_manager.bulk_create(
        [through(from_exercise_id=one, to_exercise_id=other) for one, other in new]
    )
    moved = {one for one, _ in (*new, *(have.keys() - pairs))}
    if moved:
        Exercise.objects.filter(pk__in=moved).update(changed_at=timezone.now())


def _retire(rows: Rows, wanted: Mapping[str, Wanted]) -> int:
    """Plans may still hold what left the files, so it is kept, out of the library's list."""
    gone = [
        row.pk
        for code, row in rows.items()
        if code not in wanted and row.status == Exercise.Status.CURRENT
    ]
    if gone:
        retired = Exercise.objects.filter(pk__in=gone)
        retired.update(status=Exercise.Status.RETIRED, changed_at=timezone.now())
    return len(gone)
