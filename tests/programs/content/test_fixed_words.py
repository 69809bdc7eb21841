"""The fixed words of a sheet: found in the code, and said in every language."""

import re
import string
from collections.abc import Iterator

import pytest

from programs.content import readability
from programs.content.fixed_words import catalog_in, fixed_words, unsaid_in
from programs.content.readability import HIGHEST_GRADE, jargon_in, reading
from programs.languages import languages

LANGUAGES = pytest.mark.parametrize("code", languages()[1:])
LONGEST_SENTENCE = 25  # words; Spanish takes about a quarter more of them than English
# Words that are the same in both languages. Each is looked at before it comes in here.
SAME = {"es": {"kilo", "kilos", "{weekday} {date}", "{weight} kg"}}


def said_in(code: str) -> Iterator[tuple[str, str]]:
    """Each English text with its translation; of one and many, both."""
    for message in catalog_in(code):
        if message.id:
            english = [message.id] if isinstance(message.id, str) else message.id
            words = [message.string] if isinstance(message.string, str) else message.string
            yield from zip(english, words or (), strict=True)


def places_in(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_words_are_found_in_every_file_that_says_some() -> None:
    found = set(fixed_words())

    assert {"twice a day", "My exercise diary", "Go on.", "Feel it here", "January"} <= found
    assert ("{n} set", "{n} sets") in found


def test_words_are_found_once() -> None:
    found = list(fixed_words())

    assert len(found) == len(set(found))


def test_english_words_are_easy_to_read() -> None:
    """CLINICAL.md asks of the sheet's own words what it asks of each exercise."""
    words = [message if isinstance(message, str) else message[1] for message in fixed_words()]
    sentences = [re.sub(r"\{\w+\}", "3", text) for text in words if text.endswith(".")]

    found = reading(sentences)

    assert len(sentences) > 30 and found.grade <= HIGHEST_GRADE
    assert found.longest_sentence <= readability.LONGEST_SENTENCE
    assert [text for text in words if jargon_in(text)] == []


@LANGUAGES
def test_every_fixed_word_is_said(code: str) -> None:
    assert unsaid_in(code) == []


def test_language_without_a_file_says_none_of_them() -> None:
    assert len(unsaid_in("xx")) == len(list(fixed_words()))


@LANGUAGES
def test_no_words_outlive_the_code_that_said_them(code: str) -> None:
    known = [message.id for message in catalog_in(code) if message.id]

    assert set(known) - set(fixed_words()) == set()
    assert not catalog_in(code).obsolete


@LANGUAGES
def test_words_have_the_places_of_the_english(code: str) -> None:
    for english, words in said_in(code):
        assert places_in(words) == places_in(english), english


@LANGUAGES
def test_no_words_are_left_in_english(code: str) -> None:
    assert {english for english, words in said_in(code) if english == words} == SAME[code]


@LANGUAGES
def test_words_are_short_and_without_odd_spaces(code: str) -> None:
    for _, words in said_in(code):
        assert not re.search(r"  |^\s|\s$", words), words
        for sentence in re.split(r"[.!?:]+(?:\s+|$)", words):
            assert len(sentence.split()) <= LONGEST_SENTENCE


@LANGUAGES
def test_words_end_as_the_english_does(code: str) -> None:
    for english, words in said_in(code):
        assert (words[-1] in ".:") == (english[-1] in ".:"), english
