"""Which exercise is easier or harder than which: an order, so it must never come back on itself."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from clinic.models import Clinic
from programs.authoring.errors import AuthoringError
from programs.models import Exercise

Link = tuple[int, int]  # from the easier one to the harder one


class LinkError(AuthoringError):
    """Something would be easier or harder than itself. ``field`` is the list to look at."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def crossed(links: Iterable[Link], *, easier: Iterable[int], harder: Iterable[int]) -> Link | None:
    """Two that would come before and after themselves round a new exercise between these lists.

    One of ``easier``, and one of ``harder`` that it is harder than, or the same as. ``links`` are
    all others, without those of the exercise itself.
    """
    following = defaultdict(set)
    for low, high in links:
        following[low].add(high)
    wanted = set(easier)
    for start in harder:
        waiting, seen = [start], set[int]()
        while waiting:
            here = waiting.pop()
            if here in wanted:
                return here, start
            if here not in seen:
                seen.add(here)
                waiting += following[here]
    return None


def require_order(
    exercise: Exercise, clinic: Clinic, easier: Sequence[Exercise], harder: Sequence[Exercise]
) -> None:
    """Errors: LinkError when an exercise would be harder than itself by some way round."""
    for field, rows in (("easier_codes", easier), ("harder_codes", harder)):
        if exercise.pk in {row.pk for row in rows}:
            raise LinkError(field, "This is the exercise itself. Take it out here.")
    through = Exercise.harder.through
    own = Q(from_exercise=exercise.pk) | Q(to_exercise=exercise.pk)
    seen = Q(to_exercise__clinic=None) | Q(to_exercise__clinic=clinic)
    others = through.objects.exclude(own).filter(seen)
    links = others.values_list("from_exercise_id", "to_exercise_id")
    found = crossed(links, easier=[one.pk for one in easier], harder=[one.pk for one in harder])
    if found:
        low, high = ({row.pk: row for row in (*easier, *harder)}[pk] for pk in found)
        raise LinkError("harder_codes", _words(low, high))


def _words(low: Exercise, high: Exercise) -> str:
    if low == high:
        return f"“{low}” stands under easier too. Take it out of one of the two lists."
    return (
        f"“{high}” is easier than “{low}” in the library, and “{low}” stands under easier here."
        " Take one of the two out."
    )
