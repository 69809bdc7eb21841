"""What the builder's page and its fragments show."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clinic.access import ClinicRequest
from clinic.numbers import number_in
from programs.models import Exercise, Plan, PlanItem, PlanPhase
from programs.plans.amount import amount_of
from programs.plans.checks import checks_of
from programs.plans.drafts import PHASE_COLUMNS
from programs.plans.forms import PlanForm
from programs.plans.hints import Hint, hints_for
from programs.plans.last_dose import LastDose, last_doses
from programs.plans.parts import Difference, shown_on, token_of
from programs.plans.score import score_of
from programs.plans.undoing import steps_at_hand
from programs.templatetags.leaflets import leaflets_token


def plan_of(request: ClinicRequest, plan_id: int) -> Plan:
    """The clinic's plan with all that the page reads, or 404."""
    plan: Plan = get_object_or_404(Plan.objects.for_clinic(request.clinic).for_page(), pk=plan_id)
    return plan


def plan_row_of(request: ClinicRequest, plan_id: int) -> Plan:
    """The clinic's plan without what stands in it, or 404: enough for changing it."""
    rows = Plan.objects.for_clinic(request.clinic).select_related("patient__clinic")
    plan: Plan = get_object_or_404(rows, pk=plan_id)
    return plan


@dataclass(frozen=True)
class ItemRow:
    """An item with what stands beside it. ``token`` stands for all that its row shows."""

    item: PlanItem
    hints: list[Hint]
    last: LastDose | None  # what the patient had in another plan, and has not here
    token: str

    @property
    def part(self) -> str:
        return f"item-{self.item.pk}"


@dataclass(frozen=True)
class PhaseRow:
    phase: PlanPhase
    rows: list[ItemRow]
    is_current: bool
    is_next: bool  # comes right behind the one that the patient is in
    is_due: bool  # its date has come, and the patient is not there yet
    is_on_sheet: bool  # the last sheet shows it

    @property
    def part(self) -> str:
        """The id of its list of items."""
        return f"phase-{self.phase.pk}-items"

    @property
    def leaflets_part(self) -> str:
        return f"phase-{self.phase.pk}-leaflets"


def plan_context(request: ClinicRequest, plan: Plan) -> dict[str, Any]:
    """Everything on the builder's page. Give it a plan from ``for_page()``."""
    last_revision = plan.revisions.select_related("issued_by").first()
    shown_phase_id = last_revision.sheet.phase.phase_id if last_revision else None
    last = last_doses(plan, last_revision.sheet if last_revision else None)
    phases = [_phase_row(phase, plan, shown_phase_id, last) for phase in plan.phases.all()]
    items = [row.item for phase in phases if phase.is_current for row in phase.rows]
    last_step, next_step = steps_at_hand(plan, request.member)
    stopped = list(plan_stopped(plan))
    return {
        "plan": plan,
        "patient": plan.patient,
        "phases": phases,
        "form": PlanForm(instance=plan, clinic=request.clinic),
        "checks": checks_of(plan),
        "amount": amount_of((item.dose, item.side) for item in items),
        "score": score_of(plan),
        "last_revision": last_revision,
        "stopped": stopped,
        "taught_choices": PlanItem.Taught.choices[1:],
        "form_token": token_of(plan.version),
        "body_token": _body_token(plan, phases, stopped, last_revision),
        "order": json.dumps({phase.part: [row.part for row in phase.rows] for phase in phases}),
        "last_step": last_step,
        "next_step": next_step,
        "now": timezone.now(),
    }


def _phase_row(
    phase: PlanPhase, plan: Plan, shown_phase_id: int | None, last: dict[int, LastDose]
) -> PhaseRow:
    here = plan.current_phase
    ahead = [other for other in plan.phases.all() if here and other.position > here.position]
    return PhaseRow(
        phase=phase,
        rows=[_item_row(item, plan, last.get(item.pk)) for item in phase.items.all()],
        is_current=phase.pk == plan.current_phase_id,
        is_next=phase in ahead[:1],
        is_due=phase in ahead and bool(phase.from_on and phase.from_on <= timezone.localdate()),
        is_on_sheet=phase.pk == shown_phase_id,
    )


def _item_row(item: PlanItem, plan: Plan, last: LastDose | None) -> ItemRow:
    exercise = item.exercise
    thumbnail = exercise.thumbnail and exercise.thumbnail.thumbnail_url
    hints = hints_for(item, plan)
    token = token_of(item.version, item.phase_id, exercise.name, thumbnail, hints, last)
    return ItemRow(item, hints, last, token)


def _body_token(plan: Plan, phases: list[PhaseRow], stopped: list[PlanItem], last: Any) -> str:
    """Of all that the body shows beside the items in it."""
    heads = [
        (
            [getattr(row.phase, column) for column in ("pk", *PHASE_COLUMNS)],
            (row.is_current, row.is_next, row.is_due, row.is_on_sheet),
        )
        for row in phases
    ]
    screen = (plan.screen, plan.screened_on, plan.screened_by_id)
    gone = [item.pk for item in stopped]
    return token_of(heads, screen, gone, plan.status, last and last.number)


def plan_stopped(plan: Plan) -> Any:
    """Items that were issued and taken out: they can come back."""
    return PlanItem.objects.filter(phase__plan=plan, status=PlanItem.Status.STOPPED).select_related(
        "exercise"
    )


def answer(
    request: ClinicRequest, plan: Plan, *, focus: str = "", said: str = "", anew: str = ""
) -> HttpResponse:
    """After a change: what htmx's page does not show yet, the page itself for everyone else.

    ``said`` is announced, where it is not what the last step says of itself. The part ``anew``
    comes though nothing stored changed in it: what was typed there stands in its place.
    """
    if not request.htmx:
        return redirect(f"{plan.get_absolute_url()}#{focus}" if focus else plan)
    context = plan_context(request, plan_of(request, plan.pk))
    context["said"] = said or (context["last_step"].said if context["last_step"] else "")
    return difference_page(request, context, anew=anew)


def difference_page(
    request: ClinicRequest, context: dict[str, Any], *, anew: str = ""
) -> HttpResponse:
    """The parts that the page does not show yet; the whole body where more of it is new."""
    stored = {row.part: row.token for phase in context["phases"] for row in phase.rows}
    stored |= {phase.leaflets_part: leaflets_token(phase.phase) for phase in context["phases"]}
    stored |= {"plan-form": context["form_token"], "plan-body": context["body_token"]}
    shown = shown_on(request)
    shown |= dict.fromkeys(shown.keys() & {anew}, "")
    difference = Difference.between(shown, stored)
    context |= {"difference": difference, "is_form_new": "plan-form" in difference.changed}
    if shown.get("plan-body") != stored["plan-body"]:
        response = render(request, "plans/_plan_body.html", context)
        response["HX-Retarget"], response["HX-Reswap"] = "#plan-body", "innerHTML"
        return response
    response = render(request, "plans/_plan_difference.html", context)
    response["HX-Reswap"] = "none"
    return response


def exercise_of(request: ClinicRequest) -> Exercise:
    """The exercise that was posted, if this clinic may use it; otherwise 404."""
    exercise_id = number_in(request.POST.get("exercise", ""))
    exercise: Exercise = get_object_or_404(
        Exercise.objects.for_clinic(request.clinic), pk=exercise_id
    )
    return exercise
