"""The body of a leaflet: plain lines that say what is a heading, a point or a paragraph.

A line that starts with "# " is a heading, one that starts with "- " is a point, any other is a
paragraph. That is all: every other mark stands as it was typed. No Django in sight.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, zip_longest

# One page of A4 in large letters holds less than half of it. House rule: it catches slips.
LONGEST_BODY = 4000  # characters
MOST_HEADINGS = 8
LONGEST_HEADING = 80  # characters


class Kind(StrEnum):
    HEADING = "heading"
    POINTS = "points"
    PARAGRAPH = "paragraph"


MARKS = {"#": Kind.HEADING, "-": Kind.POINTS}


@dataclass(frozen=True)
class Block:
    """A heading or a paragraph with its one line, or a list with a line for each point."""

    kind: Kind
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True)
class BodyProblem:
    """Something to mend. ``line`` counts from 1; 0 speaks of the body as a whole."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.message}" if self.line else self.message


def blocks_of(body: str) -> tuple[Block, ...]:
    """The body in parts, for screen and paper alike. Points that follow one another are one list.

    It takes any text; whether it is fit for a leaflet is asked of ``problems_in``.
    """
    blocks: list[Block] = []
    for kind, lines in groupby(_lines(body), key=lambda line: line[1]):
        texts = tuple(text for _, _, text in lines if text)
        if kind is Kind.POINTS and texts:
            blocks.append(Block(kind, texts))
        elif kind is not Kind.POINTS:
            blocks += [Block(kind, (text,)) for text in texts]
    return tuple(blocks)


def is_one_sentence(text: str) -> bool:
    """Whether a main message is one: the reader should find one thing to remember."""
    return not re.search(r"[.!?]\s|\n", text.strip())


def problems_in(body: str) -> tuple[BodyProblem, ...]:
    """What keeps a body from being a leaflet, in the order of its lines; empty when nothing does.

    Units: characters as typed, line ends counted as one.
    """
    return tuple(_problems(body))


def _problems(body: str) -> Iterator[BodyProblem]:
    lines = list(_lines(body))
    length = len("\n".join(body.splitlines()))
    headings = [number for number, kind, _ in lines if kind is Kind.HEADING]
    if not any(text for _, kind, text in lines if kind is not Kind.HEADING):
        yield BodyProblem(0, "Write what the leaflet says.")
    if length > LONGEST_BODY:
        yield BodyProblem(0, f"This has {length} characters, {LONGEST_BODY} at most.")
    if len(headings) > MOST_HEADINGS:
        message = f"this is heading number {MOST_HEADINGS + 1}, {MOST_HEADINGS} at most."
        yield BodyProblem(headings[MOST_HEADINGS], message)
    for line, following in zip_longest(lines, lines[1:]):
        yield from _problems_of_line(*line, following=following[1] if following else None)


def _problems_of_line(
    number: int, kind: Kind, text: str, *, following: Kind | None
) -> Iterator[BodyProblem]:
    if not text:
        yield BodyProblem(number, f"the {kind.removesuffix('s')} has no words.")
    if kind is not Kind.HEADING:
        return
    if len(text) > LONGEST_HEADING:
        message = f"the heading has {len(text)} characters, {LONGEST_HEADING} at most."
        yield BodyProblem(number, message)
    if following in (None, Kind.HEADING):
        yield BodyProblem(number, "the heading has nothing beneath it.")


def _lines(body: str) -> Iterator[tuple[int, Kind, str]]:
    """Each line that says something: its number, what it is, and its words."""
    for number, line in enumerate(body.splitlines(), start=1):
        mark, _, words = line.strip().partition(" ")
        if mark in MARKS:
            yield number, MARKS[mark], words.strip()
        elif mark:
            yield number, Kind.PARAGRAPH, line.strip()
