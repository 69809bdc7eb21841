"""Writes the starter protocols with their phases and items, a few statements in all."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from programs.content.starters import StarterItem, StarterPhase, StarterProtocol
from programs.content.tally import Tally
from programs.models import Advice, Exercise, Protocol, ProtocolItem, ProtocolPhase, Region

COLUMNS = ("name", "summary", "screen", "therapist_note", "sign_off", "status")

Rows = dict[str, Protocol]
Wanted = Mapping[str, StarterProtocol]


def load_protocols(starters: Sequence[StarterProtocol]) -> Tally:
    """Write the protocols that differ. Their regions, exercises and leaflets must be there."""
    wanted = {starter.code: starter for starter in starters}
    rows = _rows()
    added = [Protocol(code=code, **_columns(wanted[code])) for code in wanted if code not in rows]
    changed = [
        row
        for code, row in rows.items()
        if code in wanted and _as_found(row) != _as_wanted(wanted[code])
    ]
    for row in changed:
        _take_over(row, wanted[row.code])
    if added:
        Protocol.objects.bulk_create(added)
    if changed:
        Protocol.objects.bulk_update(changed, [*COLUMNS, "version", "changed_at"])
    if added or changed:
        _replace_regions([*added, *changed], wanted)
        _replace_phases([*added, *changed], wanted)
    return Tally(len(added), len(changed), _retire(rows, wanted))


def _rows() -> Rows:
    items = ProtocolItem.objects.select_related("exercise")
    phases = ProtocolPhase.objects.prefetch_related(Prefetch("items", items), "advice")
    found = Protocol.objects.filter(clinic=None).prefetch_related(
        Prefetch("phases", phases), "regions"
    )
    return {row.code: row for row in found}


def _columns(starter: StarterProtocol) -> dict[str, str]:
    given = {name: getattr(starter, name) for name in COLUMNS if name != "status"}
    return given | {"status": Protocol.Status.CURRENT}


def _take_over(row: Protocol, starter: StarterProtocol) -> None:
    for name, value in _columns(starter).items():
        setattr(row, name, value)
    row.version += 1
    row.changed_at = timezone.now()


def _as_wanted(starter: StarterProtocol) -> dict[str, Any]:
    """All that a protocol says, in a form that a row can be compared with."""
    phases = [
        (
            (phase.name, phase.when, phase.aim, phase.move_on_when, phase.note),
            set(phase.advice),
            [(item.exercise, item.dose, item.cue, item.note) for item in phase.items],
            [(item.exercise, item.dose, item.cue, item.note) for item in phase.options],
        )
        for phase in starter.phases
    ]
    return _columns(starter) | {"regions": set(starter.regions), "phases": phases}


def _as_found(row: Protocol) -> dict[str, Any]:
    """Reads prefetched relations only."""
    phases = []
    for phase in row.phases.all():
        items: dict[bool, list[Any]] = {False: [], True: []}
        for item in phase.items.all():
            said = (item.exercise.code, item.dose, item.cue, item.note)
            items[item.is_option].append(said)
        words = (phase.name, phase.when_text, phase.aim, phase.move_on_when, phase.therapist_note)
        advice = {leaflet.code for leaflet in phase.advice.all()}
        phases.append((words, advice, items[False], items[True]))
    columns = {name: getattr(row, name) for name in COLUMNS}
    return columns | {"regions": {region.code for region in row.regions.all()}, "phases": phases}


def _replace_regions(rows: list[Protocol], wanted: Wanted) -> None:
    ids = dict(Region.objects.values_list("code", "pk"))
    through = Protocol.regions.through
    through._default_manager.filter(protocol__in=rows).delete()
    through._default_manager.bulk_create(
        through(protocol_id=row.pk, region_id=ids[code])
        for row in rows
        for code in wanted[row.code].regions
    )


def _replace_phases(rows: list[Protocol], wanted: Wanted) -> None:
    """The phases are written anew: plans hold copies, and nothing points at them."""
    ProtocolPhase.objects.filter(protocol__in=rows).delete()
    pairs = [
        (_phase(row, starter, position), starter)
        for row in rows
        for position, starter in enumerate(wanted[row.code].phases, 1)
    ]
    ProtocolPhase.objects.bulk_create(phase for phase, _ in pairs)
    exercises = dict(Exercise.objects.filter(clinic=None).values_list("code", "pk"))
    ProtocolItem.objects.bulk_create(
        item for phase, starter in pairs for item in _items(phase, starter, exercises)
    )
    leaflets = dict(Advice.objects.filter(clinic=None).values_list("code", "pk"))
    through = ProtocolPhase.advice.through
    through._default_manager.bulk_create(
        through(protocolphase_id=phase.pk, advice_id=leaflets[code])
        for phase, starter in pairs
        for code in starter.advice
    )


def _phase(row: Protocol, starter: StarterPhase, position: int) -> ProtocolPhase:
    return ProtocolPhase(
        protocol=row,
        position=position,
        name=starter.name,
        when_text=starter.when,
        aim=starter.aim,
        move_on_when=starter.move_on_when,
        therapist_note=starter.note,
    )


def _items(
    phase: ProtocolPhase, starter: StarterPhase, exercises: Mapping[str, int]
) -> list[ProtocolItem]:
    """The options come behind the items, in one row of positions."""
    found: list[tuple[StarterItem, bool]] = [(item, False) for item in starter.items]
    found += [(item, True) for item in starter.options]
    made = []
    for position, (item, is_option) in enumerate(found, 1):
        row = ProtocolItem(
            phase=phase,
            exercise_id=exercises[item.exercise],
            position=position,
            cue=item.cue,
            is_option=is_option,
            note=item.note,
        )
        row.set_dose(item.dose)
        made.append(row)
    return made


def _retire(rows: Rows, wanted: Wanted) -> int:
    gone = [
        row.pk
        for code, row in rows.items()
        if code not in wanted and row.status == Protocol.Status.CURRENT
    ]
    if gone:
        Protocol.objects.filter(pk__in=gone).update(status=Protocol.Status.RETIRED)
    return len(gone)
