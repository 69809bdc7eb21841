"""The builder: one plan as a page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from clinic import audit
from clinic.access import ClinicRequest, asks_by_itself, clinical
from programs.models import Plan
from programs.plans import actions
from programs.plans.forms import PlanForm
from programs.plans.page import (
    RECENT,
    changes_by_others,
    conflict_rows,
    plan_context,
    plan_of,
    since_of,
)


@clinical
@require_safe
def plan_detail(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = plan_of(request, plan_id)
    audit.record(
        audit.Action.VIEW,
        f"plan {plan.pk}",
        clinic=request.clinic,
        by=request.member,
        patient=plan.patient,
    )
    context = plan_context(request, plan)
    context["others"] = changes_by_others(plan, request.member, context["now"] - RECENT)
    return render(request, "plans/plan_detail.html", context)


@clinical
@require_POST
def plan_edit(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = plan_of(request, plan_id)
    form = PlanForm(request.POST, instance=plan, clinic=request.clinic)
    conflict: list[dict[str, Any]] = []
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in PlanForm.Meta.fields}
        version = form.cleaned_data["version"]
        try:
            actions.change_plan(plan, fields, version=version, by=request.member)
        except actions.PlanConflictError:
            stored = plan_of(request, plan_id)
            conflict = conflict_rows(form, stored)
            form.restart_from(stored.version)
        except actions.PlanError as error:
            form.add_error(None, str(error))
        else:
            return _saved(request, plan)
    return plan_form_again(request, plan_id, form, conflict)


def _saved(request: ClinicRequest, plan: Plan) -> HttpResponse:
    if not request.htmx:
        messages.success(request, "Saved.")
        return redirect(plan)
    context = plan_context(request, plan_of(request, plan.pk))
    return render(request, "plans/_plan_form.html", context | {"is_saved": True})


def plan_form_again(
    request: ClinicRequest, plan_id: int, form: PlanForm, conflict: list[dict[str, Any]]
) -> HttpResponse:
    """The form with what was typed, and what stands against it."""
    stored = plan_of(request, plan_id)
    context = plan_context(request, stored) | {"form": form, "conflict": conflict}
    if request.htmx:
        return render(request, "plans/_plan_form.html", context, status=422)
    return render(request, "plans/plan_detail.html", context, status=422)


@asks_by_itself
@clinical
@require_safe
def plan_watch(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = get_object_or_404(
        Plan.objects.for_clinic(request.clinic).select_related("patient__clinic"), pk=plan_id
    )
    others = changes_by_others(plan, request.member, since_of(request))
    if not others:
        return HttpResponse(status=204)
    return render(request, "plans/_others.html", {"plan": plan, "others": others})


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
