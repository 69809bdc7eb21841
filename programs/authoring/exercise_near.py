"""Easier and harder exercises while they are chosen: what the search finds, and what was taken."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from clinic.models import Clinic
from programs.library import kept
from programs.library.finding import Found, find
from programs.library.kept import Card
from programs.library.rows import SEARCH_LIMIT
from programs.library.search import Search

# On one list. Nothing has so many neighbours.
MOST_NEAR = 20


class Chosen(NamedTuple):
    """A code in the field, and the exercise that has it, if one does."""

    code: str
    card: Card | None


class Offer(NamedTuple):
    """The best few that fit what was typed."""

    found: Found
    cards: tuple[Card, ...]
    total: int  # of all that fit

    @property
    def has_more(self) -> bool:
        return self.total > len(self.cards)


def offer_of(search: Search, clinic: Clinic, *, but: int) -> Offer:
    """``but`` is the exercise itself, which is neither easier nor harder than it is."""
    found = find(search, clinic)
    cards = found.cards(found.ids(0, SEARCH_LIMIT + 1))
    others = tuple(card for card in cards if card.pk != but)
    return Offer(found, others[:SEARCH_LIMIT], found.total - (len(cards) - len(others)))


def chosen_in(lists: Mapping[str, Sequence[str]], clinic: Clinic) -> dict[str, list[Chosen]]:
    """For each list of codes its exercises, in the order of the codes. At most two statements.

    What is not in this clinic's library has no card.
    """
    if not any(lists.values()):
        return {name: [] for name in lists}
    by_code = _by_code(kept.libraries(clinic, kept.labels()))
    return {
        name: [Chosen(code, by_code.get(code)) for code in codes[: MOST_NEAR + 1]]
        for name, codes in lists.items()
    }


def _by_code(libraries: Iterable[kept.Library]) -> dict[str, Card]:
    return {card.code.upper(): card for library in libraries for card in library.cards.values()}
