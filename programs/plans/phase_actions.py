"""What is done to the phases of a plan."""

from typing import Any

from django.db import transaction
from django.db.models import F, Max

from clinic.models import Member
from programs.models import Plan, PlanPhase
from programs.plans.actions import MAX_PHASES, raise_version, set_current_phase
from programs.plans.changing import changing
from programs.plans.errors import PlanError

REMOVED = "This phase was removed by somebody else."
ASIDE = 10_000  # above every position, while phases change places


@transaction.atomic
def add_phase(plan: Plan, name: str, *, by: Member) -> PlanPhase:
    """Errors: PlanError when the plan has ended, or has its most phases already."""
    with changing(plan, f"Phase “{name}” added", by=by):
        if plan.phases.count() >= MAX_PHASES:
            raise PlanError(f"A plan has at most {MAX_PHASES} phases.")
        last = plan.phases.aggregate(last=Max("position"))["last"] or 0
        phase: PlanPhase = PlanPhase.objects.create(plan=plan, position=last + 1, name=name)
    return phase


@transaction.atomic
def change_phase(phase: PlanPhase, fields: dict[str, Any], *, version: int, by: Member) -> None:
    """Save a phase's words. They share the plan's version, as its goal and dates do.

    Errors: PlanError, PlanConflictError.
    """
    with changing(phase.plan, f"Words of phase “{phase}”", by=by):
        raise_version(phase.plan, {}, version=version)
        PlanPhase.objects.filter(pk=phase.pk).update(**fields)


@transaction.atomic
def remove_phase(phase: PlanPhase, *, by: Member) -> None:
    """What was stopped in it waits in the patient's phase from then on: the diary may know it.

    Errors: PlanError when the patient is in it, or it has exercises.
    """
    with changing(phase.plan, f"Phase “{phase}” removed", by=by) as plan:
        if phase.pk == plan.current_phase_id:
            raise PlanError("The patient is in this phase. Move them to another one first.")
        if phase.items.current().exists():
            raise PlanError("Take its exercises out, or move them, before removing a phase.")
        phase.items.update(phase=plan.current_phase_id)
        phase.delete()


@transaction.atomic
def enter_phase(phase: PlanPhase, *, by: Member) -> None:
    """Move the patient to this phase. It reaches them with the next issue.

    Errors: PlanError when the plan has ended, or somebody removed the phase meanwhile.
    """
    with changing(phase.plan, f"Patient moved to “{phase}”", by=by) as plan:
        if not plan.phases.filter(pk=phase.pk).exists():
            raise PlanError(REMOVED)
        set_current_phase(plan, phase)


@transaction.atomic
def move_phase(phase: PlanPhase, *, by: Member, steps: int) -> None:
    """Move a phase up (negative) or down among the phases of its plan. The patient stays put.

    Errors: PlanError when the plan has ended, or somebody removed the phase meanwhile.
    """
    with changing(phase.plan, f"Phase “{phase}” moved", by=by) as plan:
        order = list(plan.phases.all())
        at = next((index for index, other in enumerate(order) if other.pk == phase.pk), None)
        if at is None:
            raise PlanError(REMOVED)
        order.insert(max(0, min(len(order), at + steps)), order.pop(at))
        renumber_phases(plan, order)


def renumber_phases(plan: Plan, order: list[PlanPhase]) -> None:
    """Number the plan's phases in this order. No two may share a number even in between."""
    plan.phases.update(position=F("position") + ASIDE)
    for position, phase in enumerate(order, start=1):
        phase.position = position
    PlanPhase.objects.bulk_update(order, ["position"])
