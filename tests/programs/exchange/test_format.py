"""docs/library-format.md says what the reader takes; what it shows can be brought in."""

import re
from pathlib import Path

import pytest

from clinic.models import Clinic
from programs.exchange.columns import CHOICES, COLUMNS, NEEDED, NUMBERS
from programs.models import Exercise
from tests.programs.exchange.zips import loaded, png, zip_of

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "library-format.md").read_text()
ROWS = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| `")]


def test_page_names_every_column_and_no_other() -> None:
    named = [name for row in ROWS for name in re.findall(r"`(\w+)`", row[0])]

    assert sorted(named) == sorted(COLUMNS)


def test_page_says_which_columns_are_needed() -> None:
    needed = [name for row in ROWS for name in re.findall(r"`(\w+)`", row[0]) if row[2] == "needed"]

    assert sorted(needed) == sorted(NEEDED)


def test_page_names_every_choice_and_every_range() -> None:
    said = {name: row[1] for row in ROWS for name in re.findall(r"`(\w+)`", row[0])}

    for column, choices in CHOICES.items():
        assert set(re.findall(r"`(\w+)`", said[column])) == set(choices.values)
    for column, (low, high) in NUMBERS.items():
        assert f"{low}" in said[column] and f"{high}" in said[column]


@pytest.mark.django_db
def test_example_can_be_brought_in(clinic: Clinic) -> None:
    example = re.search(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    assert example

    files = {"exercises.csv": example[1].encode(), "pictures/side-bend.jpg": png()}
    one = loaded(zip_of(files), clinic)

    assert one.report["summary"]["new"] == 2
    first = Exercise.objects.owned_by(clinic).get(code="OURS-1")
    assert (first.reps, first.pictures.count()) == (8, 1)
    assert [other.code for other in first.harder.all()] == ["OURS-2"]
