"""What is done to a plan as a whole."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clinic import audit
from clinic.models import Member
from programs.models import Plan, PlanItem, PlanPhase
from programs.plans.changing import changing, require_open
from programs.plans.errors import PlanConflictError
from programs.plans.errors import PlanError as PlanError  # what the views catch is named here

MAX_PHASES = 8
MAX_ITEMS = 60


def default_side(exercise_side: str) -> str:
    """The side of a new item; unset where the therapist must say which."""
    return PlanItem.Side.UNSET if exercise_side == "each" else exercise_side


def set_current_phase(plan: Plan, phase: PlanPhase) -> None:
    plan.current_phase = phase
    plan.save(update_fields=["current_phase"])


@transaction.atomic
def change_plan(plan: Plan, fields: dict[str, Any], *, version: int, by: Member) -> None:
    """Save goal and dates, if nobody else did since ``version``.

    Errors: PlanError when the plan has ended, PlanConflictError when somebody was faster.
    """
    with changing(plan, "Goal and dates", by=by):
        raise_version(plan, fields, version=version)


def raise_version(plan: Plan, fields: dict[str, Any], *, version: int) -> None:
    """Write fields of the plan, and count. Errors: PlanConflictError when somebody was faster."""
    changed = Plan.objects.filter(pk=plan.pk, version=version).update(
        **fields, version=F("version") + 1
    )
    if not changed:
        raise PlanConflictError("Somebody else changed this while you were editing.")


@transaction.atomic
def end_plan(plan: Plan, *, by: Member) -> None:
    """End a plan: the patient's page no longer shows it. A draft that was never issued goes."""
    plan = require_open(plan)
    if not plan.revisions.exists():
        audit.record(
            audit.Action.DELETE,
            f"plan {plan.pk}",
            clinic=plan.patient.clinic,
            by=by,
            patient=plan.patient,
        )
        plan.delete()
        return
    plan.status = Plan.Status.ENDED
    plan.ended_at = timezone.now()
    plan.save(update_fields=["status", "ended_at"])
    audit.record(
        audit.Action.END,
        f"plan {plan.pk}",
        clinic=plan.patient.clinic,
        by=by,
        patient=plan.patient,
    )
