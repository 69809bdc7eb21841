"""The groups of ticks beside the library, each with how many exercises it would leave."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from clinic.models import Clinic
from patients.models import Equipment
from programs.library.search import COLUMNS, RELATIONS, VALUES, Search, matching
from programs.models import Exercise, Region

LABELS = {
    "region": "Region",
    "position": "Position",
    "floor": "Floor",
    "equipment": "Equipment",
    "type": "Type",
    "level": "Level",
}
FLOOR_LABELS = [("no", "No floor needed")]
LEVEL_LABELS = [
    ("1", "1, easiest"),
    ("2", "2"),
    ("3", "3"),
    ("4", "4"),
    ("5", "5, hardest"),
]


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

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.is_chosen)


@dataclass(frozen=True)
class Groups:
    """All groups, and how many exercises answer the whole search."""

    total: int
    groups: tuple[Group, ...]

    def __iter__(self) -> Iterator[Group]:
        return iter(self.groups)

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for group in self.groups for choice in group.chosen)


def groups_for(search: Search, clinic: Clinic) -> Groups:
    """Counts every choice of every group as if its own group had no other tick. Five statements.

    A choice that would leave nothing is not offered, unless it is ticked already.
    """
    cells = _cells(search, clinic)
    counts = {group: _column_counts(group, cells, search) for group in COLUMNS}
    counts |= {group: _relation_counts(group, search, clinic) for group in RELATIONS}
    labels = _labels()
    groups = tuple(
        Group(name, label, tuple(_choices(name, labels[name], counts[name], search)))
        for name, label in LABELS.items()
    )
    total = sum(count for values, count in cells if _fits(values, search))
    return Groups(total, tuple(group for group in groups if group.choices))


Cell = tuple[dict[str, Any], int]


def _cells(search: Search, clinic: Clinic) -> list[Cell]:
    """How many exercises there are of each combination of the columns: all counts at once."""
    found = matching(search, clinic, leave_out=tuple(COLUMNS))
    rows = found.order_by().values_list(*COLUMNS.values()).annotate(Count("pk"))
    return [(dict(zip(COLUMNS, values, strict=True)), count) for *values, count in rows]


def _fits(values: dict[str, Any], search: Search, *, but: str = "") -> bool:
    return all(
        values[group] in search.wanted(group)
        for group in COLUMNS
        if group != but and search.chosen(group)
    )


def _column_counts(group: str, cells: list[Cell], search: Search) -> Counter[str]:
    names = {value: name for name, value in VALUES[group].items()}
    counts: Counter[str] = Counter()
    for values, count in cells:
        if _fits(values, search, but=group) and values[group] in names:
            counts[names[values[group]]] += count
    return counts


def _relation_counts(group: str, search: Search, clinic: Clinic) -> Counter[str]:
    found = matching(search, clinic, leave_out=(group,))
    code = f"{RELATIONS[group]}__code"
    rows = found.order_by().values_list(code).annotate(Count("pk"))
    return Counter({code: count for code, count in rows if code})


def _labels() -> dict[str, Iterable[tuple[str, str]]]:
    return {
        "region": Region.objects.values_list("code", "name"),
        "equipment": Equipment.objects.values_list("code", "name"),
        "position": Exercise.Position.choices,
        "type": Exercise.Type.choices,
        "floor": FLOOR_LABELS,
        "level": LEVEL_LABELS,
    }


def _choices(
    group: str, labels: Iterable[tuple[str, str]], counts: Counter[str], search: Search
) -> Iterator[Choice]:
    chosen = search.chosen(group)
    for value, label in labels:
        if counts[value] or value in chosen:
            yield Choice(
                value,
                str(label),
                counts[value],
                value in chosen,
                search.query(without=(group, value)),
            )
