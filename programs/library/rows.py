"""The rows beneath the builder's search box, in headed groups."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from clinic.models import Clinic, Member
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
class Group:
    """Some rows under a heading; the only group of a search has none."""

    title: str
    cards: tuple[Card, ...]
    note: str = ""  # how the exercise itself is made easier or harder


@dataclass(frozen=True)
class Rows:
    """What a search shows. ``near`` is the one that they are easier or harder than, if one is."""

    found: Found
    groups: tuple[Group, ...]
    in_plan: frozenset[int]  # ids of exercises
    with_near: frozenset[int]  # ids of those here that have easier or harder ones
    is_at_hand: bool = False  # nothing was asked for: what the member likes and uses
    near: Card | None = None

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for group in self.groups for card in group.cards)

    @cached_property
    def first(self) -> Card | None:
        """The one that Enter adds."""
        return next(iter(self.cards), None)

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
    found = find(search, clinic, favourites=liked, at_home=_at_home(search, plan))
    limit = min(max(limit, SEARCH_LIMIT), MOST_SHOWN)
    groups: tuple[Group, ...] = ()
    if not (found.search.typed or found.search.chosen("favourites")):
        groups = _at_hand(found, liked, lately_used_ids(member, but_for=plan))
    is_at_hand = bool(groups) and found.search.is_empty
    if not is_at_hand or limit > SEARCH_LIMIT:
        groups = (*groups, *_others(found, groups, limit))
    return _rows(found, groups, plan, is_at_hand=is_at_hand)


def near_rows(exercise_id: int, clinic: Clinic, plan: Plan | None) -> Rows | None:
    """What is easier than an exercise, and what is harder; None when the clinic has no such one.

    Also how it is made so itself, in its own words.
    """
    found = find(Search(), clinic)
    card = next(iter(found.cards((exercise_id,))), None)
    if card is None:
        return None
    texts = Exercise.objects.for_clinic(clinic).filter(pk=exercise_id)
    notes = texts.values_list("easier_text", "harder_text").first() or ("", "")
    titles = (f"Easier than {card.name}", f"Harder than {card.name}")
    near = zip(titles, found.near(exercise_id), notes, strict=True)
    groups = [Group(title, found.cards(ids), note) for title, ids, note in near]
    shown = tuple(group for group in groups if group.cards or group.note)
    return _rows(found, shown, plan, near=card)


def _rows(
    found: Found,
    groups: tuple[Group, ...],
    plan: Plan | None,
    *,
    is_at_hand: bool = False,
    near: Card | None = None,
) -> Rows:
    ids = (card.pk for group in groups for card in group.cards)
    with_near = frozenset(pk for pk in ids if any(found.near(pk)))
    return Rows(found, groups, _in_plan(plan), with_near, is_at_hand=is_at_hand, near=near)


def _at_hand(found: Found, liked: Iterable[int], used: Iterable[int]) -> tuple[Group, ...]:
    """The favourites that fit, and what else was used lately; no group without a row."""
    favourites = found.fitting(liked)[:AT_HAND]
    lately = [pk for pk in found.fitting(used) if pk not in favourites][:AT_HAND]
    groups = (_group(found, "Favourites", favourites), _group(found, "Used lately", lately))
    return tuple(group for group in groups if group.cards)


def _others(found: Found, groups: Collection[Group], limit: int) -> Iterator[Group]:
    """The best of those that are in no group yet, until there are as many as may be shown."""
    taken = {card.pk for group in groups for card in group.cards}
    ids = [pk for pk in found.ids(0, limit) if pk not in taken][: limit - len(taken)]
    if ids:
        yield _group(found, "Others" if taken else "", ids)


def _group(found: Found, title: str, ids: Iterable[int]) -> Group:
    return Group(title, found.cards(ids))


def _at_home(search: Search, plan: Plan | None) -> Collection[str] | None:
    """What the patient can use, by its codes; None when nobody asks for it, or it is not known."""
    if plan is None or not search.chosen("home"):
        return None
    noted = list(plan.patient.equipment.values_list("code", flat=True))
    return usable_at_home(noted) if noted else None


def _in_plan(plan: Plan | None) -> frozenset[int]:
    if plan is None:
        return frozenset()
    items = PlanItem.objects.current().filter(phase__plan=plan)
    return frozenset(items.values_list("exercise", flat=True))
