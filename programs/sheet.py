"""What a revision freezes: the sheet, as plain typed values. No Django in sight.

The handout, the portal and the review read a sheet and never the plan, so that what was issued
stays what was issued.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import msgspec

from programs.dose_words import dose_words
from programs.dosing import Dose, is_same_each_day, minutes_by_weekday, plural

FORMAT = 1

Urgency = Literal["emergency", "same_day", "soon"]


class SheetError(Exception):
    """A stored sheet cannot be read, or is not the one that was issued."""


@dataclass(frozen=True, kw_only=True)
class SheetClinic:
    name: str
    phone: str
    address: str
    emergency_text: str
    colour: str
    paper: str  # "A4" or "Letter"
    logo: str  # data: address of the logo, or ""


@dataclass(frozen=True, kw_only=True)
class SheetPatient:
    name: str
    first_name: str
    initials: str
    language: str


@dataclass(frozen=True, kw_only=True)
class SheetTherapist:
    name: str
    profession: str
    registration: str


@dataclass(frozen=True, kw_only=True)
class SheetPicture:
    """A drawing, or one of the clinic's photographs."""

    drawing: str = ""  # SHA-256 of a Drawing
    photo: str = ""  # SHA-256 of a Photo of the clinic
    alt: str


@dataclass(frozen=True, kw_only=True)
class SheetItem:
    """One exercise as the patient reads it. ``item_id`` is the same in every revision."""

    item_id: int
    number: int
    code: str
    name: str
    side: str  # a PlanItem.Side value: left, right, each, both, alternate, none
    dose: Dose
    start_position: str
    steps: tuple[str, ...]
    breathing: str
    feel_it: str
    avoid: str
    stop_if: str
    easier: str
    harder: str
    cue: str
    equipment: tuple[str, ...]  # names; empty when nothing is needed
    regions: tuple[str, ...]  # codes
    start: SheetPicture | None
    end: SheetPicture | None
    video: str = ""  # SHA-256 of a Video of the clinic

    @property
    def words(self) -> str:
        return dose_words(self.dose, self.side)

    @property
    def side_words(self) -> str:
        """The side as the sheet says it; empty when there is nothing to say."""
        return SIDE_WORDS.get(self.side, "")

    @property
    def diary_sides(self) -> tuple[str, ...]:
        """The sides that the diary asks about, one line each: ("left", "right"), or ("",)."""
        return ("left", "right") if self.side == "each" else ("",)


SIDE_WORDS = {
    "left": "Left side",
    "right": "Right side",
    "each": "Left, then right",
    "alternate": "Left and right in turn",
}


@dataclass(frozen=True, kw_only=True)
class SheetPhase:
    phase_id: int
    name: str
    when_text: str
    aim: str
    move_on_when: str
    is_current: bool
    items: tuple[SheetItem, ...]
    from_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class SheetChange:
    """One difference from the revision before."""

    item_id: int
    kind: Literal["new", "changed", "stopped"]
    name: str
    words: str  # "12 times, was 10"; empty for new and stopped
    words_in: dict[str, str] = field(default_factory=dict)  # the same, by language


@dataclass(frozen=True, kw_only=True)
class SheetSafety:
    """One block of the static safety text, the same for everyone with this body region."""

    code: str
    title: str
    urgency: Urgency
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SheetAdvice:
    """A leaflet as it read when the sheet was issued. ``body`` is plain lines (leaflet.py)."""

    code: str
    name: str
    version: int
    main_message: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """All that one revision says.

    Units: pain limits are 0 to 10: fine up to the first, do less up to the second, stop above.
    """

    format: int = FORMAT
    number: int
    issued_on: date
    starts_on: date
    review_on: date | None
    goal: str
    reason: str
    clinic: SheetClinic
    patient: SheetPatient
    therapist: SheetTherapist
    pain_fine_up_to: int
    pain_less_up_to: int
    phases: tuple[SheetPhase, ...]
    safety: tuple[SheetSafety, ...] = ()
    changes: tuple[SheetChange, ...] = field(default=())
    advice: tuple[SheetAdvice, ...] = ()  # of the current phase only
    # By language, then by the English text: what the library says in the patient's language.
    translations: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def first_day(self) -> date:
        """The first day on which it holds."""
        return max(self.issued_on, self.starts_on)

    @property
    def phase(self) -> SheetPhase:
        """The phase that the patient is in: what is printed, shown and recorded."""
        return next(phase for phase in self.phases if phase.is_current)

    @property
    def items(self) -> tuple[SheetItem, ...]:
        return self.phase.items

    @property
    def next_phase(self) -> SheetPhase | None:
        following = self.phases[self.phases.index(self.phase) + 1 :]
        return following[0] if following else None

    @property
    def minutes_per_day(self) -> int:
        """Whole minutes on the fullest day of the week."""
        return max(minutes_by_weekday(self._doses))

    @property
    def is_same_each_day(self) -> bool:
        return is_same_each_day(self._doses)

    @property
    def minutes_words(self) -> str:
        """ "about 12 minutes a day"; "up to" when some days ask for less than others."""
        about = "about" if self.is_same_each_day else "up to"
        return f"{about} {plural(self.minutes_per_day, 'minute')} a day"

    @property
    def _doses(self) -> list[tuple[Dose, str]]:
        return [(item.dose, item.side) for item in self.items]

    @property
    def equipment(self) -> tuple[str, ...]:
        """What all the exercises need, each once, in the order in which they need it."""
        return tuple(dict.fromkeys(name for item in self.items for name in item.equipment))

    def items_on(self, weekday: int) -> tuple[SheetItem, ...]:
        """What may be done on a weekday (0 is Monday)."""
        return tuple(item for item in self.items if item.dose.is_on(weekday))


def to_json(sheet: Sheet) -> str:
    """The one way of writing a sheet down: sorted keys, so that a hash means something."""
    return msgspec.json.encode(sheet, order="sorted").decode()


def from_json(text: str) -> Sheet:
    """Errors: SheetError when the text is not a sheet of a format that we know."""
    try:
        sheet = msgspec.json.decode(text, type=Sheet)
    except msgspec.DecodeError as error:
        raise SheetError(f"This sheet cannot be read: {error}") from error
    if sheet.format != FORMAT:
        raise SheetError(f"This sheet has format {sheet.format}; this version reads {FORMAT}.")
    return sheet


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
