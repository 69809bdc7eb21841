"""What the library's list shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clinic.models import Member
from programs.library.favourites import most_used_ids
from programs.library.finding import Found
from programs.library.kept import Card

PAGE_SIZE = 24
# In the rows at the top of the library.
AT_HAND = 12
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


def _at_hand(found: Found, ids: Iterable[int]) -> tuple[Card, ...]:
    """The first few that are not retired, each once."""
    cards = found.cards(dict.fromkeys(ids))
    return tuple(card for card in cards if card.is_current)[:AT_HAND]
