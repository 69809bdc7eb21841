"""A plan's history: its revisions, two of them side by side, and an old one brought back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from clinic.access import ClinicRequest, clinical
from clinic.numbers import number_in
from programs.models import Plan, Revision
from programs.plans.bringing_back import bring_back
from programs.plans.comparing import Fact, facts_of, groups_of, pairs_of, summary_of
from programs.plans.errors import PlanError
from programs.plans.history import MOST_SHOWN, changes_since, last_step_of
from programs.plans.issue import next_sheet
from programs.plans.looking import note_look
from programs.plans.page import plan_of
from programs.sheet import Sheet

REVISIONS_A_PAGE = 20
DRAFT = "draft"


@clinical
@require_safe
def plan_history(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = get_object_or_404(
        Plan.objects.for_clinic(request.clinic).select_related("patient__clinic", "changed_by"),
        pk=plan_id,
    )
    note_look(request, plan)
    revisions = plan.revisions.select_related("issued_by")
    last = revisions.first()
    changes = changes_since(plan, last)
    context = {
        "plan": plan,
        "page": Paginator(revisions, REVISIONS_A_PAGE).get_page(request.GET.get("page", "")[:6]),
        "last": last,
        "changes": changes[:MOST_SHOWN],
        "has_more": len(changes) > MOST_SHOWN,
    }
    return render(request, "plans/plan_history.html", context)


@dataclass(frozen=True)
class Side:
    """One of the two that are compared: "3" or "draft", its name, and what it says."""

    value: str
    name: str
    sheet: Sheet
    revision: Revision | None

    @property
    def issued_words(self) -> str:
        """ "2 November 2026, by Ana Brook"."""
        if self.revision is None:
            return "not yet"
        who = self.revision.issued_by.name if self.revision.issued_by else "a former member"
        return f"{date_format(localtime(self.revision.issued_at), 'j F Y')}, by {who}"

    @property
    def reason(self) -> str:
        return self.revision.reason if self.revision else ""


@clinical
@require_safe
def revision_compare(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = plan_of(request, plan_id)
    note_look(request, plan)
    issued = list(plan.revisions.values_list("number", "issued_at"))
    context: dict[str, Any] = {"plan": plan, "issued": issued, "has_draft": _has_draft(plan)}
    if not issued:
        return render(request, "plans/revision_compare.html", context)
    after = _side(request, plan, request.GET.get("to") or _later(plan, issued[0][0]))
    earlier = issued[0][0] if after.revision is None else max(after.revision.number - 1, 1)
    before = _side(request, plan, request.GET.get("from") or str(earlier))
    pairs = pairs_of(before.sheet, after.sheet)
    context |= {
        "before": before,
        "after": after,
        "groups": groups_of(pairs),
        "said": summary_of(pairs),
        "facts": [*_issue_facts(before, after), *facts_of(before.sheet, after.sheet)],
    }
    return render(request, "plans/revision_compare.html", context)


def _issue_facts(before: Side, after: Side) -> list[Fact]:
    facts = [Fact(label="Issued", before=before.issued_words, after=after.issued_words)]
    if before.reason or after.reason:
        facts.append(Fact(label="Why", before=before.reason, after=after.reason))
    return facts


def _has_draft(plan: Plan) -> bool:
    return not plan.is_ended and plan.current_phase_id is not None


def _later(plan: Plan, last_number: int) -> str:
    """What is asked about most: what the draft changes; of an ended plan, what the last did."""
    return DRAFT if _has_draft(plan) else str(last_number)


def _side(request: ClinicRequest, plan: Plan, asked: str) -> Side:
    if asked == DRAFT:
        if not _has_draft(plan):
            raise Http404
        return Side(DRAFT, "Draft", next_sheet(plan, by=request.member), None)
    revision = get_object_or_404(
        plan.revisions.select_related("issued_by"), number=number_in(asked)
    )
    return Side(str(revision.number), f"Sheet {revision.number}", revision.sheet, revision)


@clinical
@require_POST
def revision_bring_back(request: ClinicRequest, revision_id: int) -> HttpResponse:
    revision = get_object_or_404(
        Revision.objects.for_clinic(request.clinic).select_related("plan__patient__clinic"),
        pk=revision_id,
    )
    before = last_step_of(revision.plan)
    try:
        notes = bring_back(revision, by=request.member)
    except PlanError as error:
        messages.error(request, str(error))
    else:
        is_new = last_step_of(revision.plan) != before
        messages.success(request, _brought_words(revision, is_new=is_new, has_notes=bool(notes)))
        for note in notes:
            messages.warning(request, note)
    return redirect(revision.plan)


def _brought_words(revision: Revision, *, is_new: bool, has_notes: bool) -> str:
    """Undo is named only where there is something of this to undo."""
    if not is_new:
        return f"The draft says already what sheet {revision.number} said."
    how = "again, but for what follows" if has_notes else "again, just as it was"
    return f"Sheet {revision.number} is the draft {how}. Undo takes that back."
