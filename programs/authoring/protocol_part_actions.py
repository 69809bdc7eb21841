"""What a clinic does to the phases of its protocols, and to the exercises in them."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from clinic.models import Member
from programs.authoring.errors import AuthoringError
from programs.authoring.marks import mark_of, says
from programs.authoring.protocol_actions import (
    PHASE_WORDS,
    note_change,
    require_ours,
    require_unchanged,
)
from programs.models import Exercise, Protocol, ProtocolItem, ProtocolPhase
from programs.models.dose import DOSE_FIELDS
from programs.plans.actions import MAX_ITEMS, MAX_PHASES

ITEM_WORDS = (*DOSE_FIELDS, "cue", "is_option", "note")
GONE = "Somebody else took this out in the meantime."
# Beyond any position in use: rows step aside there while they are numbered anew.
ASIDE = 10_000


def phase_mark(phase: ProtocolPhase) -> int:
    return mark_of(phase, PHASE_WORDS, ["advice"])


def item_mark(item: ProtocolItem) -> int:
    return mark_of(item, ITEM_WORDS)


def in_order(phase: ProtocolPhase) -> list[ProtocolItem]:
    """The exercises that go into a plan, and behind them the options. Reads ``items.all()``."""
    return sorted(phase.items.all(), key=lambda item: (item.is_option, item.position))


def phase_of(protocol: Protocol, phase_id: int) -> ProtocolPhase:
    """A phase of this protocol. Errors: AuthoringError when it is no longer there."""
    phase: ProtocolPhase | None = protocol.phases.filter(pk=phase_id).first()
    if phase is None:
        raise AuthoringError(GONE)
    phase.protocol = protocol
    return phase


def item_of(protocol: Protocol, item_id: int) -> ProtocolItem:
    """An exercise of this protocol. Errors: AuthoringError when it is no longer there."""
    items = ProtocolItem.objects.filter(phase__protocol=protocol)
    item = items.select_related("exercise", "phase").filter(pk=item_id).first()
    if item is None:
        raise AuthoringError(GONE)
    item.phase.protocol = protocol
    return item


def require_phase_room(protocol: Protocol) -> None:
    """Errors: AuthoringError when the protocol has as many phases as it may."""
    if protocol.phases.count() >= MAX_PHASES:
        raise AuthoringError(f"A protocol has at most {MAX_PHASES} phases.")


def require_room(protocol: Protocol, phase: ProtocolPhase, exercise: Exercise) -> None:
    """Errors: AuthoringError when the exercise is in the phase already, or the protocol is full."""
    if phase.items.filter(exercise=exercise).exists():
        raise AuthoringError(f"“{exercise}” is in “{phase}” already.")
    if ProtocolItem.objects.filter(phase__protocol=protocol).count() >= MAX_ITEMS:
        raise AuthoringError(f"A protocol has at most {MAX_ITEMS} exercises.")


@transaction.atomic
def add_phase(protocol: Protocol, name: str, *, by: Member) -> ProtocolPhase:
    """A phase at the end, called by its number when it has no name.

    Errors: AuthoringError when there are enough.
    """
    require_ours(protocol)
    require_phase_room(protocol)
    phase: ProtocolPhase = protocol.phases.create(
        position=behind(protocol.phases), name=name or f"Phase {protocol.phases.count() + 1}"
    )
    note_change(protocol, by=by)
    return phase


@transaction.atomic
def change_phase(
    phase: ProtocolPhase, words: dict[str, str], *, advice: Any, mark: int, by: Member
) -> None:
    """Save a phase's words and leaflets, if nobody else did since ``mark`` was read.

    Errors: AuthoringError, AuthoringConflictError.
    """
    protocol = require_ours(phase.protocol)
    stored = phase_of(protocol, phase.pk)
    if says(stored, words, {"advice": advice}):
        return
    require_unchanged(phase_mark(stored), mark, "this phase")
    ProtocolPhase.objects.filter(pk=stored.pk).update(**words)
    stored.advice.set(advice)
    note_change(protocol, by=by)


@transaction.atomic
def move_phase(phase: ProtocolPhase, *, steps: int, by: Member) -> None:
    """Move a phase up (negative) or down. Errors: AuthoringError."""
    protocol = require_ours(phase.protocol)
    if shift(list(protocol.phases.all()), phase, steps):
        note_change(protocol, by=by)


@transaction.atomic
def add_item(
    phase: ProtocolPhase, exercise: Exercise, *, by: Member, is_option: bool = False
) -> ProtocolItem:
    """Put an exercise at the end of a phase, with its own default dose.

    Errors: AuthoringError when it is there already, is retired, or the protocol is full.
    """
    protocol = require_ours(phase.protocol)
    if exercise.status != Exercise.Status.CURRENT:
        raise AuthoringError("This exercise is retired.")
    require_room(protocol, phase, exercise)
    item = ProtocolItem(
        phase=phase, exercise=exercise, position=behind(phase.items), is_option=is_option
    )
    item.set_dose(exercise.dose)
    item.save(force_insert=True)
    note_change(protocol, by=by)
    return item


@transaction.atomic
def change_item(item: ProtocolItem, words: dict[str, Any], *, mark: int, by: Member) -> None:
    """Save an exercise's dose and words, if nobody else did since ``mark`` was read.

    Errors: AuthoringError, AuthoringConflictError.
    """
    protocol = require_ours(item.phase.protocol)
    stored = item_of(protocol, item.pk)
    if says(stored, words, {}):
        return
    require_unchanged(item_mark(stored), mark, "this exercise")
    ProtocolItem.objects.filter(pk=stored.pk).update(**words)
    note_change(protocol, by=by)


@transaction.atomic
def move_item(item: ProtocolItem, *, steps: int, by: Member) -> None:
    """Move an exercise up (negative) or down, among the options when it is one.

    Errors: AuthoringError.
    """
    protocol = require_ours(item.phase.protocol)
    among = [one for one in in_order(item.phase) if one.is_option == item.is_option]
    if shift(among, item, steps):
        note_change(protocol, by=by)


@transaction.atomic
def move_item_to(item: ProtocolItem, phase: ProtocolPhase, *, by: Member) -> None:
    """Move an exercise to the end of another phase of the same protocol.

    Errors: AuthoringError when that phase has it already.
    """
    protocol = require_ours(item.phase.protocol)
    if phase.items.filter(exercise=item.exercise_id).exists():
        raise AuthoringError(f"“{item.exercise}” is in “{phase}” already.")
    ProtocolItem.objects.filter(pk=item.pk).update(phase=phase, position=behind(phase.items))
    note_change(protocol, by=by)


def behind(rows: Any) -> int:
    """The position after the last of some rows."""
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def shift(rows: Sequence[Any], row: Any, steps: int) -> bool:
    """Move one of some rows among the others, and say whether that changed their order."""
    order = list(rows)
    if row not in order:
        raise AuthoringError(GONE)
    at = order.index(row)
    order.insert(max(0, min(len(order) - 1, at + steps)), order.pop(at))
    if order == list(rows):
        return False
    places = sorted(one.position for one in order)
    # No two rows may hold one position even for a moment, so they step aside first.
    for shift in (ASIDE, 0):
        for one, place in zip(order, places, strict=True):
            one.position = place + shift
        type(row).objects.bulk_update(order, ["position"])
    return True
