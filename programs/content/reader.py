"""Reads the content files, and says everything that is wrong with them at once.

No Django in sight: whoever writes content can check it without a database.
"""

from pathlib import Path

from programs.content.advice_files import advice_in
from programs.content.exercise_files import exercises_in
from programs.content.protocol_files import protocols_in
from programs.content.report import ContentError, Report
from programs.content.safety_file import safety_in
from programs.content.starters import (
    Library,
    Safety,
    StarterAdvice,
    StarterExercise,
    StarterProtocol,
    Vocabulary,
)
from programs.content.vocabulary_file import vocabulary_in

__all__ = [
    "FOLDER",
    "ContentError",
    "read_advice",
    "read_exercises",
    "read_library",
    "read_protocols",
    "read_safety",
    "read_vocabulary",
]

FOLDER = Path(__file__).parent


def read_library(folder: Path = FOLDER) -> Library:
    """All the content files. Errors: ContentError with every problem found in any of them."""
    report = Report()
    vocabulary = vocabulary_in(folder, report)
    exercises = exercises_in(folder, vocabulary, report)
    library = Library(
        vocabulary=vocabulary,
        exercises=exercises,
        advice=advice_in(folder, vocabulary, report),
        protocols=protocols_in(folder, vocabulary, exercises, report),
        safety=safety_in(folder, vocabulary, report),
    )
    report.raise_if_any()
    return library


def read_vocabulary(folder: Path = FOLDER) -> Vocabulary:
    """Errors: ContentError."""
    report = Report()
    vocabulary = vocabulary_in(folder, report)
    report.raise_if_any()
    return vocabulary


def read_exercises(folder: Path = FOLDER) -> tuple[StarterExercise, ...]:
    """In the order of their codes. Errors: ContentError."""
    report = Report()
    exercises = exercises_in(folder, vocabulary_in(folder, report), report)
    report.raise_if_any()
    return exercises


def read_advice(folder: Path = FOLDER) -> tuple[StarterAdvice, ...]:
    """The leaflets, in the order of their files. Errors: ContentError."""
    report = Report()
    advice = advice_in(folder, vocabulary_in(folder, report), report)
    report.raise_if_any()
    return advice


def read_protocols(folder: Path = FOLDER) -> tuple[StarterProtocol, ...]:
    """Errors: ContentError, for the exercises that they are made of as well."""
    report = Report()
    vocabulary = vocabulary_in(folder, report)
    exercises = exercises_in(folder, vocabulary, report)
    protocols = protocols_in(folder, vocabulary, exercises, report)
    report.raise_if_any()
    return protocols


def read_safety(folder: Path = FOLDER) -> Safety:
    """Errors: ContentError."""
    report = Report()
    safety = safety_in(folder, vocabulary_in(folder, report), report)
    report.raise_if_any()
    return safety
