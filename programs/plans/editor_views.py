"""The editor of one item: its whole dose, its cue, and what is kept at hand for it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from clinic.access import ClinicRequest, clinical, owner_only
from clinic.numbers import number_in
from programs.models import PlanItem
from programs.plans import cues, own_doses
from programs.plans.errors import PlanError
from programs.plans.forms import PlanItemForm
from programs.plans.item_views import item_of
from programs.plans.last_dose import last_dose
from programs.plans.merge_actions import merge_item
from programs.plans.merge_views import Outcome, keep_asking, outcome_of, try_to_merge
from programs.plans.page import answer, plan_context, plan_of
from programs.plans.sides import can_split


@clinical
@require_http_methods(["GET", "POST"])
def item_edit(request: ClinicRequest, item_id: int) -> HttpResponse:
    item = item_of(request, item_id)
    form = PlanItemForm(request.POST or None, instance=item, clinic=request.clinic)
    merged = try_to_merge(form, lambda edit: merge_item(item, edit, by=request.member))
    if merged is None:
        return _form_page(request, item, form)
    fresh = item_of(request, item_id)
    outcome = outcome_of(
        form,
        merged,
        PlanItemForm(instance=fresh, clinic=request.clinic),
        plan=fresh.phase.plan,
        row=f"item {item_id}",
        reader=request.member,
    )
    return _asked(request, fresh, outcome) if outcome.asks else _saved(request, fresh, outcome)


def _saved(request: ClinicRequest, item: PlanItem, outcome: Outcome) -> HttpResponse:
    """For htmx only the words and the sums: the fields stay as they are under the hands."""
    if not request.htmx:
        if outcome.said:
            messages.info(request, outcome.said)
        return answer(request, item.phase.plan, focus=f"item-{item.pk}")
    context = plan_context(request, plan_of(request, item.phase.plan_id))
    context |= {"item": item, "outcome": outcome, "form": outcome.form}
    return render(request, "plans/_item_saved.html", context)


def _asked(request: ClinicRequest, item: PlanItem, outcome: Outcome) -> HttpResponse:
    """The form with what both changed; all else that was typed is saved."""
    context: dict[str, Any] = {"plan": item.phase.plan}
    template = "plans/item_edit.html"
    if request.htmx:
        template = "plans/_item_asked.html"
        context = plan_context(request, plan_of(request, item.phase.plan_id))
    context |= {"item": item, "form": outcome.form, "outcome": outcome} | _at_hand(request, item)
    return _in_editor(request, item, render(request, template, context, status=409))


def _form_page(request: ClinicRequest, item: PlanItem, form: PlanItemForm) -> HttpResponse:
    """The form, after a mistake with what was typed."""
    if form.is_asking:
        stored = PlanItemForm(instance=item_of(request, item.pk), clinic=request.clinic)
        row = f"item {item.pk}"
        keep_asking(form, stored, plan=item.phase.plan, row=row, reader=request.member)
    template = "plans/_item_form.html" if request.htmx else "plans/item_edit.html"
    context = {"item": item, "plan": item.phase.plan, "form": form} | _at_hand(request, item)
    response = render(request, template, context, status=422 if form.is_bound else 200)
    return _in_editor(request, item, response) if form.is_bound else response


def _in_editor(request: ClinicRequest, item: PlanItem, response: HttpResponse) -> HttpResponse:
    if request.htmx:
        response["HX-Retarget"] = f"#item-{item.pk}-editor"
        response["HX-Reswap"] = "innerHTML"
    return response


def _at_hand(request: ClinicRequest, item: PlanItem) -> dict[str, Any]:
    """What may take the place of typing, in four statements."""
    return {
        "own": own_doses.own_doses(item.exercise, request.member),
        "last": last_dose(item),
        "cues": list(cues.cues_for(request.member)),
        "can_split": can_split(item),
    }


@clinical
@require_POST
def item_dose_keep(request: ClinicRequest, item_id: int) -> HttpResponse:
    return _keep_dose(request, item_id, is_for_all=False)


@owner_only
@require_POST
def item_dose_keep_for_all(request: ClinicRequest, item_id: int) -> HttpResponse:
    return _keep_dose(request, item_id, is_for_all=True)


def _keep_dose(request: ClinicRequest, item_id: int, *, is_for_all: bool) -> HttpResponse:
    """Keeps what stands in the fields, whether it was saved in the plan yet or not."""
    item = item_of(request, item_id)
    form = PlanItemForm(request.POST, instance=item, clinic=request.clinic)
    if not form.is_valid():
        return _form_page(request, item, form)
    own_doses.keep_dose(item.exercise, form.instance.dose, by=request.member, is_for_all=is_for_all)
    return _own_dose(request, item)


@clinical
@require_POST
def item_dose_forget(request: ClinicRequest, item_id: int) -> HttpResponse:
    item = item_of(request, item_id)
    own_doses.forget_dose(item.exercise, by=request.member)
    return _own_dose(request, item)


@owner_only
@require_POST
def item_dose_forget_for_all(request: ClinicRequest, item_id: int) -> HttpResponse:
    item = item_of(request, item_id)
    own_doses.forget_dose(item.exercise, by=request.member, is_for_all=True)
    return _own_dose(request, item)


def _own_dose(request: ClinicRequest, item: PlanItem) -> HttpResponse:
    own = own_doses.own_doses(item.exercise, request.member)
    return render(request, "plans/_item_own_dose.html", {"item": item, "own": own})


@clinical
@require_POST
def item_cue_keep(request: ClinicRequest, item_id: int) -> HttpResponse:
    return _keep_cue(request, item_id, is_for_all=False)


@owner_only
@require_POST
def item_cue_keep_for_all(request: ClinicRequest, item_id: int) -> HttpResponse:
    return _keep_cue(request, item_id, is_for_all=True)


def _keep_cue(request: ClinicRequest, item_id: int, *, is_for_all: bool) -> HttpResponse:
    """Keeps what stands in the field; what no field takes is refused there."""
    item = item_of(request, item_id)
    form = PlanItemForm(request.POST, instance=item, clinic=request.clinic)
    form.full_clean()
    if "cue" in form.errors:
        return _form_page(request, item, form)
    text, patient = form.cleaned_data["cue"], item.phase.plan.patient
    return _with_cues(
        request,
        item,
        lambda: cues.keep_cue(text, said_to=patient, by=request.member, is_for_all=is_for_all),
    )


@clinical
@require_POST
def item_cue_remove(request: ClinicRequest, item_id: int) -> HttpResponse:
    """Takes a kept cue away; one that is gone already, or that is not theirs, is left alone."""
    wanted = number_in(request.POST.get("kept", ""))
    item = item_of(request, item_id)
    cue = cues.cues_to_remove(request.member).filter(pk=wanted).first()
    return _with_cues(request, item, lambda: cue and cues.remove_cue(cue, by=request.member))


def _with_cues(
    request: ClinicRequest, item: PlanItem, action: Callable[[], object]
) -> HttpResponse:
    error = ""
    try:
        action()
    except PlanError as refused:
        error = str(refused)
    context = {"item": item, "cues": list(cues.cues_for(request.member)), "cue_error": error}
    return render(request, "plans/_item_cues.html", context, status=422 if error else 200)
