"""Reads vocabulary.yaml. No Django in sight."""

import re
from pathlib import Path

from programs.content.fields import Fields, open_file
from programs.content.report import Report
from programs.content.starters import Vocabulary, Word

VOCABULARY = "vocabulary.yaml"


def vocabulary_in(folder: Path, report: Report) -> Vocabulary:
    fields = open_file(folder / VOCABULARY, report)
    if fields is None:
        return Vocabulary(regions=(), equipment=(), muscles=(), goals=(), precautions=())
    vocabulary = Vocabulary(
        regions=_words(fields, "regions"),
        equipment=_words(fields, "equipment"),
        muscles=_words(fields, "muscles"),
        goals=_words(fields, "goals"),
        precautions=_words(fields, "precautions"),
    )
    fields.refuse_others()
    return vocabulary


def _words(fields: Fields, kind: str) -> tuple[Word, ...]:
    words: dict[str, Word] = {}
    for part in fields.parts(kind):
        word = Word(code=part.text("code", longest=40), name=part.text("name", longest=60))
        part.refuse_others()
        if word.code in words:
            part.problem("code", f'"{word.code}" stands here twice')
        if word.code and not re.fullmatch(r"[a-z][a-z0-9_]*", word.code):
            part.problem("code", "needs small letters, digits and _ only")
        words[word.code] = word
    return tuple(words.values())
