"""What the therapist should weigh for this patient, beside the item that it touches.

It is shown and never blocks. It compares two lists of words, and reasons about nothing.
"""

from dataclasses import dataclass

from programs.models import Exercise, Plan, PlanItem

NOTHING = "none"  # the equipment's code for "needs nothing"


@dataclass(frozen=True)
class Hint:
    """``note`` is what the exercise says about it, and ``url`` where that stands in the library."""

    text: str
    note: str = ""
    url: str = ""


def hints_for(item: PlanItem, plan: Plan) -> list[Hint]:
    """Give it an item of a plan from ``for_page()``."""
    return [*_equipment_hints(item.exercise, plan), *_precaution_hints(item.exercise, plan)]


def _equipment_hints(exercise: Exercise, plan: Plan) -> list[Hint]:
    """What is not at home; where nobody has asked yet, only what is needed."""
    at_home = {kit.code for kit in plan.patient.equipment.all()}
    needed = [kit for kit in exercise.equipment.all() if kit.code != NOTHING]
    missing = [_in_a_sentence(kit.name) for kit in needed if kit.code not in at_home]
    if not missing:
        return []
    if not at_home:
        whose = f"What {plan.patient.first_name} has at home is not noted."
        return [Hint(f"Needs: {', '.join(missing)}. {whose}")]
    listed = " or ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
    return [Hint(f"No {listed} at home")]


def _precaution_hints(exercise: Exercise, plan: Plan) -> list[Hint]:
    flags = {flag.code for flag in plan.patient.precautions.all()}
    touched = [flag.name for flag in exercise.precautions.all() if flag.code in flags]
    if not touched:
        return []
    url = f"{exercise.get_absolute_url()}#precautions"
    return [Hint(f"{', '.join(touched)}: see precaution", exercise.precaution_note, url)]


def _in_a_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]
