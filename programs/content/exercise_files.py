"""Reads exercises/*.yaml, each by itself and then all beside one another. No Django in sight."""

import re
from pathlib import Path

from programs.content.doses import read_dose
from programs.content.fields import Fields, open_file, yaml_files
from programs.content.report import Report
from programs.content.starters import StarterExercise, Vocabulary
from programs.content.vocabulary_file import VOCABULARY
from programs.dosing import Dose

TYPES = (
    "mobility",
    "stretch",
    "strength",
    "isometric",
    "control",
    "balance",
    "nerve",
    "vestibular",
    "rest",
    "everyday",
    "aerobic",
)
SIDES = ("each", "both", "alternate", "none")
POSITIONS = (
    "lying_back",
    "lying_front",
    "lying_side",
    "hands_knees",
    "kneeling",
    "sitting",
    "standing",
    "walking",
)
WEIGHT_BEARING = ("none", "partial", "full")
SIGN_OFF = ("awaiting", "signed")
# The dose of these says how hard. Source: SOURCES.md#fitt-vp
NEEDS_EFFORT = ("strength", "aerobic")
LONGEST_NAME = 80
LONGEST_ALT = 140
LONGEST_SOURCE = 200

Files = dict[str, tuple[Fields, StarterExercise]]


def exercises_in(
    folder: Path, vocabulary: Vocabulary, report: Report
) -> tuple[StarterExercise, ...]:
    """In the order of their codes."""
    files: Files = {}
    paths = yaml_files(folder / "exercises", report)
    if not paths:
        report.add("exercises", 1, "", "the folder has no exercises")
    for path in paths:
        fields = open_file(path, report)
        if fields is None:
            continue
        exercise = _exercise(fields, vocabulary)
        _check_name_of_file(fields, exercise, path)
        if exercise.code in files:
            other = files[exercise.code][0].file
            fields.problem("code", f"{exercise.code} is the code of {other} already")
        files[exercise.code] = (fields, exercise)
    _check_names(files)
    _check_harder(files, {path.stem for path in paths})
    return tuple(exercise for _, exercise in files.values())


def _exercise(fields: Fields, words: Vocabulary) -> StarterExercise:
    dose = fields.part("dose")
    alt = fields.part("alt")
    exercise = StarterExercise(
        code=fields.text("code", longest=12),
        name=fields.text("name", longest=LONGEST_NAME),
        patient_name=fields.text("patient_name", longest=LONGEST_NAME),
        aliases=fields.texts("aliases", 1, 8, longest=LONGEST_NAME),
        regions=fields.codes("regions", words.codes("regions"), VOCABULARY),
        type=fields.choice("type", TYPES),
        side=fields.choice("side", SIDES),
        position=fields.choice("position", POSITIONS),
        start_position=fields.text("start_position"),
        equipment=fields.codes("equipment", words.codes("equipment"), VOCABULARY),
        needs_floor=fields.flag("needs_floor"),
        weight_bearing=fields.choice("weight_bearing", WEIGHT_BEARING),
        difficulty=fields.number("difficulty", 1, 5) or 0,
        muscles=fields.codes("muscles", words.codes("muscles"), VOCABULARY),
        goals=fields.codes("goals", words.codes("goals"), VOCABULARY),
        steps=fields.texts("steps", 2, 6, longest=160),
        breathing=fields.text("breathing"),
        feel_it=fields.text("feel_it"),
        avoid=fields.text("avoid"),
        stop_if=fields.text("stop_if"),
        easier_text=fields.text("easier_text"),
        harder_text=fields.text("harder_text"),
        harder=fields.texts("harder", 0, 6, longest=12),
        dose=read_dose(dose) if dose else Dose(),
        dose_source=fields.text("dose_source", longest=LONGEST_SOURCE),
        precautions=fields.codes("precautions", words.codes("precautions"), VOCABULARY, low=0),
        precaution_note=fields.text("precaution_note", required=False),
        alt_start=alt.text("start", longest=LONGEST_ALT) if alt else "",
        alt_end=alt.text("end", longest=LONGEST_ALT) if alt else "",
        sign_off=fields.choice("sign_off", SIGN_OFF),
    )
    if alt:
        alt.refuse_others()
    fields.refuse_others()
    _check_sense(fields, exercise)
    return exercise


def _check_name_of_file(fields: Fields, exercise: StarterExercise, path: Path) -> None:
    if exercise.code and not re.fullmatch(r"[A-Z]{2}\d{2,3}", exercise.code):
        fields.problem("code", "needs two capitals and a number, such as LB25")
    elif exercise.code and exercise.code != path.stem:
        fields.problem("code", f"{exercise.code} does not go with the file's name")


def _check_sense(fields: Fields, exercise: StarterExercise) -> None:
    """What each field may say by itself, but not beside the others."""
    if "none" in exercise.equipment and len(exercise.equipment) > 1:
        fields.problem("equipment", '"none" stands alone')
    flagged = "cannot_get_on_floor" in exercise.precautions
    if exercise.needs_floor and not flagged:
        fields.problem("precautions", "needs cannot_get_on_floor, as needs_floor is true")
    if flagged and not exercise.needs_floor:
        fields.problem("precautions", "cannot_get_on_floor, but needs_floor is false")
    if exercise.type in NEEDS_EFFORT and exercise.dose.effort_0_to_10 is None:
        fields.problem("dose", f"needs effort_0_to_10, as the type is {exercise.type}")


def _check_names(files: Files) -> None:
    """No two exercises go by one name, on the sheet or in the list."""
    for key in ("name", "patient_name"):
        first: dict[str, str] = {}
        for fields, exercise in files.values():
            name = getattr(exercise, key).lower()
            if name and name in first:
                fields.problem(key, f"is that of {first[name]} too")
            first.setdefault(name, exercise.code)


def _check_harder(files: Files, codes: set[str]) -> None:
    """Every link leads to an exercise, and none leads back to where it came from."""
    for code, (fields, exercise) in files.items():
        for other in exercise.harder:
            if other and other not in codes:
                fields.problem("harder", f'"{other}" is not an exercise')
        way = _way_back(code, files)
        if way:
            fields.problem("harder", f"leads back to itself: {' → '.join(way)}")


def _way_back(code: str, files: Files) -> list[str]:
    """The links from an exercise round to itself; empty when there is no such way."""
    ways = [[code]]
    reached: set[str] = set()
    while ways:
        way = ways.pop()
        for other in files[way[-1]][1].harder:
            if other == code:
                return [*way, code]
            if other in files and other not in reached:
                reached.add(other)
                ways.append([*way, other])
    return []
