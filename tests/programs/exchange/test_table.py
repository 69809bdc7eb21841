"""Tables as spreadsheets write them, and as they must not be."""

import codecs

import pytest

from clinic.models import Clinic
from programs.models import Exercise
from tests.programs.exchange.zips import loaded, problems, row, table, zip_of

pytestmark = pytest.mark.django_db


def library(content: bytes) -> bytes:
    return zip_of({"exercises.csv": content})


@pytest.mark.parametrize("start", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_table_is_read_as_spreadsheets_write_it(
    start: bytes, delimiter: str, clinic: Clinic
) -> None:
    content = table(row(name="Brücke, unsere; ja"), delimiter=delimiter)

    loaded(library(start + content), clinic)

    assert Exercise.objects.owned_by(clinic).get().name == "Brücke, unsere; ja"


def test_columns_stand_in_any_order_and_are_written_in_any_way(clinic: Clinic) -> None:
    cells = dict(reversed(row().items())) | {"Start Position": "Lie down.", "TIMES-PER-DAY": "2"}

    loaded(library(table(cells)), clinic)

    made = Exercise.objects.owned_by(clinic).get()
    assert (made.start_position, made.times_per_day) == ("Lie down.", 2)


def test_empty_rows_are_passed_over_and_counted(clinic: Clinic) -> None:
    content = table(row()) + b",,,,,,\r\n" + table(row("OWN2", type="")).splitlines()[1]

    assert problems(library(content), clinic) == ["Line 4 (OWN2), type: is empty."]


def test_lines_in_a_cell_do_not_count_as_rows(clinic: Clinic) -> None:
    rows = row(steps="Lift.\nHold.\nLower."), row("OWN2", side="left")

    assert problems(library(table(*rows)), clinic)[0].startswith("Line 3 (OWN2), side")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "exercises.csv is empty"),
        (b"\n\n", "exercises.csv is empty"),
        (
            b"code,name\nOWN1,x\n",
            "exercises.csv has no column regions, type, side, position, steps",
        ),
        (table(row()).decode().encode("utf-16"), "exercises.csv is not saved as UTF-8"),
        (table(row()).decode().encode("utf-16-le"), "exercises.csv is not saved as UTF-8"),
        (b'"' + table(row()), "exercises.csv cannot be read at line 1"),
        (
            table(row(name="Brücke")).decode().encode("latin-1"),
            "Line 2 (OWN1), name: is not saved as UTF-8",
        ),
        (table(row(name="a\0b")), "Line 2 (OWN1), name: has a NUL sign"),
        (table(row(name='"')).replace(b'""""', b'"open'), "exercises.csv cannot be read at line"),
        (table(row(steps="x" * 200_000)), "exercises.csv cannot be read at line 2"),
        (table(row(name="x" * 81)), "Line 2 (OWN1), name: has 81 letters; 80 at most."),
        (table(row(nmae="x")), "Line 1, nmae: is not a column. Did you mean “name”?"),
        (table(row()).replace(b"steps", b"steps,Steps"), "Line 1, steps: is there twice."),
        (table(row()) + b",,,,,,,more\n", "Line 3: has more cells than there are columns."),
        (table(row()).splitlines()[0], "exercises.csv has no exercises in it."),
        (b"," * 300 + b"\n" + table(row()), "exercises.csv has 301 columns; 200 at most."),
        (table(row()) + b"," * 600_000, "exercises.csv has a line that is far too long."),
    ],
)
def test_table_that_is_wrong_is_refused_in_plain_words(
    content: bytes, said: str, clinic: Clinic
) -> None:
    assert problems(library(content), clinic)[0].startswith(said)
    assert not Exercise.objects.owned_by(clinic).exists()


def test_unclosed_quote_names_where_it_is(clinic: Clinic) -> None:
    content = table(row()) + b'OWN2,"never closed' + b"\nx" * 100_000

    assert problems(library(content), clinic)[0].startswith(
        "exercises.csv cannot be read at line 3"
    )


def test_too_many_rows_are_refused_once(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programs.exchange.table.MOST_ROWS", 2)

    said = problems(library(table(*(row(f"OWN{number}") for number in range(9)))), clinic)

    assert said == ["Line 4: There are more than 2 exercises. Send them in several files."]
