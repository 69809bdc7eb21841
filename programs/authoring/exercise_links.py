"""Which exercise is easier or harder than which: an order, so it must never come back on itself."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from clinic.models import Clinic
from programs.authoring.errors import AuthoringError
from programs.models import Exercise

Link = tuple[int, int]  # from the easier one to the harder one


def loops(links: Iterable[Link], *, easier: Iterable[int], harder: Iterable[int]) -> bool:
    """Whether something would be both easier and harder than a new exercise between these.

    ``links`` are all others, without those of the exercise itself.
    """
    following = defaultdict(set)
    for low, high in links:
        following[low].add(high)
    wanted, waiting = set(easier), list(harder)
    seen: set[int] = set()
    while waiting:
        here = waiting.pop()
        if here in wanted:
            return True
        if here not in seen:
            seen.add(here)
            waiting += following[here]
    return False


def require_order(
    exercise: Exercise, clinic: Clinic, easier: Sequence[Exercise], harder: Sequence[Exercise]
) -> None:
    """Errors: AuthoringError when an exercise would be harder than itself by some way round."""
    ids = {one.pk for one in (*easier, *harder)}
    if exercise.pk in ids:
        raise AuthoringError("An exercise cannot be easier or harder than itself.")
    through = Exercise.harder.through
    own = Q(from_exercise=exercise.pk) | Q(to_exercise=exercise.pk)
    seen = Q(to_exercise__clinic=None) | Q(to_exercise__clinic=clinic)
    others = through.objects.exclude(own).filter(seen)
    links = others.values_list("from_exercise_id", "to_exercise_id")
    if loops(links, easier=[one.pk for one in easier], harder=[one.pk for one in harder]):
        raise AuthoringError(
            "One of the easier exercises is already harder than one of the harder ones. Look at"
            " both lists again."
        )
