"""An issued sheet, brought back as the plan's draft."""

import re
from collections.abc import Collection
from typing import Any

from django.db.models import F, Max
from django.utils import timezone
from django.utils.formats import date_format

from clinic import audit
from clinic.models import Member
from programs.models import Advice, Exercise, Plan, PlanItem, PlanPhase, Revision
from programs.models.dose import DOSE_FIELDS
from programs.plans.bringing_notes import (
    notes_on_items,
    notes_on_leaflets,
    notes_on_phases,
)
from programs.plans.changing import changing
from programs.plans.phase_actions import renumber_phases
from programs.sheet import Sheet, SheetItem

PHASE_WORDS = ("name", "when_text", "from_on", "aim", "move_on_when")
ITEM_COLUMNS = ("phase", "exercise", "position", "side", "cue", "status", "version")
SIGNED = ("changed_by", "changed_at")


def bring_back(revision: Revision, *, by: Member) -> list[str]:
    """Make the draft say what this revision said: one change, and one step to take back.

    Gives what did not come back just as it was, in words. The revision itself stays as it is.
    Errors: PlanError when the plan has ended.
    """
    sheet = revision.sheet
    with changing(revision.plan, f"Sheet {revision.number} brought back", by=by) as plan:
        notes = _bring_phases(plan, sheet)
        came, notes_on_them = _bring_items(plan, sheet, by=by)
        notes += notes_on_them
        _take_others_out(plan, came, by=by)
        notes += _bring_plan(plan, sheet)
        notes += _bring_leaflets(plan, sheet)
        _take_phases_out(plan, sheet)
        audit.record(
            audit.Action.RESTORE,
            f"revision {revision.pk}",
            clinic=plan.patient.clinic,
            by=by,
            patient=plan.patient,
        )
    return notes


def _ids(sheet: Sheet) -> list[int]:
    return [phase.phase_id for phase in sheet.phases]


def _bring_phases(plan: Plan, sheet: Sheet) -> list[str]:
    """The sheet's phases in its order and words; what the plan has beside them is behind."""
    rows = {phase.pk: phase for phase in plan.phases.all()}
    last = plan.phases.aggregate(last=Max("position"))["last"] or 0
    new = [
        PlanPhase(pk=phase_id, plan=plan, position=last + shift)
        for shift, phase_id in enumerate(_ids(sheet), start=1)
        if phase_id not in rows
    ]
    PlanPhase.objects.bulk_create(new)
    rows |= {phase.pk: phase for phase in new}
    for frozen in sheet.phases:
        for name in PHASE_WORDS:
            setattr(rows[frozen.phase_id], name, getattr(frozen, name))
    order = [rows.pop(phase_id) for phase_id in _ids(sheet)]
    PlanPhase.objects.bulk_update(order, PHASE_WORDS)
    renumber_phases(plan, [*order, *rows.values()])
    return notes_on_phases(phase.name for phase in new if phase.pk != sheet.phase.phase_id)


def _bring_items(plan: Plan, sheet: Sheet, *, by: Member) -> tuple[set[int], list[str]]:
    """The sheet's items as rows: the ids of those that came, and notes on what is not as then."""
    rows: dict[int, PlanItem] = (
        PlanItem.objects.filter(phase__plan=plan).select_related("exercise").in_bulk()
    )
    frozen = [(phase.phase_id, item) for phase in sheet.phases for item in phase.items]
    found = _exercises(plan, [item for _, item in frozen], rows)
    new: list[PlanItem] = []
    old: list[PlanItem] = []
    for phase_id, item in frozen:
        if item.item_id not in found:
            continue
        row = rows.get(item.item_id)
        (old if row else new).append(row := row or PlanItem(pk=item.item_id, version=0))
        row.exercise = found[item.item_id]
        row.phase_id = phase_id
        _say(row, item, by=by)
    PlanItem.objects.bulk_create(new)
    PlanItem.objects.bulk_update(old, [*ITEM_COLUMNS, *SIGNED, *DOSE_FIELDS])
    return {row.pk for row in old + new}, notes_on_items([item for _, item in frozen], found)


def _say(row: PlanItem, frozen: SheetItem, *, by: Member) -> None:
    """Give the row what the sheet says of it. Its version rises, so that open forms are told."""
    row.position, row.side, row.cue = frozen.number, frozen.side, frozen.cue
    row.set_dose(frozen.dose)
    row.status = PlanItem.Status.CURRENT
    row.version += 1
    row.changed_by, row.changed_at = by, timezone.now()


def _exercises(
    plan: Plan, frozen: Collection[SheetItem], rows: dict[int, PlanItem]
) -> dict[int, Exercise]:
    """Each item's exercise by the item's id: its row's own, else the library's with that code."""
    mine = {
        item.item_id: row.exercise
        for item in frozen
        if (row := rows.get(item.item_id)) and _is_of(item, row.exercise)
    }
    others = [item for item in frozen if item.item_id not in mine]
    library = Exercise.objects.for_clinic(plan.patient.clinic)
    by_code = _ours_first(library.filter(code__in={item.code for item in others}))
    return mine | {item.item_id: by_code[item.code] for item in others if item.code in by_code}


def _is_of(item: SheetItem, exercise: Exercise) -> bool:
    """Code and name can be changed in the library, though hardly both."""
    return item.code == exercise.code or item.name == exercise.patient_name


def _ours_first(library: Any) -> dict[str, Any]:
    """Exercises or leaflets by their code; the clinic's own, where the starter has the code too."""
    return {row.code: row for row in library.order_by(F("clinic").asc(nulls_first=True))}


def _take_others_out(plan: Plan, came: set[int], *, by: Member) -> None:
    """As taking out by hand does: what was ever issued is stopped, since the diary may know it."""
    others = PlanItem.objects.current().filter(phase__plan=plan).exclude(pk__in=came)
    issued = {
        int(item_id)
        for text in plan.revisions.values_list("sheet_json", flat=True)
        for item_id in re.findall(r'"item_id":(\d+),', text)
    }
    others.exclude(pk__in=issued).delete()
    others.update(
        status=PlanItem.Status.STOPPED,
        version=F("version") + 1,
        changed_by=by,
        changed_at=timezone.now(),
    )


def _bring_plan(plan: Plan, sheet: Sheet) -> list[str]:
    """Goal and phase as they were. A visit that is still to come stays; one that was is dropped."""
    today = timezone.localdate()
    visits = [day for day in (plan.review_on, sheet.review_on) if day]
    review_on = next((day for day in visits if day >= today), None)
    Plan.objects.filter(pk=plan.pk).update(
        goal=sheet.goal,
        review_on=review_on,
        current_phase=sheet.phase.phase_id,
        version=F("version") + 1,
    )
    if review_on or not visits:
        return []
    passed = date_format(visits[0], "j F Y")
    return [f"The next visit is open: {passed} has passed. Choose a new date."]


def _bring_leaflets(plan: Plan, sheet: Sheet) -> list[str]:
    """Those of the phase that the sheet showed; no sheet says what the other phases had."""
    phase = plan.phases.get(pk=sheet.phase.phase_id)
    codes = [leaflet.code for leaflet in sheet.advice]
    library = Advice.objects.for_clinic(plan.patient.clinic)
    by_code = _ours_first(library.filter(code__in=codes))
    by_code |= {leaflet.code: leaflet for leaflet in phase.advice.filter(code__in=codes)}
    phase.advice.set(by_code.values())
    return notes_on_leaflets(sheet.advice, by_code)


def _take_phases_out(plan: Plan, sheet: Sheet) -> None:
    """Phases that the sheet has not; what is stopped in them waits in the patient's phase."""
    others = plan.phases.exclude(pk__in=_ids(sheet))
    PlanItem.objects.filter(phase__in=others).update(phase=sheet.phase.phase_id)
    others.delete()
