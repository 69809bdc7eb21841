"""Words as the search sees them, and which rows have which. No Django in sight."""

import re
import sys
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’")
_SIBILANTS = ("ches", "shes", "xes", "sses")

# They stand in what people type, and say nothing.
SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with")
)


def plain(text: str) -> str:
    """Lower-case, without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def words_of(text: str) -> tuple[str, ...]:
    """The words in order, without signs: "Child's pose (90/90)" is childs, pose, 90, 90."""
    return tuple(_WORD.findall(plain(text).translate(_APOSTROPHES)))


def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the small words, unless there are no others."""
    return tuple(word for word in words if word not in SMALL_WORDS) or words


def singular(word: str) -> str:
    """ "lunges" is "lunge"; a word that is no plural stays, and so does a short one."""
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    return word[:-2] if word.endswith(_SIBILANTS) else word[:-1]


def mask_of(rows: Iterable[int]) -> int:
    """Row numbers as one whole number: bit 5 is set when row 5 is among them."""
    numbers = rows if isinstance(rows, (list, array)) else list(rows)
    bits = bytearray((max(numbers, default=-1) >> 3) + 1)
    for row in numbers:
        bits[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(bits, "little")


def rows_in(mask: int) -> Iterator[int]:
    """The row numbers of a mask, lowest first."""
    bits = bin(mask)[:1:-1]
    row = bits.find("1")
    while row >= 0:
        yield row
        row = bits.find("1", row + 1)


class Words:
    """A sorted list of words, each with its rows, so that all with one beginning lie together."""

    __slots__ = ("_rows", "_starts", "words")

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        """``pairs`` of a word and a row, the rows in their order."""
        by_word: dict[str, array[int]] = {}
        for word, row in pairs:
            rows = by_word.setdefault(sys.intern(word), array("I"))
            if not rows or rows[-1] != row:
                rows.append(row)
        self.words = sorted(by_word)
        self._starts = array("I")  # where the rows of each word begin in _rows
        self._rows = array("I")
        for word in self.words:
            self._starts.append(len(self._rows))
            self._rows += by_word[word]
        self._starts.append(len(self._rows))

    def beginning(self, start: str) -> int:
        """A mask of the rows with a word that begins so."""
        first = bisect_left(self.words, start)
        return self._mask(first, bisect_left(self.words, start + chr(0x10FFFF), first))

    def exactly(self, word: str) -> int:
        first = bisect_left(self.words, word)
        is_here = first < len(self.words) and self.words[first] == word
        return self._mask(first, first + 1) if is_here else 0

    def containing(self, part: str) -> int:
        rows: list[int] = []
        for number, word in enumerate(self.words):
            if part in word:
                rows += self._rows[self._starts[number] : self._starts[number + 1]]
        return mask_of(rows)

    def _mask(self, first: int, end: int) -> int:
        return mask_of(self._rows[self._starts[first] : self._starts[end]])
