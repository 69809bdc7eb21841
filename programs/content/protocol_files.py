"""Reads protocols/*.yaml. No Django in sight."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from programs.content.doses import changed_dose
from programs.content.exercise_files import LONGEST_NAME, LONGEST_SOURCE, SIGN_OFF
from programs.content.fields import Fields, did_you_mean, open_file, yaml_files
from programs.content.report import Report
from programs.content.starters import (
    StarterExercise,
    StarterItem,
    StarterPhase,
    StarterProtocol,
    Vocabulary,
)
from programs.content.vocabulary_file import VOCABULARY
from programs.dosing import Dose

# More than this makes the sheet long, and long sheets are followed less.
# Source: SOURCES.md#fewer-exercises
MOST_ITEMS_IN_A_PHASE = 5
MOST_OPTIONS_IN_A_PHASE = 8  # what a therapist takes in at a glance. House rule
PHASES = range(2, 6)  # fewer is no program, more is not remembered. House rule


@dataclass(frozen=True)
class Known:
    """What a protocol may name: exercises with their doses, regions and leaflets."""

    doses: Mapping[str, Dose]
    regions: frozenset[str]
    advice: frozenset[str]


def protocols_in(
    folder: Path, vocabulary: Vocabulary, exercises: tuple[StarterExercise, ...], report: Report
) -> tuple[StarterProtocol, ...]:
    """In the order of their files."""
    known = _known(folder, vocabulary, exercises)
    protocols = []
    for path in yaml_files(folder / "protocols", report):
        fields = open_file(path, report)
        if fields is None:
            continue
        protocol = _protocol(fields, known)
        if protocol.code and protocol.code != path.stem:
            fields.problem("code", f"{protocol.code} does not go with the file's name")
        protocols.append(protocol)
    return tuple(protocols)


def _known(folder: Path, vocabulary: Vocabulary, exercises: tuple[StarterExercise, ...]) -> Known:
    # A file that cannot be read is reported by itself; that it is meant is clear from its name.
    doses = {path.stem: Dose() for path in (folder / "exercises").glob("*.yaml")}
    doses |= {exercise.code: exercise.dose for exercise in exercises}
    advice = frozenset(path.stem for path in (folder / "advice").glob("*.yaml"))
    return Known(doses, vocabulary.codes("regions"), advice)


def _protocol(fields: Fields, known: Known) -> StarterProtocol:
    protocol = StarterProtocol(
        code=fields.text("code", longest=60),
        name=fields.text("name", longest=LONGEST_NAME),
        regions=fields.codes("regions", known.regions, VOCABULARY),
        summary=fields.text("summary"),
        screen=fields.text("screen", longest=2000, required=False),
        therapist_note=fields.text("therapist_note", longest=2000),
        source=fields.text("source", longest=LONGEST_SOURCE),
        sign_off=fields.choice("sign_off", SIGN_OFF),
        phases=tuple(_phase(part, known) for part in fields.parts("phases")),
    )
    fields.refuse_others()
    if protocol.code and not re.fullmatch(r"[a-z][a-z0-9-]*", protocol.code):
        fields.problem("code", "needs small letters, digits and - only")
    if protocol.phases and len(protocol.phases) not in PHASES:
        few, many = PHASES[0], PHASES[-1]
        fields.problem("phases", f"needs {few} to {many} phases, has {len(protocol.phases)}")
    return protocol


def _phase(fields: Fields, known: Known) -> StarterPhase:
    phase = StarterPhase(
        name=fields.text("name", longest=60),
        when=fields.text("when", longest=60),
        aim=fields.text("aim", longest=200),
        move_on_when=fields.text("move_on_when", longest=400),
        note=fields.text("note", longest=1000, required=False),
        advice=_advice(fields, known),
        items=tuple(_item(part, known) for part in fields.parts("items")),
        options=_options(fields, known),
    )
    fields.refuse_others()
    for key, most in (("items", MOST_ITEMS_IN_A_PHASE), ("options", MOST_OPTIONS_IN_A_PHASE)):
        count = len(getattr(phase, key))
        if count > most:
            fields.problem(key, f"has {count} exercises, {most} at most")
    _check_once(fields, phase)
    return phase


def _advice(fields: Fields, known: Known) -> tuple[str, ...]:
    if "advice" not in fields.nodes:
        return ()
    return fields.codes("advice", known.advice, "the folder advice")


def _options(fields: Fields, known: Known) -> tuple[StarterItem, ...]:
    if "options" not in fields.nodes:
        return ()
    return tuple(_item(part, known, is_option=True) for part in fields.parts("options"))


def _check_once(fields: Fields, phase: StarterPhase) -> None:
    """An exercise stands in a phase once: an option that is there already is no choice."""
    codes = [item.exercise for item in (*phase.items, *phase.options)]
    for twice in sorted({code for code in codes if code and codes.count(code) > 1}):
        key = "items" if twice not in {item.exercise for item in phase.options} else "options"
        fields.problem(key, f'"{twice}" stands in this phase twice')


def _item(fields: Fields, known: Known, *, is_option: bool = False) -> StarterItem:
    code = fields.text("exercise", longest=12)
    if code and code not in known.doses:
        hint = did_you_mean(code, known.doses)
        fields.problem("exercise", f'"{code}" is not an exercise{hint}')
    dose = known.doses.get(code, Dose())
    if "dose" in fields.nodes and (part := fields.part("dose")):
        dose = changed_dose(part, dose)
    item = StarterItem(
        exercise=code,
        dose=dose,
        cue=fields.text("cue", longest=200, required=False),
        note=fields.text("note", longest=200) if is_option else "",
    )
    fields.refuse_others()
    return item
