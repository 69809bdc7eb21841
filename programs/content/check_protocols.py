"""The starter protocols looked over: how much each asks, and what is not fit for patients."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from programs.content.check import hard_to_read
from programs.content.readability import claims_in, reading
from programs.content.starters import Library, StarterItem, StarterPhase, StarterProtocol
from programs.dosing import minutes_by_weekday

# What a dose of each type may be; a type's other numbers are free within their own limits.
# Units: as Dose has them. Source: house default, SOURCES.md#protocol-doses
WITHIN: dict[str, dict[str, tuple[int, int]]] = {
    "mobility": {"sets": (1, 2), "reps": (5, 10), "hold_seconds": (0, 10)},
    "stretch": {"sets": (1, 2), "reps": (3, 8), "hold_seconds": (5, 30)},
    "strength": {
        "sets": (1, 3),
        "reps": (1, 15),
        "hold_seconds": (0, 30),
        "effort_0_to_10": (3, 7),
        "days_a_week": (2, 3),
        "times_per_day": (1, 1),
    },
    "isometric": {"reps": (5, 10), "hold_seconds": (5, 10), "effort_0_to_10": (0, 5)},
    "control": {"sets": (1, 2), "reps": (5, 12), "hold_seconds": (0, 10)},
    "balance": {"sets": (1, 2), "reps": (3, 10), "hold_seconds": (0, 20)},
    "nerve": {"sets": (1, 2), "reps": (5, 10), "hold_seconds": (0, 0)},
    "vestibular": {"sets": (1, 2), "reps": (5, 20), "times_per_day": (1, 3)},
    "rest": {"minutes": (2, 15), "times_per_day": (1, 4)},
    "aerobic": {"minutes": (3, 30), "effort_0_to_10": (2, 5)},
    "everyday": {"reps": (1, 10), "times_per_day": (1, 8), "effort_0_to_10": (0, 5)},
}
# A hold this long is counted a few times only, as a plank is. Units: seconds, repetitions.
LONG_HOLD, FEW_REPS = 20, 5
# From this hold on, one set may have rests: between its holds. Units: seconds.
RESTED_HOLD = 5

Types = Mapping[str, str]


@dataclass(frozen=True)
class ProtocolRow:
    """One line of the table of protocols. Units: minutes on a day when all of a phase is due."""

    code: str
    phases: int
    exercises: int
    options: int
    most_minutes: int
    signed_off: int
    highest_grade: float
    longest_sentence: int


def protocol_rows(library: Library) -> list[ProtocolRow]:
    sides = {exercise.code: exercise.side for exercise in library.exercises}
    return [_row(protocol, sides) for protocol in library.protocols]


def _row(protocol: StarterProtocol, sides: Mapping[str, str]) -> ProtocolRow:
    readings = [reading(phase.patient_texts.values()) for phase in protocol.phases]
    return ProtocolRow(
        code=protocol.code,
        phases=len(protocol.phases),
        exercises=sum(len(phase.items) for phase in protocol.phases),
        options=sum(len(phase.options) for phase in protocol.phases),
        most_minutes=max(_minutes(phase, sides) for phase in protocol.phases),
        signed_off=int(protocol.sign_off == "signed"),
        highest_grade=max(one.grade for one in readings),
        longest_sentence=max(one.longest_sentence for one in readings),
    )


def _minutes(phase: StarterPhase, sides: Mapping[str, str]) -> int:
    """For one side of what is done on one side."""
    pairs = ((item.dose, sides[item.exercise]) for item in phase.items)
    doses = ((dose, "" if side == "each" else side) for dose, side in pairs)
    return max(minutes_by_weekday(doses))


def problems_of_protocol(protocol: StarterProtocol, library: Library) -> Iterator[str]:
    """What makes a protocol unfit to use, each a line that names its code, phase and field."""
    types = {exercise.code: exercise.type for exercise in library.exercises}
    if not protocol.screen:
        yield f"{protocol.code}: says nothing of what to rule out first"
    for number, phase in enumerate(protocol.phases, 1):
        place = f"{protocol.code}, phase {number}"
        yield from hard_to_read(place, phase.patient_texts)
        for field, text in phase.patient_texts.items():
            for claim in claims_in(text):
                yield f"{place}, {field}: “{claim}” promises too much"
        for item in (*phase.items, *phase.options):
            yield from _dose_problems(f"{place}, {item.exercise}", item, types[item.exercise])


def _dose_problems(place: str, item: StarterItem, type_: str) -> Iterator[str]:
    dose = item.dose
    for field, (low, high) in WITHIN[type_].items():
        value = getattr(dose, field)
        if value is not None and not low <= value <= high:
            yield f"{place}: {field} {value} is not {low} to {high}, as {type_} is dosed"
    hold = dose.hold_seconds or 0
    if dose.rest_seconds and (dose.sets or 1) == 1 and hold < RESTED_HOLD:
        yield f"{place}: rests {dose.rest_seconds} seconds, though it has one set"
    if hold >= LONG_HOLD and (dose.reps or 0) > FEW_REPS:
        yield f"{place}: {dose.reps} holds of {hold} seconds are too many"
