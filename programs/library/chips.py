"""The filters under the builder's search box: the few that matter with the patient in the room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max

from clinic.models import Member
from programs.library import kept
from programs.library.favourites import LAST_PLANS
from programs.library.finding import FAVOURITES, HOME
from programs.library.index import Fact
from programs.models import Exercise, Plan, PlanItem

LIKELY = 2  # regions that stand outside the fold


@dataclass(frozen=True)
class Chip:
    group: str
    value: str
    label: str


@dataclass(frozen=True)
class Choice:
    """One of several, or none of them: what would take too much room as chips."""

    group: str
    label: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Chips:
    likely: tuple[Chip, ...]
    single: tuple[Chip, ...]
    choices: tuple[Choice, ...]


def chips_for(plan: Plan, member: Member) -> Chips:
    """Three statements at most. Give it a plan from ``for_page()``."""
    names = kept.labels().names
    known = [code for group, code in names if group == "region"]
    likely = [code for code in _likely_regions(plan, member) if code in known]
    others = [code for code in known if code not in likely]
    regions = "Other region" if likely else "Region"
    single = {("floor", "no"): "No floor", HOME: "Has at home", FAVOURITES: "Favourites"}
    if not plan.patient.equipment.all():
        del single[HOME]  # nobody has asked yet
    return Chips(
        likely=_chips(names, (("region", code) for code in likely)),
        single=_chips(single, single),
        choices=(
            _choice("region", regions, others, names),
            _choice("type", "Kind", Exercise.Type.values, names),
            _choice("position", "Position", Exercise.Position.values, names),
        ),
    )


def _choice(group: str, label: str, values: Iterable[str], names: Mapping[Fact, str]) -> Choice:
    return Choice(group, label, _chips(names, ((group, value) for value in values)))


def _chips(names: Mapping[Fact, str], facts: Iterable[Fact]) -> tuple[Chip, ...]:
    return tuple(Chip(group, value, names[group, value]) for group, value in facts)


def _likely_regions(plan: Plan, member: Member) -> list[str]:
    """Of this patient's latest plan; while there is none, of what the therapist did lately."""
    of_patient = PlanItem.objects.filter(phase__plan__patient=plan.patient_id)
    codes = _regions(of_patient, "-latest", "-times")
    if not codes:
        latest = Plan.objects.filter(therapist=member).order_by("-created_at")
        items = PlanItem.objects.filter(phase__plan__in=latest.values("pk")[:LAST_PLANS])
        codes = _regions(items, "-times")
    return codes


def _regions(items: Any, *order: str) -> list[str]:
    counted = items.exclude(exercise__regions=None).order_by().values("exercise__regions__code")
    counted = counted.annotate(latest=Max("phase__plan__created_at"), times=Count("*"))
    counted = counted.order_by(*order, "exercise__regions__code")[:LIKELY]
    return list(counted.values_list("exercise__regions__code", flat=True))
