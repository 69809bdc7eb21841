"""How a plan begins, and what a protocol puts into it."""

from typing import Any

from django.db import transaction
from django.db.models import Max, Prefetch

from clinic import audit
from clinic.models import Member
from patients.models import Patient
from programs.models import Plan, PlanItem, PlanPhase, Protocol, ProtocolItem
from programs.models.dose import DOSE_FIELDS
from programs.plans.actions import MAX_PHASES, default_side, set_current_phase
from programs.plans.changing import changing
from programs.plans.errors import PlanError


@transaction.atomic
def start_plan(
    patient: Patient, *, by: Member, protocol: Protocol | None = None, goal: str = ""
) -> Plan:
    """A new draft, empty or with a protocol's phases. Errors: PlanError for an archived patient."""
    if patient.is_archived:
        raise PlanError("This patient is archived. Restore the record first.")
    plan = Plan.objects.create(patient=patient, therapist=by, changed_by=by, goal=goal)
    if protocol is None:
        phase = PlanPhase.objects.create(plan=plan, position=1, name="Exercises")
        set_current_phase(plan, phase)
    else:
        _copy_protocol(plan, protocol, after=0, by=by)
    audit.record(
        audit.Action.CREATE, f"plan {plan.pk}", clinic=patient.clinic, by=by, patient=patient
    )
    return plan


@transaction.atomic
def apply_protocol(plan: Plan, protocol: Protocol, *, by: Member) -> None:
    """Add a protocol's phases behind the plan's own; empty phases give way to them.

    Errors: PlanError when the plan has ended, or would have too many phases.
    """
    with changing(plan, f"“{protocol}” applied", by=by):
        plan.phases.filter(items=None).delete()
        last = plan.phases.aggregate(last=Max("position"))["last"] or 0
        if plan.phases.count() + protocol.phases.count() > MAX_PHASES:
            raise PlanError(f"A plan has at most {MAX_PHASES} phases.")
        _copy_protocol(plan, protocol, after=last, by=by)


def _copy_protocol(plan: Plan, protocol: Protocol, *, after: int, by: Member) -> None:
    """Put the protocol's phases and its screen into the plan; options wait until chosen."""
    chosen = ProtocolItem.objects.filter(is_option=False).select_related("exercise")
    templates = protocol.phases.prefetch_related(Prefetch("items", chosen))
    phases = []
    for shift, template in enumerate(templates, start=1):
        phase = PlanPhase(plan=plan, position=after + shift)
        for field in ("name", "when_text", "aim", "move_on_when"):
            setattr(phase, field, getattr(template, field))
        phases.append((phase, template))
    PlanPhase.objects.bulk_create([phase for phase, _ in phases])
    PlanItem.objects.bulk_create(
        [
            _item_like(item, phase, by=by)
            for phase, template in phases
            for item in template.items.all()
        ]
    )
    Plan.objects.filter(pk=plan.pk).update(protocol=protocol)
    _add_screen(plan, protocol.screen)
    current_ids = plan.phases.values_list("pk", flat=True)
    if phases and plan.current_phase_id not in current_ids:
        set_current_phase(plan, phases[0][0])


def _add_screen(plan: Plan, text: str) -> None:
    """What to rule out first, behind what is asked already. New questions need a new record."""
    plan.refresh_from_db(fields=["screen"])  # somebody may have applied another one meanwhile
    text = text.strip()
    if not text or text in plan.screen:
        return
    plan.screen = f"{plan.screen}\n{text}".strip()
    plan.screened_on = plan.screened_by = None
    plan.save(update_fields=["screen", "screened_on", "screened_by"])


def _item_like(template: Any, phase: PlanPhase, *, by: Member) -> PlanItem:
    item = PlanItem(
        phase=phase,
        exercise=template.exercise,
        position=template.position,
        side=default_side(template.exercise.side),
        cue=template.cue,
        changed_by=by,
    )
    for field in DOSE_FIELDS:
        setattr(item, field, getattr(template, field))
    return item
