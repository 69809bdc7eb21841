"""What stands between a plan and its issue. Only what is unsafe or meaningless stops it."""

from dataclasses import dataclass

from programs.models import Plan, PlanItem

# From how many exercises on a note is shown, and a clear one.
# Source: SOURCES.md#fewer-exercises
NOTE_FROM = 6
CLEAR_NOTE_FROM = 9


@dataclass(frozen=True)
class Check:
    """One thing to look at before issuing, and where on the page it is."""

    text: str
    anchor: str
    stops: bool


def checks_of(plan: Plan) -> list[Check]:
    """All that a therapist should see before issuing, what stops first.

    Give it a plan from ``for_page()``.
    """
    phase = next((p for p in plan.phases.all() if p.pk == plan.current_phase_id), None)
    items = list(phase.items.all()) if phase else []
    found = [check for item in items for check in _item_checks(item)]
    if plan.lacks_screen:
        found.insert(0, Check("Record the safety screen.", "plan-screen", True))
    if not items:
        found.append(Check("Add at least one exercise to the current phase.", "search", True))
    if not plan.goal:
        found.append(Check("No goal in the patient's own words.", "id_goal", False))
    if plan.review_on is None:
        found.append(Check("No date for the next visit.", "id_review_on", False))
    elif plan.review_on < plan.starts_on:
        found.append(Check("The next visit is before the start.", "id_review_on", True))
    if len(items) >= NOTE_FROM:
        found.append(_many(len(items)))
    return sorted(found, key=lambda check: not check.stops)


def _many(count: int) -> Check:
    strength = "a lot" if count >= CLEAR_NOTE_FROM else "many"
    return Check(
        f"{count} exercises is {strength}: people keep up 2 to 4 best.", "plan-body", False
    )


def _item_checks(item: PlanItem) -> list[Check]:
    name, anchor = item.exercise.name, f"item-{item.pk}"
    found = []
    if item.lacks_side:
        found.append(Check(f"{name}: say which side.", anchor, True))
    if not item.dose.is_complete:
        found.append(Check(f"{name}: say how many times, or for how many minutes.", anchor, True))
    if item.exercise.thumbnail is None:
        found.append(Check(f"{name} has no picture: the sheet prints a box.", anchor, False))
    if not item.exercise.stop_if:
        found.append(Check(f"{name} has no rule for stopping.", anchor, False))
    return found
