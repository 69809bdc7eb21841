"""Saving a form that somebody else may have saved meanwhile: both changes stay where they can."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.formats import date_format

from clinic.models import Member
from programs.models import Plan, PlanItem, PlanPhase
from programs.plans.actions import change_plan
from programs.plans.changing import require_open
from programs.plans.errors import PlanError, PlanFieldError
from programs.plans.item_actions import change_item
from programs.plans.merging import Edit, Merged, Unit, merge
from programs.plans.once import forget_key, refuse_repeated
from programs.plans.phase_actions import change_phase
from programs.plans.units import DOSE_UNITS, ITEM_UNITS, PHASE_UNITS, PLAN_UNITS


@transaction.atomic
def merge_item(item: PlanItem, edit: Edit, *, by: Member) -> Merged:
    """Write what this person changed of an item; what both changed is left to be asked.

    Errors: PlanError when the plan has ended or the exercise was taken out.
    """
    _lock(item.phase.plan)
    current = PlanItem.objects.current().filter(pk=item.pk)
    stored = current.values("version", *_columns(ITEM_UNITS)).first()
    if stored is None:
        raise PlanError("This exercise was taken out by somebody else, so it is not saved.")
    merged = _merge(edit, stored, ITEM_UNITS)
    if merged.changes:
        version = stored["version"]
        change_item(item, merged.changes, version=version, by=by, said=_said(item, merged))
    return merged


@transaction.atomic
def merge_plan(plan: Plan, edit: Edit, *, by: Member) -> Merged:
    """The same for the goal and the dates.

    Errors: PlanError when the plan has ended, PlanFieldError when two dates do not fit.
    """
    _lock(plan)
    stored = Plan.objects.filter(pk=plan.pk).values("version", *_columns(PLAN_UNITS)).get()
    merged = _merge(edit, stored, PLAN_UNITS)
    _require_visit_behind_start(stored | merged.changes, merged)
    if merged.changes:
        change_plan(plan, merged.changes, version=stored["version"], by=by)
    return merged


@transaction.atomic
def merge_phase(phase: PlanPhase, edit: Edit, *, by: Member) -> Merged:
    """The same for what a phase says. It shares the plan's version.

    Errors: PlanError when the plan has ended or the phase is gone, PlanFieldError for its date.
    """
    plan = _lock(phase.plan)
    stored = PlanPhase.objects.filter(pk=phase.pk).values(*_columns(PHASE_UNITS)).first()
    if stored is None:
        raise PlanError("This phase was removed by somebody else, so it is not saved.")
    merged = _merge(edit, stored | {"version": plan.version}, PHASE_UNITS)
    from_on = merged.changes.get("from_on")
    if from_on and from_on < plan.starts_on:
        starts = date_format(plan.starts_on, "j F Y")
        raise PlanFieldError("from_on", f"The plan starts on {starts}. Choose that day or later.")
    if merged.changes:
        change_phase(phase, merged.changes, version=plan.version, by=by)
    return merged


def _lock(plan: Plan) -> Plan:
    locked = require_open(plan)
    refuse_repeated(locked)
    return locked


def _columns(units: tuple[Unit, ...]) -> list[str]:
    return [column for unit in units for column in unit.columns]


def _merge(edit: Edit, stored: Mapping[str, Any], units: tuple[Unit, ...]) -> Merged:
    merged = merge(edit, stored, units)
    if merged.clashes:
        forget_key()  # should the answer get lost, the same request asks again
    return merged


def _require_visit_behind_start(values: Mapping[str, Any], merged: Merged) -> None:
    starts_on, review_on = values["starts_on"], values["review_on"]
    if not review_on or review_on >= starts_on:
        return
    if "review_on" in merged.changes:
        raise PlanFieldError(
            "review_on",
            f"The next visit is not before the start. That is {date_format(starts_on, 'j F Y')}.",
        )
    if "starts_on" in merged.changes:
        raise PlanFieldError(
            "starts_on",
            f"The start is not after the next visit. That is {date_format(review_on, 'j F Y')}.",
        )


def _said(item: PlanItem, merged: Merged) -> str:
    nouns = [unit.noun for unit in merged.changed if unit not in DOSE_UNITS]
    if len(nouns) < len(merged.changed):
        nouns.insert(0, "dose")
    return f"{' and '.join(nouns).capitalize()} of {item}"
