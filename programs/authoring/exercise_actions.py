"""What a clinic does to its own exercises. The starter library's stay as they are."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Clinic, Member
from programs.authoring.codes import LONGEST_NAME, free_name
from programs.authoring.errors import AuthoringConflictError, AuthoringError
from programs.authoring.exercise_codes import lock_codes, next_code, require_free_code
from programs.authoring.exercise_draft import ExerciseDraft, Shown, shown_now, shown_then
from programs.authoring.exercise_links import require_order
from programs.models import Exercise, Picture
from programs.models.dose import DOSE_FIELDS
from programs.models.sign_off import AWAITING

COPY_ENDS = " (our version)"
TERMS = ("regions", "muscles", "goals", "equipment", "precautions")
RENAMED = ("name", "dose_source")  # what a copy says otherwise
WORDS = (
    "name",
    "patient_name",
    "aliases",
    "precaution_note",
    "type",
    "side",
    "position",
    "start_position",
    "needs_floor",
    "weight_bearing",
    "difficulty",
    "steps",
    "breathing",
    "feel_it",
    "avoid",
    "stop_if",
    "easier_text",
    "harder_text",
    "dose_source",
    *DOSE_FIELDS,
)


def _clinic_of(exercise: Exercise) -> Clinic:
    if exercise.clinic is None:
        raise AuthoringError("The starter library cannot be changed. Make your own copy.")
    return exercise.clinic


def _note(action: audit.Action, exercise: Exercise, *, by: Member) -> None:
    audit.record(action, f"exercise {exercise.pk}", clinic=exercise.clinic, by=by)


@transaction.atomic
def write_exercise(
    clinic: Clinic, draft: ExerciseDraft, *, by: Member, new_id: int | None = None
) -> Exercise:
    """A new exercise of the clinic's own, under the draft's code or the next free one.

    ``new_id`` came with the empty form: the same form sent twice makes one exercise.
    Errors: CodeTakenError; LinkError when the links come back on themselves.
    """
    lock_codes(clinic)
    if sent_before := Exercise.objects.owned_by(clinic).filter(pk=new_id).first():
        found: Exercise = sent_before
        return found
    exercise = Exercise(clinic=clinic)
    if new_id and not Exercise.objects.filter(pk=new_id).exists():
        exercise.pk = new_id
    _write(exercise, draft, set(), by=by)
    _note(audit.Action.CREATE, exercise, by=by)
    return exercise


@transaction.atomic
def change_exercise(exercise: Exercise, draft: ExerciseDraft, *, version: int, by: Member) -> None:
    """Save an exercise as its next version, if nobody else did since ``version``.

    A change takes the sign-off away: it was given to other words.
    Errors: AuthoringConflictError when somebody was faster; AuthoringError when it is retired;
    LinkError when its links come back on themselves; CodeTakenError.
    """
    lock_codes(_clinic_of(exercise))
    Exercise.objects.select_for_update().get(pk=exercise.pk)
    stored: Exercise = Exercise.objects.for_page().get(pk=exercise.pk)
    if stored.status != Exercise.Status.CURRENT:
        raise AuthoringError("This exercise is retired. Bring it back before you change it.")
    now = shown_now(stored)
    if not _differs(stored, draft, now):
        return
    if stored.version != version:
        raise AuthoringConflictError("Somebody else changed this exercise meanwhile.")
    stored.version += 1
    _write(stored, draft, now, by=by)
    _note(audit.Action.CHANGE, stored, by=by)


def _differs(stored: Exercise, draft: ExerciseDraft, now: set[Shown]) -> bool:
    wanted = draft.columns | {"code": draft.columns["code"] or stored.code, "video": draft.video}
    if any(getattr(stored, name) != value for name, value in wanted.items()):
        return True
    links = {"easier": draft.easier, "harder": draft.harder}
    for name, rows in (draft.terms | links).items():
        if {row.pk for row in getattr(stored, name).all()} != {row.pk for row in rows}:
            return True
    return shown_then(now, _origin(stored), draft.pictures) != now


def _origin(exercise: Exercise) -> set[Shown]:
    """The pictures of the exercise that this one was copied from."""
    if exercise.copied_from_id is None:
        return set()
    return shown_now(Exercise.objects.for_cards().get(pk=exercise.copied_from_id))


def _write(exercise: Exercise, draft: ExerciseDraft, now: set[Shown], *, by: Member) -> None:
    """Everything that the form has, in a fixed number of statements."""
    clinic = _clinic_of(exercise)
    code = draft.columns["code"] or exercise.code or next_code(clinic)
    require_free_code(code, clinic, but_for=exercise.pk)
    require_order(exercise, clinic, draft.easier, draft.harder)
    for name, value in (draft.columns | {"code": code, "video": draft.video}).items():
        setattr(exercise, name, value)
    _unsign(exercise, by=by)
    exercise.save()
    for name, rows in draft.terms.items():
        getattr(exercise, name).set(rows)
    exercise.harder.set(draft.harder)
    exercise.easier.set(draft.easier)
    then = shown_then(now, _origin(exercise), draft.pictures)
    if then != now:
        _show(exercise, then)


def _unsign(exercise: Exercise, *, by: Member) -> None:
    for name, value in AWAITING.items():
        setattr(exercise, name, value)
    exercise.changed_at, exercise.changed_by = timezone.now(), by


def _show(exercise: Exercise, rows: set[Shown]) -> None:
    exercise.pictures.all().delete()
    Picture.objects.bulk_create(
        Picture(exercise=exercise, **row._asdict()) for row in sorted(rows, key=lambda row: row[:2])
    )


@transaction.atomic
def copy_exercise(exercise: Exercise, *, clinic: Clinic, by: Member) -> Exercise:
    """The clinic's own copy, to change: words, dose, pictures, and its place among the others.

    It awaits a sign-off of its own, whoever signed the first. A copy that nobody has touched yet
    is given again, so that pressing twice makes one. Give it an exercise from ``for_page()``.
    """
    lock_codes(clinic)
    if untouched := _untouched_copy(exercise, clinic):
        return untouched
    copied: dict[str, Any] = {name: getattr(exercise, name) for name in WORDS}
    plain_name = exercise.name.removesuffix(COPY_ENDS)[: LONGEST_NAME - len(COPY_ENDS)]
    copied["dose_source"] = exercise.dose_source_words
    copied["name"] = free_name(Exercise, clinic, plain_name + COPY_ENDS)
    copy: Exercise = Exercise.objects.create(
        **copied,
        clinic=clinic,
        code=next_code(clinic),
        figure_code=exercise.figure_code,
        video=exercise.video,
        copied_from=exercise,
        changed_by=by,
    )
    for name in (*TERMS, "easier", "harder"):
        rows = getattr(exercise, name).all()
        getattr(copy, name).set([row for row in rows if _is_seen(row, clinic)])
    _show(copy, shown_now(exercise))
    _note(audit.Action.CREATE, copy, by=by)
    return copy


def _untouched_copy(exercise: Exercise, clinic: Clinic) -> Exercise | None:
    """A copy that still says and shows what the exercise does. Imports make copies that do not."""
    words = {name: getattr(exercise, name) for name in WORDS if name not in RENAMED}
    copies = Exercise.objects.owned_by(clinic).current().filter(copied_from=exercise, version=1)
    still = copies.filter(**words, sign_off=AWAITING["sign_off"]).for_cards().order_by("pk")
    return next((copy for copy in still if shown_now(copy) == shown_now(exercise)), None)


def _is_seen(row: Any, clinic: Clinic) -> bool:
    """A starter exercise may have neighbours in other clinics, which are none of ours."""
    return getattr(row, "clinic_id", None) in (None, clinic.pk)


@transaction.atomic
def retire_exercise(exercise: Exercise, *, by: Member) -> None:
    """Take an exercise out of the library. Plans and protocols that have it keep it."""
    if _has_become(exercise, Exercise.Status.RETIRED, by=by):
        _note(audit.Action.ARCHIVE, exercise, by=by)


@transaction.atomic
def restore_exercise(exercise: Exercise, *, by: Member) -> None:
    """Bring a retired exercise back into the library."""
    if _has_become(exercise, Exercise.Status.CURRENT, by=by):
        _note(audit.Action.RESTORE, exercise, by=by)


def _has_become(exercise: Exercise, status: Exercise.Status, *, by: Member) -> bool:
    """Whether this changed anything: pressing twice does so once."""
    others = Exercise.objects.filter(pk=exercise.pk).exclude(status=status)
    return bool(others.update(status=status, changed_at=timezone.now(), changed_by=by))
