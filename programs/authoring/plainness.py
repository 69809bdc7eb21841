"""How a text that a clinic typed reads, as a note beside it. It never stops anybody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from programs.content.readability import (
    HIGHEST_GRADE,
    LONGEST_SENTENCE,
    SOFT_GRADE,
    claims_in,
    jargon_in,
    reading,
)


@dataclass(frozen=True)
class Plainness:
    """Units: US school grade. ``notes`` say what would make the text easier, one thing each."""

    grade: float
    notes: tuple[str, ...]

    @property
    def is_hard(self) -> bool:
        return self.grade > SOFT_GRADE

    @property
    def words(self) -> str:
        if self.grade <= HIGHEST_GRADE:
            return "Easy to read for most people."
        return "Hard for many people." if self.is_hard else "Fine, and could be plainer."


def plainness_of(texts: Iterable[str], *, is_advice: bool = False) -> Plainness | None:
    """How texts read that stand one after the other; None when there is nothing to read.

    ``is_advice`` looks for promises too, which advice may not make.
    """
    texts = [text for text in texts if text]
    try:
        found = reading(texts)
    except ValueError:
        return None
    notes = [f"One sentence has {found.longest_sentence} words. Make two of it."]
    if found.longest_sentence <= LONGEST_SENTENCE:
        notes = []
    # the formula goes below zero for a few short words, where no grade is
    return Plainness(max(0.0, found.grade), (*notes, *dict.fromkeys(_words(texts, is_advice))))


def _words(texts: list[str], is_advice: bool) -> Iterator[str]:
    for text in texts:
        for word in jargon_in(text):
            yield f"A word of the trade: {word}."
        for claim in claims_in(text) if is_advice else ():
            yield f"“{claim}” promises too much. Say what it is for, such as comfort."
