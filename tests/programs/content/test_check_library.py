from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from programs.content.check import advice_rows, problems_of, problems_of_advice, region_rows
from programs.content.reader import read_library


def test_check_library_prints_the_table_and_finds_nothing() -> None:
    out = StringIO()

    call_command("check_library", stdout=out)

    assert f"{len(read_library().exercises)} exercises" in out.getvalue()
    assert "Low back and core" in out.getvalue()
    assert "10 advice leaflets" in out.getvalue()
    assert "12 protocols" in out.getvalue()


def test_each_exercise_counts_in_one_region() -> None:
    library = read_library()

    assert sum(row.exercises for row in region_rows(library)) == len(library.exercises)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"avoid": "Lumbar flexion."}, "avoid: flexion"),
        ({"steps": ("Gently lift.",)}, "steps 1: “Gently” is no verb"),
        (
            {"feel_it": "Your hips work and " + "work " * 20 + "."},
            "feel_it: a sentence of 24 words",
        ),
        ({"code": "ZZ99"}, "ZZ99: has no drawing"),
    ],
)
def test_problems_name_code_and_field(fields: dict[str, object], problem: str) -> None:
    bridge = next(one for one in read_library().exercises if one.code == "LB25")

    assert problem in "\n".join(problems_of(replace(bridge, **fields)))  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"main_message": "Warmth heals your back."}, "main_message: “heals” promises too much"),
        ({"body": "# Why\nIt prevents pain.\n# How\nMove."}, "body 2: “prevents” promises"),
        ({"name": "Lumbar extension"}, "name: lumbar (say: low back)"),
        ({"body": "# One part\nRest."}, "sleep: has 1 headed parts, not 2 to 4"),
        ({"body": f"# A\nRest {'well ' * 20}.\n# B\nRest."}, "body 2: a sentence of 21 words"),
    ],
)
def test_problems_of_advice_name_code_and_field(fields: dict[str, str], problem: str) -> None:
    sleep = next(one for one in read_library().advice if one.code == "sleep")

    assert problem in "\n".join(problems_of_advice(replace(sleep, **fields)))  # type: ignore[arg-type]  # any field


def test_each_leaflet_has_its_line() -> None:
    library = read_library()

    assert [row.code for row in advice_rows(library)] == [one.code for one in library.advice]
    assert all(row.words < 220 for row in advice_rows(library))
