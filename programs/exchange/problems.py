"""What is wrong with a ZIP file, each thing with its place. No Django in sight."""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

# A file of nothing but mistakes must not fill the database.
MOST_KEPT = 20_000
# To look for a word like it takes as long as a whole line: beyond these it is not offered.
MOST_GUESSES = 50


class Problem(NamedTuple):
    """``line`` is the row as a spreadsheet counts it, 1 the header; 0 is the file as a whole."""

    line: int
    code: str
    column: str
    message: str

    @property
    def place(self) -> str:
        """ "Line 7 (OWN12), steps"."""
        if not self.line:
            return self.column
        code = f" ({self.code})" if self.code else ""
        return f"Line {self.line}{code}" + (f", {self.column}" if self.column else "")


class ExchangeError(Exception):
    """The file cannot be read any further. The message is fit to show to the user."""


@dataclass
class Problems:
    """Gathers problems in the order of their lines, and counts those beyond what is kept."""

    found: list[Problem] = field(default_factory=list)
    more: int = 0
    guesses: int = 0

    def add(self, message: str, *, line: int = 0, code: str = "", column: str = "") -> None:
        if len(self.found) < MOST_KEPT:
            self.found.append(Problem(line, printable(code), printable(column), printable(message)))
        else:
            self.more += 1

    def guess(self, word: str, known: Iterable[str]) -> str:
        """' Did you mean "bridge.jpg"?', or nothing."""
        self.guesses += 1
        if self.guesses > MOST_GUESSES:
            return ""
        return did_you_mean(word, list(known))

    @property
    def in_order(self) -> list[Problem]:
        return sorted(self.found, key=lambda problem: problem.line)


def printable(text: str) -> str:
    """Without signs that no database takes: what is quoted comes from a stranger's file."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def did_you_mean(word: str, known: Collection[str]) -> str:
    """' Did you mean "Knee"?', or nothing. Small and capital letters are the same to it."""
    written = {one.casefold(): one for one in known}
    near = difflib.get_close_matches(word.casefold(), written, n=1)
    return f" Did you mean “{written[near[0]]}”?" if near else ""
