"""Writes the content files into the database: the starter library, shared by all clinics.

Only what differs is written, so that a second run changes nothing. The files are read, and the
figures drawn, before the transaction begins, so that nobody waits for it long.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from patients.models import Term
from programs.content.load_advice import load_advice
from programs.content.load_exercises import TERMS, load_exercises
from programs.content.load_protocols import load_protocols
from programs.content.load_translations import load_translations, read_translations
from programs.content.reader import FOLDER, read_library
from programs.content.starters import Vocabulary, Word
from programs.content.tally import Tally
from programs.content.wanted import wanted_library


@dataclass(frozen=True)
class Loaded:
    """What a run of the loader did."""

    words: Tally
    exercises: Tally
    advice: Tally
    protocols: Tally
    translations: Tally
    undrawn: tuple[str, ...]

    @property
    def summary(self) -> str:
        lines = [
            f"Words: {self.words}.",
            f"Exercises: {self.exercises}.",
            f"Advice leaflets: {self.advice}.",
            f"Protocols: {self.protocols}.",
            f"Translations: {self.translations}.",
        ]
        if self.undrawn:
            lines.append(f"No drawing yet: {', '.join(self.undrawn)}.")
        return "\n".join(lines)


def load_library(folder: Path = FOLDER) -> Loaded:
    """Make the starter library what the files say. What left the files is retired, not deleted.

    Errors: ContentError, with every problem, when the files are not fit to load; FigureError
    when a drawing is not fit to draw. Nothing is changed then.
    """
    library = read_library(folder)
    wanted = wanted_library(library)
    translations = read_translations()
    with transaction.atomic():
        return Loaded(
            words=_load_words(library.vocabulary),
            exercises=load_exercises(wanted),
            advice=load_advice(library.advice),
            protocols=load_protocols(library.protocols),
            translations=load_translations(translations),
            undrawn=wanted.undrawn,
        )


def _load_words(vocabulary: Vocabulary) -> Tally:
    """Words that left the files stay: patients' records may use them."""
    tally = Tally()
    for kind, model in TERMS.items():
        tally += _load_terms(model, getattr(vocabulary, kind))
    return tally


def _load_terms(model: type[Term], words: Iterable[Word]) -> Tally:
    rows = {row.code: row for row in model._default_manager.all()}
    added = [model(code=word.code, name=word.name) for word in words if word.code not in rows]
    changed = []
    for word in words:
        row = rows.get(word.code)
        if row is not None and row.name != word.name:
            row.name = word.name
            changed.append(row)
    if added:
        model._default_manager.bulk_create(added)
    if changed:
        model._default_manager.bulk_update(changed, ["name"])
    return Tally(added=len(added), changed=len(changed))
