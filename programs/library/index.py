"""One owner's exercises, laid out for searching in memory. No Django in sight.

A set of exercises is one whole number, a bit for each; so "has these words and fits these ticks"
is an "and" of numbers, and a count is the number of bits. Rows are numbered in the order of their
names, so that the bits of a set come in the order in which they are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from programs.library.words import Words, mask_of, plain, rows_in, words_of

# What a tick asks: the group's name and the value, as they stand in the address.
Fact = tuple[str, str]

# A word that one may have meant to type has no digit and is not short.
LEAST_LETTERS_TO_SPELL = 4


class Entry(NamedTuple):
    """One exercise as the search knows it."""

    pk: int
    code: str
    name: str
    others: tuple[str, ...]  # the patient's name for it, and aliases
    facts: tuple[Fact, ...]
    is_current: bool = True


class Index:
    """Answers which of one owner's exercises have a word or a fact, as a mask of rows."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        ordered = sorted(entries, key=lambda one: (plain(one.name), one.pk))
        self.row_of = {one.pk: row for row, one in enumerate(ordered)}
        self.ids = tuple(self.row_of)
        self.names = [plain(one.name) for one in ordered]
        self.everything = (1 << len(ordered)) - 1
        self.current = mask_of([row for row, one in enumerate(ordered) if one.is_current])
        self.codes = Words(("".join(words_of(one.code)), row) for row, one in enumerate(ordered))
        self.whole_names = Words((" ".join(words_of(n)), row) for row, n in enumerate(self.names))
        self.whole_others = Words(_lines(ordered))
        self.name_words = Words(_name_words(ordered))
        self.other_words = Words(_other_words(ordered))
        self._having = _having(ordered)

    def __len__(self) -> int:
        return len(self.ids)

    def having(self, facts: Iterable[Fact]) -> int:
        """The rows with any of these facts."""
        mask = 0
        for fact in facts:
            mask |= self._having.get(fact, 0)
        return mask

    def among(self, pks: Iterable[int]) -> int:
        return mask_of([self.row_of[pk] for pk in pks if pk in self.row_of])

    def listed(self, mask: int) -> Iterator[tuple[str, int]]:
        """Name and id of each row of a mask, by name."""
        for row in rows_in(mask):
            yield self.names[row], self.ids[row]

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """The words that one may have meant."""
        return tuple(
            word
            for word in {*self.name_words.words, *self.other_words.words}
            if len(word) >= LEAST_LETTERS_TO_SPELL and word.isalpha()
        )


def _name_words(ordered: list[Entry]) -> Iterator[tuple[str, int]]:
    """A code is a name too: "lb2" is the beginning of some."""
    for row, one in enumerate(ordered):
        code = words_of(one.code)
        for word in (*words_of(one.name), *code, "".join(code)):
            yield word, row


def _other_words(ordered: list[Entry]) -> Iterator[tuple[str, int]]:
    for row, one in enumerate(ordered):
        for line in one.others:
            for word in words_of(line):
                yield word, row


def _lines(ordered: list[Entry]) -> Iterator[tuple[str, int]]:
    for row, one in enumerate(ordered):
        for line in one.others:
            yield " ".join(words_of(line)), row


def _having(ordered: list[Entry]) -> dict[Fact, int]:
    rows: dict[Fact, list[int]] = defaultdict(list)
    for row, one in enumerate(ordered):
        for fact in one.facts:
            rows[fact].append(row)
    return {fact: mask_of(found) for fact, found in rows.items()}
