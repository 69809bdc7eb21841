"""Taking back the last change of a plan's draft, and doing it again."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone

from clinic.models import Member
from programs.models import Advice, Plan, PlanItem, PlanPhase, PlanStep
from programs.plans.changing import note_change, require_open
from programs.plans.drafts import COLUMNS, LEAFLETS, RECORD, State, Values, state_of
from programs.plans.errors import PlanConflictError, PlanError
from programs.plans.once import key_of_turn

# What a row says now, and what it is to say; None where there is to be no row.
Turn = tuple[Values | None, Values | None]
Turns = dict[str, Turn]

# How long a change can be taken back: a working day.
KEPT_FOR = timedelta(hours=12)
ASIDE = 10_000  # above every position, while phases change places


def steps_at_hand(plan: Plan, member: Member) -> tuple[PlanStep | None, PlanStep | None]:
    """What this member would undo next, and what they would redo: their own, since the last issue.

    Two statements.
    """
    steps = list(_steps(plan, member).defer("changes"))
    done = [step for step in steps if not step.is_undone]
    undone = [step for step in steps if step.is_undone]
    return (done[-1] if done else None), (undone[0] if undone else None)


def _steps(plan: Plan, member: Member) -> Any:
    since = timezone.now() - KEPT_FOR
    issued_at = plan.revisions.values_list("issued_at", flat=True).first()
    since = max(since, issued_at or since)
    return PlanStep.objects.filter(plan=plan, made_by=member, made_at__gt=since)


@transaction.atomic
def undo(plan: Plan, *, by: Member) -> PlanStep:
    """Take the member's last change back.

    Errors: PlanError when there is none or the plan has ended; PlanConflictError when somebody
    changed the same since.
    """
    plan = require_open(plan)
    key = key_of_turn(plan)
    step = _steps(plan, by).filter(is_undone=False).last()
    if step is None:
        raise PlanError("There is nothing to undo.")
    return _take(step, plan, to="before", by=by, key=key)


@transaction.atomic
def redo(plan: Plan, *, by: Member) -> PlanStep:
    """Do again what the member took back last. Errors: as undo."""
    plan = require_open(plan)
    key = key_of_turn(plan)
    step = _steps(plan, by).filter(is_undone=True).first()
    if step is None:
        raise PlanError("There is nothing to redo.")
    return _take(step, plan, to="after", by=by, key=key)


def _take(step: PlanStep, plan: Plan, *, to: str, by: Member, key: str) -> PlanStep:
    away = "after" if to == "before" else "before"
    turns: Turns = {row: (sides[away], sides[to]) for row, sides in step.changes.items()}
    now = state_of(plan.pk)
    turns |= _without_an_older_record(f"plan {plan.pk}", turns, now)
    if not _is_untouched(turns, now):
        raise PlanConflictError(f"“{step.said}” stays: somebody changed the same since.")
    _write(plan, turns, by=by)
    step.is_undone, step.turned_by_key = to == "before", key
    step.save(update_fields=["is_undone", "turned_by_key"])
    note_change(plan, by=by)
    return step


def _without_an_older_record(row: str, turns: Turns, now: State) -> Turns:
    """A screen that was recorded since the step does not stand against it, and stays.

    Only where the step asks more questions does its record go.
    """
    left, wanted = turns.get(row, (None, None))
    if not left or not wanted:
        return {}
    if now[row]["screened_on"] and wanted.get("screened_on"):
        wanted = {name: value for name, value in wanted.items() if name not in RECORD}
    return {row: ({name: left[name] for name in left if name not in RECORD}, wanted)}


def _is_untouched(turns: Turns, now: State) -> bool:
    """Whether all that the step wrote still stands, and nothing else hangs on what would go."""
    for row, (left, _) in turns.items():
        found = now.get(row)
        if left is None or found is None:
            if left != found:
                return False
        elif any(found[name] != left[name] for name in left):
            return False
    return not _needed(turns, now) & {row for row, (_, wanted) in turns.items() if wanted is None}


def _needed(turns: Turns, now: State) -> set[str]:
    """The phases that something still stands in afterwards."""
    then = {
        row: values | (turns[row][1] or {}) if row in turns else values
        for row, values in now.items()
    }
    going = {row for row, (_, wanted) in turns.items() if wanted is None}
    staying = [values for row, values in then.items() if row not in going]
    return {
        f"phase {values.get(name)}"
        for values in staying
        for name in ("phase_id", "current_phase_id")
    }


def _write(plan: Plan, turns: Turns, *, by: Member) -> None:
    """Rows that come, what rows say, rows that go: a row is there before another needs it.

    A fixed number of statements, however many rows.
    """
    signed = {"changed_by": by, "changed_at": timezone.now()}
    moved = [
        pk
        for pk, (old, new) in _of("phase", turns).items()
        if old and (new is None or "position" in new)  # one that goes holds its place till then
    ]
    PlanPhase.objects.filter(pk__in=moved).update(position=F("position") + ASIDE)
    _bring("phase", turns, plan=plan)
    _change("phase", turns)
    _lay_leaflets(turns)
    _bring("item", turns, **signed)
    _change("item", turns, **signed)
    _change("plan", turns)
    for kind, model in (("item", PlanItem), ("phase", PlanPhase)):
        gone = [pk for pk, (_, new) in _of(kind, turns).items() if new is None]
        model.objects.filter(pk__in=gone).delete()


def _of(kind: str, turns: Turns) -> dict[int, Turn]:
    named = {tuple(row.split()): turn for row, turn in turns.items()}
    return {int(pk): turn for (name, pk), turn in named.items() if name == kind}


def _bring(kind: str, turns: Turns, **others: Any) -> None:
    model, _ = COLUMNS[kind]
    rows = {pk: new for pk, (old, new) in _of(kind, turns).items() if old is None and new}
    made = [model(pk=pk, **_read(model, values), **others) for pk, values in rows.items()]
    model._default_manager.bulk_create(made)


def _change(kind: str, turns: Turns, **others: Any) -> None:
    """Their versions rise too, so that a form that stands open is told."""
    model, _ = COLUMNS[kind]
    wanted = {pk: new for pk, (old, new) in _of(kind, turns).items() if old and new}
    rows: dict[int, Any] = model._default_manager.in_bulk(list(wanted))
    columns = {name for values in wanted.values() for name in values} | others.keys()
    columns.discard(LEAFLETS)
    for pk, row in rows.items():
        for name, value in (_read(model, wanted[pk]) | others).items():
            setattr(row, name, value)
        if kind != "phase":
            row.version += 1
            columns.add("version")
    if rows and columns:
        fields = [model._meta.get_field(name).name for name in sorted(columns)]
        model._default_manager.bulk_update(rows.values(), fields)


def _lay_leaflets(turns: Turns) -> None:
    """Put each phase's leaflets as they were; none that has left the library since."""
    wanted = {
        pk: new[LEAFLETS] for pk, (_, new) in _of("phase", turns).items() if new and LEAFLETS in new
    }
    rides = PlanPhase.advice.through
    rides.objects.filter(planphase__in=wanted).delete()
    ids = {advice_id for found in wanted.values() for advice_id in found}
    known = set(Advice.objects.filter(pk__in=ids).values_list("pk", flat=True))
    rides.objects.bulk_create(
        rides(planphase_id=pk, advice_id=advice_id)
        for pk, found in wanted.items()
        for advice_id in found
        if advice_id in known
    )


def _read(model: type[Model], values: Values) -> Values:
    """Values as JSON has them, as the columns have them."""
    fields: Any = model._meta
    return {
        name: fields.get_field(name).to_python(value)
        for name, value in values.items()
        if name != LEAFLETS
    }
