"""A plan's draft as plain values: what all its rows say, and what a change made of them."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from programs.models import Plan, PlanItem, PlanPhase
from programs.models.dose import DOSE_FIELDS

Values = dict[str, Any]
State = dict[str, Values]  # by row, such as "item 42"
Changes = dict[str, dict[str, Values | None]]

# That the safety screen was done. New questions take the record away.
RECORD = ("screened_on", "screened_by_id")
PLAN_COLUMNS = (
    "goal",
    "starts_on",
    "review_on",
    "current_phase_id",
    "protocol_id",
    "screen",
    *RECORD,
)
PHASE_COLUMNS = ("position", "name", "when_text", "from_on", "aim", "move_on_when")
ITEM_COLUMNS = (
    "phase_id",
    "exercise_id",
    "position",
    "side",
    "cue",
    "taught",
    "status",
    *DOSE_FIELDS,
)
# Beside its columns, a phase has the ids of its leaflets under this name.
LEAFLETS = "advice"
COLUMNS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "plan": (Plan, PLAN_COLUMNS),
    "phase": (PlanPhase, PHASE_COLUMNS),
    "item": (PlanItem, ITEM_COLUMNS),
}


def state_of(plan_id: int) -> State:
    """All that the builder can change, in four statements, as JSON would give it back."""
    found = {
        f"{kind} {row.pop('pk')}": row
        for kind, rows in _rows(plan_id).items()
        for row in rows.values("pk", *COLUMNS[kind][1])
    }
    for row, values in found.items():
        if row.startswith("phase "):
            values[LEAFLETS] = []
    for phase_id, advice_id in _leaflets(plan_id):
        found[f"phase {phase_id}"][LEAFLETS].append(advice_id)
    plain: State = json.loads(json.dumps(found, cls=DjangoJSONEncoder))
    return plain


def _rows(plan_id: int) -> dict[str, Any]:
    return {
        "plan": Plan.objects.filter(pk=plan_id),
        "phase": PlanPhase.objects.filter(plan=plan_id),
        "item": PlanItem.objects.filter(phase__plan=plan_id),
    }


def _leaflets(plan_id: int) -> Any:
    rides = PlanPhase.advice.through.objects.filter(planphase__plan=plan_id)
    return rides.order_by("advice").values_list("planphase", "advice")


def changes_of(before: State, after: State) -> Changes:
    """What differs, by row: all values of a row that came or went, else the changed ones."""
    changes: Changes = {}
    for row in before.keys() | after.keys():
        was, now = before.get(row), after.get(row)
        if was and now:
            names = [name for name in was if was[name] != now[name]]
            was, now = ({name: values[name] for name in names} for values in (was, now))
        if was != now:
            changes[row] = {"before": was, "after": now}
    return changes
