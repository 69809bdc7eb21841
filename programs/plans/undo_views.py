"""Undo and redo in the builder."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from clinic.access import ClinicRequest, clinical
from programs.models import Plan, PlanStep
from programs.plans import undoing
from programs.plans.errors import PlanError
from programs.plans.page import answer, plan_row_of


@clinical
@require_POST
def plan_undo(request: ClinicRequest, plan_id: int) -> HttpResponse:
    return _take(request, plan_id, lambda plan: undoing.undo(plan, by=request.member), "Undone")


@clinical
@require_POST
def plan_redo(request: ClinicRequest, plan_id: int) -> HttpResponse:
    return _take(request, plan_id, lambda plan: undoing.redo(plan, by=request.member), "Done again")


def _take(
    request: ClinicRequest, plan_id: int, action: Callable[[Plan], PlanStep], word: str
) -> HttpResponse:
    plan = plan_row_of(request, plan_id)
    said = ""
    try:
        said = f"{word}: {action(plan).said}"
    except PlanError as error:
        messages.error(request, str(error))
    if said and not request.htmx:
        messages.success(request, said)
    return answer(request, plan, said=said)
