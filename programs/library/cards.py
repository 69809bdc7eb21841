"""What the library's list and the builder's search show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clinic.models import Clinic, Member
from programs.library.favourites import favourite_ids, most_used_ids
from programs.library.finding import Found, find
from programs.library.kept import Card
from programs.library.search import Search
from programs.models import Plan, PlanItem

PAGE_SIZE = 24
# In the rows at the top of the library, and beneath the builder's empty search box.
AT_HAND = 12
SEARCH_LIMIT = 12
# All that a near neighbour or a protocol's row shows: the long texts stay in the database.
CARD_COLUMNS = ("code", "name", "type", "side", "sign_off", "clinic", "needs_floor", "status")


@dataclass(frozen=True)
class Page:
    """One page of a long list, and above its first page what the member has at hand."""

    cards: tuple[Card, ...]
    number: int
    count: int  # pages in all
    favourites: tuple[Card, ...] = ()
    most_used: tuple[Card, ...] = ()

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def page_of(found: Found, member: Member, *, asked: str, favourites: Sequence[int]) -> Page:
    """The page asked for; the first when that is no number, the last when there are not so many."""
    count = max(1, -(-found.total // PAGE_SIZE))
    number = int(asked[:6]) if asked[:6].isdecimal() else 1
    number = min(max(number, 1), count)
    cards = found.cards(found.ids((number - 1) * PAGE_SIZE, number * PAGE_SIZE))
    if not found.search.is_empty or number > 1 or not member.is_clinical:
        return Page(cards, number, count)
    return Page(
        cards,
        number,
        count,
        favourites=_at_hand(found, favourites),
        most_used=_at_hand(found, most_used_ids(member)),
    )


@dataclass(frozen=True)
class Rows:
    """The rows beneath the builder's search box."""

    found: Found
    cards: tuple[Card, ...]
    in_plan: frozenset[int]  # ids of exercises
    is_at_hand: bool  # nothing was typed: what the member likes and uses

    @property
    def has_more(self) -> bool:
        return self.found.total > len(self.cards)


def rows_for_plan(search: Search, member: Member, clinic: Clinic, plan: Plan | None) -> Rows:
    """The best few for the builder; while nothing is typed, what the member has at hand."""
    found = find(search, clinic)
    liked_and_used: tuple[int, ...] = ()
    if search.is_empty:
        liked_and_used = (*favourite_ids(member), *most_used_ids(member))
    at_hand = _at_hand(found, liked_and_used)
    cards = at_hand or found.cards(found.ids(0, SEARCH_LIMIT))
    return Rows(found, cards, _in_plan(plan), is_at_hand=bool(at_hand))


def _at_hand(found: Found, ids: Iterable[int]) -> tuple[Card, ...]:
    """The first few that are not retired, each once."""
    cards = found.cards(dict.fromkeys(ids))
    return tuple(card for card in cards if card.is_current)[:AT_HAND]


def _in_plan(plan: Plan | None) -> frozenset[int]:
    if plan is None:
        return frozenset()
    items = PlanItem.objects.current().filter(phase__plan=plan)
    return frozenset(items.values_list("exercise", flat=True))
