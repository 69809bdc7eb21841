"""One own exercise in the form in which it travels. No Django in sight."""

from dataclasses import dataclass, field
from typing import Any

# The pictures that an exercise may have of its own. A photograph stands for both sides.
SHOTS = ("start", "end")
TERM_KINDS = ("regions", "muscles", "goals", "equipment", "precautions")


@dataclass(frozen=True)
class Shot:
    """One picture: a photograph by the hash of its bytes, or "" for the figure's drawing.

    Without words for it, there is no picture.
    """

    photo: str = ""
    alt: str = ""
    credit: str = ""

    @property
    def is_drawn(self) -> bool:
        return bool(self.alt) and not self.photo


@dataclass(frozen=True)
class Record:
    """What an own exercise says and shows. Two are the same when they are equal.

    ``columns`` holds the model's plain columns, its texts tidied; links and figure are codes.
    ``easier`` names starter exercises alone: own ones name this one in their ``harder``.
    """

    code: str
    columns: dict[str, Any]
    terms: dict[str, frozenset[str]]
    shots: dict[str, Shot] = field(default_factory=dict)
    figure: str = ""
    video: str = ""
    harder: frozenset[str] = frozenset()
    easier: frozenset[str] = frozenset()
    copied_from: str = ""

    def says_as(self, other: "Record") -> bool:
        """Whether both say and show the same.

        A new neighbour, and being retired, are no words of an exercise.
        """
        columns = self.columns | {"status": other.columns["status"]}
        ours, theirs = (columns, self.terms, self.video), (other.columns, other.terms, other.video)
        return ours == theirs and self.shows_as(other)

    def shows_as(self, other: "Record") -> bool:
        return (self.shots, self.figure) == (other.shots, other.figure)
