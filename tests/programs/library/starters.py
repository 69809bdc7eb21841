"""The starter library as the search sees it, straight from its files: no database, no drawings."""

from functools import cache

from programs.content.reader import FOLDER, read_library
from programs.library.engine import Answer, Shelf, answer, best_first
from programs.library.index import Entry, Fact, Index
from programs.library.labels import Labels
from programs.library.synonyms import left_alone, synonyms
from programs.library.words import words_of
from programs.models import Exercise

KINDS = {"region": "regions", "equipment": "equipment", "muscle": "muscles", "goal": "goals"}


@cache
def shelf() -> Shelf:
    entries = []
    for number, one in enumerate(read_library(FOLDER).exercises):
        facts: set[Fact] = {("type", one.type), ("position", one.position)}
        for group, kind in KINDS.items():
            facts |= {(group, code) for code in getattr(one, kind)}
        if not one.needs_floor:
            facts.add(("floor", "no"))
        others = (one.patient_name, *one.aliases)
        entries.append(Entry(number, one.code, one.name, others, tuple(facts)))
    index = Index(entries)
    return Shelf(index, index.everything)


@cache
def labels() -> Labels:
    vocabulary = read_library(FOLDER).vocabulary
    names = {
        (group, word.code): word.name
        for group, kind in KINDS.items()
        for word in getattr(vocabulary, kind)
    }
    names |= {("type", value): str(name) for value, name in Exercise.Type.choices}
    names |= {("position", value): str(name) for value, name in Exercise.Position.choices}
    return Labels(names, synonyms(), left_alone())


def ask(typed: str, *, is_exact: bool = False) -> Answer:
    return answer([shelf()], labels(), words_of(typed), is_exact=is_exact)


def names(typed: str) -> list[str]:
    """What is found, best first."""
    found, index = ask(typed), shelf().index
    return [index.names[index.row_of[pk]] for pk in best_first([shelf()], found, found.masks)]
