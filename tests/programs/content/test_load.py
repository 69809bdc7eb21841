from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from patients.models import Precaution
from programs.content.load import load_library
from programs.content.reader import ContentError
from programs.content.tally import Tally
from programs.figures import load_figure
from programs.models import Drawing, Exercise, Picture, Protocol, Region
from tests import make
from tests.programs.content.conftest import Edit

pytestmark = pytest.mark.django_db

BRIDGE = "exercises/LB25.yaml"
REST = "exercises/LB01.yaml"
PROTOCOL = "protocols/low-back-spasm.yaml"
UNCHANGED = Tally()


def bridge() -> Exercise:
    found: Exercise = Exercise.objects.get(clinic=None, code="LB25")
    return found


def remove_rib_breathing(folder: Path) -> None:
    """Nothing links to it, and no protocol holds it."""
    (folder / "exercises" / "BR02.yaml").unlink()


def test_load_library_writes_all_of_an_exercise(folder: Path) -> None:
    load_library(folder)

    found = bridge()
    assert found.step_list[0] == "Tighten your tummy and squeeze your buttocks."
    assert found.alias_list == ["glute bridge", "hip lift", "pelvic lift", "bridging"]
    assert (found.dose.reps, found.dose.weekdays) == (10, 0b0010101)
    assert set(found.regions.values_list("code", flat=True)) == {"low_back", "hip"}
    assert found.precautions.filter(code="hernia").exists()


def test_load_library_fills_all_exercises_and_their_protocol(folder: Path) -> None:
    files = list((folder / "exercises").glob("*.yaml"))

    loaded = load_library(folder)

    protocols = list((folder / "protocols").glob("*.yaml"))
    assert loaded.exercises == Tally(added=len(files))
    assert loaded.protocols == Tally(added=len(protocols))


def test_second_load_changes_nothing(folder: Path) -> None:
    load_library(folder)

    again = load_library(folder)

    assert (again.words, again.exercises, again.protocols) == (UNCHANGED,) * 3


def test_second_load_only_reads(folder: Path) -> None:
    load_library(folder)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        load_library(folder)

    kinds = [query["sql"].split()[0] for query in queries]
    assert set(kinds) <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert kinds.count("SELECT") <= 24


def test_first_load_takes_few_statements(folder: Path) -> None:
    with CaptureQueriesContext(connection) as queries:
        load_library(folder)

    assert len(queries) < 100


def test_changed_text_raises_the_version(folder: Path, edit: Edit) -> None:
    load_library(folder)
    edit(BRIDGE, "easier_text: Lift only halfway.", "easier_text: Lift less high.")

    loaded = load_library(folder)

    assert loaded.exercises == Tally(changed=1)
    assert (bridge().version, bridge().easier_text) == (2, "Lift less high.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[pregnancy, recent_surgery,", "[pregnancy, osteoporosis, recent_surgery,"),
        ("hold_seconds: 3", "hold_seconds: 4"),
        ("  start: A person", "  start: Somebody"),
    ],
    ids=["precaution", "dose", "words for a picture"],
)
def test_any_change_of_what_is_said_raises_the_version(
    folder: Path, edit: Edit, old: str, new: str
) -> None:
    load_library(folder)
    edit(BRIDGE, old, new)

    load_library(folder)

    assert bridge().version == 2


def test_redrawn_picture_is_shown_as_the_same_version(folder: Path) -> None:
    load_library(folder)
    Picture.objects.filter(exercise=bridge(), frame="end").update(drawing=make.drawing("old"))

    loaded = load_library(folder)

    assert loaded.exercises == Tally(changed=1)
    assert bridge().version == 1
    assert not bridge().pictures.filter(drawing=make.drawing("old")).exists()


def test_changed_words_replace_the_ones_before(folder: Path, edit: Edit) -> None:
    load_library(folder)
    edit(BRIDGE, "regions: [low_back, hip]", "regions: [hip, knee]")

    load_library(folder)

    assert set(bridge().regions.values_list("code", flat=True)) == {"hip", "knee"}


def test_new_link_does_not_raise_the_version(folder: Path, edit: Edit) -> None:
    load_library(folder)
    edit(REST, "harder: []", "harder: [LB28]")

    load_library(folder)

    rest = Exercise.objects.get(clinic=None, code="LB01")
    assert [one.code for one in rest.harder.all()] == ["LB28"]
    assert rest.version == 1


def test_dropped_link_is_taken_away(folder: Path, edit: Edit) -> None:
    load_library(folder)
    easier = set(bridge().easier.values_list("code", flat=True))
    edit("exercises/LB05.yaml", "harder: [LB25]", "harder: []")

    load_library(folder)

    assert easier - set(bridge().easier.values_list("code", flat=True)) == {"LB05"}


def test_exercise_that_left_the_files_is_retired(folder: Path) -> None:
    load_library(folder)
    remove_rib_breathing(folder)

    loaded = load_library(folder)

    assert loaded.exercises == Tally(retired=1)
    assert Exercise.objects.get(code="BR02").status == Exercise.Status.RETIRED


def test_what_is_written_says_when_so_that_searches_see_it(folder: Path, edit: Edit) -> None:
    load_library(folder)
    long_ago = timezone.now() - timedelta(days=9)
    Exercise.objects.update(changed_at=long_ago)

    edit(BRIDGE, "difficulty: 2", "difficulty: 3")
    remove_rib_breathing(folder)
    load_library(folder)

    written = Exercise.objects.exclude(changed_at=long_ago)
    assert set(written.values_list("code", flat=True)) == {"LB25", "BR02"}


def test_exercise_that_comes_back_is_current_again(folder: Path) -> None:
    load_library(folder)
    Exercise.objects.filter(code="BR02").update(status=Exercise.Status.RETIRED)

    load_library(folder)

    assert Exercise.objects.get(code="BR02").status == Exercise.Status.CURRENT


def test_clinics_own_exercises_are_left_alone(folder: Path) -> None:
    own = make.exercise("Our bridge", clinic=make.clinic(), code="LB25")

    load_library(folder)

    own.refresh_from_db()
    assert (own.name, own.status) == ("Our bridge", Exercise.Status.CURRENT)


def low_back() -> Protocol:
    found: Protocol = Protocol.objects.get(clinic=None, code="low-back-spasm")
    return found


def test_load_library_writes_all_of_a_protocol(folder: Path) -> None:
    load_library(folder)

    found = low_back()
    phase = found.phases.get(position=2)
    assert "new pain down both legs" in found.screen
    assert [region.code for region in found.regions.all()] == ["low_back"]
    assert phase.therapist_note.startswith("Keep the direction that eases.")
    assert "sleep" in [leaflet.code for leaflet in phase.advice.all()]


def test_options_come_behind_the_items(folder: Path) -> None:
    load_library(folder)

    items = low_back().phases.get(position=2).items.all()

    assert [item.is_option for item in items] == [False] * 5 + [True] * 8
    assert [item.position for item in items] == list(range(1, 14))
    assert items[5].note.startswith("Bend: in place of LB13")


def test_changed_protocol_is_written_anew(folder: Path, edit: Edit) -> None:
    load_library(folder)
    edit(PROTOCOL, "minutes: 5", "minutes: 8")

    loaded = load_library(folder)

    assert loaded.protocols == Tally(changed=1)
    items = low_back().phases.get(position=1).items.filter(is_option=False)
    assert [item.minutes for item in items] == [8, 3, None, None, 3]
    assert low_back().version == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("regions: [low_back]", "regions: [low_back, hip]"),
        ("# Send to", "# Go to"),
        ("note: In place of BR01", "note: Before BR01"),
        ("advice: [staying-active, sleep,", "advice: [staying-active,"),
        ("note: >-\n      Rest is", "note: >-\n      A rest is"),
    ],
    ids=["region", "screen", "note of an option", "leaflet", "note of a phase"],
)
def test_any_change_of_a_protocol_is_written(folder: Path, edit: Edit, old: str, new: str) -> None:
    load_library(folder)
    edit(PROTOCOL, old, new)

    assert load_library(folder).protocols == Tally(changed=1)
    assert load_library(folder).protocols == UNCHANGED


def test_twelve_changed_protocols_take_hardly_more_statements_than_one(
    folder: Path, edit: Edit
) -> None:
    load_library(folder)
    edit(PROTOCOL, "minutes: 5", "minutes: 8")
    with CaptureQueriesContext(connection) as one:
        load_library(folder)
    for path in (folder / "protocols").iterdir():
        edit(f"protocols/{path.name}", "summary: >-\n", "summary: >-\n  New. ")

    with CaptureQueriesContext(connection) as twelve:
        loaded = load_library(folder)

    assert loaded.protocols.changed == 12
    assert len(twelve) - len(one) < 10  # SQLite takes the rows in several portions


def test_protocol_that_left_the_files_is_retired(folder: Path) -> None:
    load_library(folder)
    (folder / PROTOCOL).unlink()

    loaded = load_library(folder)

    assert loaded.protocols == Tally(retired=1)


def test_renamed_word_keeps_its_row(folder: Path, edit: Edit) -> None:
    load_library(folder)
    before = Region.objects.get(code="hip").pk
    edit("vocabulary.yaml", "code: hip, name: Hip", "code: hip, name: Hip and groin")

    loaded = load_library(folder)

    assert loaded.words == Tally(changed=1)
    assert Region.objects.get(name="Hip and groin").pk == before


def test_word_that_left_the_files_stays_for_patients(folder: Path, edit: Edit) -> None:
    word = "  - {code: left_over, name: Left over}\n"
    edit("vocabulary.yaml", "precautions:\n", f"precautions:\n{word}")
    load_library(folder)
    edit("vocabulary.yaml", word, "")

    load_library(folder)

    assert Precaution.objects.filter(code="left_over").exists()


def test_one_sided_exercise_has_pictures_for_both_sides(folder: Path) -> None:
    load_library(folder)

    found = Exercise.objects.get(code="HP17").pictures.order_by("frame", "is_left")

    assert list(found.values_list("frame", "is_left")) == [
        ("end", False), ("end", True), ("moving", False), ("moving", True),
        ("start", False), ("start", True),
    ]  # fmt: skip
    assert len({picture.drawing_id for picture in found}) == 6


def test_exercise_that_moves_has_its_movement_as_a_picture(folder: Path) -> None:
    load_library(folder)

    moving = bridge().pictures.get(frame=Picture.Frame.MOVING)
    assert moving.drawing is not None
    assert "<animate" in moving.drawing.svg
    assert moving.alt == ""


def test_movement_that_was_not_there_is_no_new_version(folder: Path) -> None:
    load_library(folder)
    Picture.objects.filter(frame=Picture.Frame.MOVING).delete()

    load_library(folder)

    assert bridge().version == 1
    assert bridge().pictures.filter(frame=Picture.Frame.MOVING).exists()


def test_second_load_adds_no_drawing(folder: Path) -> None:
    load_library(folder)
    before = Drawing.objects.count()

    load_library(folder)

    assert Drawing.objects.count() == before <= Picture.objects.count()


@pytest.mark.parametrize("is_left", [False, True])
def test_still_is_there_in_lines_too(folder: Path, is_left: bool) -> None:
    load_library(folder)

    still = Picture.objects.get(exercise__code="HP17", frame="end", is_left=is_left)
    side = "left" if is_left else "right"
    assert still.drawing
    assert still.drawing.line_svg == load_figure("HP17").svg("end", side=side, ink="line")


def test_every_drawing_but_the_moving_ones_is_there_in_lines(folder: Path) -> None:
    load_library(folder)

    moving = Picture.objects.filter(frame=Picture.Frame.MOVING).values("drawing")
    bare = Drawing.objects.filter(line_svg="")
    assert set(bare) == set(Drawing.objects.filter(pk__in=moving))


def test_missing_lines_come_with_the_next_load(folder: Path) -> None:
    load_library(folder)
    before = list(Drawing.objects.order_by("pk").values())
    rows = list(Exercise.objects.order_by("pk").values("version", "changed_at"))
    Drawing.objects.update(line_svg="")

    loaded = load_library(folder)

    assert list(Drawing.objects.order_by("pk").values()) == before
    assert list(Exercise.objects.order_by("pk").values("version", "changed_at")) == rows
    assert loaded.exercises == UNCHANGED


def test_lines_that_were_drawn_in_another_way_are_replaced(folder: Path) -> None:
    load_library(folder)
    before = set(Drawing.objects.values_list("pk", "line_svg"))
    Drawing.objects.exclude(line_svg="").update(line_svg="<svg/>")

    load_library(folder)

    assert set(Drawing.objects.values_list("pk", "line_svg")) == before


def test_lines_of_drawings_that_are_not_the_librarys_stay(folder: Path) -> None:
    other = Drawing.objects.create(sha256="a" * 64, svg="<svg/>", line_svg="<svg>lines</svg>")

    load_library(folder)

    other.refresh_from_db()
    assert (other.svg, other.line_svg) == ("<svg/>", "<svg>lines</svg>")


def test_broken_file_changes_nothing(folder: Path, edit: Edit) -> None:
    load_library(folder)
    edit("exercises/LB01.yaml", "name: 90/90 rest position", "name: Something else")
    edit(BRIDGE, "difficulty: 2", "difficulty: 9")

    with pytest.raises(ContentError):
        load_library(folder)

    assert not Exercise.objects.filter(name="Something else").exists()
    assert not Exercise.objects.exclude(version=1).exists()


def test_command_says_what_it_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_library", folder=folder)
    capsys.readouterr()

    call_command("load_library", folder=folder)

    assert "Exercises: 0 added, 0 changed." in capsys.readouterr().out


def test_command_fails_with_every_problem(folder: Path, edit: Edit) -> None:
    edit(BRIDGE, "difficulty: 2", "difficulty: 9")
    edit("exercises/LB01.yaml", "side: both", "side: top")

    with pytest.raises(CommandError) as caught:
        call_command("load_library", folder=folder)

    assert "Nothing was changed." in str(caught.value)
    assert "LB01.yaml, line 7, side" in str(caught.value)
    assert "LB25.yaml, line 13, difficulty" in str(caught.value)
    assert not Exercise.objects.exists()
