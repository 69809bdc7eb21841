"""A clinic's own exercises: written, copied, changed, signed, retired and brought back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic.access import ClinicRequest, clinical
from clinic.limits import at_most
from clinic.numbers import number_in
from programs.authoring import exercise_actions as actions
from programs.authoring.errors import AuthoringConflictError, AuthoringError
from programs.authoring.exercise_forms import ExerciseForm
from programs.authoring.exercise_near import offer_of
from programs.authoring.exercise_preview import preview_of
from programs.authoring.signing import sign_as_posted
from programs.library.search import Search
from programs.library.views import SEARCHES
from programs.models import Exercise
from programs.models.library import pictures
from programs.plans.conflicts import conflict_rows


def _ours(request: ClinicRequest, exercise_id: int) -> Exercise:
    """An exercise that this clinic may change: its own, and no other."""
    ours = Exercise.objects.owned_by(request.clinic).for_page()
    fetched = ours.select_related("clinic", "changed_by", "video", "copied_from").prefetch_related(
        pictures("copied_from__pictures")
    )
    exercise: Exercise = get_object_or_404(fetched, pk=exercise_id)
    return exercise


def _form(request: ClinicRequest, exercise: Exercise) -> ExerciseForm:
    return ExerciseForm(
        request.POST or None,
        request.FILES or None,
        instance=exercise,
        clinic=request.clinic,
        member=request.member,
    )


@clinical
@require_http_methods(["GET", "POST"])
def exercise_new(request: ClinicRequest) -> HttpResponse:
    form = _form(request, Exercise(clinic=request.clinic))
    if form.is_valid():
        try:
            made = actions.write_exercise(
                request.clinic,
                form.draft,
                by=request.member,
                new_id=form.cleaned_data["new_id"],
            )
        except AuthoringError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, f"Saved as {made.code}. It awaits your sign-off.")
            return redirect(made)
    return _form_page(request, None, form)


@clinical
@require_http_methods(["GET", "POST"])
def exercise_edit(request: ClinicRequest, exercise_id: int) -> HttpResponse:
    exercise = _ours(request, exercise_id)
    form = _form(request, exercise)
    conflict: list[dict[str, Any]] = []
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_exercise(exercise, form.draft, version=version, by=request.member)
        except AuthoringConflictError:
            stored = _ours(request, exercise_id)
            conflict = conflict_rows(form, stored)
            form.restart_from(stored.version)
        except AuthoringError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, "Saved. Sheets that were issued keep the words they had.")
            return redirect(exercise)
    # a form that is refused has already written into its row
    return _form_page(
        request, _ours(request, exercise_id) if form.is_bound else exercise, form, conflict
    )


def _form_page(
    request: ClinicRequest,
    exercise: Exercise | None,
    form: ExerciseForm,
    conflict: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    """The form beside the patient's view; after a mistake or a conflict with what was typed."""
    context = {"exercise": exercise, "form": form, "conflict": conflict} | preview_of(form)
    status = 422 if form.is_bound else 200
    return render(request, "authoring/exercise_form.html", context, status=status)


@clinical
@require_POST
def exercise_preview(request: ClinicRequest) -> HttpResponse:
    """What the page shows beside the form while somebody types. It writes nothing."""
    form = ExerciseForm(
        request.POST, instance=Exercise(clinic=request.clinic), clinic=request.clinic
    )
    return render(request, "authoring/_exercise_preview.html", preview_of(form))


@clinical
@require_safe
@at_most(SEARCHES, seconds=60)
def exercise_near(request: ClinicRequest) -> HttpResponse:
    """The exercises that may be easier or harder, each with a button that puts it in its list."""
    search = Search.from_query(request.GET)
    offer = offer_of(search, request.clinic, but=number_in(request.GET.get("but", "")))
    return render(
        request, "authoring/_exercise_near.html", {"search": search, "offer": offer, "word": "Add"}
    )


@clinical
@require_POST
def exercise_copy(request: ClinicRequest, exercise_id: int) -> HttpResponse:
    readable = Exercise.objects.for_clinic(request.clinic).for_page().select_related("video")
    exercise = get_object_or_404(readable, pk=exercise_id)
    copy = actions.copy_exercise(exercise, clinic=request.clinic, by=request.member)
    messages.success(request, "This copy is yours to change.")
    return redirect("programs:exercise_edit", copy.pk)


@clinical
@require_POST
def exercise_retire(request: ClinicRequest, exercise_id: int) -> HttpResponse:
    exercise = _ours(request, exercise_id)
    actions.retire_exercise(exercise, by=request.member)
    messages.success(request, "Retired. Plans that have it keep it, and you can bring it back.")
    return redirect(exercise)


@clinical
@require_POST
def exercise_restore(request: ClinicRequest, exercise_id: int) -> HttpResponse:
    exercise = _ours(request, exercise_id)
    actions.restore_exercise(exercise, by=request.member)
    messages.success(request, "Back in the library.")
    return redirect(exercise)


@clinical
@require_POST
def exercise_sign(request: ClinicRequest, exercise_id: int) -> HttpResponse:
    exercise = _ours(request, exercise_id)
    sign_as_posted(request, exercise)
    return redirect(exercise)
