"""The starter library looked over: how much there is, and what is not fit for patients."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from programs.content.readability import (
    HIGHEST_GRADE,
    LONGEST_SENTENCE,
    jargon_in,
    reading,
    step_verbs,
)
from programs.content.starters import Library, StarterExercise
from programs.figures import figure_codes


@dataclass(frozen=True)
class RegionRow:
    """One line of the table: an exercise counts in the first of its regions."""

    name: str
    exercises: int
    sided: int
    drawn: int
    signed_off: int
    highest_grade: float
    longest_sentence: int


def region_rows(library: Library) -> list[RegionRow]:
    """The table by region, in the vocabulary's order; regions without an exercise are left out."""
    found: dict[str, list[StarterExercise]] = defaultdict(list)
    for exercise in library.exercises:
        found[exercise.regions[0]].append(exercise)
    names = {word.code: word.name for word in library.vocabulary.regions}
    return [_row(name, found[code]) for code, name in names.items() if code in found]


def _row(name: str, exercises: list[StarterExercise]) -> RegionRow:
    readings = [reading(exercise.patient_texts.values()) for exercise in exercises]
    drawn = set(figure_codes())
    return RegionRow(
        name=name,
        exercises=len(exercises),
        sided=sum(exercise.side == "each" for exercise in exercises),
        drawn=sum(exercise.code in drawn for exercise in exercises),
        signed_off=sum(exercise.sign_off == "signed" for exercise in exercises),
        highest_grade=max(one.grade for one in readings),
        longest_sentence=max(one.longest_sentence for one in readings),
    )


def problems_of(exercise: StarterExercise) -> Iterator[str]:
    """What makes an exercise unfit for patients, each a line that names its code and field."""
    found = reading(exercise.patient_texts.values())
    if found.grade > HIGHEST_GRADE:
        yield f"{exercise.code}: reads at grade {found.grade}, over {HIGHEST_GRADE}"
    for field, text in (exercise.patient_texts | exercise.alt_texts).items():
        longest = reading([text]).longest_sentence
        if longest > LONGEST_SENTENCE:
            yield f"{exercise.code}, {field}: a sentence of {longest} words"
        for word in jargon_in(text):
            yield f"{exercise.code}, {field}: {word}"
    for number, step in enumerate(exercise.steps, start=1):
        first = step.split()[0].strip(",")
        if first not in step_verbs():
            yield f"{exercise.code}, steps {number}: “{first}” is no verb we know"
    if exercise.code not in figure_codes():
        yield f"{exercise.code}: has no drawing"
