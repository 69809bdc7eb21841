"""Finding exercises: what was typed and ticked, and the rows that answer it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.http import QueryDict

from clinic.models import Clinic
from programs.models import Exercise

MAX_WORDS = 6
MAX_LETTERS = 100
# A shorter word is only looked for in the text, or "st" would mean standing and strength.
LEAST_LETTERS_OF_A_LABEL = 3

# The groups of ticks, by the name they have in the address, and the column or relation they ask.
COLUMNS = {"position": "position", "type": "type", "level": "difficulty", "floor": "needs_floor"}
RELATIONS = {"region": "regions", "equipment": "equipment"}
VALUES: Mapping[str, Mapping[str, Any]] = {
    "position": {str(value): value for value in Exercise.Position.values},
    "type": {str(value): value for value in Exercise.Type.values},
    "level": {str(level): level for level in range(1, 6)},
    "floor": {"no": False},
}


def plain(text: str) -> str:
    """Lower-case, without accents: how ``search_text`` is written and how it is asked."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@dataclass(frozen=True)
class Search:
    """What somebody looks for. Any tick of a group will do; the groups and words all must hold."""

    typed: str = ""
    words: tuple[str, ...] = ()
    ticks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_query(cls, query: QueryDict) -> "Search":
        """Reads the address. Anything unknown in it is left out: an old link still answers."""
        typed = query.get("q", "")[:MAX_LETTERS].replace("\0", " ").strip()
        ticks = {}
        for group in (*RELATIONS, *COLUMNS):
            given = dict.fromkeys(query.getlist(group))
            ticks[group] = tuple(value for value in given if _is_known(group, value))
        return cls(typed, tuple(plain(typed).split()[:MAX_WORDS]), ticks)

    @property
    def is_empty(self) -> bool:
        return not self.words and not any(self.ticks.values())

    def chosen(self, group: str) -> tuple[str, ...]:
        return self.ticks.get(group, ())

    def wanted(self, group: str) -> set[Any]:
        """The values that the rows may have; empty when any will do."""
        return {VALUES.get(group, {}).get(value, value) for value in self.chosen(group)}

    def query(self, *, without: tuple[str, str] | None = None) -> str:
        """The address of this search, perhaps without one of its ticks: "?q=hip&level=2"."""
        query = QueryDict(mutable=True)
        if self.typed:
            query["q"] = self.typed
        for group, values in self.ticks.items():
            left = [value for value in values if (group, value) != without]
            if left:
                query.setlist(group, left)
        return f"?{query.urlencode()}"


def _is_known(group: str, value: str) -> bool:
    if group in COLUMNS:
        return value in VALUES[group]
    return value.replace("_", "").replace("-", "").isalnum() and len(value) <= 40


def saying(search: Search, clinic: Clinic) -> Any:
    """The clinic's current exercises that have every word, whatever is ticked."""
    found = Exercise.objects.for_clinic(clinic).current()
    for word in search.words:
        found = found.filter(_says(word))
    return found


def matching(search: Search, clinic: Clinic) -> Any:
    """The clinic's current exercises that have every word and fit the ticks."""
    found = saying(search, clinic)
    for group, column in COLUMNS.items():
        if search.chosen(group):
            found = found.filter(**{f"{column}__in": search.wanted(group)})
    for group, relation in RELATIONS.items():
        if search.chosen(group):
            found = found.filter(pk__in=_having(relation, search.chosen(group)))
    return found


def _says(word: str) -> Q:
    """The word occurs in the text, or begins a word of the type or position.

    One letter is the start of a name: it occurs everywhere.
    """
    if len(word) == 1:
        return _in_name(word)
    says = Q(search_text__contains=word)
    if len(word) < LEAST_LETTERS_OF_A_LABEL:
        return says
    for column in (Exercise.Type, Exercise.Position):
        values = [value for value, label in column.choices if _begins_a_word(word, str(label))]
        if values:
            says |= Q(**{f"{column.__name__.lower()}__in": values})
    return says


def _in_name(word: str) -> Q:
    """The name has a word that begins so."""
    return Q(name__istartswith=word) | Q(name__icontains=f" {word}")


def _begins_a_word(start: str, text: str) -> bool:
    return any(word.startswith(start) for word in text.lower().split())


def _having(relation: str, codes: tuple[str, ...]) -> Any:
    """Ids of exercises that have any of these terms. A subquery, so that no row comes twice."""
    through = getattr(Exercise, relation).through
    term = relation.removesuffix("s")
    return through.objects.filter(**{f"{term}__code__in": codes}).values("exercise_id")


def best_first(found: Any, search: Search) -> Any:
    """By name, those first whose name or code begins as typed, then those with it in the name."""
    if not search.words:
        return found.order_by("name", "pk")
    text = " ".join(search.words)
    begins = Q(name__istartswith=text) | Q(code__iexact=text)
    in_name = Q()
    for word in search.words:
        in_name &= _in_name(word)
    rank = Case(
        When(begins, then=Value(0)),
        When(in_name, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return found.order_by(rank, "name", "pk")
