"""What somebody looks for, as it stands in the address: words and ticks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from programs.library.words import words_of
from programs.models import Exercise

MAX_WORDS = 6
MAX_LETTERS = 100

# The groups of ticks whose values are known beforehand; any word may be a code in the others.
VALUES: Mapping[str, frozenset[str]] = {
    "position": frozenset(Exercise.Position.values),
    "type": frozenset(Exercise.Type.values),
    "level": frozenset(("1", "2", "3", "4", "5")),
    "floor": frozenset(("no",)),
    "ours": frozenset(("yes",)),
    "favourites": frozenset(("yes",)),
    "retired": frozenset(("yes",)),
}
# "home" says something only beside a patient of whom it is known what is at home.
GROUPS = ("region", "equipment", "goal", "muscle", "home", *VALUES)


@dataclass(frozen=True)
class Search:
    """Any tick of a group will do; the groups and words all must hold."""

    typed: str = ""
    words: tuple[str, ...] = ()
    ticks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_exact: bool = False  # nothing but what was typed: no word that may have been meant

    @classmethod
    def from_query(cls, query: QueryDict) -> "Search":
        """Reads the address. Anything unknown in it is left out: an old link still answers."""
        typed = query.get("q", "")[:MAX_LETTERS].replace("\0", " ").strip()
        ticks = {}
        for group in GROUPS:
            given = dict.fromkeys(query.getlist(group))
            ticks[group] = tuple(value for value in given if _is_known(group, value))
        words = words_of(typed)[:MAX_WORDS]
        return cls(typed, words, ticks, is_exact=bool(typed) and query.get("exact") == "yes")

    @property
    def is_empty(self) -> bool:
        return not self.typed and not self.has_ticks

    @property
    def has_ticks(self) -> bool:
        return any(self.ticks.values())

    @property
    def is_all_signs(self) -> bool:
        """Something was typed that has no letter and no digit: nothing is called that."""
        return bool(self.typed) and not self.words

    def chosen(self, group: str) -> tuple[str, ...]:
        return self.ticks.get(group, ())

    def among(self, known: Collection[tuple[str, str]]) -> "Search":
        """The same without ticks of regions and the like that nobody knows any more."""
        ticks = {
            group: tuple(value for value in values if group in VALUES or (group, value) in known)
            for group, values in self.ticks.items()
        }
        return replace(self, ticks=ticks)

    def query(self, *, without: tuple[str, str] | None = None) -> str:
        """The address of this search, perhaps without one of its ticks: "?q=hip&level=2"."""
        query = QueryDict(mutable=True)
        if self.typed:
            query["q"] = self.typed
        if self.is_exact:
            query["exact"] = "yes"
        for group, values in self.ticks.items():
            left = [value for value in values if (group, value) != without]
            if left:
                query.setlist(group, left)
        return f"?{query.urlencode()}"

    @property
    def query_exact(self) -> str:
        """The address of the same search for exactly what was typed."""
        return f"{self.query()}&exact=yes"


def _is_known(group: str, value: str) -> bool:
    if group in VALUES:
        return value in VALUES[group]
    return value.replace("_", "").replace("-", "").isalnum() and len(value) <= 40
