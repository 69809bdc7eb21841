"""How a plan begins, and what a protocol puts into it."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Max

from clinic import audit
from clinic.models import Member
from patients.models import Patient
from programs.models import Plan, PlanItem, PlanPhase, Protocol
from programs.plans.actions import MAX_ITEMS, MAX_PHASES, set_current_phase
from programs.plans.changing import changing
from programs.plans.copying import (
    Part,
    parts_of_plan,
    parts_of_protocol,
    put_parts,
)
from programs.plans.errors import PlanError

FIRST_PHASE = "Exercises"  # the name of a blank plan's only phase
ASIDE = 10_000  # above every position, while phases make room


@transaction.atomic
def start_plan(
    patient: Patient,
    *,
    by: Member,
    protocol: Protocol | None = None,
    only: Collection[int] | None = None,
    goal: str = "",
) -> Plan:
    """A new draft, empty or with a protocol's phases: all of them, or those with an id in ``only``.

    Errors: PlanError for an archived patient, or when the protocol is too big for a plan.
    """
    parts = parts_of_protocol(protocol, patient.clinic, only=only) if protocol else []
    plan = _begin(patient, parts, by=by, goal=goal)
    if protocol:
        _note_protocol(plan, protocol)
    return plan


@transaction.atomic
def start_from_plan(patient: Patient, source: Plan, *, by: Member, goal: str = "") -> Plan:
    """A new draft like another plan of the clinic, this patient's or somebody else's.

    This patient's own goal and current phase go over too. From somebody else nothing personal
    does, and that the other record was read is in the audit.
    Errors: as start_plan.
    """
    is_own = source.patient_id == patient.pk
    parts = parts_of_plan(source, for_patient=patient)
    plan = _begin(patient, parts, by=by, goal=goal or (source.goal if is_own else ""))
    Plan.objects.filter(pk=plan.pk).update(protocol=source.protocol_id)
    _add_screen(plan, source.screen)
    if is_own:
        _enter_the_same_phase(plan, source)
    else:
        audit.record(
            audit.Action.VIEW,
            f"plan {source.pk}",
            clinic=patient.clinic,
            by=by,
            patient=source.patient,
        )
    return plan


def _begin(patient: Patient, parts: list[Part], *, by: Member, goal: str) -> Plan:
    if patient.is_archived:
        raise PlanError("This patient is archived. Restore the record first.")
    plan: Plan = Plan.objects.create(patient=patient, therapist=by, changed_by=by, goal=goal)
    _require_room(plan, parts)
    parts = parts or [Part(words={"name": FIRST_PHASE}, leaflets=[], items=[])]
    set_current_phase(plan, put_parts(plan, parts, at=1, by=by)[0])
    audit.record(
        audit.Action.CREATE, f"plan {plan.pk}", clinic=patient.clinic, by=by, patient=patient
    )
    return plan


def _require_room(plan: Plan, parts: list[Part]) -> None:
    if plan.phases.count() + len(parts) > MAX_PHASES:
        raise PlanError(f"A plan has at most {MAX_PHASES} phases. Choose fewer.")
    items = PlanItem.objects.current().filter(phase__plan=plan)
    if items.count() + sum(len(part.items) for part in parts) > MAX_ITEMS:
        raise PlanError(f"A plan has at most {MAX_ITEMS} exercises. Choose fewer phases.")


def _enter_the_same_phase(plan: Plan, source: Plan) -> None:
    """Nobody is put back to the first phase because the plan is written anew."""
    ids = list(source.phases.values_list("pk", flat=True))
    if source.current_phase_id in ids:
        set_current_phase(plan, plan.phases.all()[ids.index(source.current_phase_id)])


@transaction.atomic
def apply_protocol(
    plan: Plan,
    protocol: Protocol,
    *,
    by: Member,
    only: Collection[int] | None = None,
    before: PlanPhase | None = None,
) -> list[Part]:
    """Put a protocol's phases into the plan; gives what went in, and what was left out of it.

    All of them, or those with an id in ``only``; behind the plan's own, or before one of them. The
    phase that a blank plan began with gives way, as long as nobody has put anything into it.
    Errors: PlanError when the plan has ended, nothing was chosen, or it would be too much.
    """
    with changing(plan, f"“{protocol}” applied", by=by) as locked:
        parts = parts_of_protocol(protocol, plan.patient.clinic, only=only)
        if not parts:
            raise PlanError("Choose at least one phase.")
        _clear_untouched(locked, but=before)
        _require_room(locked, parts)
        phases = put_parts(plan, parts, at=_make_room(locked, len(parts), before), by=by)
        _note_protocol(plan, protocol)
        if not locked.phases.filter(pk=locked.current_phase_id or 0).exists():
            set_current_phase(plan, phases[0])
    return parts


def _clear_untouched(plan: Plan, *, but: PlanPhase | None) -> None:
    words = {"name": FIRST_PHASE, "when_text": "", "aim": "", "move_on_when": ""}
    untouched = plan.phases.filter(items=None, advice=None, from_on=None, **words)
    untouched.exclude(pk=but.pk if but else 0).delete()


def _make_room(plan: Plan, count: int, before: PlanPhase | None) -> int:
    """The first of so many free positions. Errors: PlanError when ``before`` is gone."""
    if before is None:
        return (plan.phases.aggregate(last=Max("position"))["last"] or 0) + 1
    at: int | None = plan.phases.filter(pk=before.pk).values_list("position", flat=True).first()
    if at is None:
        raise PlanError("The phase to go before is no longer there. Choose another place.")
    plan.phases.filter(position__gte=at).update(position=F("position") + ASIDE)
    plan.phases.filter(position__gte=ASIDE).update(position=F("position") - ASIDE + count)
    return at


def _note_protocol(plan: Plan, protocol: Protocol) -> None:
    Plan.objects.filter(pk=plan.pk).update(protocol=protocol)
    _add_screen(plan, protocol.screen)


def _add_screen(plan: Plan, text: str) -> None:
    """What to rule out first, behind what is asked already. New questions need a new record."""
    plan.refresh_from_db(fields=["screen"])  # somebody may have applied another one meanwhile
    text = text.strip()
    if f"\n{text}\n" in f"\n{plan.screen}\n" or not text:
        return
    plan.screen = f"{plan.screen}\n{text}".strip()
    plan.screened_on = plan.screened_by = None
    plan.save(update_fields=["screen", "screened_on", "screened_by"])
