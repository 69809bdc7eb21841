"""Writes the starter protocols with their phases and items."""

from collections.abc import Sequence
from typing import Any

from programs.content.starters import StarterProtocol
from programs.content.tally import Tally
from programs.models import Exercise, Protocol, ProtocolItem, ProtocolPhase

COLUMNS = ("name", "summary", "therapist_note", "sign_off", "status")


def load_protocols(starters: Sequence[StarterProtocol]) -> Tally:
    """Write the protocols that differ. Their exercises must be there."""
    rows = {row.code: row for row in Protocol.objects.filter(clinic=None).for_page()}
    exercises = dict(Exercise.objects.filter(clinic=None).values_list("code", "pk"))
    added = changed = 0
    for starter in starters:
        row = rows.get(starter.code)
        if row is not None and _as_found(row) == _as_wanted(starter):
            continue
        added += row is None
        changed += row is not None
        _write(row or Protocol(code=starter.code), starter, exercises)
    return Tally(added, changed, _retire(rows, {starter.code for starter in starters}))


def _columns(starter: StarterProtocol) -> dict[str, str]:
    given = {name: getattr(starter, name) for name in COLUMNS if name != "status"}
    return given | {"status": Protocol.Status.CURRENT}


def _as_wanted(starter: StarterProtocol) -> dict[str, Any]:
    """All that a protocol says, in a form that a row can be compared with."""
    phases = [
        (p.name, p.when, p.aim, p.move_on_when, [(i.exercise, i.dose, i.cue) for i in p.items])
        for p in starter.phases
    ]
    return _columns(starter) | {"phases": phases}


def _as_found(row: Protocol) -> dict[str, Any]:
    phases = [
        (
            phase.name,
            phase.when_text,
            phase.aim,
            phase.move_on_when,
            [(item.exercise.code, item.dose, item.cue) for item in phase.items.all()],
        )
        for phase in row.phases.all()
    ]
    return {name: getattr(row, name) for name in COLUMNS} | {"phases": phases}


def _write(row: Protocol, starter: StarterProtocol, exercises: dict[str, int]) -> None:
    """The phases are written anew: plans hold copies, and nothing points at them."""
    for name, value in _columns(starter).items():
        setattr(row, name, value)
    row.save()
    row.phases.all().delete()
    phases = [
        ProtocolPhase(
            protocol=row,
            position=position,
            name=phase.name,
            when_text=phase.when,
            aim=phase.aim,
            move_on_when=phase.move_on_when,
        )
        for position, phase in enumerate(starter.phases, 1)
    ]
    ProtocolPhase.objects.bulk_create(phases)
    items = []
    for row_of_phase, phase in zip(phases, starter.phases, strict=True):
        for position, item in enumerate(phase.items, 1):
            made = ProtocolItem(
                phase=row_of_phase,
                exercise_id=exercises[item.exercise],
                position=position,
                cue=item.cue,
            )
            made.set_dose(item.dose)
            items.append(made)
    ProtocolItem.objects.bulk_create(items)


def _retire(rows: dict[str, Protocol], codes: set[str]) -> int:
    gone = [
        row.pk
        for code, row in rows.items()
        if code not in codes and row.status == Protocol.Status.CURRENT
    ]
    if gone:
        Protocol.objects.filter(pk__in=gone).update(status=Protocol.Status.RETIRED)
    return len(gone)
