"""How hard a text is to read: Flesch–Kincaid grade, sentence length, words of the trade.

It measures our own patient texts. No Django in sight, and nothing from a network.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyphen

# A sixth-grade reader follows this. Source: SOURCES.md#reading-grade
HIGHEST_GRADE = 6.0
# Above this, a text that a clinic typed gets a note. Source: SOURCES.md#reading-grade
SOFT_GRADE = 8.0
LONGEST_SENTENCE = 20  # words. Source: SOURCES.md#reading-grade
FOLDER = Path(__file__).parent

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+")
SENTENCE_END = re.compile(r"[.!?:]+(?:\s+|$)")
# A vowel at the end of these is not heard: "raise", "knees" are one syllable, "little" two.
SILENT = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouytdl]ed$|[^aeiouyscxzghl]es$")


@dataclass(frozen=True)
class Reading:
    """Units: US school grade; words in the longest sentence."""

    grade: float
    longest_sentence: int


def reading(texts: Iterable[str]) -> Reading:
    """How hard texts are that are read one after the other; each ends its own sentence.

    Units: 0.39 × words per sentence + 11.8 × syllables per word − 15.59.
    Errors: ValueError when there is not one word.
    Source: SOURCES.md#flesch-kincaid
    """
    sentences = [words for text in texts for words in _sentences(text)]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        raise ValueError("There are no words to read.")
    per_sentence = len(words) / len(sentences)
    per_word = sum(syllables(word) for word in words) / len(words)
    return Reading(
        grade=round(0.39 * per_sentence + 11.8 * per_word - 15.59, 1),
        longest_sentence=max(len(sentence) for sentence in sentences),
    )


def _sentences(text: str) -> list[list[str]]:
    found = (WORD.findall(part) for part in SENTENCE_END.split(text))
    return [words for words in found if words]


@cache
def syllables(word: str) -> int:
    """Syllables in an English word, at least one.

    Hyphenation never splits off single letters, so it counts too few ("a-way"); groups of
    vowels count too few where two are heard ("o-pen-ing" is right, "be-ing" is not). The higher
    of the two is seldom wrong, and never flatters.
    """
    parts = [_syllables(part) for part in re.split(r"[-'’]", word.lower()) if len(part) > 1]
    return max(1, sum(parts))


def _syllables(part: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", SILENT.sub("", part)))
    return max(1, groups, len(_hyphenation().positions(part)) + 1)


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")


@cache
def plain_words() -> dict[str, str]:
    """Words of the trade that patients are spared, each with what to say instead."""
    lines = (FOLDER / "jargon.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=") for line in lines if "=" in line and not line.startswith("#"))
    return {word.strip(): plain.strip() for word, plain in pairs}


def jargon_in(text: str) -> list[str]:
    """The words of the trade in a text, as "flexion (say: bending)"."""
    return [
        f"{word} (say: {plain})"
        for word, plain in plain_words().items()
        if re.search(rf"\b{re.escape(word)}(?:e?s)?\b", text, re.IGNORECASE)
    ]


@cache
def claims() -> tuple[str, ...]:
    """Words that promise that something prevents, cures or treats."""
    lines = (FOLDER / "claims.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def claims_in(text: str) -> list[str]:
    """The promises in a text that advice may not make. Source: SOURCES.md#advice-claims"""
    return [
        claim for claim in claims() if re.search(rf"\b{re.escape(claim)}\b", text, re.IGNORECASE)
    ]


@cache
def step_verbs() -> frozenset[str]:
    """The words that a step may start with: a step says what to do."""
    lines = (FOLDER / "step_verbs.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
