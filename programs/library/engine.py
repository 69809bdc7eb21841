"""Reads what was typed against the libraries, and ranks what has it. No Django in sight.

Each word is read as the first of these that finds something: the beginning of a word; two words
written as one; a part of a word; a word nearly like it. Nothing here knows a diagnosis: words
stand for the names of exercises, and for parts of the body, kit, positions and kinds.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from heapq import merge
from operator import and_, or_
from typing import NamedTuple

from programs.library.index import Fact, Index
from programs.library.labels import Labels
from programs.library.spelling import nearest
from programs.library.words import Words, singular, telling

LEAST_LETTERS_OF_A_PART = 4


class Place(NamedTuple):
    """Where one word stands in one library: a mask for each kind of place."""

    name: int = 0
    other: int = 0
    fact: int = 0

    @property
    def anywhere(self) -> int:
        return self.name | self.other | self.fact


@dataclass(frozen=True)
class Shelf:
    """A library, and the rows of it that are to be seen."""

    index: Index
    visible: int


class Reading(NamedTuple):
    """A typed word as it is understood: perhaps as another, and its place on each shelf."""

    word: str
    facts: frozenset[Fact]
    places: list[Place]


@dataclass(frozen=True)
class Answer:
    """The rows that have the words: for each shelf its tiers, best first, no row in two of them."""

    tiers: tuple[tuple[int, ...], ...]
    instead: str = ""  # what was looked for, where that is not what was typed
    left_out: tuple[str, ...] = ()  # typed words that stand nowhere

    @property
    def masks(self) -> tuple[int, ...]:
        """All the rows of each shelf, whatever their tier."""
        return tuple(reduce(or_, tiers) for tiers in self.tiers)


def answer(
    shelves: Sequence[Shelf], labels: Labels, words: tuple[str, ...], *, is_exact: bool = False
) -> Answer:
    """Every row that has all of the words. ``is_exact`` looks for nothing but what was typed."""
    if not words:
        return Answer(tuple((shelf.visible,) for shelf in shelves))
    words = _one_code(shelves, words)
    readings = _read(shelves, labels, telling(words), is_exact=is_exact)
    left_out = tuple(word for word, found in readings.items() if found is None)
    if not any(readings.values()) or (left_out and is_exact):
        return Answer(tuple((0,) for _ in shelves))
    read = tuple(_as_read(word, readings) for word in words if word not in left_out)
    if read != words:  # together they may be the name of something: "resistence band"
        readings = _read(shelves, labels, telling(read), is_exact=is_exact)
    needed = [found for found in readings.values() if found]
    tiers = tuple(_tiers(shelf, number, read, needed) for number, shelf in enumerate(shelves))
    return Answer(tiers, "" if read == words else " ".join(read), left_out)


def best_first(shelves: Sequence[Shelf], answer: Answer, within: Sequence[int]) -> Iterator[int]:
    """The ids of the rows within these masks, each tier by name, the shelves mixed."""
    for tiers in zip(*answer.tiers, strict=True):
        found = [
            shelf.index.listed(mask & rows)
            for shelf, mask, rows in zip(shelves, tiers, within, strict=True)
        ]
        for _, pk in merge(*found):
            yield pk


def _one_code(shelves: Sequence[Shelf], words: tuple[str, ...]) -> tuple[str, ...]:
    """ "LB 25" is the one word that its code is."""
    whole = "".join(words)
    is_code = any(shelf.index.codes.exactly(whole) & shelf.visible for shelf in shelves)
    return (whole,) if is_code else words


def _read(
    shelves: Sequence[Shelf], labels: Labels, words: tuple[str, ...], *, is_exact: bool
) -> dict[str, Reading | None]:
    """How each word is understood; None for one that stands nowhere."""
    readings: dict[str, Reading | None] = {}
    for word, of_phrases in zip(words, labels.of_phrases(words), strict=True):
        ways = _ways(shelves, labels, word, frozenset(of_phrases))
        found = next(filter(None, (way() for way in ways)), None)
        if found is None and not is_exact:
            found = _meant(shelves, labels, word)
        readings[word] = found
    return readings


def _as_read(word: str, readings: dict[str, Reading | None]) -> str:
    """A small word has no reading, and stays."""
    found = readings.get(word)
    return found.word if found else word


def _ways(
    shelves: Sequence[Shelf], labels: Labels, word: str, facts: frozenset[Fact]
) -> list[Callable[[], Reading | None]]:
    """How a word may be read as it was typed, the likeliest first; each tried only when needed."""
    facts |= labels.of_word(word)
    return [
        lambda: _reading(word, facts, [_beginning(shelf, word, facts) for shelf in shelves]),
        lambda: _reading(word, frozenset(), [_two_in_one(shelf, word) for shelf in shelves]),
        lambda: _reading(word, frozenset(), [_inside(shelf, word) for shelf in shelves]),
    ]


def _reading(word: str, facts: frozenset[Fact], places: list[Place]) -> Reading | None:
    return Reading(word, facts, places) if any(place.anywhere for place in places) else None


def _meant(shelves: Sequence[Shelf], labels: Labels, word: str) -> Reading | None:
    """The nearest word that finds something, and of several the one that finds most."""
    if word in labels.left_alone:
        return None
    known = {*labels.spellings}.union(*(shelf.index.spellings for shelf in shelves))
    readings = []
    for other in nearest(word, known):
        facts = labels.of_word(other)
        found = _reading(other, facts, [_beginning(shelf, other, facts) for shelf in shelves])
        if found:
            readings.append(found)
    return max(readings, key=_row_count, default=None)


def _row_count(reading: Reading) -> int:
    return sum(place.anywhere.bit_count() for place in reading.places)


def _beginning(shelf: Shelf, word: str, facts: frozenset[Fact]) -> Place:
    """A word begins so, or is this plural's singular. One letter is the start of a name."""
    index, one = shelf.index, singular(word)
    name = index.name_words.beginning(word) | index.name_words.exactly(one)
    if len(word) == 1:
        return Place(name & shelf.visible)
    other = index.other_words.beginning(word) | index.other_words.exactly(one)
    fact = index.having(facts)
    return Place(name & shelf.visible, other & shelf.visible, fact & shelf.visible)


def _two_in_one(shelf: Shelf, word: str) -> Place:
    """ "birddog" is bird and dog, both in one name or both in other names."""
    name = other = 0
    for cut in range(2, len(word) - 1):
        first, second = word[:cut], word[cut:]
        name |= _both(shelf.index.name_words, first, second)
        other |= _both(shelf.index.other_words, first, second)
    return Place(name & shelf.visible, other & shelf.visible)


def _both(words: Words, first: str, second: str) -> int:
    mask = words.exactly(first)
    return mask and mask & words.beginning(second)


def _inside(shelf: Shelf, word: str) -> Place:
    if len(word) < LEAST_LETTERS_OF_A_PART:
        return Place()
    name = shelf.index.name_words.containing(word)
    other = shelf.index.other_words.containing(word)
    return Place(0, 0, (name | other) & shelf.visible)  # ranked like what is in no name


def _tiers(
    shelf: Shelf, number: int, read: tuple[str, ...], needed: Sequence[Reading]
) -> tuple[int, ...]:
    """Code; whole name, or its beginning; another name; words of the name; of either; the rest."""
    index, text = shelf.index, " ".join(read)
    places = [reading.places[number] for reading in needed]
    left = reduce(and_, (place.anywhere for place in places))
    facts = frozenset.intersection(*(reading.facts for reading in needed))
    tiers = []
    for mask in (
        index.codes.exactly("".join(read)),
        index.whole_names.beginning(text),
        index.whole_others.exactly(text),
        reduce(and_, (place.name for place in places)),
        reduce(and_, (place.name | place.other for place in places)),
        index.having(facts),
        left,
    ):
        tiers.append(left & mask)
        left &= ~mask
    return tuple(tiers)
