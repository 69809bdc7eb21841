"""A plan that proved itself, kept as a protocol of the clinic."""

from collections import Counter

from django.db import transaction

from clinic import audit
from clinic.models import Member
from programs.authoring.codes import free_code
from programs.models import Exercise, Plan, Protocol, ProtocolItem, ProtocolPhase, Region
from programs.models.dose import DOSE_FIELDS
from programs.plans.actions import MAX_ITEMS, MAX_PHASES
from programs.plans.copying import Part, parts_of_plan
from programs.plans.errors import PlanError
from programs.plans.personal import as_a_name


def parts_to_keep(plan: Plan, *, has_cues: bool) -> list[Part]:
    """What of the plan goes into a protocol, where an exercise stands once in a phase.

    Of two, as for left and right, the first one's dose is kept.
    """
    parts = parts_of_plan(plan, for_patient=None, has_cues=has_cues)
    for part in parts:
        kept = {item.exercise_id: item for item in reversed(part.items)}
        part.second_doses = [item for item in part.items if item not in kept.values()]
        part.items = [item for item in part.items if item in kept.values()]
    return parts


@transaction.atomic
def save_as_protocol(plan: Plan, name: str, *, by: Member, has_cues: bool = False) -> Protocol:
    """The plan's phases, exercises, doses and leaflets as a protocol that awaits its sign-off.

    Nothing that was said to the patient goes along, but for the cues where that is wanted.
    Errors: PlanError when there is nothing to keep or too much of it, the name is taken, or it
    names the patient.
    """
    parts = parts_to_keep(plan, has_cues=has_cues)
    _require_fit(plan, parts, name)
    clinic = plan.patient.clinic
    code = free_code(Protocol, clinic, name, otherwise="protocol")
    if Protocol.objects.owned_by(clinic).filter(name__iexact=name).exists():
        raise PlanError("Your clinic has a protocol of this name. Choose another one.")
    protocol: Protocol = Protocol.objects.create(
        clinic=clinic, code=code, name=name, screen=plan.screen, changed_by=by
    )
    protocol.regions.set(_regions(plan, parts))
    _write_phases(protocol, parts)
    audit.record(audit.Action.CREATE, f"protocol {protocol.pk}", clinic=clinic, by=by)
    return protocol


def _require_fit(plan: Plan, parts: list[Part], name: str) -> None:
    count = sum(len(part.items) for part in parts)
    if not count:
        raise PlanError("There are no exercises in this plan to keep. Add one first.")
    if len(parts) > MAX_PHASES or count > MAX_ITEMS:
        raise PlanError(f"A protocol has at most {MAX_PHASES} phases and {MAX_ITEMS} exercises.")
    if named := as_a_name(name, plan.patient):
        raise PlanError(f"Leave “{named}” out, the patient's name: a protocol is for everybody.")


def _regions(plan: Plan, parts: list[Part]) -> list[Region]:
    """Those of the protocol that the plan came from; else those that half of the exercises have."""
    if plan.protocol and (regions := list(plan.protocol.regions.all())):
        return regions
    ids = {item.exercise_id for part in parts for item in part.items}
    tagged = Exercise.regions.through.objects.filter(exercise__in=ids)
    counts = Counter(tagged.values_list("region", flat=True))
    return list(Region.objects.filter(pk__in=[pk for pk in counts if counts[pk] * 2 >= len(ids)]))


def _write_phases(protocol: Protocol, parts: list[Part]) -> None:
    phases = [
        ProtocolPhase(protocol=protocol, position=position, **part.words)
        for position, part in enumerate(parts, start=1)
    ]
    ProtocolPhase.objects.bulk_create(phases)
    rides = ProtocolPhase.advice.through
    rides.objects.bulk_create(
        rides(protocolphase=phase, advice=leaflet)
        for phase, part in zip(phases, parts, strict=True)
        for leaflet in part.leaflets
    )
    ProtocolItem.objects.bulk_create(
        ProtocolItem(
            phase=phase,
            position=position,
            exercise=item.exercise,
            cue=item.cue,
            **{name: getattr(item, name) for name in DOSE_FIELDS},
        )
        for phase, part in zip(phases, parts, strict=True)
        for position, item in enumerate(part.items, start=1)
    )
