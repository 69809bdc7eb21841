"""What the content files hold, as plain values. No Django in sight."""

from dataclasses import dataclass

from programs.dosing import Dose
from programs.leaflet import blocks_of


@dataclass(frozen=True, kw_only=True)
class Word:
    """One entry of the vocabulary."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    regions: tuple[Word, ...]
    equipment: tuple[Word, ...]
    muscles: tuple[Word, ...]
    goals: tuple[Word, ...]
    precautions: tuple[Word, ...]

    def codes(self, kind: str) -> frozenset[str]:
        words: tuple[Word, ...] = getattr(self, kind)
        return frozenset(word.code for word in words)


@dataclass(frozen=True, kw_only=True)
class StarterExercise:
    """One exercise of the starter library. ``harder`` holds codes; easier is its reverse."""

    code: str
    name: str
    patient_name: str
    aliases: tuple[str, ...]
    regions: tuple[str, ...]
    type: str
    side: str
    position: str
    start_position: str
    equipment: tuple[str, ...]
    needs_floor: bool
    weight_bearing: str
    difficulty: int
    muscles: tuple[str, ...]
    goals: tuple[str, ...]
    steps: tuple[str, ...]
    breathing: str
    feel_it: str
    avoid: str
    stop_if: str
    easier_text: str
    harder_text: str
    harder: tuple[str, ...]
    dose: Dose
    dose_source: str
    precautions: tuple[str, ...]
    precaution_note: str
    alt_start: str
    alt_end: str
    sign_off: str

    @property
    def patient_texts(self) -> dict[str, str]:
        """All that a patient reads of it, by field, the words for the pictures apart."""
        steps = {f"steps {number}": step for number, step in enumerate(self.steps, 1)}
        return {
            "patient_name": self.patient_name,
            "start_position": self.start_position,
            **steps,
            "breathing": self.breathing,
            "feel_it": self.feel_it,
            "avoid": self.avoid,
            "stop_if": self.stop_if,
            "easier_text": self.easier_text,
            "harder_text": self.harder_text,
        }

    @property
    def alt_texts(self) -> dict[str, str]:
        return {"alt.start": self.alt_start, "alt.end": self.alt_end}


@dataclass(frozen=True, kw_only=True)
class StarterAdvice:
    """One leaflet. ``regions`` may be empty: it is for everybody then."""

    code: str
    name: str
    main_message: str
    body: str
    therapist_note: str
    source: str
    regions: tuple[str, ...]
    sign_off: str

    @property
    def patient_texts(self) -> dict[str, str]:
        """All that a patient reads of it, by field; of the body each line by itself."""
        lines = [line for block in blocks_of(self.body) for line in block.lines]
        body = {f"body {number}": line for number, line in enumerate(lines, 1)}
        return {"name": self.name, "main_message": self.main_message, **body}


@dataclass(frozen=True, kw_only=True)
class StarterItem:
    """One exercise in a phase, with its whole dose. ``note`` is an option's: when to take it."""

    exercise: str
    dose: Dose
    cue: str
    note: str


@dataclass(frozen=True, kw_only=True)
class StarterPhase:
    """``note`` is for the therapist. ``advice`` holds the codes of leaflets."""

    name: str
    when: str
    aim: str
    move_on_when: str
    note: str
    advice: tuple[str, ...]
    items: tuple[StarterItem, ...]
    options: tuple[StarterItem, ...]

    @property
    def patient_texts(self) -> dict[str, str]:
        """All that a patient reads of it, by field."""
        words = {name: getattr(self, name) for name in ("name", "when", "aim", "move_on_when")}
        cues = {f"cue {item.exercise}": item.cue for item in (*self.items, *self.options)}
        return {field: text for field, text in (words | cues).items() if text}


@dataclass(frozen=True, kw_only=True)
class StarterProtocol:
    """A template. ``screen`` says what to rule out before anything is issued."""

    code: str
    name: str
    regions: tuple[str, ...]
    summary: str
    screen: str
    therapist_note: str
    source: str
    sign_off: str
    phases: tuple[StarterPhase, ...]


@dataclass(frozen=True, kw_only=True)
class SafetyBlock:
    """When to get help, for some regions: by urgency, the lines to show."""

    code: str
    title: str
    regions: tuple[str, ...]
    emergency: tuple[str, ...]
    same_day: tuple[str, ...]
    soon: tuple[str, ...]

    @property
    def lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The lines by urgency, the most urgent first."""
        return (
            ("emergency", self.emergency),
            ("same_day", self.same_day),
            ("soon", self.soon),
        )


@dataclass(frozen=True, kw_only=True)
class Safety:
    """The safety texts. ``headings`` goes by urgency; the version rises with every new wording."""

    version: int
    sign_off: str
    headings: dict[str, str]
    blocks: tuple[SafetyBlock, ...]


@dataclass(frozen=True, kw_only=True)
class Library:
    """All the content files together, checked against each other."""

    vocabulary: Vocabulary
    exercises: tuple[StarterExercise, ...]
    advice: tuple[StarterAdvice, ...]
    protocols: tuple[StarterProtocol, ...]
    safety: Safety
