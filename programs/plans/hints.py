"""What the therapist should weigh for this patient, beside the item that it touches.

It is shown and never blocks. It holds what the exercise says of itself against what is noted of
the patient, word by word, and reasons about nothing.
"""

from dataclasses import dataclass

from django.urls import reverse

from programs.equipment import usable_at_home
from programs.models import Exercise, Plan, PlanItem

# What the equipment is called in the vocabulary.
NOTHING = "none"
BANDS = frozenset({"band", "loop_band", "rubber_band"})
NO_FLOOR, WEIGHT_LIMIT = "cannot_get_on_floor", "weight_bearing_limit"


@dataclass(frozen=True)
class Hint:
    """``note`` is what the exercise says about it, and ``url`` where it is said, or can be."""

    text: str
    note: str = ""
    url: str = ""


def hints_for(item: PlanItem, plan: Plan) -> list[Hint]:
    """Give it an item of a plan from ``for_page()``."""
    return [
        *_equipment_hints(item, plan),
        *_precaution_hints(item.exercise, plan),
        *_fact_hints(item.exercise, plan),
    ]


def _equipment_hints(item: PlanItem, plan: Plan) -> list[Hint]:
    """What is not at home; where nobody has asked yet, only what is needed."""
    noted = {kit.code for kit in plan.patient.equipment.all()}
    at_home = usable_at_home(noted)
    missing = [name for code, name in _needed(item).items() if code not in at_home]
    if not missing:
        return []
    if noted:
        listed = " or ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
        return [Hint(f"No {listed} at home")]
    whose = f"What {plan.patient.first_name} has at home is not noted."
    url = reverse("patients:patient_edit", args=[plan.patient_id])
    return [Hint(f"Needs: {', '.join(missing)}. {whose}", url=url)]


def _needed(item: PlanItem) -> dict[str, str]:
    """The names of the exercise's equipment by code, and the band of the dose."""
    kits = {kit.code: kit.name for kit in item.exercise.equipment.all() if kit.code != NOTHING}
    if item.band and not BANDS & kits.keys():
        kits["band"] = "Exercise band"
    return {code: name[:1].lower() + name[1:] for code, name in kits.items()}


def _precaution_hints(exercise: Exercise, plan: Plan) -> list[Hint]:
    flags = {flag.code for flag in plan.patient.precautions.all()}
    touched = [flag.name for flag in exercise.precautions.all() if flag.code in flags]
    if not touched:
        return []
    url = f"{exercise.get_absolute_url()}#precautions"
    return [Hint(f"{', '.join(touched)}: see precaution", exercise.precaution_note, url)]


def _fact_hints(exercise: Exercise, plan: Plan) -> list[Hint]:
    """Where it is done and what it takes, if the exercise names no precaution for that."""
    named = {flag.code for flag in exercise.precautions.all()}
    is_full = exercise.weight_bearing == Exercise.WeightBearing.FULL
    facts = {
        NO_FLOOR: "it is done on the floor" if exercise.needs_floor else "",
        WEIGHT_LIMIT: "it takes full weight" if is_full else "",
    }
    return [
        Hint(f"{flag.name}: {facts[flag.code]}")
        for flag in plan.patient.precautions.all()
        if flag.code not in named and facts.get(flag.code)
    ]
