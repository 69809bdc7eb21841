"""Taking an exercise or a phase out of a protocol, and putting it back right after."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from django.core import serializers
from django.db import transaction

from clinic.access import ClinicRequest
from clinic.models import Member
from programs.authoring.errors import AuthoringError
from programs.authoring.protocol_actions import note_change, require_ours
from programs.authoring.protocol_part_actions import (
    add_item,
    behind,
    in_order,
    item_of,
    phase_of,
    require_phase_room,
    require_room,
    shift,
)
from programs.models import Exercise, Protocol, ProtocolItem, ProtocolPhase

# Kept in the session: what comes back never leaves the server, so nobody can change it there.
KEY = "protocol_taken_out"
NOTHING = "There is nothing to put back."


@dataclass(frozen=True)
class TakenOut:
    """What was taken out of a protocol last, and where on the page it was.

    ``phase_id`` is 0 for a phase; the numbers of what came behind it are 0 at the end.
    ``instead_id`` is what a swap put in its place, 0 when nothing was.
    """

    protocol_id: int
    version: int  # of the protocol that is without it
    name: str
    rows: str
    phase_id: int = 0
    is_option: bool = False
    before_item: int = 0
    before_phase: int = 0
    instead_id: int = 0
    instead_name: str = ""


@transaction.atomic
def take_item_out(item: ProtocolItem, *, by: Member) -> TakenOut:
    """Take an exercise out of a phase. Errors: AuthoringError when the protocol is retired."""
    protocol = require_ours(item.phase.protocol)
    stored = item_of(protocol, item.pk)
    among = [one for one in in_order(stored.phase) if one.is_option == stored.is_option]
    taken = TakenOut(
        protocol_id=protocol.pk,
        version=protocol.version + 1,
        name=str(stored.exercise),
        rows=serializers.serialize("json", [stored]),
        phase_id=stored.phase_id,
        is_option=stored.is_option,
        before_item=_next(among, stored),
    )
    stored.delete()
    note_change(protocol, by=by)
    return taken


@transaction.atomic
def swap_item(
    item: ProtocolItem, exercise: Exercise, *, by: Member
) -> tuple[ProtocolItem, TakenOut]:
    """Another exercise in the same place, with its own default dose. Cue and note were the first's.

    Errors: AuthoringError when it is in the phase already or is retired.
    """
    taken = take_item_out(item, by=by)
    phase = phase_of(item.phase.protocol, item.phase_id)
    place = phase.items.filter(position__lt=item.position).count()
    made = add_item(phase, exercise, is_option=item.is_option, by=by)
    rows = list(phase.items.all())
    shift(rows, made, place - (len(rows) - 1))
    return made, replace(
        taken, version=taken.version + 1, instead_id=made.pk, instead_name=str(exercise)
    )


@transaction.atomic
def take_phase_out(phase: ProtocolPhase, *, by: Member) -> TakenOut:
    """Take a phase out with all that is in it. Plans hold copies, and nothing points at it.

    Errors: AuthoringError when it is the last one.
    """
    protocol = require_ours(phase.protocol)
    stored = phase_of(protocol, phase.pk)
    phases = list(protocol.phases.all())
    if len(phases) == 1:
        raise AuthoringError("A protocol keeps one phase at least.")
    taken = TakenOut(
        protocol_id=protocol.pk,
        version=protocol.version + 1,
        name=str(stored),
        rows=serializers.serialize("json", [stored, *stored.items.all()]),
        before_phase=_next(phases, stored),
    )
    stored.delete()
    note_change(protocol, by=by)
    return taken


def _next(rows: list[Any], row: Any) -> int:
    """The number of the row behind this one, 0 at the end."""
    behind_it = rows[rows.index(row) + 1 :]
    return behind_it[0].pk if behind_it else 0


@transaction.atomic
def put_back(protocol: Protocol, taken: TakenOut, *, by: Member) -> str:
    """Put back what was taken out, as it was and where it was. Returns its place on the page.

    What a swap put there goes, unless the protocol was changed since.

    Errors: AuthoringError when it is back already, or no longer fits.
    """
    locked = require_ours(protocol)
    if taken.protocol_id != locked.pk:
        raise AuthoringError(NOTHING)
    first, *others = serializers.deserialize("json", taken.rows)
    row: Any = first.object
    if type(row).objects.filter(pk=row.pk).exists():
        raise AuthoringError(f"“{taken.name}” is back already.")
    if taken.instead_id and taken.version == locked.version:
        ProtocolItem.objects.filter(phase__protocol=locked, pk=taken.instead_id).delete()
    if taken.phase_id:
        _put_item_back(locked, row)
    else:
        _put_phase_back(locked, first, others)
    note_change(locked, by=by)
    return f"item-{row.pk}" if taken.phase_id else f"phase-{row.pk}"


def _put_item_back(protocol: Protocol, item: ProtocolItem) -> None:
    phase = phase_of(protocol, item.phase_id)
    require_room(protocol, phase, item.exercise)
    _insert(phase.items, item)


def _put_phase_back(protocol: Protocol, phase: Any, items: list[Any]) -> None:
    require_phase_room(protocol)
    _insert(protocol.phases, phase.object)
    for name, rows in phase.m2m_data.items():
        getattr(phase.object, name).set(rows)
    for item in items:
        require_room(protocol, phase.object, item.object.exercise)
        item.object.save(force_insert=True)


def _insert(among: Any, row: Any) -> None:
    """Write a row behind what stood before it: its old position may be somebody else's by now."""
    place = among.filter(position__lt=row.position).count()
    row.position = behind(among)
    row.save(force_insert=True)
    rows = list(among.all())
    shift(rows, row, place - (len(rows) - 1))


def remember(request: ClinicRequest, taken: TakenOut) -> None:
    request.session[KEY] = asdict(taken)


def taken_from(request: ClinicRequest, protocol: Protocol) -> TakenOut | None:
    """What this session took out of this protocol last. Give the protocol's row afresh."""
    kept = request.session.get(KEY)
    taken = TakenOut(**kept) if kept else None
    return taken if taken and taken.protocol_id == protocol.pk else None


def put_back_last(request: ClinicRequest, protocol: Protocol) -> str:
    """Errors: AuthoringError."""
    taken = taken_from(request, protocol)
    if taken is None:
        raise AuthoringError(NOTHING)
    place = put_back(protocol, taken, by=request.member)
    del request.session[KEY]
    return place
