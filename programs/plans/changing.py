"""How every change of a plan's draft is written: locked, noted, and as a step to take back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clinic import audit
from clinic.models import Member
from programs.models import Plan, PlanStep
from programs.plans.drafts import changes_of, state_of
from programs.plans.errors import PlanError
from programs.plans.once import key_of_new_step

LONGEST_SAID = 120
MOST_STEPS = 200  # of one plan; older ones can no longer be taken back


def require_open(plan: Plan) -> Plan:
    """The plan's row, locked until the transaction ends. Errors: PlanError when it has ended."""
    locked: Plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if locked.is_ended:
        raise PlanError("This plan has ended. Start a new one from it.")
    return locked


def note_change(plan: Plan, *, by: Member) -> None:
    """Write down who changed the plan last, and the audit row that tells other editors."""
    Plan.objects.filter(pk=plan.pk).update(changed_by=by, changed_at=timezone.now())
    audit.record(
        audit.Action.CHANGE,
        f"plan {plan.pk}",
        clinic=plan.patient.clinic,
        by=by,
        patient=plan.patient,
    )


@contextmanager
def changing(plan: Plan, said: str, *, by: Member) -> Iterator[Plan]:
    """What is written inside is one step, which ``said`` names: "Bridge added".

    Gives the plan's row, locked. What the member had taken back cannot come again after it.
    Errors: PlanError when the plan has ended; MadeAlreadyError when the request was sent before.
    """
    with transaction.atomic():
        locked = require_open(plan)
        key = key_of_new_step(locked)
        before = state_of(plan.pk)
        yield locked
        if changes := changes_of(before, state_of(plan.pk)):
            PlanStep.objects.filter(plan=plan.pk, made_by=by, is_undone=True).delete()
            last = PlanStep.objects.filter(plan=plan.pk).aggregate(last=Max("number"))["last"] or 0
            PlanStep.objects.create(
                plan=locked,
                number=last + 1,
                said=said[:LONGEST_SAID],
                changes=changes,
                key=key,
                made_by=by,
            )
            PlanStep.objects.filter(plan=plan.pk, number__lte=last + 1 - MOST_STEPS).delete()
        note_change(locked, by=by)
