"""Setting a part of the dose for several items of a phase."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from clinic.access import ClinicRequest, clinical
from clinic.numbers import number_in
from programs.plans.errors import PlanError
from programs.plans.page import difference_page, plan_context, plan_of, plan_row_of
from programs.plans.several import change_several, said_of
from programs.shorthand import ShorthandError


@clinical
@require_POST
def plan_several(request: ClinicRequest, plan_id: int) -> HttpResponse:
    """Ticked are ids; the page also sends which version of each item of the phase it shows."""
    plan = plan_row_of(request, plan_id)
    typed = request.POST.get("several", "").strip()
    taught = request.POST.get("taught", "")
    seen = _versions(request)
    ticked = {number_in(one) for one in request.POST.getlist("ticked")}
    chosen = set(seen) if "all" in request.POST else ticked
    error = ""
    try:
        versions = {item_id: seen.get(item_id, 0) for item_id in chosen}
        change_several(plan, typed, versions=versions, by=request.member, taught=taught)
    except (ShorthandError, PlanError) as refused:
        error = str(refused)
    if not request.htmx:
        if error:
            messages.error(request, error)
        return redirect(plan)
    context = plan_context(request, plan_of(request, plan_id)) | {
        "several_phase_id": number_in(request.POST.get("phase", "")),
        "several_typed": typed if error else "",
        "several_taught": taught if error else "",
        "several_said": said_of(typed, taught),
        "several_error": error,
        "several_count": len(chosen),
        "ticked": ticked,
    }
    response = difference_page(request, context)
    response.status_code = 422 if error else 200
    return response


def _versions(request: ClinicRequest) -> dict[int, int]:
    """What the page showed, as "id version" for each item of the phase."""
    pairs = [sent.partition(" ") for sent in request.POST.getlist("seen")]
    return {number_in(item_id): number_in(version) for item_id, _, version in pairs}
