"""The builder: one plan as a page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from clinic.access import ClinicRequest, asks_by_itself, clinical
from programs.library.chips import chips_for
from programs.models import Plan
from programs.plans import actions
from programs.plans.forms import PlanForm
from programs.plans.looking import note_look
from programs.plans.merge_actions import merge_plan
from programs.plans.merge_views import Outcome, keep_asking, outcome_of, try_to_merge
from programs.plans.others import RECENT, others_context, since_of
from programs.plans.page import difference_page, plan_context, plan_of


@clinical
@require_safe
def plan_detail(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = plan_of(request, plan_id)
    note_look(request, plan)
    context = plan_context(request, plan)
    context |= others_context(request, plan, context["now"] - RECENT)
    context["chips"] = chips_for(plan, request.member)
    return render(request, "plans/plan_detail.html", context)


@clinical
@require_POST
def plan_edit(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = plan_of(request, plan_id)
    form = PlanForm(request.POST, instance=plan, clinic=request.clinic)
    merged = try_to_merge(form, lambda edit: merge_plan(plan, edit, by=request.member))
    fresh = plan_of(request, plan_id)  # a form that is refused has already written into its row
    if merged is None:
        if form.is_asking:
            stored, row = PlanForm(instance=fresh, clinic=request.clinic), f"plan {plan_id}"
            keep_asking(form, stored, plan=fresh, row=row, reader=request.member)
        return _form_page(request, fresh, {"form": form}, status=422)
    outcome = outcome_of(
        form,
        merged,
        PlanForm(instance=fresh, clinic=request.clinic),
        plan=fresh,
        row=f"plan {plan_id}",
        reader=request.member,
    )
    return _saved(request, fresh, outcome)


def _saved(request: ClinicRequest, plan: Plan, outcome: Outcome) -> HttpResponse:
    """The form shows what is stored, and asks what both changed."""
    if not request.htmx and not outcome.asks:
        messages.success(request, f"Saved. {outcome.said}")
        return redirect(plan)
    context = {"form": outcome.form, "outcome": outcome, "said": outcome.said, "is_saved": True}
    return _form_page(request, plan, context, status=409 if outcome.asks else 200)


def _form_page(
    request: ClinicRequest, plan: Plan, context: dict[str, Any], *, status: int
) -> HttpResponse:
    context = plan_context(request, plan) | context
    if request.htmx:
        return render(request, "plans/_plan_form.html", context, status=status)
    context["chips"] = chips_for(plan, request.member)
    return render(request, "plans/plan_detail.html", context, status=status)


@asks_by_itself
@clinical
@require_safe
def plan_watch(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = get_object_or_404(
        Plan.objects.for_clinic(request.clinic).select_related("patient__clinic"), pk=plan_id
    )
    told = others_context(request, plan, since_of(request))
    if not told["others"]:
        return HttpResponse(status=204)
    return difference_page(request, plan_context(request, plan_of(request, plan_id)) | told)


@clinical
@require_POST
def plan_end(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = plan_of(request, plan_id)
    try:
        actions.end_plan(plan, by=request.member)
    except actions.PlanError as error:
        messages.error(request, str(error))
        return redirect(plan)
    messages.success(request, "The plan has ended. The patient's page no longer shows it.")
    return redirect(plan.patient)
