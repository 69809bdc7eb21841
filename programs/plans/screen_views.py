"""The safety screen in the builder."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from clinic.access import ClinicRequest, clinical
from programs.plans import screening
from programs.plans.actions import PlanError
from programs.plans.page import answer, plan_of


@clinical
@require_POST
def plan_screen(request: ClinicRequest, plan_id: int) -> HttpResponse:
    """Record that the screen was done; with ``undo``, take that back."""
    plan = plan_of(request, plan_id)
    act = screening.undo_screen if "undo" in request.POST else screening.record_screen
    try:
        act(plan, by=request.member)
    except PlanError as error:
        messages.error(request, str(error))
    return answer(request, plan, focus="plan-screen")
