"""What the protocols' pages show, fetched in a fixed number of statements."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q

from clinic.models import Clinic
from programs.dosing import minutes_by_weekday
from programs.library.advice_pages import OURS_FIRST
from programs.library.cards import CARD_COLUMNS
from programs.models import Advice, Exercise, Protocol, ProtocolItem, ProtocolPhase
from programs.models.library import pictures

PAGE_SIZE = 30
MOST_WORDS, LONGEST_WORD = 8, 40  # what more is typed finds nothing more


@dataclass(frozen=True)
class ProtocolSearch:
    """What the list is asked for: words, all of which must be there, and a region's code."""

    words: tuple[str, ...] = ()
    region: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        words = query.get("q", "").replace("\x00", "").split()[:MOST_WORDS]
        region = query.get("region", "").replace("\x00", "")[:LONGEST_WORD]
        return cls(tuple(word[:LONGEST_WORD] for word in words), region)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.region)

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def query(self, region: str | None = None) -> str:
        """The part of the address behind the path; with another region, if one is given."""
        asked = {"q": self.text, "region": self.region if region is None else region}
        return "?" + urlencode({key: value for key, value in asked.items() if value})


@dataclass(frozen=True)
class RegionChoice:
    code: str
    name: str
    count: int
    is_chosen: bool
    query: str  # chooses it, or takes it away when it is chosen


def protocols_found(search: ProtocolSearch, clinic: Clinic) -> Any:
    """Protocols in use that have all the words and the region, by name, ours before a starter."""
    found = _with_the_words(search, clinic)
    if search.region:
        found = found.filter(pk__in=_in_region(Q(region__code=search.region)))
    return found.order_by("name", OURS_FIRST, "pk")


def page_of(found: Any, *, asked: str) -> Page[Protocol]:
    """The page asked for, or the nearest there is, each protocol with its size.

    The sizes are counted for the rows that are shown, and not for all that were found.
    """
    page = Paginator(found.values_list("pk", flat=True), PAGE_SIZE).get_page(asked[:6])
    chosen = Q(phases__items__is_option=False)
    rows = Protocol.objects.annotate(
        phase_count=Count("phases", distinct=True),
        exercise_count=Count("phases__items__exercise", filter=chosen, distinct=True),
    )
    shown = rows.prefetch_related("regions").in_bulk(list(page.object_list))
    page.object_list = [shown[pk] for pk in page.object_list if pk in shown]
    return page


def region_choices(search: ProtocolSearch, clinic: Clinic) -> list[RegionChoice]:
    """The regions that the words leave, each with its number of protocols. One statement."""
    rows = (
        _with_the_words(search, clinic)
        .filter(regions__isnull=False)
        .order_by("regions__name")
        .values_list("regions__code", "regions__name")
        .annotate(count=Count("pk", distinct=True))
    )
    return [
        RegionChoice(
            code=code,
            name=name,
            count=count,
            is_chosen=code == search.region,
            query=search.query(region="" if code == search.region else code),
        )
        for code, name, count in rows
    ]


def retired_protocols(clinic: Clinic) -> Any:
    """The clinic's own that it took out of use, and may bring back."""
    return Protocol.objects.owned_by(clinic).filter(status=Protocol.Status.RETIRED)


def _with_the_words(search: ProtocolSearch, clinic: Clinic) -> Any:
    found = Protocol.objects.for_clinic(clinic).current()
    for word in search.words:
        says = Q(name__icontains=word) | Q(code__icontains=word) | Q(summary__icontains=word)
        found = found.filter(says | Q(pk__in=_in_region(Q(region__name__icontains=word))))
    return found


def _in_region(which: Q) -> Any:
    return Protocol.regions.through.objects.filter(which).values("protocol")


def protocol_for_page(clinic: Clinic) -> Any:
    """Protocols with all that their page shows; leaflets only of this clinic's library."""
    exercises = Exercise.objects.only(*CARD_COLUMNS).prefetch_related(pictures())
    items = ProtocolItem.objects.prefetch_related(Prefetch("exercise", exercises))
    advice = Advice.objects.for_clinic(clinic).current().only("name", "code")
    phases = ProtocolPhase.objects.prefetch_related(
        Prefetch("items", items), Prefetch("advice", advice)
    )
    protocols = Protocol.objects.for_clinic(clinic).select_related("signed_by")
    return protocols.prefetch_related(Prefetch("phases", phases), "regions")


@dataclass(frozen=True)
class PhaseOnPage:
    """A phase with what is done in it and what is kept ready.

    Units: whole minutes on the fullest day of the week. What is done on one side may be done on
    one or on both, so there are two numbers.
    """

    phase: ProtocolPhase
    items: tuple[ProtocolItem, ...]
    options: tuple[ProtocolItem, ...]
    minutes_one_side: int
    minutes_both_sides: int


def phases_on_page(protocol: Protocol) -> list[PhaseOnPage]:
    """Give it a protocol from ``protocol_for_page()``."""
    return [_on_page(phase) for phase in protocol.phases.all()]


def _on_page(phase: ProtocolPhase) -> PhaseOnPage:
    rows = phase.items.all()
    items = tuple(item for item in rows if not item.is_option)
    return PhaseOnPage(
        phase=phase,
        items=items,
        options=tuple(item for item in rows if item.is_option),
        minutes_one_side=max(minutes_by_weekday(_doses(items, both_sides=False))),
        minutes_both_sides=max(minutes_by_weekday(_doses(items, both_sides=True))),
    )


def _doses(items: tuple[ProtocolItem, ...], *, both_sides: bool) -> Iterator[Any]:
    for item in items:
        side = item.exercise.side
        yield item.dose, "" if side == Exercise.Side.EACH and not both_sides else side


def others_named(protocol: Protocol, clinic: Clinic) -> Any:
    """Exercises whose codes stand in a note but which are in no phase: nobody knows all codes."""
    phases = protocol.phases.all()
    notes = [protocol.therapist_note, *(phase.therapist_note for phase in phases)]
    notes += [item.note for phase in phases for item in phase.items.all()]
    codes = set(re.findall(r"\b\w*\d\w*\b", " ".join(notes)))
    codes -= {item.exercise.code for phase in phases for item in phase.items.all()}
    named = Exercise.objects.for_clinic(clinic).current().filter(code__in=codes)
    return named.only("code", "name").order_by("code")
