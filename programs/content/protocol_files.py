"""Reads protocols/*.yaml. No Django in sight."""

import re
from collections.abc import Mapping
from pathlib import Path

from programs.content.doses import changed_dose
from programs.content.exercise_files import LONGEST_NAME, LONGEST_SOURCE, SIGN_OFF
from programs.content.fields import Fields, did_you_mean, open_file, yaml_files
from programs.content.report import Report
from programs.content.starters import StarterExercise, StarterItem, StarterPhase, StarterProtocol
from programs.dosing import Dose

# More than this makes the sheet long, and long sheets are followed less.
# Source: SOURCES.md#fewer-exercises
MOST_ITEMS_IN_A_PHASE = 5

Doses = Mapping[str, Dose]


def protocols_in(
    folder: Path, exercises: tuple[StarterExercise, ...], report: Report
) -> tuple[StarterProtocol, ...]:
    """In the order of their files."""
    # A file that cannot be read is reported by itself; that it is meant is clear from its name.
    doses = {path.stem: Dose() for path in (folder / "exercises").glob("*.yaml")}
    doses |= {exercise.code: exercise.dose for exercise in exercises}
    protocols = []
    for path in yaml_files(folder / "protocols", report):
        fields = open_file(path, report)
        if fields is None:
            continue
        protocol = _protocol(fields, doses)
        if protocol.code and protocol.code != path.stem:
            fields.problem("code", f"{protocol.code} does not go with the file's name")
        protocols.append(protocol)
    return tuple(protocols)


def _protocol(fields: Fields, doses: Doses) -> StarterProtocol:
    protocol = StarterProtocol(
        code=fields.text("code", longest=60),
        name=fields.text("name", longest=LONGEST_NAME),
        summary=fields.text("summary"),
        therapist_note=fields.text("therapist_note", longest=2000),
        source=fields.text("source", longest=LONGEST_SOURCE),
        sign_off=fields.choice("sign_off", SIGN_OFF),
        phases=tuple(_phase(part, doses) for part in fields.parts("phases")),
    )
    fields.refuse_others()
    if protocol.code and not re.fullmatch(r"[a-z][a-z0-9-]*", protocol.code):
        fields.problem("code", "needs small letters, digits and - only")
    return protocol


def _phase(fields: Fields, doses: Doses) -> StarterPhase:
    phase = StarterPhase(
        name=fields.text("name", longest=60),
        when=fields.text("when", longest=60),
        aim=fields.text("aim", longest=200),
        move_on_when=fields.text("move_on_when", longest=400),
        items=tuple(_item(part, doses) for part in fields.parts("items")),
    )
    fields.refuse_others()
    if len(phase.items) > MOST_ITEMS_IN_A_PHASE:
        message = f"has {len(phase.items)} exercises, {MOST_ITEMS_IN_A_PHASE} at most"
        fields.problem("items", message)
    return phase


def _item(fields: Fields, doses: Doses) -> StarterItem:
    code = fields.text("exercise", longest=12)
    if code and code not in doses:
        fields.problem("exercise", f'"{code}" is not an exercise{did_you_mean(code, doses)}')
    dose = doses.get(code, Dose())
    if "dose" in fields.nodes and (part := fields.part("dose")):
        dose = changed_dose(part, dose)
    item = StarterItem(
        exercise=code, dose=dose, cue=fields.text("cue", longest=200, required=False)
    )
    fields.refuse_others()
    return item
