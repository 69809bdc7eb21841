"""What the library's pages show, fetched in a fixed number of statements."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery

from clinic.models import Clinic
from programs.library.search import Search, best_first, matching
from programs.models import (
    Exercise,
    Picture,
    Plan,
    PlanItem,
    Protocol,
    ProtocolItem,
    ProtocolPhase,
)

PAGE_SIZE = 36
SEARCH_LIMIT = 12
# All that a card or a row shows: the long texts stay in the database.
CARD_COLUMNS = ("code", "name", "type", "side", "sign_off", "clinic", "needs_floor", "status")


@dataclass(frozen=True)
class Page:
    """One page of a long list whose length is known already."""

    exercises: tuple[Exercise, ...]
    number: int
    count: int  # pages in all

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def page_of(ids: Sequence[int], clinic: Clinic, *, asked: str) -> Page:
    """The page asked for; the first when that is no number, the last when there are not so many."""
    count = max(1, -(-len(ids) // PAGE_SIZE))
    number = int(asked[:6]) if asked[:6].isdecimal() else 1
    number = min(max(number, 1), count)
    shown = ids[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    exercises = Exercise.objects.for_clinic(clinic).only(*CARD_COLUMNS).for_cards().in_bulk(shown)
    return Page(tuple(exercises[pk] for pk in shown if pk in exercises), number, count)


def rows_for_plan(search: Search, clinic: Clinic, plan: Plan | None) -> tuple[Exercise, ...]:
    """The best few for the builder, and one more if there is one, to know that there are more."""
    pictures = Picture.objects.filter(exercise=OuterRef("pk"), is_left=False)
    # "end" sorts before "start": the end position where there is one
    thumbnail = Subquery(pictures.order_by("frame").values("drawing")[:1])
    in_plan = PlanItem.objects.current().filter(phase__plan=plan, exercise=OuterRef("pk"))
    found = best_first(matching(search, clinic), search).only(*CARD_COLUMNS)
    found = found.annotate(thumbnail_sha256=thumbnail, is_in_plan=Exists(in_plan))
    return tuple(found.prefetch_related("regions", "equipment")[: SEARCH_LIMIT + 1])


def exercise_for_page(clinic: Clinic) -> Any:
    """Exercises with all that their page shows; neighbours only of this clinic's library."""
    near = Exercise.objects.for_clinic(clinic).current().only(*CARD_COLUMNS)
    near = near.prefetch_related("pictures").order_by("difficulty", "name")
    words = ("regions", "equipment", "muscles", "goals", "precautions", "pictures")
    return Exercise.objects.for_clinic(clinic).prefetch_related(
        *words, Prefetch("easier", near), Prefetch("harder", near)
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
    exercises = Exercise.objects.only(*CARD_COLUMNS).prefetch_related("pictures")
    items = ProtocolItem.objects.prefetch_related(Prefetch("exercise", exercises))
    phases = ProtocolPhase.objects.prefetch_related(Prefetch("items", items))
    return Protocol.objects.for_clinic(clinic).prefetch_related(Prefetch("phases", phases))


def others_named_in_note(protocol: Protocol, clinic: Clinic) -> Any:
    """Exercises whose codes stand in the note but which are in no phase: nobody knows all codes."""
    codes = set(re.findall(r"\b\w*\d\w*\b", protocol.therapist_note))
    in_phases = ProtocolItem.objects.filter(phase__protocol=protocol).values("exercise_id")
    named = Exercise.objects.for_clinic(clinic).current().filter(code__in=codes)
    return named.exclude(pk__in=in_phases).only("code", "name").order_by("code")
