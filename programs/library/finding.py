"""Searching with counts: one statement asks for the words, the ticks are counted in memory.

A statement for each group would read the whole library each time; so the rows that have the words
are read once, best first, and everything else follows from them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import ExpressionWrapper, F, IntegerField

from clinic.models import Clinic
from patients.models import Equipment
from programs.library.search import Search, best_first, saying
from programs.models import Exercise, Region

# In the order in which they stand beside the list.
LABELS = {
    "region": "Region",
    "position": "Position",
    "floor": "Floor",
    "equipment": "Equipment",
    "type": "Type",
    "level": "Level",
}
LEVELS = {1: "Level 1, easiest", 2: "Level 2", 3: "Level 3", 4: "Level 4", 5: "Level 5, hardest"}


class Facts(NamedTuple):
    """What the ticks ask of one exercise. Terms by their ids; the level is the difficulty."""

    region: set[int]
    equipment: set[int]
    position: str
    type: str
    level: int
    floor: int  # 1 when it needs the floor

    def have(self, group: str, wanted: set[Any]) -> bool:
        value = getattr(self, group)
        return not wanted.isdisjoint(value) if isinstance(value, set) else value in wanted


# As the database has it: turning 5,000 of them into True and False takes as long as the search.
NEEDS_FLOOR = ExpressionWrapper(F("needs_floor"), output_field=IntegerField())


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


@dataclass(frozen=True)
class Found:
    """The ids that answer a search, best first, and the groups of ticks with their counts."""

    ids: tuple[int, ...]
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        return len(self.ids)

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(one for group in self.groups for one in group.choices if one.is_chosen)


class Offer(NamedTuple):
    """A choice there could be: its value in the address, in the facts, and its name."""

    value: str
    fact: Any
    label: str


def find(search: Search, clinic: Clinic) -> Found:
    """Everything that fits, and what each tick would leave if its group had no other.

    A choice that would leave nothing is not offered, unless it is ticked already. Three statements.
    """
    offers = _offers()
    wanted = _wanted(search, offers)
    fitting: dict[int, Facts] = {}
    near: dict[str, list[Facts]] = {group: [] for group in LABELS}  # fails in that group alone
    for pk, facts in _with_the_words(search, clinic).items():
        failed = [group for group, values in wanted.items() if not facts.have(group, values)]
        if not failed:
            fitting[pk] = facts
        elif len(failed) == 1:
            near[failed[0]].append(facts)
    groups = []
    for name, label in LABELS.items():
        counts = _counts(name, [*fitting.values(), *near[name]])
        groups.append(Group(name, label, tuple(_choices(name, offers[name], counts, search))))
    return Found(tuple(fitting), tuple(group for group in groups if group.choices))


def _offers() -> dict[str, list[Offer]]:
    return {
        "region": [Offer(code, pk, name) for pk, code, name in _terms(Region)],
        "equipment": [Offer(code, pk, name) for pk, code, name in _terms(Equipment)],
        "position": [Offer(value, value, str(name)) for value, name in Exercise.Position.choices],
        "type": [Offer(value, value, str(name)) for value, name in Exercise.Type.choices],
        "level": [Offer(str(level), level, name) for level, name in LEVELS.items()],
        "floor": [Offer("no", 0, "No floor needed")],
    }


def _terms(model: type[Region] | type[Equipment]) -> Any:
    return model.objects.values_list("pk", "code", "name")


def _wanted(search: Search, offers: Mapping[str, list[Offer]]) -> dict[str, set[Any]]:
    """The facts that are ticked, by group; groups without a tick are left out."""
    wanted = {
        group: {offer.fact for offer in offers[group] if offer.value in search.chosen(group)}
        for group in LABELS
    }
    return {group: facts for group, facts in wanted.items() if facts}


def _with_the_words(search: Search, clinic: Clinic) -> dict[int, Facts]:
    """The facts of every exercise that has the words, best first, by its id."""
    rows = best_first(saying(search, clinic), search).annotate(floor=NEEDS_FLOOR)
    found: dict[int, Facts] = {}
    # A row comes for each pair of a region and a thing that one exercise has.
    for pk, region, thing, *columns in rows.values_list(
        "pk", "regions", "equipment", "position", "type", "difficulty", "floor"
    ):
        if pk in found:
            found[pk].region.add(region)
            found[pk].equipment.add(thing)
        else:
            found[pk] = Facts({region}, {thing}, *columns)
    return found


def _counts(group: str, facts: list[Facts]) -> Counter[Any]:
    values = map(itemgetter(Facts._fields.index(group)), facts)
    is_many = group in ("region", "equipment")
    return Counter(chain.from_iterable(values) if is_many else values)


def _choices(
    group: str, offers: list[Offer], counts: Counter[Any], search: Search
) -> Iterator[Choice]:
    chosen = search.chosen(group)
    for value, fact, label in offers:
        if counts[fact] or value in chosen:
            without = search.query(without=(group, value))
            yield Choice(value, label, counts[fact], value in chosen, without)
