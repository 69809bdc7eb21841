"""The safety screen: done by a therapist before any issue, and recorded with day and name."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Member
from programs.models import Plan
from programs.plans.changing import note_change, require_open
from programs.plans.errors import PlanError


@transaction.atomic
def record_screen(plan: Plan, *, by: Member, on: date | None = None) -> None:
    """Write down that the screen was done, and by whom. A second record on one day changes nothing.

    A record of another day takes the place of the last one, which stays in the audit.
    ``on`` is for loading demo plans; in use it is today.
    Errors: PlanError when the plan has ended, or asks for no screen.
    """
    plan = require_open(plan)
    if not plan.screen:
        raise PlanError("This plan has no safety screen to record.")
    day = on or timezone.localdate()
    if plan.screened_on == day:
        return
    plan.screened_on, plan.screened_by = day, by
    _write(plan, audit.Action.CREATE, by=by)


@transaction.atomic
def undo_screen(plan: Plan, *, by: Member) -> None:
    """Take the record back, as long as nothing was issued on the strength of it.

    Errors: PlanError when the plan has ended, or was issued.
    """
    plan = require_open(plan)
    if plan.revisions.exists():
        raise PlanError("This plan was issued, so the record of its safety screen stays.")
    if plan.screened_on:
        plan.screened_on = plan.screened_by = None
        _write(plan, audit.Action.DELETE, by=by)


def _write(plan: Plan, action: audit.Action, *, by: Member) -> None:
    plan.save(update_fields=["screened_on", "screened_by"])
    audit.record(
        action, f"screen {plan.pk}", clinic=plan.patient.clinic, by=by, patient=plan.patient
    )
    note_change(plan, by=by)
