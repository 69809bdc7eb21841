"""One change of the dose, made to several items at once or to none."""

from collections.abc import Mapping

from django.db.models import F
from django.utils import timezone

from clinic.models import Member
from programs.models import Plan, PlanItem
from programs.plans.changing import changing
from programs.plans.errors import PlanConflictError, PlanError
from programs.shorthand import read_changes

LONGEST_TYPED = 100


def change_several(
    plan: Plan, typed: str, *, versions: Mapping[int, int], by: Member, taught: str = ""
) -> None:
    """Set what the shorthand names in each of these items, and how far the teaching went.

    The rest of their doses stays. ``versions`` says which items, and as which version each was
    seen. Two statements beside the step.
    Errors: ShorthandError, PlanError when nothing is typed or chosen or the plan has ended,
    PlanConflictError when one of them is no longer as it was seen. Then nothing is changed.
    """
    if len(typed) > LONGEST_TYPED:
        raise PlanError(f"Type at most {LONGEST_TYPED} letters and signs.")
    changes = read_changes(typed)
    if taught in PlanItem.Taught.values and taught:
        changes["taught"] = taught
    if not changes:
        raise PlanError("Type what to set, such as 2/d or r60, or choose how far the teaching is.")
    if not versions:
        raise PlanError("Tick the exercises to set it for.")
    with changing(plan, f"{said_of(typed, taught)} set for {len(versions)}", by=by):
        items = PlanItem.objects.current().filter(phase__plan=plan, pk__in=versions)
        if dict(items.values_list("pk", "version")) != dict(versions):
            raise PlanConflictError(
                "Somebody changed one of these meanwhile, so nothing was set."
                " Look at them, and set it again."
            )
        items.update(**changes, version=F("version") + 1, changed_by=by, changed_at=timezone.now())


def said_of(typed: str, taught: str) -> str:
    """What was set, in quotes: “2/d, Shown”."""
    labels = {str(value): str(label) for value, label in PlanItem.Taught.choices if value}
    parts = [typed.strip(), labels.get(taught, "")]
    return f"“{', '.join(part for part in parts if part)}”"
