"""Phases of a plan: what the builder does to them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from clinic.access import ClinicRequest, clinical
from programs.models import PlanPhase
from programs.plans import phase_actions
from programs.plans.errors import PlanConflictError, PlanError
from programs.plans.forms import PhaseForm
from programs.plans.page import answer, conflict_rows, plan_context, plan_of


def _phase_of(request: ClinicRequest, phase_id: int) -> PlanPhase:
    phase: PlanPhase = get_object_or_404(
        PlanPhase.objects.for_clinic(request.clinic).select_related("plan__patient__clinic"),
        pk=phase_id,
    )
    return phase


@clinical
@require_POST
def phase_new(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = plan_of(request, plan_id)
    name = request.POST.get("name", "").strip()[:60] or f"Phase {len(plan.phases.all()) + 1}"
    try:
        phase_actions.add_phase(plan, name, by=request.member)
    except PlanError as error:
        messages.error(request, str(error))
    return answer(request, plan)


@clinical
@require_http_methods(["GET", "POST"])
def phase_edit(request: ClinicRequest, phase_id: int) -> HttpResponse:
    phase = _phase_of(request, phase_id)
    form = PhaseForm(request.POST or None, instance=phase, clinic=request.clinic)
    conflict: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in PhaseForm.Meta.fields}
        version = form.cleaned_data["version"]
        try:
            phase_actions.change_phase(phase, fields, version=version, by=request.member)
        except PlanConflictError:
            stored = _phase_of(request, phase_id)
            conflict = conflict_rows(form, stored)
            form.restart_from(stored.plan.version)
        except PlanError as error:
            form.add_error(None, str(error))
        else:
            return _saved(request, phase)
    return _form_page(request, phase, form, conflict)


def _saved(request: ClinicRequest, phase: PlanPhase) -> HttpResponse:
    """The form goes, and the focus back to where it was opened."""
    if not request.htmx:
        return answer(request, phase.plan, focus=f"phase-{phase.pk}")
    context = plan_context(request, plan_of(request, phase.plan_id))
    return render(request, "plans/_plan_body.html", context | {"edited_phase_id": phase.pk})


def _form_page(
    request: ClinicRequest, phase: PlanPhase, form: PhaseForm, conflict: list[dict[str, Any]]
) -> HttpResponse:
    template = "plans/_phase_form.html" if request.htmx else "plans/phase_edit.html"
    context = {"phase": phase, "plan": phase.plan, "form": form, "conflict": conflict}
    response = render(request, template, context, status=422 if form.is_bound else 200)
    if form.is_bound and request.htmx:
        response["HX-Retarget"] = f"#phase-{phase.pk}-editor"
    return response


def _act(
    request: ClinicRequest, phase_id: int, action: Callable[[PlanPhase], object], said: str = ""
) -> HttpResponse:
    """``said`` is the message afterwards, with {} for the phase's name."""
    phase = _phase_of(request, phase_id)
    try:
        action(phase)
    except PlanError as error:
        messages.error(request, str(error))
    else:
        if said:
            messages.success(request, said.format(phase))
    return answer(request, phase.plan, focus=f"phase-{phase_id}")


@clinical
@require_POST
def phase_enter(request: ClinicRequest, phase_id: int) -> HttpResponse:
    return _act(
        request,
        phase_id,
        lambda phase: phase_actions.enter_phase(phase, by=request.member),
        said="Moved to “{}”. It reaches the patient with the next issue.",
    )


@clinical
@require_POST
def phase_remove(request: ClinicRequest, phase_id: int) -> HttpResponse:
    return _act(
        request, phase_id, lambda phase: phase_actions.remove_phase(phase, by=request.member)
    )


@clinical
@require_POST
def phase_move(request: ClinicRequest, phase_id: int) -> HttpResponse:
    steps = {"up": -1, "down": 1}.get(request.POST.get("way", ""), 0)
    return _act(
        request,
        phase_id,
        lambda phase: phase_actions.move_phase(phase, by=request.member, steps=steps),
    )
