"""A search answered: which exercises, best first, and what each tick would leave."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain, islice
from operator import and_

from clinic.models import Clinic
from programs.library import kept
from programs.library.engine import Answer, Shelf, answer, best_first
from programs.library.index import Fact, Index
from programs.library.kept import ALONE, NOTHING, Card, Library, Near
from programs.library.labels import Labels
from programs.library.search import Search
from programs.library.words import plain

# In the order in which they stand beside the list.
GROUPS = {
    "favourites": "Yours",
    "home": "At home",
    "ours": "Ours",
    "region": "Region",
    "position": "Position",
    "floor": "Floor",
    "equipment": "Equipment",
    "goal": "Goal",
    "type": "Type",
    "level": "Level",
    "muscle": "Muscle",
    "retired": "Retired",
}
FAVOURITES: Fact = ("favourites", "yes")
OURS: Fact = ("ours", "yes")
HOME: Fact = ("home", "yes")  # of one patient, so it is ticked in the builder only
# Offered one by one, each a group of its own so that they combine.
SINGLE: dict[Fact, str] = {
    FAVOURITES: "Favourites",
    OURS: "Our own",
    ("floor", "no"): "No floor needed",
    ("retired", "yes"): "Retired too",
}
LEVELS: dict[Fact, str] = {
    ("level", "1"): "Level 1, easiest",
    ("level", "2"): "Level 2",
    ("level", "3"): "Level 3",
    ("level", "4"): "Level 4",
    ("level", "5"): "Level 5, hardest",
}
# As many of a long group are shown; the rest is behind "more", those ticked apart.
SHOWN = {"equipment": 8, "muscle": 0}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool
    url_without: str  # the same search without this tick


@dataclass(frozen=True)
class Group:
    name: str
    label: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()


# One number for each shelf: the clinic's own exercises, then the starters.
Masks = tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """A search answered. The groups of ticks are counted only when they are asked for."""

    search: Search
    labels: Labels
    libraries: tuple[Library, ...]
    shelves: tuple[Shelf, ...]
    answer: Answer
    favourites: Masks
    at_home: Masks  # what needs nothing that the patient has not got
    base: Masks  # what is shown before anything is ticked: not the retired, unless asked for

    @property
    def total(self) -> int:
        return _size(self._fitting)

    @property
    def total_unticked(self) -> int:
        """How many would fit if nothing were ticked."""
        return _size(_all_of(self.answer.masks, self.base))

    def fitting(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Those of the ids that fit, in their order, each once."""
        ids = tuple(dict.fromkeys(ids))
        fits = set()
        for shelf, mask in zip(self.shelves, self._fitting, strict=True):
            fits |= {pk for _, pk in shelf.index.listed(shelf.index.among(ids) & mask)}
        return tuple(pk for pk in ids if pk in fits)

    def ids(self, start: int, end: int) -> tuple[int, ...]:
        """From the best one on: the ids of the exercises from one place to another."""
        return tuple(islice(best_first(self.shelves, self.answer, self._fitting), start, end))

    def near(self, pk: int) -> Near:
        """The ids of what is easier than an exercise, and harder, each by name. No retired one."""
        pairs = [library.near.get(pk, ALONE) for library in self.libraries]
        easier, harder = (self.cards(chain(*ids)) for ids in zip(*pairs, strict=True))
        return Near(_current_by_name(easier), _current_by_name(harder))

    def cards(self, ids: Iterable[int]) -> tuple[Card, ...]:
        """In the order of the ids. What is not in these libraries is left out."""
        found = (library.cards.get(pk) for pk in ids for library in self.libraries)
        return tuple(card for card in found if card)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """What each tick would leave if its group had no other.

        A choice that would leave nothing is not offered, unless it is ticked already.
        """
        groups = (self._group(name, label) for name, label in GROUPS.items())
        return tuple(group for group in groups if group.choices or group.more)

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(
            choice
            for group in self.groups
            for choice in (*group.choices, *group.more)
            if choice.is_chosen
        )

    @cached_property
    def _fitting(self) -> Masks:
        return _all_of(self.answer.masks, self.base, *self._ticked.values())

    @cached_property
    def _ticked(self) -> dict[str, Masks]:
        """For each group with a tick, the rows that have any of what is ticked."""
        return {
            group: self._having({(group, value) for value in self.search.chosen(group)})
            for group in GROUPS
            if self.search.chosen(group) and group != "retired"
        }

    def _having(self, facts: set[Fact]) -> Masks:
        if facts == {FAVOURITES}:
            return self.favourites
        if facts == {HOME}:
            return self.at_home
        if facts == {OURS}:
            return tuple(shelf.visible * (not number) for number, shelf in enumerate(self.shelves))
        return tuple(shelf.index.having(facts) for shelf in self.shelves)

    def _group(self, name: str, label: str) -> Group:
        others = [masks for group, masks in self._ticked.items() if group != name]
        left = _all_of(self.answer.masks, self._base_for(name), *others)
        choices = [self._choice(fact, left) for fact in self._offers(name)]
        choices = [choice for choice in choices if choice.count or choice.is_chosen]
        shown = SHOWN.get(name, len(choices))
        first = [
            choice for number, choice in enumerate(choices) if number < shown or choice.is_chosen
        ]
        more = tuple(choice for choice in choices if choice not in first)
        return Group(name, label, tuple(first), more)

    def _base_for(self, group: str) -> Masks:
        if group != "retired":
            return self.base
        return tuple(shelf.visible & ~shelf.index.current for shelf in self.shelves)

    def _offers(self, group: str) -> list[Fact]:
        """The choices of a group in their order: in a long one, those first that are had most."""
        offers = [fact for fact in self._labelled if fact[0] == group]
        if group in SHOWN:
            offers.sort(key=lambda fact: -_size(_all_of(self.base, self._having({fact}))))
        return offers

    @property
    def _labelled(self) -> dict[Fact, str]:
        return {**self.labels.names, **LEVELS, **SINGLE}

    def _choice(self, fact: Fact, left: Masks) -> Choice:
        group, value = fact
        count = _size(left if group == "retired" else _all_of(left, self._having({fact})))
        is_chosen = value in self.search.chosen(group)
        without = self.search.query(without=fact) if is_chosen else ""
        return Choice(value, self._labelled[fact], count, is_chosen, without)


def find(
    search: Search,
    clinic: Clinic,
    *,
    favourites: Collection[int] = (),
    at_home: Collection[str] | None = None,
) -> Found:
    """Everything that fits, in two statements.

    ``favourites`` are the member's, by their ids; ``at_home`` the codes of what one patient has, if
    that is known.
    """
    labels = kept.labels()
    search = search.among(labels.names if at_home is None else {*labels.names, HOME})
    libraries = kept.libraries(clinic, labels)
    own, starters = (library.index for library in libraries)
    shelves = (Shelf(own, own.everything), Shelf(starters, starters.current))
    with_retired = bool(search.chosen("retired"))
    return Found(
        search=search,
        labels=labels,
        libraries=libraries,
        shelves=shelves,
        answer=_answer(search, shelves, labels),
        favourites=(own.among(favourites), starters.among(favourites)),
        at_home=tuple(_needing_only(index, labels, at_home or ()) for index in (own, starters)),
        base=(own.everything if with_retired else own.current, starters.current),
    )


def _answer(search: Search, shelves: tuple[Shelf, ...], labels: Labels) -> Answer:
    if search.is_all_signs:
        return Answer(tuple((0,) for _ in shelves))
    return answer(shelves, labels, search.words, is_exact=search.is_exact)


def _current_by_name(cards: Iterable[Card]) -> list[int]:
    current = sorted((plain(card.name), card.pk) for card in cards if card.is_current)
    return [pk for _, pk in current]


def _needing_only(index: Index, labels: Labels, kit: Collection[str]) -> int:
    """The rows that need nothing else than this, as the builder's hints read it."""
    others = {fact for fact in labels.names if fact[0] == "equipment" and fact[1] not in kit}
    return index.everything & ~index.having(others - {NOTHING})


def _all_of(*masks: Masks) -> Masks:
    return tuple(reduce(and_, numbers) for numbers in zip(*masks, strict=True))


def _size(masks: Masks) -> int:
    return sum(mask.bit_count() for mask in masks)
