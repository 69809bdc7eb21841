"""What the library's pages show, fetched in a fixed number of statements."""

from typing import Any

from django.db.models import Count, Prefetch

from clinic.models import Clinic
from programs.library.cards import CARD_COLUMNS
from programs.models import Exercise, Plan, PlanItem, Protocol
from programs.models.library import pictures


def exercise_for_page(clinic: Clinic) -> Any:
    """Exercises with all that their page shows; neighbours only of this clinic's library."""
    near = Exercise.objects.for_clinic(clinic).current().only(*CARD_COLUMNS)
    near = near.prefetch_related(pictures()).order_by("difficulty", "name")
    words = ("regions", "equipment", "muscles", "goals", "precautions", pictures())
    return (
        Exercise.objects.for_clinic(clinic)
        .select_related("video", "signed_by", "copied_from")
        .prefetch_related(*words, Prefetch("easier", near), Prefetch("harder", near))
    )


def protocols_with(exercise: Exercise, clinic: Clinic) -> Any:
    protocols = Protocol.objects.for_clinic(clinic).current()
    return protocols.filter(phases__items__exercise=exercise).distinct()


def active_plans_with(exercise: Exercise, clinic: Clinic) -> int:
    plans = Plan.objects.for_clinic(clinic).active()
    return plans.filter(
        phases__items__exercise=exercise, phases__items__status=PlanItem.Status.CURRENT
    ).aggregate(count=Count("pk", distinct=True))["count"]
