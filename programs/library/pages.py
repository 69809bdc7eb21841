"""What the library's pages show, fetched in a fixed number of statements."""

import re
from typing import Any

from django.db.models import Count, Prefetch

from clinic.models import Clinic
from programs.library.cards import CARD_COLUMNS
from programs.models import (
    Exercise,
    Plan,
    PlanItem,
    Protocol,
    ProtocolItem,
    ProtocolPhase,
)
from programs.models.library import pictures


def exercise_for_page(clinic: Clinic) -> Any:
    """Exercises with all that their page shows; neighbours only of this clinic's library."""
    near = Exercise.objects.for_clinic(clinic).current().only(*CARD_COLUMNS)
    near = near.prefetch_related(pictures()).order_by("difficulty", "name")
    words = ("regions", "equipment", "muscles", "goals", "precautions", pictures())
    return (
        Exercise.objects.for_clinic(clinic)
        .select_related("video")
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


def protocols_for_list(clinic: Clinic) -> Any:
    return (
        Protocol.objects.for_clinic(clinic)
        .current()
        .annotate(
            phase_count=Count("phases", distinct=True),
            exercise_count=Count("phases__items__exercise", distinct=True),
        )
        .order_by("name")  # counting drops the model's own order
    )


def protocol_for_page(clinic: Clinic) -> Any:
    exercises = Exercise.objects.only(*CARD_COLUMNS).prefetch_related(pictures())
    items = ProtocolItem.objects.prefetch_related(Prefetch("exercise", exercises))
    phases = ProtocolPhase.objects.prefetch_related(Prefetch("items", items))
    return Protocol.objects.for_clinic(clinic).prefetch_related(Prefetch("phases", phases))


def others_named_in_note(protocol: Protocol, clinic: Clinic) -> Any:
    """Exercises whose codes stand in the note but which are in no phase: nobody knows all codes."""
    codes = set(re.findall(r"\b\w*\d\w*\b", protocol.therapist_note))
    in_phases = ProtocolItem.objects.filter(phase__protocol=protocol).values("exercise_id")
    named = Exercise.objects.for_clinic(clinic).current().filter(code__in=codes)
    return named.exclude(pk__in=in_phases).only("code", "name").order_by("code")
