"""What the leaflets' pages show, fetched in a fixed number of statements."""

import re
from typing import Any

from django.db.models import Count, F, Q

from clinic.models import Clinic
from programs.models import Advice, Exercise, Protocol

# A copy goes by the name of what it was made from: it stands before it.
OURS_FIRST = F("clinic").asc(nulls_last=True)


def advice_for_list(clinic: Clinic) -> Any:
    """Leaflets that can be handed out, each with the number of protocols that it rides along in."""
    reachable = Q(phases__protocol__clinic=clinic) | Q(phases__protocol__clinic=None)
    used = reachable & Q(phases__protocol__status=Protocol.Status.CURRENT)
    return (
        Advice.objects.for_clinic(clinic)
        .current()
        .annotate(protocol_count=Count("phases__protocol", filter=used, distinct=True))
        .prefetch_related("regions")
        .order_by("name", OURS_FIRST, "pk")  # counting drops the model's own order
    )


def retired_advice(clinic: Clinic) -> Any:
    """The clinic's own leaflets that it took out of use, and may bring back."""
    return Advice.objects.owned_by(clinic).filter(status=Advice.Status.RETIRED)


def advice_for_page(clinic: Clinic) -> Any:
    return Advice.objects.for_clinic(clinic).select_related("signed_by").prefetch_related("regions")


def exercises_named(advice: Advice, clinic: Clinic) -> Any:
    """Exercises whose codes stand in the note for therapists: nobody knows all codes."""
    codes = set(re.findall(r"\b\w*\d\w*\b", advice.therapist_note))
    named = Exercise.objects.for_clinic(clinic).current().filter(code__in=codes)
    return named.only("code", "name").order_by("code")


def protocols_with_advice(advice: Advice, clinic: Clinic) -> Any:
    protocols = Protocol.objects.for_clinic(clinic).current()
    return protocols.filter(phases__advice=advice).distinct()
