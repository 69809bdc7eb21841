"""The body of a leaflet, line by line."""

import pytest

from programs.leaflet import (
    LONGEST_BODY,
    MOST_HEADINGS,
    Block,
    Kind,
    blocks_of,
    is_one_sentence,
    problems_in,
)

HEADING, POINTS, PARAGRAPH = Kind.HEADING, Kind.POINTS, Kind.PARAGRAPH


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("", []),
        ("Rest well.", [(PARAGRAPH, "Rest well.")]),
        ("One.\nTwo.\n\nThree.", [(PARAGRAPH, "One."), (PARAGRAPH, "Two."), (PARAGRAPH, "Three.")]),
        ("# Warmth\n- A cloth", [(HEADING, "Warmth"), (POINTS, "A cloth")]),
        ("- One\n- Two\n\n- Three", [(POINTS, "One", "Two", "Three")]),
        ("- One\nThen\n- Two", [(POINTS, "One"), (PARAGRAPH, "Then"), (POINTS, "Two")]),
        ("  #   Warmth  \r\n  -  A cloth ", [(HEADING, "Warmth"), (POINTS, "A cloth")]),
        ("# One\n# Two\nText", [(HEADING, "One"), (HEADING, "Two"), (PARAGRAPH, "Text")]),
    ],
)
def test_blocks_of_reads_line_by_line(body: str, blocks: list[tuple[Kind, str]]) -> None:
    assert blocks_of(body) == tuple(Block(kind, tuple(lines)) for kind, *lines in blocks)


@pytest.mark.parametrize(
    "typed", ["## Two", "#Warmth", "-5 degrees", "* star", "1. first", "**bold**", "<b>x</b>"]
)
def test_blocks_of_leaves_other_marks_as_they_were_typed(typed: str) -> None:
    assert blocks_of(typed) == (Block(PARAGRAPH, (typed,)),)


def test_blocks_of_takes_a_body_that_is_not_fit() -> None:
    assert blocks_of("#\n-\n- \nText") == (Block(PARAGRAPH, ("Text",)),)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (" \n\n", "Write what the leaflet says."),
        ("# Only a heading", "Write what the leaflet says."),
        ("Text\n\n#", "Line 3: the heading has no words."),
        ("-\nText", "Line 1: the point has no words."),
        ("# One\n\n# Two\nText", "Line 1: the heading has nothing beneath it."),
        ("Text\n# End", "Line 2: the heading has nothing beneath it."),
        (f"# {'long ' * 17}\nText", "Line 1: the heading has 84 characters, 80 at most."),
        ("x" * (LONGEST_BODY + 1), "This has 4001 characters, 4000 at most."),
        (
            "# Part\nText\n" * (MOST_HEADINGS + 1),
            "Line 17: this is heading number 9, 8 at most.",
        ),
    ],
)
def test_problems_in_names_the_line_and_what_to_mend(body: str, problem: str) -> None:
    assert problem in [str(found) for found in problems_in(body)]


def test_problems_in_is_empty_for_a_body_at_its_limits() -> None:
    body = "\r\n".join("# Part\nText".splitlines() * MOST_HEADINGS)
    body += "x" * (LONGEST_BODY - len(body.replace("\r", "")))

    assert problems_in(body) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Keep moving.", True),
        ("Rest 2.5 hours, then go.", True),
        ("Keep moving", True),
        ("Keep moving. Rest well.", False),
        ("Is it sore? Then rest.", False),
        ("Keep\nmoving", False),
    ],
)
def test_is_one_sentence(text: str, expected: bool) -> None:
    assert is_one_sentence(text) is expected
