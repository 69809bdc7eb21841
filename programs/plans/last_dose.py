"""The dose that a patient had the last time, read from what was issued to them."""

import json
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils import timezone

from programs.dosing import Dose, weekdays_of
from programs.models import Plan, PlanItem, Revision
from programs.models.dose import DOSE_FIELDS
from programs.sheet import Sheet, SheetItem
from programs.shorthand import dose_shorthand

# How far back is looked: a sheet also names exercises of phases that the patient never came to.
MOST_SHEETS = 5


@dataclass(frozen=True)
class LastDose:
    dose: Dose
    on: date
    has_ended: bool

    @property
    def typed(self) -> str:
        """The fields of the editor's form as JSON, as somebody would have filled them in."""
        fields = {
            name: "" if (value := getattr(self.dose, name)) is None else str(value)
            for name in DOSE_FIELDS
        }
        return json.dumps(fields | {"days": list(weekdays_of(self.dose.weekdays))})

    @property
    def shorthand(self) -> str:
        return dose_shorthand(self.dose)


def last_doses(plan: Plan, sheet: Sheet | None) -> dict[int, LastDose]:
    """By item, for those that are not on this plan's last sheet: what is said in the row itself.

    Give it a plan from ``for_page()``. Two statements, or one for a patient without other plans.
    """
    shown = {line.item_id for line in sheet.items} if sheet else set()
    items = [item for phase in plan.phases.all() for item in phase.items.all()]
    new = [item for item in items if item.pk not in shown]
    had = _had_elsewhere(plan, {item.exercise_id for item in new})
    new = [item for item in new if item.exercise_id in had]
    found: dict[int, LastDose] = {}
    for revision in _sheets_elsewhere(plan) if new else ():
        for item in new:
            if item.pk in found:
                continue
            if line := _closest(revision.sheet, had[item.exercise_id], item):
                found[item.pk] = _as_last(line, revision)
    doses = {item.pk: item.dose for item in new}
    return {pk: last for pk, last in found.items() if last.dose != doses[pk]}


def _had_elsewhere(plan: Plan, exercise_ids: set[int]) -> dict[int, set[int]]:
    """The items of the patient's other plans that have these exercises, by exercise."""
    items = PlanItem.objects.filter(phase__plan__patient=plan.patient_id, exercise__in=exercise_ids)
    had: dict[int, set[int]] = {}
    for pk, exercise_id in items.exclude(phase__plan=plan.pk).values_list("pk", "exercise"):
        had.setdefault(exercise_id, set()).add(pk)
    return had


def _sheets_elsewhere(plan: Plan) -> Any:
    others = Revision.objects.filter(plan__patient=plan.patient_id).exclude(plan=plan.pk)
    return others.select_related("plan").order_by("-issued_at")[:MOST_SHEETS]


def last_dose(item: PlanItem) -> LastDose | None:
    """What the newest sheet says that had the item's exercise in the patient's phase.

    Two statements. Issued items are never deleted, so their ids find them on the sheets.
    """
    patient_id = item.phase.plan.patient_id
    ids = list(
        PlanItem.objects.filter(
            phase__plan__patient=patient_id, exercise=item.exercise_id
        ).values_list("pk", flat=True)
    )
    names_one = reduce(or_, (Q(sheet_json__contains=f'"item_id":{pk},') for pk in ids), Q(pk=None))
    revisions = Revision.objects.filter(names_one, plan__patient=patient_id)
    for revision in revisions.select_related("plan").order_by("-issued_at")[:MOST_SHEETS]:
        found = _closest(revision.sheet, set(ids), item)
        if found:
            return _as_last(found, revision)
    return None


def _closest(sheet: Sheet, ids: set[int], item: PlanItem) -> SheetItem | None:
    """The item itself before another of the same side, and that before any other."""
    found = [line for line in sheet.items if line.item_id in ids]
    found.sort(key=lambda line: (line.item_id != item.pk, line.side != item.side))
    return found[0] if found else None


def _as_last(line: SheetItem, revision: Revision) -> LastDose:
    ended_at = revision.plan.ended_at
    on = timezone.localdate(ended_at or revision.issued_at)
    return LastDose(dose=line.dose, on=on, has_ended=ended_at is not None)
