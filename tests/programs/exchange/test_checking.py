"""What the dry run says of a table: every problem, by line and column."""

import pytest

from clinic.models import Clinic
from programs.models import Exercise, Photo
from tests import make
from tests.programs.exchange.zips import checked, packed, png, problems, row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"regions": "low back and cor"},
            "regions: does not know “low back and cor”. Did you mean “Low back and core”?",
        ),
        (
            {"regions": "moon"},
            "regions: does not know “moon”. The template has the list, words.txt.",
        ),
        ({"type": "strenght"}, "type: does not know “strenght”. Did you mean “Strength”?"),
        ({"side": "left"}, "side: does not know “left”."),
        ({"name": " "}, "name: is empty."),
        ({"name": "a\nb"}, "name: takes one line of text."),
        ({"steps": "Only this."}, "steps: has 1 of 2 to 6 entries."),
        ({"steps": "|".join("abcdefg")}, "steps: has 7 entries; 6 at most."),
        ({"steps": "Lift.|" + "x" * 201}, "steps: has an entry of 201 letters; 200 at most."),
        ({"feel_it": "x" * 401}, "feel_it: has 401 letters; 400 at most."),
        ({"reps": "201"}, "reps: takes a number from 1 to 200, not 201."),
        ({"sets": "many"}, "sets: takes a whole number from 1 to 20, not “many”."),
        ({"load_kg": "-2"}, "load_kg: takes kilograms from 0 to 300, such as 2.5, not “-2”."),
        ({"level": "6"}, "level: takes a number from 1 to 5, not 6."),
        ({"needs_floor": "maybe"}, "needs_floor: takes yes or no, not “maybe”."),
        ({"weekdays": "mo|xx"}, "weekdays: does not know “xx”."),
        ({"weekdays": "mo", "days_per_week": "3"}, "days_per_week: Say weekdays or days_per_week"),
        ({"harder": "LB26"}, "harder: There is no exercise “LB26”. Did you mean “LB25”?"),
        ({"harder": "own1"}, "harder: leads back to itself: OWN1 → OWN1"),
        ({"easier": "OWN2"}, "easier: There is no starter exercise"),
        ({"figure": "LB24"}, "figure: There is no drawing “LB24”. Did you mean “LB25”?"),
        ({"copied_from": "ZZ"}, "copied_from: There is no exercise “ZZ”."),
        (
            {"picture_start": "bridge.png"},
            "picture_start: bridge.png is not in the ZIP. Did you mean “brigde.png”?",
        ),
        ({"status": "deleted"}, "status: does not know “deleted”."),
    ],
)
def test_mistake_is_named_by_line_and_column(
    cells: dict[str, str], said: str, clinic: Clinic
) -> None:
    found = problems(packed(row(**cells), brigde_png=png()), clinic)

    assert len(found) == 1
    assert found[0].startswith(f"Line 2 (OWN1), {said}")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("LB25", "is a starter exercise's code."),
        ("lb25", "is a starter exercise's code."),
        ("a b", "“a b” is no code"),
        ("ABCDEFGHIJKLM", "“ABCDEFGHIJKLM” is no code"),
        ("=1", "“=1” is no code"),
    ],
)
def test_code_that_cannot_be_is_refused(code: str, said: str, clinic: Clinic) -> None:
    assert said in problems(packed(row(code)), clinic)[0]


def test_code_that_stands_twice_is_named_with_both_lines(clinic: Clinic) -> None:
    found = problems(packed(row(), row("OWN2"), row("own1")), clinic)

    assert found == ["Line 4 (OWN1), code: is the code of line 2 too. Give each exercise its own."]


def test_circle_is_named_once_with_its_way(clinic: Clinic) -> None:
    found = problems(
        packed(row("A", harder="B"), row("B", harder="C"), row("C", harder="B")), clinic
    )

    assert found == ["Line 3 (B), harder: leads back to itself: B → C → B"]


def test_circle_through_what_the_library_has_is_found(clinic: Clinic, bridge: Exercise) -> None:
    there = make.exercise("There", clinic=clinic, code="T1")
    there.easier.add(bridge)

    found = problems(packed(row("A", harder="LB25"), row("T1", harder="A")), clinic)

    assert len(found) == 1 and "leads back to itself" in found[0]


def test_every_problem_is_listed_in_the_order_of_the_lines(clinic: Clinic) -> None:
    rows = [row(f"OWN{n}", reps="0", picture_end="no.png") for n in range(40)]

    found = problems(packed(*rows), clinic)

    assert len(found) == 80
    assert [one.split()[1] for one in found] == [str(2 + n // 2) for n in range(80)]


def test_more_problems_than_are_kept_are_counted(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("programs.exchange.problems.MOST_KEPT", 3)

    one = checked(packed(*(row(f"OWN{n}", reps="0") for n in range(10))), clinic)

    assert (len(one.report["problems"]), one.report["more"]) == (3, 7)


def test_summary_says_what_it_would_do(clinic: Clinic) -> None:
    for code in ("OLD1", "OLD2"):
        make.exercise("There", clinic=clinic, code=code)

    one = checked(packed(row("OLD1"), row("NEW1"), row("NEW2"), a_png=png()), clinic)

    assert one.report["summary"] == {
        "new": 2,
        "changed": 1,
        "unchanged": 0,
        "left_alone": 1,
        "pictures": 0,
        "unused": 1,
    }


def test_dry_run_changes_nothing(clinic: Clinic) -> None:
    one = checked(packed(row(picture_start="a.png"), a_png=png()), clinic)

    assert one.status == "checked"
    assert not Exercise.objects.owned_by(clinic).exists()
    assert not Photo.objects.exists()


def test_words_are_known_by_name_and_by_code(clinic: Clinic) -> None:
    cells = {"regions": "LOW-BACK|Hip", "type": "Isometric hold", "position": "hands and knees"}

    one = checked(packed(row(**cells, equipment="Mat")), clinic)

    assert one.status == "checked"
