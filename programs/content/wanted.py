"""What the database should hold for each starter exercise, its pictures drawn."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from programs.content.drawings import draw_ahead, drawn_svg
from programs.content.starters import Library, StarterExercise
from programs.figures import figure_codes, load_figure
from programs.models import Exercise, Picture
from programs.models.dose import DOSE_FIELDS

TERM_KINDS = ("regions", "muscles", "goals", "equipment", "precautions")
# Columns that have the name and the form of the file's field.
SAME_COLUMNS = (
    "sign_off",
    "name",
    "patient_name",
    "precaution_note",
    "type",
    "side",
    "position",
    "start_position",
    "needs_floor",
    "weight_bearing",
    "difficulty",
    "breathing",
    "feel_it",
    "avoid",
    "stop_if",
    "easier_text",
    "harder_text",
    "dose_source",
)


@dataclass(frozen=True)
class Frame:
    """A picture as it should be: which frame, whose side, what it shows."""

    frame: str
    is_left: bool
    drawing: str  # SHA-256
    alt: str


@dataclass(frozen=True)
class Wanted:
    """One exercise as the files want its row and what hangs on it."""

    columns: dict[str, Any]
    terms: dict[str, frozenset[str]]
    frames: frozenset[Frame]
    harder: tuple[str, ...]


@dataclass(frozen=True)
class WantedLibrary:
    """The exercises by code, and the drawings they show by SHA-256."""

    exercises: dict[str, Wanted]
    svgs: dict[str, str]

    @property
    def undrawn(self) -> tuple[str, ...]:
        return tuple(code for code, wanted in self.exercises.items() if not wanted.frames)


def wanted_library(library: Library) -> WantedLibrary:
    """Errors: FigureError when a drawing is not fit to draw."""
    drawn = set(figure_codes())
    codes = [starter.code for starter in library.exercises if starter.code in drawn]
    draw_ahead((c, frame, side) for c in codes for frame in Picture.Frame for side in _sides(c))
    svgs: dict[str, str] = {}
    exercises = {}
    for starter in library.exercises:
        frames = frozenset(_frames(starter, svgs) if starter.code in drawn else ())
        exercises[starter.code] = Wanted(
            columns=_columns(starter)
            | {"figure_code": starter.code if starter.code in drawn else ""},
            terms={kind: frozenset(getattr(starter, kind)) for kind in TERM_KINDS},
            frames=frames,
            harder=starter.harder,
        )
    return WantedLibrary(exercises, svgs)


def _columns(starter: StarterExercise) -> dict[str, Any]:
    columns = {name: getattr(starter, name) for name in SAME_COLUMNS}
    columns |= {name: getattr(starter.dose, name) for name in DOSE_FIELDS}
    return columns | {
        "status": Exercise.Status.CURRENT,
        "aliases": "\n".join(starter.aliases),
        "steps": "\n".join(starter.steps),
    }


def _frames(starter: StarterExercise, svgs: dict[str, str]) -> Iterable[Frame]:
    """Its pictures, for both sides when they differ; their SVGs go into ``svgs``.

    The moving one says nothing to who cannot see it that the others do not say.
    """
    alts = {
        Picture.Frame.START: starter.alt_start,
        Picture.Frame.END: starter.alt_end,
        Picture.Frame.MOVING: "",
    }
    for frame, alt in alts.items():
        for side in _sides(starter.code):
            svg = drawn_svg(starter.code, frame.value, side)
            sha256 = hashlib.sha256(svg.encode()).hexdigest()
            svgs[sha256] = svg
            yield Frame(frame.value, side == "left", sha256, alt)


def _sides(code: str) -> tuple[str, ...]:
    return ("right", "left") if load_figure(code).is_sided else ("right",)
