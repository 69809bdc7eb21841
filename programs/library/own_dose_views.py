"""A dose of one's own for an exercise, typed beside the library's."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clinic.access import ClinicRequest, clinical
from programs.dosing import Dose
from programs.library.pages import exercise_for_page
from programs.models import Exercise
from programs.plans.own_doses import forget_dose, keep_dose, own_doses
from programs.shorthand import ShorthandError, read_shorthand


class OwnDoseForm(forms.Form):
    shorthand = forms.CharField(max_length=100, error_messages={"required": "Type the dose first."})

    def __init__(self, *args: Any, tempo: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tempo = tempo  # which shorthand cannot say

    def clean_shorthand(self) -> Dose:
        try:
            dose = read_shorthand(self.cleaned_data["shorthand"], Dose(tempo=self.tempo))
        except ShorthandError as error:
            raise forms.ValidationError(str(error)) from error
        if not dose.is_complete:
            raise forms.ValidationError("Say how many times, or for how many minutes.")
        return dose


@clinical
@require_POST
def exercise_own_dose(request: ClinicRequest, exercise_id: int) -> HttpResponse:
    """Keeps or forgets the member's own dose, or with ``for_all`` the clinic's."""
    exercise = get_object_or_404(exercise_for_page(request.clinic), pk=exercise_id)
    is_for_all = "for_all" in request.POST
    if is_for_all and not request.member.is_owner:
        raise PermissionDenied
    if "forget" in request.POST:
        forget_dose(exercise, by=request.member, is_for_all=is_for_all)
        return _kept(request, exercise, "is forgotten", is_for_all=is_for_all)
    form = OwnDoseForm(request.POST, tempo=exercise.tempo)
    if form.is_valid():
        dose = form.cleaned_data["shorthand"]
        keep_dose(exercise, dose, by=request.member, is_for_all=is_for_all)
        return _kept(request, exercise, "is kept", is_for_all=is_for_all)
    own = own_doses(exercise, request.member)
    context = {"exercise": exercise, "own": own, "form": form}
    return render(request, "library/exercise_own_dose.html", context, status=422)


def _kept(
    request: ClinicRequest, exercise: Exercise, what: str, *, is_for_all: bool
) -> HttpResponse:
    messages.success(request, f"{'The clinic’s' if is_for_all else 'Your'} dose {what}.")
    return redirect(f"{exercise.get_absolute_url()}#dose")
