"""The starter protocols: what a therapist who trusts them needs them to keep to."""

import re
from dataclasses import replace

import pytest

from programs.content.check_protocols import WITHIN, problems_of_protocol, protocol_rows
from programs.content.reader import read_library
from programs.content.starters import StarterProtocol
from programs.dosing import Dose
from programs.leaflet import blocks_of

LIBRARY = read_library()
PROTOCOLS = [pytest.param(one, id=one.code) for one in LIBRARY.protocols]
LOW_BACK = next(one for one in LIBRARY.protocols if one.code == "low-back-spasm")
WANTED = [
    "after-knee-replacement",
    "ankle-sprain",
    "desk-posture",
    "dizziness-habituation",
    "falls-prevention",
    "hip-osteoarthritis",
    "knee-osteoarthritis",
    "low-back-spasm",
    "neck-pain",
    "shoulder-rotator-cuff",
    "stiff-shoulder",
    "tennis-elbow",
]
# Units: minutes on a day when all of a phase is due, for one side. House rule: what lasts longer is
# walking and resting.
LONG_DAYS = {"low-back-spasm": 55}
LONGEST_DAY = 40
# What the whole low-back program holds, by phase. Source: SOURCES.md#low-back-spasm
LOW_BACK_CODES = [
    "LB01 LB02 LB03 BR01 BR03 BR05 LB05 LB06 LB07 LB09 LB10",
    "LB08 LB12 LB13 LB17 LB04 LB14 LB15 LB16 LB19 LB20 LB21 ER06 LB10",
    "LB24 LB25 LB28 LB29 LB31 LB33 HP14 HP17 HP18 HP03 LB37 LB38 AE01",
    "LB27 LB32 LB34 LB36 LB39 LB40 KN18 KN21",
    "AE01 ER02 ER03 ER04 ER05",
]


def test_all_that_were_asked_for_are_there() -> None:
    assert [one.code for one in LIBRARY.protocols] == WANTED


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_protocol_is_fit_to_use(protocol: StarterProtocol) -> None:
    assert list(problems_of_protocol(protocol, LIBRARY)) == []


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_day_stays_short(protocol: StarterProtocol) -> None:
    row = next(row for row in protocol_rows(LIBRARY) if row.code == protocol.code)

    assert row.most_minutes <= LONG_DAYS.get(protocol.code, LONGEST_DAY)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_phase_has_three_exercises_or_more_and_a_leaflet(protocol: StarterProtocol) -> None:
    assert all(len(phase.items) >= 3 for phase in protocol.phases)
    assert all(phase.advice and phase.options and phase.note for phase in protocol.phases)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_notes_name_only_exercises_that_are_there(protocol: StarterProtocol) -> None:
    notes = [protocol.therapist_note, *(phase.note for phase in protocol.phases)]
    notes += [item.note for phase in protocol.phases for item in phase.options]
    named = set(re.findall(r"\b[A-Z]{2}\d\d\b", " ".join(notes)))

    used = {i.exercise for phase in protocol.phases for i in (*phase.items, *phase.options)}
    assert named - used == set()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_screen_is_headed_points(protocol: StarterProtocol) -> None:
    kinds = {block.kind.value for block in blocks_of(protocol.screen)}

    assert kinds == {"heading", "points"}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_moving_on_goes_by_what_they_can_do_and_not_by_the_date(protocol: StarterProtocol) -> None:
    dated = [p.name for p in protocol.phases if re.match(r"(Day|Week|After)", p.move_on_when)]

    assert dated == []


@pytest.mark.parametrize(("number", "codes"), list(enumerate(LOW_BACK_CODES)))
def test_low_back_program_is_whole(number: int, codes: str) -> None:
    phase = LOW_BACK.phases[number]

    assert set(codes.split()) <= {i.exercise for i in (*phase.items, *phase.options)}


def test_every_type_of_exercise_has_its_doses() -> None:
    assert {exercise.type for exercise in LIBRARY.exercises} == WITHIN.keys()


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"aim": "Restore lumbar lordosis."}, "phase 1, aim: lumbar (say: low back)"),
        ({"move_on_when": "Word " * 30}, "phase 1, move_on_when: a sentence of 30 words"),
        ({"aim": "This will cure your back."}, "phase 1, aim: “cure” promises too much"),
    ],
)
def test_problems_name_phase_and_field(fields: dict[str, str], problem: str) -> None:
    first = replace(LOW_BACK.phases[0], **fields)  # type: ignore[arg-type]  # any field
    broken = replace(LOW_BACK, phases=(first, *LOW_BACK.phases[1:]))

    assert f"low-back-spasm, {problem}" in list(problems_of_protocol(broken, LIBRARY))


@pytest.mark.parametrize(
    ("dose", "problem"),
    [
        (Dose(sets=2, reps=10, weekdays=127), "days_a_week 7 is not 2 to 3, as strength is dosed"),
        (Dose(sets=5, reps=10, weekdays=21), "sets 5 is not 1 to 3, as strength is dosed"),
        (Dose(reps=10, rest_seconds=30, weekdays=21), "rests 30 seconds, though it has one set"),
    ],
)
def test_dose_outside_the_usual_is_named(dose: Dose, problem: str) -> None:
    phase = LOW_BACK.phases[2]
    bridge = replace(phase.items[0], dose=dose)
    broken = replace(LOW_BACK, phases=(replace(phase, items=(bridge,)),))

    found = list(problems_of_protocol(broken, LIBRARY))

    assert found == [f"low-back-spasm, phase 1, LB25: {problem}"]


def test_protocol_without_a_screen_is_named() -> None:
    found = list(problems_of_protocol(replace(LOW_BACK, screen=""), LIBRARY))

    assert found == ["low-back-spasm: says nothing of what to rule out first"]
