"""What the database should hold for each starter exercise, its pictures drawn."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from programs.content.drawings import COLOUR, LINE, Drawn, draw_ahead, drawn_svg
from programs.content.starters import Library, StarterExercise
from programs.figures import figure_codes, load_figure
from programs.figures.figure import INKS
from programs.models import Drawing, Exercise, Picture
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
    """The exercises by code, and the drawings they show by the SHA-256 of those in colour."""

    exercises: dict[str, Wanted]
    drawings: dict[str, Drawing]

    @property
    def undrawn(self) -> tuple[str, ...]:
        return tuple(code for code, wanted in self.exercises.items() if not wanted.frames)


def wanted_library(library: Library) -> WantedLibrary:
    """Errors: FigureError when a drawing is not fit to draw."""
    drawn = set(figure_codes())
    codes = [starter.code for starter in library.exercises if starter.code in drawn]
    draw_ahead((code, one) for code in codes for one in _drawings_of(code))
    drawings: dict[str, Drawing] = {}
    exercises = {}
    for starter in library.exercises:
        frames = frozenset(_frames(starter, drawings) if starter.code in drawn else ())
        exercises[starter.code] = Wanted(
            columns=_columns(starter)
            | {"figure_code": starter.code if starter.code in drawn else ""},
            terms={kind: frozenset(getattr(starter, kind)) for kind in TERM_KINDS},
            frames=frames,
            harder=starter.harder,
        )
    return WantedLibrary(exercises, drawings)


def _columns(starter: StarterExercise) -> dict[str, Any]:
    columns = {name: getattr(starter, name) for name in SAME_COLUMNS}
    columns |= {name: getattr(starter.dose, name) for name in DOSE_FIELDS}
    return columns | {
        "status": Exercise.Status.CURRENT,
        "aliases": "\n".join(starter.aliases),
        "steps": "\n".join(starter.steps),
    }


def _frames(starter: StarterExercise, drawings: dict[str, Drawing]) -> Iterable[Frame]:
    """Its pictures, for both sides when they differ; what they show goes into ``drawings``.

    The moving one says nothing to who cannot see it that the others do not say.
    """
    alts = {
        Picture.Frame.START: starter.alt_start,
        Picture.Frame.END: starter.alt_end,
        Picture.Frame.MOVING: "",
    }
    for frame, alt in alts.items():
        for side in _sides(starter.code):
            drawing = _drawing(starter.code, frame, side)
            drawings.setdefault(drawing.sha256, drawing)
            yield Frame(frame.value, side == "left", drawing.sha256, alt)


def _drawing(code: str, frame: Picture.Frame, side: str) -> Drawing:
    svgs = {ink: drawn_svg(code, frame, side, ink) for ink in _inks(frame)}
    sha256 = hashlib.sha256(svgs[COLOUR].encode()).hexdigest()
    return Drawing(sha256=sha256, svg=svgs[COLOUR], line_svg=svgs.get(LINE, ""))


def _drawings_of(code: str) -> Iterable[Drawn]:
    for frame in Picture.Frame:
        for side in _sides(code):
            yield from (Drawn(frame.value, side, ink) for ink in _inks(frame))


def _inks(frame: Picture.Frame) -> tuple[str, ...]:
    """Nothing moves on paper."""
    return (COLOUR,) if frame == Picture.Frame.MOVING else INKS


def _sides(code: str) -> tuple[str, ...]:
    return ("right", "left") if load_figure(code).is_sided else ("right",)
