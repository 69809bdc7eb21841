"""What is done to one item of a plan."""

from typing import Any

from django.db.models import F, Max
from django.utils import timezone

from clinic.models import Member
from programs.models import Exercise, Plan, PlanItem, PlanPhase
from programs.plans.actions import MAX_ITEMS, default_side
from programs.plans.changing import changing
from programs.plans.errors import PlanConflictError, PlanError
from programs.plans.own_doses import starting_dose


def add_item(phase: PlanPhase, exercise: Exercise, *, by: Member) -> PlanItem:
    """Put an exercise at the end of a phase, with the dose that it starts with for this member.

    Errors: PlanError when the plan has ended or is full, or the exercise is retired.
    """
    with changing(phase.plan, f"{exercise} added", by=by):
        return _add(phase, exercise, by=by)


def _add(phase: PlanPhase, exercise: Exercise, *, by: Member) -> PlanItem:
    if exercise.status != Exercise.Status.CURRENT:
        raise PlanError("This exercise is retired.")
    items = PlanItem.objects.current().filter(phase__plan=phase.plan)
    if items.count() >= MAX_ITEMS:
        raise PlanError(f"A plan has at most {MAX_ITEMS} exercises.")
    item = PlanItem(
        phase=phase,
        exercise=exercise,
        position=_behind(phase),
        side=default_side(exercise.side),
        changed_by=by,
    )
    item.set_dose(starting_dose(exercise, by))
    item.save(force_insert=True)
    return item


def _behind(phase: PlanPhase) -> int:
    return (phase.items.aggregate(last=Max("position"))["last"] or 0) + 1


def change_item(
    item: PlanItem, fields: dict[str, Any], *, version: int, by: Member, said: str = ""
) -> None:
    """Save an item's side, dose and cue, if nobody else did since ``version``.

    ``said`` names the step, where it is not the dose.
    Errors: PlanError when the plan has ended, PlanConflictError when somebody was faster.
    """
    with changing(item.phase.plan, said or f"Dose of {item}", by=by):
        changed = (
            PlanItem.objects.current()
            .filter(pk=item.pk, version=version)
            .update(**fields, version=F("version") + 1, changed_by=by, changed_at=timezone.now())
        )
        if not changed:
            raise PlanConflictError("Somebody else changed this exercise while you were editing.")


def move_item(item: PlanItem, *, by: Member, steps: int) -> None:
    """Move an item up (negative) or down among the current items of its phase.

    Errors: PlanError when the plan has ended.
    """
    with changing(item.phase.plan, f"{item} moved", by=by):
        order = list(PlanItem.objects.current().filter(phase=item.phase_id))
        at = next((index for index, other in enumerate(order) if other.pk == item.pk), None)
        if at is None:
            raise PlanError("This exercise was taken out by somebody else.")
        order.insert(max(0, min(len(order), at + steps)), order.pop(at))
        _renumber(order)


def move_item_to(
    item: PlanItem, phase: PlanPhase, *, by: Member, before_id: int | None = None
) -> None:
    """Put an item before another one in a phase of its plan, or at the end.

    At the end too where the other one is no longer in the phase.
    Errors: PlanError when the plan has ended, the phase is another plan's, or it was taken out.
    """
    with changing(item.phase.plan, _said_of_move(item, phase), by=by) as plan:
        if phase.plan_id != plan.pk:
            raise PlanError("This phase is not in the same plan.")
        if not PlanItem.objects.current().filter(pk=item.pk).update(phase=phase):
            raise PlanError("This exercise was taken out by somebody else.")
        order = list(PlanItem.objects.current().filter(phase=phase))
        moved = order.pop(order.index(item))
        at = next((at for at, other in enumerate(order) if other.pk == before_id), len(order))
        order.insert(at, moved)
        _renumber(order)


def _said_of_move(item: PlanItem, phase: PlanPhase) -> str:
    return f"{item} moved" if phase.pk == item.phase_id else f"{item} moved to “{phase}”"


def duplicate_item(item: PlanItem, *, by: Member) -> PlanItem:
    """A second item with the same dose right behind it: for a side with a dose of its own.

    Errors: PlanError as in add_item.
    """
    with changing(item.phase.plan, f"{item} duplicated", by=by):
        return copy_behind(item, by=by, side=item.side)


def copy_behind(item: PlanItem, *, by: Member, side: str) -> PlanItem:
    """A second item like it, right behind it; for use inside a change of the plan.

    Errors: PlanError as in add_item, and when the item was taken out.
    """
    copy = _add(item.phase, item.exercise, by=by)
    copy.set_dose(item.dose)
    copy.side, copy.cue, copy.taught = side, item.cue, item.taught
    copy.save()
    order = list(PlanItem.objects.current().filter(phase=item.phase_id).exclude(pk=copy.pk))
    if item not in order:
        raise PlanError("This exercise was taken out by somebody else.")
    order.insert(order.index(item) + 1, copy)
    _renumber(order)
    return copy


def remove_item(item: PlanItem, *, by: Member) -> None:
    """Take an item out. What was ever issued is stopped, since the diary may speak of it.

    Errors: PlanError when the plan has ended.
    """
    with changing(item.phase.plan, f"{item} taken out", by=by) as plan:
        if _was_issued(plan, item):
            PlanItem.objects.filter(pk=item.pk).update(status=PlanItem.Status.STOPPED)
        else:
            PlanItem.objects.filter(pk=item.pk).delete()


def restore_item(item: PlanItem, *, by: Member) -> None:
    """Bring a stopped item back, at the end of its phase. Errors: PlanError."""
    with changing(item.phase.plan, f"{item} brought back", by=by):
        PlanItem.objects.filter(pk=item.pk).update(
            status=PlanItem.Status.CURRENT, position=_behind(item.phase)
        )


def _was_issued(plan: Plan, item: PlanItem) -> bool:
    return bool(plan.revisions.filter(sheet_json__contains=f'"item_id":{item.pk},').exists())


def _renumber(order: list[PlanItem]) -> None:
    moved = []
    for position, item in enumerate(order, start=1):
        if item.position != position:
            item.position = position
            moved.append(item)
    PlanItem.objects.bulk_update(moved, ["position"])
