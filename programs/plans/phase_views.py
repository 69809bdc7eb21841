"""Phases of a plan: what the builder does to them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from clinic.access import ClinicRequest, clinical
from programs.models import PlanPhase
from programs.plans import phase_actions
from programs.plans.errors import PlanError
from programs.plans.forms import PhaseForm
from programs.plans.merge_actions import merge_phase
from programs.plans.merge_views import Outcome, keep_asking, outcome_of, try_to_merge
from programs.plans.page import answer, plan_context, plan_of
from programs.plans.shared_form import SharedForm


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
        phase = phase_actions.add_phase(plan, name, by=request.member)
    except PlanError as error:
        messages.error(request, str(error))
        return answer(request, plan)
    return answer(request, plan, focus=f"phase-{phase.pk}")


@clinical
@require_http_methods(["GET", "POST"])
def phase_edit(request: ClinicRequest, phase_id: int) -> HttpResponse:
    phase = _phase_of(request, phase_id)
    form = PhaseForm(request.POST or None, instance=phase, clinic=request.clinic)
    merged = try_to_merge(form, lambda edit: merge_phase(phase, edit, by=request.member))
    if merged is None:
        if form.is_asking:
            stored = PhaseForm(instance=_phase_of(request, phase_id), clinic=request.clinic)
            row = f"phase {phase_id}"
            keep_asking(form, stored, plan=phase.plan, row=row, reader=request.member)
        return _form_page(request, phase, form)
    fresh = _phase_of(request, phase_id)
    outcome = outcome_of(
        form,
        merged,
        PhaseForm(instance=fresh, clinic=request.clinic),
        plan=fresh.plan,
        row=f"phase {phase_id}",
        reader=request.member,
    )
    if outcome.said and not request.htmx:
        messages.info(request, outcome.said)
    if outcome.asks:
        return _form_page(request, fresh, outcome.form, outcome)
    return _saved(request, fresh, outcome)


def _saved(request: ClinicRequest, phase: PlanPhase, outcome: Outcome) -> HttpResponse:
    """The form goes, and the focus back to where it was opened."""
    if not request.htmx:
        return answer(request, phase.plan, focus=f"phase-{phase.pk}")
    if outcome.said:
        messages.info(request, outcome.said)
    return _body(request, phase)


def _body(request: ClinicRequest, phase: PlanPhase, *, said: str = "") -> HttpResponse:
    """For htmx: the plan's body, with the focus in this phase."""
    context = plan_context(request, plan_of(request, phase.plan_id))
    context |= {"edited_phase_id": phase.pk, "said": said}
    return render(request, "plans/_plan_body.html", context)


def _form_page(
    request: ClinicRequest, phase: PlanPhase, form: SharedForm, outcome: Outcome | None = None
) -> HttpResponse:
    """The form; after a mistake with what was typed, or with what both changed."""
    template = "plans/_phase_form.html" if request.htmx else "plans/phase_edit.html"
    context = {"phase": phase, "plan": phase.plan, "form": form, "outcome": outcome}
    status = 409 if outcome else 422 if form.is_bound else 200
    response = render(request, template, context, status=status)
    if request.htmx and status != 200:
        response["HX-Retarget"] = f"#phase-{phase.pk}-editor"
        response["HX-Reswap"] = "innerHTML"
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
    """The focus goes to the phase that stands in its place, or before it."""
    phase = _phase_of(request, phase_id)
    try:
        phase_actions.remove_phase(phase, by=request.member)
    except PlanError as error:
        messages.error(request, str(error))
        return answer(request, phase.plan, focus=f"phase-{phase_id}")
    others = phase.plan.phases
    near = others.filter(position__gte=phase.position).first() or others.last()
    if near and request.htmx:
        return _body(request, near, said=f"Phase “{phase}” removed")
    return answer(request, phase.plan, focus=f"phase-{near.pk}" if near else "")


@clinical
@require_POST
def phase_move(request: ClinicRequest, phase_id: int) -> HttpResponse:
    steps = {"up": -1, "down": 1}.get(request.POST.get("way", ""), 0)
    return _act(
        request,
        phase_id,
        lambda phase: phase_actions.move_phase(phase, by=request.member, steps=steps),
    )
