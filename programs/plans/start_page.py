"""What a plan can start from, fetched in a fixed number of statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Prefetch

from clinic.models import Clinic
from patients.models import Patient
from programs.library import protocol_pages as pages
from programs.library.advice_pages import OURS_FIRST
from programs.models import Exercise, Plan, PlanItem, PlanPhase, Protocol

MOST_EARLIER = 10
MOST_OF_OTHERS = 20
LEAST_LETTERS = 2
NAMES_SHOWN = 4


@dataclass(frozen=True)
class PlanRow:
    """A plan to start from, with what is in it."""

    plan: Plan
    phase_count: int
    exercise_count: int
    names: list[str]  # the first few
    retired: list[str]  # what would stay behind

    @property
    def more_count(self) -> int:
        return self.exercise_count - len(self.names)


@dataclass(frozen=True)
class ProtocolsFound:
    search: pages.ProtocolSearch
    regions: list[pages.RegionChoice]
    page: Page[Protocol]


def protocols_found(asked: Mapping[str, str], clinic: Clinic) -> ProtocolsFound:
    """The first page of the protocols that fit, the clinic's own before the starter library's."""
    search = pages.ProtocolSearch.from_query(asked)
    found = pages.protocols_found(search, clinic).order_by(OURS_FIRST, "name", "pk")
    return ProtocolsFound(
        search=search,
        regions=pages.region_choices(search, clinic),
        page=pages.page_of(found, asked="1"),
    )


def earlier_plans(patient: Patient) -> list[PlanRow]:
    """The patient's own plans, newest first."""
    return _rows(patient.plans.all()[:MOST_EARLIER])


def plans_of_others(patient: Patient, words: str) -> tuple[list[PlanRow], bool]:
    """Plans of the clinic's other patients whom the words find, and whether there are more."""
    if len(words) < LEAST_LETTERS:
        return [], False
    others = Patient.objects.for_clinic(patient.clinic).current().search(words)
    plans = Plan.objects.filter(patient__in=others.exclude(pk=patient.pk))
    has_items = Exists(PlanItem.objects.current().filter(phase__plan=OuterRef("pk")))
    rows = _rows(plans.filter(has_items)[: MOST_OF_OTHERS + 1])
    return rows[:MOST_OF_OTHERS], len(rows) > MOST_OF_OTHERS


def _rows(plans: Any) -> list[PlanRow]:
    exercises = Exercise.objects.only("name", "status")
    items = PlanItem.objects.current().prefetch_related(Prefetch("exercise", exercises))
    phases = PlanPhase.objects.prefetch_related(Prefetch("items", items))
    plans = plans.select_related("patient", "therapist")
    plans = plans.prefetch_related(Prefetch("phases", phases))
    return [_row(plan) for plan in plans]


def _row(plan: Plan) -> PlanRow:
    exercises = [item.exercise for phase in plan.phases.all() for item in phase.items.all()]
    names = list(dict.fromkeys(str(exercise) for exercise in exercises))
    retired = {str(row) for row in exercises if row.status != Exercise.Status.CURRENT}
    return PlanRow(
        plan=plan,
        phase_count=len(plan.phases.all()),
        exercise_count=len(names),
        names=names[:NAMES_SHOWN],
        retired=sorted(retired),
    )
