"""What stands between a plan and its issue. Only what is unsafe or meaningless stops it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from clinic.models import Clinic
from programs.models import Plan, PlanItem, PlanPhase
from programs.plans.amount import NOTE_FROM, amount_of

CLINIC_FIELDS = {"phone": "phone number", "emergency_text": "words for an emergency"}


@dataclass(frozen=True)
class Check:
    """One thing to look at before issuing, and where it is put right.

    ``field`` names what is missing where that is a single field, such as "side" or "phone".
    """

    text: str
    url: str
    stops: bool
    field: str = ""

    @property
    def is_for_owner(self) -> bool:
        """Whether only an owner can open the place."""
        return self.field in CLINIC_FIELDS


def checks_of(plan: Plan) -> list[Check]:
    """What can be seen from the plan's rows at each change of it, what stops first.

    Give it a plan from ``for_page()``. What takes longer is in ``to_look_at.py``.
    """
    phase = current_phase_of(plan)
    items = list(phase.items.all()) if phase else []
    found = [
        *_screen_checks(plan),
        *(check for item in items for check in _item_checks(item, plan)),
        *_plan_checks(plan, items),
        *_leaflet_checks(plan, phase),
        *_clinic_checks(plan.patient.clinic),
    ]
    return what_stops_first(found)


def current_phase_of(plan: Plan) -> PlanPhase | None:
    return next((one for one in plan.phases.all() if one.pk == plan.current_phase_id), None)


def what_stops_first(checks: list[Check]) -> list[Check]:
    return sorted(checks, key=lambda check: not check.stops)


def place_in(plan: Plan, anchor: str) -> str:
    return f"{plan.get_absolute_url()}#{anchor}"


def _screen_checks(plan: Plan) -> Iterator[Check]:
    if plan.lacks_screen:
        words = "Record the safety screen."
        yield Check(words, place_in(plan, "plan-screen"), True, "screen")


def _plan_checks(plan: Plan, items: list[PlanItem]) -> Iterator[Check]:
    if not items:
        words = "Add at least one exercise to the current phase."
        yield Check(words, place_in(plan, "search"), True)
    if not plan.goal:
        words = "No goal in the patient's own words."
        yield Check(words, place_in(plan, "id_goal"), False, "goal")
    if plan.review_on is None:
        words = "No date for the next visit."
        yield Check(words, place_in(plan, "id_review_on"), False, "review_on")
    elif plan.review_on < plan.starts_on:
        words = "The next visit is before the start."
        yield Check(words, place_in(plan, "id_review_on"), True, "review_on")
    amount = amount_of((item.dose, item.side) for item in items)
    if amount.count >= NOTE_FROM:
        words = f"{amount.words}. People do fewer of them better."
        yield Check(words, place_in(plan, "plan-body"), False)


def _item_checks(item: PlanItem, plan: Plan) -> Iterator[Check]:
    exercise, here = item.exercise, f"item-{item.pk}"
    if item.lacks_side:
        yield Check(f"{exercise}: say which side.", place_in(plan, here), True, "side")
    if not item.dose.is_complete:
        words = f"{exercise}: say how many times, or for how many minutes."
        yield Check(words, place_in(plan, here), True)
    if exercise.thumbnail is None:
        words = f"{exercise} has no picture: the sheet prints a box."
        yield Check(words, exercise.get_absolute_url(), False)
    if not exercise.stop_if:
        words = f"{exercise} has no rule for stopping."
        yield Check(words, exercise.get_absolute_url(), False)


def _leaflet_checks(plan: Plan, phase: PlanPhase | None) -> Iterator[Check]:
    for leaflet in phase.advice.all() if phase else ():
        if leaflet.status == leaflet.Status.RETIRED:
            words = f"The leaflet “{leaflet}” is retired, and still goes out with this plan."
            yield Check(words, place_in(plan, f"phase-{phase.pk}-leaflets"), False)  # type: ignore[union-attr]  # it has leaflets


def _clinic_checks(clinic: Clinic) -> Iterator[Check]:
    """A sheet tells people whom to call, so it needs somebody to call."""
    for field, name in CLINIC_FIELDS.items():
        if not getattr(clinic, field).strip():
            text = f"The sheet has no {name}. An owner puts it into the clinic's settings."
            yield Check(text, f"{reverse('clinic:clinic_edit')}#id_{field}", True, field)
