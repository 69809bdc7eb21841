"""The rows beneath the builder's search box, in headed groups."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from clinic.models import Clinic, Member
from patients.models import Patient
from programs.equipment import usable_at_home
from programs.library.favourites import favourite_ids, lately_used_ids
from programs.library.finding import Found, find
from programs.library.kept import Card
from programs.library.search import Search
from programs.models import Exercise, Plan, PlanItem

# What is shown at once, and the most that "Show more" leads to.
SEARCH_LIMIT = 12
MOST_SHOWN = 120
# Of the favourites, and of what was used lately, while no word is typed.
AT_HAND = 6


@dataclass(frozen=True)
class Row:
    """An exercise beside the plan and the patient that it may be for."""

    card: Card
    is_in_plan: bool
    has_near: bool  # easier or harder ones
    missing: str  # what the patient has not got for it, where that is known: "mat or step"


@dataclass(frozen=True)
class Group:
    """Some rows under a heading; the only group of a search has none."""

    title: str
    rows: tuple[Row, ...]
    note: str = ""  # how the exercise itself is made easier or harder


@dataclass(frozen=True)
class Desk:
    """What rows are made of: the exercises found, the plan, and what the patient can use."""

    found: Found
    in_plan: frozenset[int]  # ids of exercises
    at_home: Collection[str] | None  # codes of equipment; None where it is not known

    def group(self, title: str, ids: Iterable[int], note: str = "") -> Group:
        rows = tuple(self._row(card) for card in self.found.cards(ids))
        return Group(title, rows, note)

    def _row(self, card: Card) -> Row:
        is_in_plan, has_near = card.pk in self.in_plan, any(self.found.near(card.pk))
        return Row(card, is_in_plan, has_near, self._missing(card))

    def _missing(self, card: Card) -> str:
        """As the plan's hints say it of an item."""
        if self.at_home is None:
            return ""
        names = self.found.labels.names
        kits = [names["equipment", code] for code in card.kit if code not in self.at_home]
        listed = [name[:1].lower() + name[1:] for name in kits]
        return " or ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))


@dataclass(frozen=True)
class Rows:
    """What a search shows. ``near`` is the one that they are easier or harder than, if one is."""

    found: Found
    groups: tuple[Group, ...]
    is_at_hand: bool = False  # nothing was asked for: what the member likes and uses
    near: Card | None = None

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(row.card for group in self.groups for row in group.rows)

    @cached_property
    def first(self) -> Row | None:
        """The one that Enter adds."""
        return next((row for group in self.groups for row in group.rows), None)

    @property
    def has_more(self) -> bool:
        return self.near is None and self.found.total > len(self.cards)

    @property
    def next_limit(self) -> int:
        """How many to ask for to see more; 0 when there is no more to be shown at once."""
        shown = len(self.cards)
        return shown + 2 * SEARCH_LIMIT if self.has_more and shown < MOST_SHOWN else 0


def rows_for_plan(
    search: Search, member: Member, clinic: Clinic, plan: Plan | None, *, limit: int = 0
) -> Rows:
    """The best few; without words those first that the member likes, and has used lately."""
    liked = favourite_ids(member) if search.chosen("favourites") or not search.typed else ()
    at_home = _at_home(plan)
    desk = Desk(find(search, clinic, favourites=liked, at_home=at_home), _in_plan(plan), at_home)
    limit = min(max(limit, SEARCH_LIMIT), MOST_SHOWN)
    search = desk.found.search
    groups: tuple[Group, ...] = ()
    if not (search.typed or search.chosen("favourites")):
        groups = _at_hand(desk, liked, lately_used_ids(member, but_for=plan))
    is_at_hand = bool(groups) and search.is_empty
    if not is_at_hand or limit > SEARCH_LIMIT:
        groups = (*groups, *_others(desk, groups, limit))
    return Rows(desk.found, groups, is_at_hand=is_at_hand)


def near_rows(exercise_id: int, clinic: Clinic, plan: Plan | None) -> Rows | None:
    """What is easier than an exercise, and what is harder; None when the clinic has no such one.

    Also how it is made so itself, in its own words.
    """
    desk = Desk(find(Search(), clinic), _in_plan(plan), _at_home(plan))
    found = desk.found
    card = next(iter(found.cards((exercise_id,))), None)
    if card is None:
        return None
    texts = Exercise.objects.for_clinic(clinic).filter(pk=exercise_id)
    notes = texts.values_list("easier_text", "harder_text").first() or ("", "")
    titles = (f"Easier than {card.name}", f"Harder than {card.name}")
    near = zip(titles, found.near(exercise_id), notes, strict=True)
    groups = (desk.group(title, ids, note) for title, ids, note in near)
    return Rows(found, tuple(one for one in groups if one.rows or one.note), near=card)


def _at_hand(desk: Desk, liked: Iterable[int], used: Iterable[int]) -> tuple[Group, ...]:
    """The favourites that fit, and what else was used lately; no group without a row."""
    favourites = desk.found.fitting(liked)[:AT_HAND]
    lately = [pk for pk in desk.found.fitting(used) if pk not in favourites][:AT_HAND]
    groups = (desk.group("Favourites", favourites), desk.group("Used lately", lately))
    return tuple(group for group in groups if group.rows)


def _others(desk: Desk, groups: Collection[Group], limit: int) -> Iterator[Group]:
    """The best of those that are in no group yet, until there are as many as may be shown."""
    taken = {row.card.pk for group in groups for row in group.rows}
    ids = [pk for pk in desk.found.ids(0, limit) if pk not in taken][: limit - len(taken)]
    if ids:
        yield desk.group("Others" if taken else "", ids)


def _at_home(plan: Plan | None) -> Collection[str] | None:
    """What the patient can use, by its codes; None when it is not known."""
    if plan is None:
        return None
    through = Patient.equipment.through.objects.filter(patient=plan.patient_id)
    noted = list(through.values_list("equipment__code", flat=True))
    return usable_at_home(noted) if noted else None


def _in_plan(plan: Plan | None) -> frozenset[int]:
    if plan is None:
        return frozenset()
    items = PlanItem.objects.current().filter(phase__plan=plan)
    return frozenset(items.values_list("exercise", flat=True))
