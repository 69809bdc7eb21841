"""Which word somebody meant who typed one that is nowhere. No Django in sight."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST_LETTERS = 3
# People seldom get the first letter wrong.
WRONG_FIRST_LETTER = 1


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words that are as near as any and near enough to be meant, in their own order.

    A letter left out, put in, changed, or swapped with its neighbour counts one; a different first
    letter counts one more.
    """
    if len(word) < LEAST_LETTERS or not word.isalpha():
        return []
    most = mistakes_allowed(word)
    near: dict[str, int] = {}
    for other, distance, _ in process.extract_iter(
        word, known, scorer=OSA.distance, score_cutoff=most
    ):
        cost = int(distance) + WRONG_FIRST_LETTER * (other[0] != word[0])
        if cost <= most:
            near[other] = cost
    least = min(near.values(), default=0)
    return sorted(other for other, cost in near.items() if cost == least)


def mistakes_allowed(word: str) -> int:
    """Units: letters. House rule: one in a short word, so that "planet" is no plank."""
    if len(word) <= 6:
        return 1
    return 2 if len(word) <= 9 else 3
