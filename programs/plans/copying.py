"""What goes over from a protocol or a plan, and what belongs to one person and stays."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from clinic.models import Clinic, Member
from patients.models import Patient
from programs.models import (
    Advice,
    Exercise,
    Plan,
    PlanItem,
    PlanPhase,
    Protocol,
    ProtocolItem,
    ProtocolPhase,
)
from programs.plans.actions import default_side
from programs.plans.personal import is_personal

PHASE_WORDS = ("name", "when_text", "aim", "move_on_when")


@dataclass
class Part:
    """A phase on its way into a plan or a protocol, with items that are not stored yet."""

    words: dict[str, str]
    leaflets: list[Advice]
    items: list[PlanItem]
    left_out: list[str] = field(default_factory=list)  # names of retired exercises
    second_doses: list[PlanItem] = field(default_factory=list)  # of what stands in it once
    unsaid: list[str] = field(default_factory=list)  # words that tell of the person


def parts_of_protocol(
    protocol: Protocol, clinic: Clinic, *, only: Collection[int] | None = None
) -> list[Part]:
    """Its phases, or those with an id in ``only``; options wait until a therapist chooses them."""
    chosen = ProtocolItem.objects.filter(is_option=False).select_related("exercise")
    phases = ProtocolPhase.objects.filter(protocol=protocol)
    if only is not None:
        phases = phases.filter(pk__in=only)
    phases = phases.prefetch_related(Prefetch("items", chosen), _leaflets(clinic))
    return [_part(phase, _from_template(phase.items.all())) for phase in phases]


def parts_of_plan(plan: Plan, *, for_patient: Patient | None, has_cues: bool = False) -> list[Part]:
    """A plan's phases, for the same patient, for another one, or for anybody (None).

    Sides, cues and words that name the person or a day go over to the same patient only; how far
    the teaching went, and a phase's date, to nobody. With ``has_cues``, those that tell of nobody
    go over all the same.
    """
    current = PlanItem.objects.current().select_related("exercise")
    clinic = plan.patient.clinic
    phases = plan.phases.prefetch_related(Prefetch("items", current), _leaflets(clinic))
    if for_patient == plan.patient:
        return [_part(phase, _for_the_same(phase.items.all())) for phase in phases]
    found = [_part(phase, list(_for_another(phase.items.all()))) for phase in phases]
    for number, part in enumerate(found, start=1):
        if not has_cues:
            for item in part.items:
                item.cue = ""
        _leave_out_personal(part, plan.patient, otherwise=f"Phase {number}")
    return found


def _leave_out_personal(part: Part, patient: Patient, *, otherwise: str) -> None:
    for name, text in part.words.items():
        if is_personal(text, patient):
            part.unsaid.append(text)
            part.words[name] = otherwise if name == "name" else ""
    for item in part.items:
        for name in ("tempo", "cue"):
            if is_personal(text := getattr(item, name), patient):
                part.unsaid.append(text)
                setattr(item, name, "")


def names_left_out(parts: Iterable[Part]) -> list[str]:
    return list(dict.fromkeys(name for part in parts for name in part.left_out))


def words_left_out(parts: Iterable[Part]) -> list[str]:
    return list(dict.fromkeys(text for part in parts for text in part.unsaid))


def _leaflets(clinic: Clinic) -> Prefetch[Any]:
    return Prefetch("advice", Advice.objects.for_clinic(clinic).current())


def _part(phase: ProtocolPhase | PlanPhase, items: list[PlanItem]) -> Part:
    retired = [item for item in items if item.exercise.status != Exercise.Status.CURRENT]
    return Part(
        words={name: getattr(phase, name) for name in PHASE_WORDS},
        leaflets=list(phase.advice.all()),
        items=[item for item in items if item not in retired],
        left_out=[item.exercise.name for item in retired],
    )


def _from_template(items: Iterable[ProtocolItem]) -> list[PlanItem]:
    return [_like(item, side=default_side(item.exercise.side), cue=item.cue) for item in items]


def _for_the_same(items: Iterable[PlanItem]) -> list[PlanItem]:
    return [_like(item, side=item.side, cue=item.cue) for item in items]


def _for_another(items: Iterable[PlanItem]) -> Iterator[PlanItem]:
    """What was left and right with one dose is one item again: its side is to be said anew."""
    seen = set()
    for item in items:
        if (item.exercise_id, item.dose) not in seen:
            yield _like(item, side=default_side(item.exercise.side), cue=item.cue)
        seen.add((item.exercise_id, item.dose))


def _like(item: Any, *, side: str, cue: str) -> PlanItem:
    copy = PlanItem(exercise=item.exercise, side=side, cue=cue)
    copy.set_dose(item.dose)
    return copy


def put_parts(plan: Plan, parts: list[Part], *, at: int, by: Member) -> list[PlanPhase]:
    """Write the parts as phases from this position on, in three statements."""
    phases = [
        PlanPhase(plan=plan, position=position, **part.words)
        for position, part in enumerate(parts, start=at)
    ]
    PlanPhase.objects.bulk_create(phases)
    rides = PlanPhase.advice.through
    rides.objects.bulk_create(
        rides(planphase=phase, advice=leaflet)
        for phase, part in zip(phases, parts, strict=True)
        for leaflet in part.leaflets
    )
    PlanItem.objects.bulk_create(_placed(phases, parts, by=by))
    return phases


def _placed(phases: list[PlanPhase], parts: list[Part], *, by: Member) -> Iterator[PlanItem]:
    for phase, part in zip(phases, parts, strict=True):
        for position, item in enumerate(part.items, start=1):
            item.phase, item.position, item.changed_by = phase, position, by
            yield item
