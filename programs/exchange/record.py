"""One own exercise in the form in which it travels. No Django in sight."""

from dataclasses import dataclass, field
from typing import Any

# The pictures that an exercise may have of its own: by column, the frame and whether it is left.
SHOTS: dict[str, tuple[str, bool]] = {
    "start": ("start", False),
    "end": ("end", False),
    "start_left": ("start", True),
    "end_left": ("end", True),
}
TERM_KINDS = ("regions", "muscles", "goals", "equipment", "precautions")


@dataclass(frozen=True)
class Shot:
    """One picture: a photograph by the hash of its bytes, or "" for the figure's drawing."""

    photo: str = ""
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Record:
    """What an own exercise says and shows. Two are the same when they are equal.

    ``columns`` holds the model's plain columns, its texts tidied; links and figure are codes.
    """

    code: str
    columns: dict[str, Any]
    terms: dict[str, frozenset[str]]
    shots: dict[str, Shot] = field(default_factory=dict)
    figure: str = ""
    video: str = ""
    harder: frozenset[str] = frozenset()
    copied_from: str = ""

    def says_as(self, other: "Record") -> bool:
        """Whether both say and show the same. A new neighbour is no word of an exercise."""
        return (self.columns, self.terms, self.video) == (
            other.columns,
            other.terms,
            other.video,
        ) and self.shows_as(other)

    def shows_as(self, other: "Record") -> bool:
        return (self.shots, self.figure) == (other.shots, other.figure)
