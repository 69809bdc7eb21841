"""The starter library looked over: how much there is, and what is not fit for patients."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from programs.content.readability import (
    HIGHEST_GRADE,
    LONGEST_SENTENCE,
    claims_in,
    jargon_in,
    reading,
    step_verbs,
)
from programs.content.starters import Library, StarterAdvice, StarterExercise
from programs.figures import figure_codes
from programs.leaflet import Kind, blocks_of

# What is read in a few minutes and fits one page. House rule.
PARTS_OF_A_LEAFLET = range(2, 5)


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


def hard_to_read(
    code: str, texts: dict[str, str], more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Texts that are over the grade as a whole, or too long or too learned one by one."""
    found = reading(texts.values())
    if found.grade > HIGHEST_GRADE:
        yield f"{code}: reads at grade {found.grade}, over {HIGHEST_GRADE}"
    for field, text in (texts | dict(more)).items():
        longest = reading([text]).longest_sentence
        if longest > LONGEST_SENTENCE:
            yield f"{code}, {field}: a sentence of {longest} words"
        for word in jargon_in(text):
            yield f"{code}, {field}: {word}"


def problems_of(exercise: StarterExercise) -> Iterator[str]:
    """What makes an exercise unfit for patients, each a line that names its code and field."""
    yield from hard_to_read(exercise.code, exercise.patient_texts, exercise.alt_texts)
    for number, step in enumerate(exercise.steps, start=1):
        first = step.split()[0].strip(",")
        if first not in step_verbs():
            yield f"{exercise.code}, steps {number}: “{first}” is no verb we know"
    if exercise.code not in figure_codes():
        yield f"{exercise.code}: has no drawing"


@dataclass(frozen=True)
class AdviceRow:
    """One line of the table of leaflets."""

    code: str
    words: int
    parts: int
    signed_off: int
    grade: float
    longest_sentence: int


def advice_rows(library: Library) -> list[AdviceRow]:
    return [_advice_row(leaflet) for leaflet in library.advice]


def _advice_row(leaflet: StarterAdvice) -> AdviceRow:
    texts = leaflet.patient_texts.values()
    found = reading(texts)
    return AdviceRow(
        code=leaflet.code,
        words=sum(len(text.split()) for text in texts),
        parts=_parts(leaflet),
        signed_off=int(leaflet.sign_off == "signed"),
        grade=found.grade,
        longest_sentence=found.longest_sentence,
    )


def _parts(leaflet: StarterAdvice) -> int:
    return sum(block.kind is Kind.HEADING for block in blocks_of(leaflet.body))


def problems_of_advice(leaflet: StarterAdvice) -> Iterator[str]:
    """What makes a leaflet unfit for patients, each a line that names its code and field."""
    yield from hard_to_read(leaflet.code, leaflet.patient_texts)
    if (parts := _parts(leaflet)) not in PARTS_OF_A_LEAFLET:
        few, many = PARTS_OF_A_LEAFLET[0], PARTS_OF_A_LEAFLET[-1]
        yield f"{leaflet.code}: has {parts} headed parts, not {few} to {many}"
    for field, text in leaflet.patient_texts.items():
        for claim in claims_in(text):
            yield f"{leaflet.code}, {field}: “{claim}” promises too much"
