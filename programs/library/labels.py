"""What ticks are called, and by which other words they are known. No Django in sight."""

from collections.abc import Iterator, Mapping

from programs.library.index import LEAST_LETTERS_TO_SPELL, Fact
from programs.library.words import Words, rows_in, singular, telling, words_of

# A shorter word must be there whole, or "st" would mean standing and strength.
LEAST_LETTERS_OF_A_LABEL = 3

Synonyms = Mapping[Fact, tuple[str, ...]]


class Labels:
    """Finds the facts that a word, or a run of words, stands for."""

    def __init__(
        self, names: Mapping[Fact, str], synonyms: Synonyms, left_alone: frozenset[str]
    ) -> None:
        self.names = names
        self.left_alone = left_alone  # never read as a word that is nearly like it
        self._facts = list({**names, **synonyms})
        self._words = Words(self._single_words(names, synonyms))
        self._phrases = _phrases(synonyms)
        self._longest = max(map(len, self._phrases), default=0)
        self.spellings = tuple(
            word
            for word in self._words.words
            if len(word) >= LEAST_LETTERS_TO_SPELL and word.isalpha()
        )

    def _single_words(
        self, names: Mapping[Fact, str], synonyms: Synonyms
    ) -> Iterator[tuple[str, int]]:
        for number, fact in enumerate(self._facts):
            for word in words_of(names.get(fact, "")):
                yield word, number
            for synonym in synonyms.get(fact, ()):
                words = telling(words_of(synonym))
                if len(words) == 1:
                    yield words[0], number

    def of_word(self, word: str) -> frozenset[Fact]:
        """The facts of which a word of the name, or another name, begins so."""
        mask = self._words.exactly(singular(word))
        if len(word) >= LEAST_LETTERS_OF_A_LABEL:
            mask |= self._words.beginning(word)
        return frozenset(self._facts[number] for number in rows_in(mask))

    def of_phrases(self, words: tuple[str, ...]) -> list[set[Fact]]:
        """For each word, the facts whose other name of several words it is part of."""
        found: list[set[Fact]] = [set() for _ in words]
        for start in range(len(words)):
            for end in range(start + 2, min(start + self._longest, len(words)) + 1):
                for place in range(start, end):
                    found[place] |= self._phrases.get(words[start:end], set())
        return found


def _phrases(synonyms: Synonyms) -> dict[tuple[str, ...], set[Fact]]:
    phrases: dict[tuple[str, ...], set[Fact]] = {}
    for fact, others in synonyms.items():
        for other in others:
            words = telling(words_of(other))
            if len(words) > 1:
                phrases.setdefault(words, set()).add(fact)
    return phrases
