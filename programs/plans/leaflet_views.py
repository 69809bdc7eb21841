"""Advice leaflets in the builder: chosen, and taken out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from clinic.access import ClinicRequest, clinical
from clinic.numbers import number_in
from programs.models import Advice, PlanPhase
from programs.plans import leaflets
from programs.plans.errors import PlanError
from programs.plans.page import plan_context, plan_of


def _phase_of(request: ClinicRequest, phase_id: int) -> PlanPhase:
    phases = PlanPhase.objects.for_clinic(request.clinic)
    phase: PlanPhase = get_object_or_404(
        phases.select_related("plan__patient__clinic"), pk=phase_id
    )
    return phase


@clinical
@require_safe
def phase_leaflets(request: ClinicRequest, phase_id: int) -> HttpResponse:
    """What may be added. For htmx only the list, or the list with its search when that is new."""
    phase = _phase_of(request, phase_id)
    context = {"phase": phase, "plan": phase.plan} | _choice(request, phase)
    template = "plans/phase_leaflets.html"
    if request.htmx:
        is_search = "q" in request.GET
        template = f"plans/_leaflet_{'found' if is_search else 'choice'}.html"
    return render(request, template, context)


def _choice(request: ClinicRequest, phase: PlanPhase) -> dict[str, Any]:
    typed = request.GET.get("q", "")
    found = list(leaflets.leaflets_to_choose(phase, request.clinic, typed))
    return {"found": found, "typed": typed, "is_cut": len(found) == leaflets.MOST_SHOWN}


@clinical
@require_POST
def leaflet_add(request: ClinicRequest, phase_id: int) -> HttpResponse:
    chosen = number_in(request.POST.get("advice", ""))
    readable = Advice.objects.for_clinic(request.clinic).current()
    leaflet = get_object_or_404(readable, pk=chosen)
    return _act(
        request,
        _phase_of(request, phase_id),
        lambda phase: leaflets.add_leaflet(phase, leaflet, by=request.member),
        is_choosing=True,
    )


@clinical
@require_POST
def leaflet_remove(request: ClinicRequest, phase_id: int, advice_id: int) -> HttpResponse:
    phase = _phase_of(request, phase_id)
    leaflet = get_object_or_404(phase.advice, pk=advice_id)
    return _act(
        request,
        phase,
        lambda phase: leaflets.remove_leaflet(phase, leaflet, by=request.member),
    )


def _act(
    request: ClinicRequest,
    phase: PlanPhase,
    action: Callable[[PlanPhase], None],
    *,
    is_choosing: bool = False,
) -> HttpResponse:
    """For htmx the phase's leaflets, with the choice still open, and what follows each change."""
    refused = ""
    try:
        action(phase)
    except PlanError as error:
        refused = str(error)
    if not request.htmx:
        if refused:
            messages.error(request, refused)
        return redirect(f"{phase.plan.get_absolute_url()}#phase-{phase.pk}-leaflets")
    context = plan_context(request, plan_of(request, phase.plan_id))
    context["phase"] = next(row.phase for row in context["phases"] if row.phase.pk == phase.pk)
    context |= {"is_changed": True, "is_choosing": is_choosing, "refused": refused}
    if is_choosing:
        context |= _choice(request, phase)
    return render(request, "plans/_leaflets_changed.html", context)
