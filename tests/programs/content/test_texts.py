"""What every text that patients read must keep to."""

import re

import pytest

from programs.content.readability import (
    HIGHEST_GRADE,
    LONGEST_SENTENCE,
    claims_in,
    jargon_in,
    reading,
    step_verbs,
)
from programs.content.reader import read_library
from programs.content.starters import (
    SafetyBlock,
    StarterAdvice,
    StarterExercise,
    StarterProtocol,
)
from programs.figures import load_figure
from programs.leaflet import Kind, blocks_of

LIBRARY = read_library()
EXERCISES = [pytest.param(one, id=one.code) for one in LIBRARY.exercises]
LEAFLETS = [pytest.param(one, id=one.code) for one in LIBRARY.advice]
BLOCKS = [pytest.param(one, id=one.code) for one in LIBRARY.safety.blocks]
PROTOCOLS = [pytest.param(one, id=one.code) for one in LIBRARY.protocols]
ONE_SIDED = [pytest.param(one, id=one.code) for one in LIBRARY.exercises if one.side == "each"]


def assert_plain(texts: list[str]) -> None:
    found = reading(texts)
    assert found.grade <= HIGHEST_GRADE
    assert found.longest_sentence <= LONGEST_SENTENCE
    assert [word for text in texts for word in jargon_in(text)] == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_exercise_reads_plainly(exercise: StarterExercise) -> None:
    assert_plain(list(exercise.patient_texts.values()))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_words_for_the_pictures_read_plainly(exercise: StarterExercise) -> None:
    assert_plain(list(exercise.alt_texts.values()))


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_leaflet_reads_plainly_and_promises_nothing(leaflet: StarterAdvice) -> None:
    texts = list(leaflet.patient_texts.values())

    assert_plain(texts)
    assert [claim for text in texts for claim in claims_in(text)] == []


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_leaflet_ends_with_when_to_ask_for_help(leaflet: StarterAdvice) -> None:
    heads = [block.text for block in blocks_of(leaflet.body) if block.kind is Kind.HEADING]

    assert heads[-1] == "When to ask for help"
    assert 2 <= len(heads) <= 4


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_leaflet_speaks_in_whole_sentences(leaflet: StarterAdvice) -> None:
    lines = [
        line
        for block in blocks_of(leaflet.body)
        for line in block.lines
        if block.kind is not Kind.HEADING
    ]

    assert [line for line in lines if not line.endswith(".")] == []
    assert leaflet.main_message.endswith(".")


def test_pain_medicine_names_no_medicine_and_no_amount() -> None:
    leaflet = next(one for one in LIBRARY.advice if one.code == "pain-medicine")
    words = " ".join([*leaflet.patient_texts.values(), leaflet.therapist_note])
    named = r"\d|paracetamol|acetaminophen|ibuprofen|aspirin|naproxen|codeine|opio|\bmg\b|tablet"

    assert re.findall(named, words, re.IGNORECASE) == []


@pytest.mark.parametrize("block", BLOCKS)
def test_safety_block_reads_plainly(block: SafetyBlock) -> None:
    assert_plain([block.title, *(line for _, lines in block.lists for line in lines)])


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_phases_read_plainly(protocol: StarterProtocol) -> None:
    for phase in protocol.phases:
        assert_plain(list(phase.patient_texts.values()))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_steps_start_with_what_to_do(exercise: StarterExercise) -> None:
    first_words = {step.split()[0].rstrip(",") for step in exercise.steps}

    assert first_words - step_verbs() == set()


@pytest.mark.parametrize("exercise", EXERCISES)
def test_steps_are_three_to_five_sentences(exercise: StarterExercise) -> None:
    assert 3 <= len(exercise.steps) <= 5
    assert all(re.fullmatch(r"[^.!?]+\.", step) for step in exercise.steps)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_texts_leave_the_numbers_to_the_dose(exercise: StarterExercise) -> None:
    texts = exercise.patient_texts.values()

    assert [text for text in texts if re.search(r"\d|\bseconds?\b|\btimes\b", text)] == []


@pytest.mark.parametrize("exercise", ONE_SIDED)
def test_one_sided_texts_name_no_side(exercise: StarterExercise) -> None:
    texts = [*exercise.patient_texts.values(), *exercise.alt_texts.values()]

    assert [text for text in texts if re.search(r"\b(left|right)\b", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_each_text_ends_as_a_sentence(exercise: StarterExercise) -> None:
    texts = exercise.patient_texts | exercise.alt_texts
    del texts["patient_name"]

    assert [text for text in texts.values() if not text.endswith(".")] == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_texts_do_not_repeat_their_heading(exercise: StarterExercise) -> None:
    assert not exercise.stop_if.startswith("Stop")
    assert not exercise.avoid.startswith(("Avoid", "Do not", "Don't"))
    assert not exercise.feel_it.startswith("Feel")


@pytest.mark.parametrize("exercise", EXERCISES)
def test_rest_and_walks_are_timed_and_all_else_is_counted(exercise: StarterExercise) -> None:
    is_timed = exercise.type in ("rest", "aerobic")

    assert bool(exercise.dose.minutes) == is_timed
    assert bool(exercise.dose.reps) != is_timed


@pytest.mark.parametrize("exercise", EXERCISES)
def test_each_exercise_is_drawn_for_the_sides_it_has(exercise: StarterExercise) -> None:
    figure = load_figure(exercise.code)

    assert {"start", "end"} <= set(figure.frames)
    assert figure.is_sided == (exercise.side in ("each", "alternate"))


def test_nothing_claims_a_sign_off_that_it_has_not() -> None:
    states = [one.sign_off for one in LIBRARY.exercises]
    states += [one.sign_off for one in LIBRARY.protocols]
    states += [one.sign_off for one in LIBRARY.advice]

    assert {*states, LIBRARY.safety.sign_off} == {"awaiting"}
