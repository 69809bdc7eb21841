"""The words that people use for what ticks are called."""

import re

import pytest

from programs.library.synonyms import left_alone, synonyms
from programs.library.words import telling, words_of
from tests.programs.library.starters import labels, names

# How names of conditions end. What to give for one is for the therapist to say.
CONDITION = re.compile(r"(itis|osis|algia|opathy|oma|syndrome|pain|ache|sprain|strain|tear)$")


def test_synonyms_stand_for_what_there_is() -> None:
    known = {*labels().names, ("floor", "no")}

    assert synonyms().keys() - known == set()


def test_synonyms_name_no_condition() -> None:
    words = {word for others in synonyms().values() for one in others for word in words_of(one)}

    assert {word for word in words if CONDITION.search(word)} == set()
    assert words & left_alone() == set()


def test_each_synonym_stands_once_for_one_thing() -> None:
    doubled = {fact for fact, others in synonyms().items() if len(others) != len(set(others))}

    assert doubled == set()


@pytest.mark.parametrize("typed", [one for others in synonyms().values() for one in others])
def test_synonym_is_understood(typed: str) -> None:
    words = telling(words_of(typed))
    facts = [labels().of_word(word) | labels().of_phrases(words)[0] for word in words]

    assert any(facts)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("glutes", "clamshell"),
        ("quads", "straight leg raise"),
        ("cuff", "band external rotation"),
        ("abs", "dead bug"),
        ("calves", "single-leg heel raise"),
        ("back of the thigh", "seated hamstring stretch"),
        ("theraband", "band row"),
        ("all fours", "bird dog"),
        ("supine", "bridge"),
        ("no floor", "bridge"),
    ],
)
def test_people_find_it_by_their_own_words(typed: str, name: str) -> None:
    assert name in names(typed)
