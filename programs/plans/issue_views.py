"""Checking, issuing, and looking at what was issued."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clinic import audit
from clinic.access import ClinicRequest, clinical
from programs.handouts.errors import HandoutError
from programs.handouts.link_page import link_standing
from programs.models import Plan, Revision
from programs.plans import actions
from programs.plans.forms import IssueForm
from programs.plans.issue import issue_plan
from programs.plans.issue_page import Shown, issue_context, issued_as_shown, what_came_between
from programs.plans.looking import note_look
from programs.plans.page import plan_of


@clinical
@require_http_methods(["GET", "POST"])
def plan_issue(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = plan_of(request, plan_id)
    needs_reason = plan.revisions.exists()
    if request.method != "POST":
        note_look(request, plan)
        return _issue_page(request, plan, IssueForm(needs_reason=needs_reason))
    form = IssueForm(request.POST, needs_reason=needs_reason)
    issued = _issue(request, plan, form)
    if issued is None:
        return _issue_page(request, plan_of(request, plan_id), form)
    messages.success(request, f"Issued as number {issued.number}. It is ready to print.")
    return redirect(f"{issued.get_absolute_url()}#print")


def _issue(request: ClinicRequest, plan: Plan, form: IssueForm) -> Revision | None:
    """What is issued now, or was by the same button; None when it is not, with words why."""
    shown = Shown(request.POST.get("number", ""), request.POST.get("changed_at", ""))
    issued = issued_as_shown(plan, shown, request.member)
    if issued is not None:
        return issued
    if between := what_came_between(plan, shown, request.member):
        messages.error(request, between)
        return None
    if not form.is_valid():
        return None
    try:
        return issue_plan(plan, by=request.member, reason=form.cleaned_data.get("reason", ""))
    except (actions.PlanError, HandoutError) as error:
        issued = issued_as_shown(plan, shown, request.member)
        if issued is None:
            messages.error(request, str(error))
        return issued


def _issue_page(request: ClinicRequest, plan: Plan, form: IssueForm) -> HttpResponse:
    context = issue_context(request, plan) | {"form": form}
    return render(request, "plans/plan_issue.html", context)


@require_safe
def revision_detail(request: ClinicRequest, revision_id: int) -> HttpResponse:
    revision = get_object_or_404(
        Revision.objects.for_clinic(request.clinic).select_related(
            "plan__patient__clinic", "issued_by"
        ),
        pk=revision_id,
    )
    audit.record(
        audit.Action.VIEW,
        f"revision {revision.pk}",
        clinic=request.clinic,
        by=request.member,
        patient=revision.plan.patient,
    )
    plan = revision.plan
    last = plan.revisions.first()
    context = {
        "revision": revision,
        "sheet": revision.sheet,
        "is_last": revision == last,
        "link": link_standing(revision.plan.patient),
        "can_mail_link": revision == last and not (plan.is_ended or plan.patient.is_archived),
    }
    return render(request, "plans/revision_detail.html", context)
