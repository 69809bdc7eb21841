"""The draft beside the check list, as it would be printed."""

import re
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clinic.access import ClinicRequest, asks_by_itself, clinical
from clinic.limits import at_most
from programs.handouts.pictures import page_picture
from programs.models import Plan
from programs.plans.issue import next_sheet
from programs.plans.issue_page import NO_SHEET, issue_context
from programs.plans.page import plan_of
from programs.plans.preview import (
    LARGE_WIDTH,
    WIDTH,
    BusyError,
    Preview,
    PreviewError,
    kept_preview,
    preview_of,
    state_of_sheet,
)

# Of one member, in a minute: far more than a page asks for, and few enough for a worker.
LOOKS, PICTURES = 40, 240
STATE = re.compile(r"[0-9a-f]{32}")


@asks_by_itself
@clinical
@require_safe
@at_most(LOOKS, seconds=60)
def plan_preview(request: ClinicRequest, plan_id: int) -> HttpResponse:
    """The pages, and what else is new on the page; nothing while it shows what there is."""
    plan = plan_of(request, plan_id)
    context = issue_context(request, plan)
    is_new = request.GET.get("seen", "") != context["page_state"]
    are_pages_new = request.GET.get("shown", "") != context["state"]
    if request.htmx and not is_new and not are_pages_new:
        return HttpResponse(status=204)
    context |= {"is_new": is_new, "are_pages_new": are_pages_new}
    if are_pages_new:
        context |= _pages(plan, context)
    if not request.htmx:
        return render(request, "plans/plan_preview.html", context)
    response = render(request, "plans/_issue_live.html", context)
    if not are_pages_new:
        response["HX-Reswap"] = "none"  # the pictures stay, and load nothing again
    return response


def _pages(plan: Plan, context: dict[str, Any]) -> dict[str, Any]:
    """The preview, or why there is none; and what the page says that it shows then."""
    if context["state"] == NO_SHEET:
        return {"shown": NO_SHEET}
    try:
        return {"shown": context["state"], "preview": preview_of(plan, context["sheet"])}
    except BusyError as error:
        return {"shown": "", "preview_error": str(error)}  # so that it is asked for again
    except PreviewError as error:
        return {"shown": context["state"], "preview_error": str(error)}


@asks_by_itself
@clinical
@require_safe
@at_most(PICTURES, seconds=60)
def preview_page(request: ClinicRequest, plan_id: int, page_number: int) -> HttpResponse:
    plan = get_object_or_404(
        Plan.objects.for_clinic(request.clinic).select_related("patient__clinic"), pk=plan_id
    )
    state = request.GET.get("state", "")
    if state and not STATE.fullmatch(state):
        raise Http404("No plan has such a state.")
    preview = kept_preview(plan, state) or _drawn_again(request, plan_id, state)
    width = LARGE_WIDTH if "large" in request.GET else WIDTH
    try:
        picture = page_picture(preview.pdf, page_number, width=width)
    except IndexError as error:
        raise Http404(str(error)) from error
    return HttpResponse(picture, content_type="image/webp")


def _drawn_again(request: ClinicRequest, plan_id: int, state: str) -> Preview:
    """For a picture that is asked for when its pages are no longer kept.

    Errors: Http404 when the plan has changed since, or cannot be drawn.
    """
    plan = plan_of(request, plan_id)
    sheet = next_sheet(plan, by=request.member) if plan.current_phase_id else None
    if sheet is None or not sheet.items:
        raise Http404("The plan has no exercise now.")
    if state not in ("", state_of_sheet(sheet, request.clinic)):
        raise Http404("The plan has changed since.")
    try:
        return preview_of(plan, sheet)
    except PreviewError as error:
        raise Http404(str(error)) from error
