"""Checking, issuing, and looking at what was issued."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clinic import audit
from clinic.access import ClinicRequest, clinical
from clinic.models import Clinic
from programs.handouts.render import HandoutError
from programs.models import Plan, Revision
from programs.plans import actions
from programs.plans.forms import IssueForm
from programs.plans.issue import issue_plan, next_sheet
from programs.plans.page import plan_of
from programs.plans.score import score_of
from programs.plans.to_look_at import look_at


@clinical
@require_http_methods(["GET", "POST"])
def plan_issue(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = plan_of(request, plan_id)
    needs_reason = plan.revisions.exists()
    # An issue without a reason posts nothing at all, and is still a post.
    posted = request.POST if request.method == "POST" else None
    form = IssueForm(posted, needs_reason=needs_reason)
    if form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        try:
            revision = issue_plan(plan, by=request.member, reason=reason)
        except (actions.PlanError, HandoutError) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Issued as number {revision.number}. It is ready to print.")
            return redirect(revision)
    return _issue_page(request, plan, form)


def _issue_page(request: ClinicRequest, plan: Plan, form: IssueForm) -> HttpResponse:
    has_phase = plan.current_phase_id is not None
    sheet = next_sheet(plan, by=request.member) if has_phase else None
    seen = look_at(plan, sheet)
    context = {
        "plan": plan,
        "form": form,
        "seen": seen,
        "checks": seen.checks,
        "score": score_of(plan),
        "is_stopped": plan.is_ended or seen.is_stopped,
        "sheet": sheet,
    }
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
    last = revision.plan.revisions.first()
    context = {
        "revision": revision,
        "sheet": revision.sheet,
        "is_last": revision == last,
        "papers": Clinic.Paper.choices,
    }
    return render(request, "plans/revision_detail.html", context)
