"""Advice leaflets that ride along in a phase of a plan."""

from typing import Any

from django.db.models import Case, F, Q, When

from clinic.models import Clinic, Member
from programs.models import Advice, PlanPhase
from programs.plans.changing import changing
from programs.plans.errors import PlanError

MOST_IN_A_PHASE = 6  # more are not read. House rule
MOST_SHOWN = 20
MOST_WORDS = 6


def leaflets_to_choose(phase: PlanPhase, clinic: Clinic, typed: str = "") -> Any:
    """Leaflets that the phase has not, in each of which all the words that were typed stand.

    Those with the words in their name come first; the clinic's own stands before the starter that
    it was made from. One statement.
    """
    found = Advice.objects.for_clinic(clinic).current().exclude(pk__in=phase.advice.all())
    named = Q()
    for word in typed.split()[:MOST_WORDS]:
        named &= Q(name__icontains=word)
        found = found.filter(
            Q(name__icontains=word) | Q(main_message__icontains=word) | Q(body__icontains=word)
        )
    by_name = [Case(When(named, then=0), default=1)] if named else []
    return found.order_by(*by_name, "name", F("clinic").asc(nulls_last=True), "pk")[:MOST_SHOWN]


def add_leaflet(phase: PlanPhase, leaflet: Advice, *, by: Member) -> None:
    """Put a leaflet into a phase; one that is there already stays there once.

    Errors: PlanError when the plan has ended, or the phase has its most leaflets.
    """
    with changing(phase.plan, f"Leaflet “{leaflet}” added", by=by):
        others = phase.advice.exclude(pk=leaflet.pk).count()
        if others >= MOST_IN_A_PHASE:
            raise PlanError(f"A phase has at most {MOST_IN_A_PHASE} leaflets. Take one out first.")
        phase.advice.add(leaflet)


def remove_leaflet(phase: PlanPhase, leaflet: Advice, *, by: Member) -> None:
    """Take a leaflet out of a phase. Errors: PlanError when the plan has ended."""
    with changing(phase.plan, f"Leaflet “{leaflet}” taken out", by=by):
        phase.advice.remove(leaflet)
