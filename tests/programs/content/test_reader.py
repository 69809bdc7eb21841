from pathlib import Path

import pytest

from programs.content.reader import (
    ContentError,
    read_advice,
    read_exercises,
    read_library,
    read_protocols,
    read_safety,
    read_vocabulary,
)
from programs.dosing import EVERY_DAY, Dose
from tests.programs.content.conftest import Edit

BRIDGE = "exercises/LB25.yaml"
PROTOCOL = "protocols/low-back-spasm.yaml"
LEAFLET = "advice/sleep.yaml"
SLIDE = "exercises/LB20.yaml"
REST = "exercises/LB01.yaml"

BROKEN = [
    # the file as a whole
    (BRIDGE, "name: Bridge", "name: [Bridge", "LB25.yaml, line 3: is not YAML: "),
    (
        BRIDGE,
        "code: LB25\n",
        "code: LB25\ncode: LB25\n",
        "LB25.yaml, line 2, code: stands here twice",
    ),
    (BRIDGE, "code: LB25", "code: LB26", "line 1, code: LB26 does not go with the file's name"),
    (BRIDGE, "code: LB25", "code: bridge", "code: needs two capitals and a number, such as LB25"),
    (BRIDGE, "code: LB25", "code: LB20", "LB25.yaml, line 1, code: LB20 is the code of LB20.yaml"),
    # missing, unknown and wrong fields
    (BRIDGE, "breathing: Breathe", "breathe: Breathe", "LB25.yaml, line 1, breathing: is missing"),
    (BRIDGE, "breathing: B", "breathng: B", 'breathng: is not a field (did you mean "breathing"?)'),
    (BRIDGE, "patient_name: Bridge", "patient_name:", "line 3, patient_name: needs text"),
    (BRIDGE, "patient_name: Bridge", 'patient_name: ""', "line 3, patient_name: is empty"),
    (BRIDGE, "patient_name: Bridge", "patient_name: yes", "needs text; put it in quotes"),
    (BRIDGE, "name: Bridge", f"name: {'Bridge' * 20}", "name: has 120 characters, 80 at most"),
    (
        BRIDGE,
        "patient_name: Bridge",
        "patient_name: Clamshell",
        "patient_name: is that of HP03 too",
    ),
    (BRIDGE, "difficulty: 2", "difficulty: hard", "difficulty: needs a whole number from 1 to 5"),
    (BRIDGE, "difficulty: 2", "difficulty: 6", "difficulty: 6 is out of range: from 1 to 5"),
    (BRIDGE, "needs_floor: false", "needs_floor: 0", "needs_floor: needs true or false"),
    (BRIDGE, "side: both", "side: left", 'side: "left" is not one of each, both, alternate, none'),
    (BRIDGE, "aliases: [glute bridge, ", "aliases: [[x], ", "line 4, aliases: needs text"),
    (
        BRIDGE,
        "aliases: [glute bridge, hip lift, pelvic lift, bridging]",
        "aliases: hip lift",
        "aliases: needs a list",
    ),
    (BRIDGE, "alt:\n  start:", "alt:\n  begin:", "alt.start: is missing"),
    # words and sense
    (
        BRIDGE,
        "[low_back, hip]",
        "[low_bak, hip]",
        'LB25.yaml, line 5, regions: "low_bak" is not in vocabulary.yaml',
    ),
    (BRIDGE, "[low_back, hip]", "[low_back, low_back]", 'regions: "low_back" stands here twice'),
    (BRIDGE, "regions: [low_back, hip]", "regions: []", "regions: needs at least one code"),
    (BRIDGE, "equipment: [mat]", "equipment: [none, mat]", 'equipment: "none" stands alone'),
    (BRIDGE, "needs_floor: false", "needs_floor: true", "precautions: needs cannot_get_on_floor"),
    ("exercises/LB28.yaml", "needs_floor: true", "needs_floor: false", "but needs_floor is false"),
    # the dose
    (BRIDGE, "  reps: 10\n", "", "LB25.yaml, line 28, dose: needs reps or minutes"),
    (BRIDGE, "  sets: 2\n", "", "dose.sets: is missing"),
    (BRIDGE, "  times_per_day: 1\n", "", "dose.times_per_day: is missing"),
    (BRIDGE, "  weekdays: [mo, we, fr]\n", "", "dose: needs days_per_week or weekdays"),
    (
        BRIDGE,
        "  weekdays: [mo, we, fr]\n",
        "  weekdays: [mo]\n  days_per_week: 3\n",
        "say weekdays or days_per_week, not both",
    ),
    (BRIDGE, "[mo, we, fr]", "[mon]", 'dose.weekdays: "mon" is not in the days mo, tu'),
    (
        BRIDGE,
        "hold_seconds: 3",
        "hold_seconds: 900",
        "dose.hold_seconds: 900 is out of range: from 0 to 600",
    ),
    (BRIDGE, "hold_seconds: 3", "hold: 3", "dose.hold: is not a field"),
    (BRIDGE, "  effort_0_to_10: 5\n", "", "dose: needs effort_0_to_10, as the type is strength"),
    # links
    (REST, "harder: []", "harder: [LB99]", 'harder: "LB99" is not an exercise'),
    (
        "exercises/LB28.yaml",
        "harder: []",
        "harder: [LB19]",
        "harder: leads back to itself: LB28 → LB19 → LB20 → LB28",
    ),
    (REST, "harder: []", "harder: [LB01]", "harder: leads back to itself: LB01 → LB01"),
    # protocols
    (
        PROTOCOL,
        "exercise: LB01",
        "exercise: LB99",
        'phases.items.exercise: "LB99" is not an exercise',
    ),
    (
        PROTOCOL,
        "code: low-back-spasm",
        "code: spasm",
        "code: spasm does not go with the file's name",
    ),
    (PROTOCOL, "minutes: 5", "minutes: 300", "phases.items.dose.minutes: 300 is out of range"),
    (
        PROTOCOL,
        "      - exercise: LB01",
        "      - exercise: LB02\n      - exercise: LB01",
        "phases.items: has 6 exercises, 5 at most",
    ),
    (PROTOCOL, "aim: Ease", "goal: Ease", "phases.aim: is missing"),
    (
        PROTOCOL,
        "regions: [low_back]",
        "regions: [low_bak]",
        'low-back-spasm.yaml, line 3, regions: "low_bak" is not in vocabulary.yaml',
    ),
    (
        PROTOCOL,
        "advice: [heat-and-cold",
        "advice: [heat-and-ice",
        'phases.advice: "heat-and-ice" is not in the folder advice (did you mean "heat-and-cold"?)',
    ),
    (
        PROTOCOL,
        "        note: In place of LB01 when lying on the back",
        "        cue: In place of LB01 when lying on the back",
        "phases.options.note: is missing",
    ),
    (
        PROTOCOL,
        "        cue: You can do this",
        "        note: You can do this",
        "phases.items.note: is not a field",
    ),
    (
        PROTOCOL,
        "      - exercise: LB17\n",
        "      - {exercise: LB02, note: Rest}\n      - exercise: LB17\n",
        "phases.options: has 9 exercises, 8 at most",
    ),
    (
        PROTOCOL,
        "      - exercise: LB07\n",
        "      - exercise: LB06\n",
        'phases.options: "LB06" stands in this phase twice',
    ),
    ("protocols/neck-pain.yaml", "screen: |", "screen: ''\nscreened: |", "screen: is empty"),
    # leaflets
    (LEAFLET, "code: sleep", "code: night", "code: night does not go with the file's name"),
    (LEAFLET, "code: sleep", "code: Sleep", "code: needs small letters, digits and - only"),
    (LEAFLET, "same time each day.", "same time. Rest.", "main_message: needs to be one sentence"),
    (LEAFLET, "same time each day.", f"same {'time ' * 40}.", "characters, 200 at most"),
    (LEAFLET, "regions: []", "regions: [back]", 'regions: "back" is not in vocabulary.yaml'),
    (LEAFLET, "  # In the day\n", "  # In\n  # The day\n", "line 8, body: the heading has nothing"),
    (
        LEAFLET,
        "  - Turn the clock away.",
        "  -",
        "sleep.yaml, line 20, body: the point has no words",
    ),
    (LEAFLET, "body: |\n", "text: |\n", "sleep.yaml, line 1, body: is missing"),
    # safety and vocabulary
    (
        "safety.yaml",
        "version: 3",
        "version: one",
        "safety.yaml, line 5, version: needs a whole number",
    ),
    (
        "safety.yaml",
        "regions: [neck]",
        "regions: [low_back]",
        'blocks: the region "low_back" has two blocks',
    ),
    ("safety.yaml", "    soon:", "    later:", "blocks.soon: is missing"),
    (
        "vocabulary.yaml",
        "code: shoulder,",
        "code: neck,",
        'vocabulary.yaml, line 5, regions.code: "neck" stands here twice',
    ),
    (
        "vocabulary.yaml",
        "code: shoulder,",
        "code: Shoulder,",
        "needs small letters, digits and _ only",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_read_library_names_file_line_and_field(
    folder: Path, edit: Edit, file: str, old: str, new: str, message: str
) -> None:
    edit(file, old, new)

    with pytest.raises(ContentError) as caught:
        read_library(folder)

    assert message in str(caught.value)


def test_read_library_says_the_whole_sentence(folder: Path, edit: Edit) -> None:
    edit(BRIDGE, "  - Tighten your tummy and squeeze your buttocks.\n", "")
    edit(BRIDGE, "  - Lift your hips until your body and thighs make one line.\n", "")
    edit(BRIDGE, "  - Hold, and keep breathing.\n", "")

    with pytest.raises(ContentError) as caught:
        read_library(folder)

    assert str(caught.value) == "LB25.yaml, line 16, steps: needs 2 to 6 steps, has 1"


def test_read_library_reports_all_problems_in_the_order_of_files(folder: Path, edit: Edit) -> None:
    edit(SLIDE, "difficulty: 2", "difficulty: 9")
    edit(SLIDE, "side: alternate", "side: turns")
    edit(BRIDGE, "goals: [strength, control]", "goals: [power]")
    edit(PROTOCOL, "exercise: LB01", "exercise: LB99")

    with pytest.raises(ContentError) as caught:
        read_library(folder)

    found = [(problem.file, problem.field) for problem in caught.value.problems]
    assert found == [
        ("LB20.yaml", "side"),
        ("LB20.yaml", "difficulty"),
        ("LB25.yaml", "goals"),
        ("low-back-spasm.yaml", "phases.items.exercise"),
    ]


def test_read_library_blames_a_broken_file_only(folder: Path, edit: Edit) -> None:
    edit(BRIDGE, "name: Bridge", "name: [Bridge")

    with pytest.raises(ContentError) as caught:
        read_library(folder)

    assert [problem.file for problem in caught.value.problems] == ["LB25.yaml"]


def test_read_library_says_once_that_the_vocabulary_is_missing(folder: Path) -> None:
    (folder / "vocabulary.yaml").unlink()

    with pytest.raises(ContentError) as caught:
        read_library(folder)

    assert str(caught.value) == "vocabulary.yaml, line 1: the file is missing"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"- a list", "needs fields, each as name: value"),
        (b"name: caf\xe9", "is not UTF-8 text"),
        (b"name: \x00", "is not YAML: "),
        (b"[code]: LB25", "a field's name is one word"),
        (b"a: 1\n---\nb: 2", "is not YAML: but found another document"),
    ],
)
def test_read_library_refuses_what_is_no_content_file(
    folder: Path, content: bytes, message: str
) -> None:
    (folder / BRIDGE).write_bytes(content)

    with pytest.raises(ContentError, match=message):
        read_library(folder)


def test_read_library_passes_over_no_file_unseen(folder: Path) -> None:
    (folder / "exercises" / "LB99.yml").write_text("code: LB99")

    with pytest.raises(ContentError, match=r"LB99.yml, line 1: needs a name that ends in .yaml"):
        read_library(folder)


def test_read_library_refuses_a_folder_without_exercises(folder: Path) -> None:
    for path in (folder / "exercises").iterdir():
        path.unlink()

    with pytest.raises(ContentError, match="the folder has no exercises"):
        read_library(folder)


def test_read_exercises_gives_all_fields() -> None:
    bridge = {exercise.code: exercise for exercise in read_exercises()}["LB25"]

    assert bridge.patient_name == "Bridge"
    assert bridge.regions == ("low_back", "hip")
    assert len(bridge.steps) == 4
    assert bridge.dose.weekdays == 0b0010101
    assert bridge.alt_end.endswith("make one line.")


def test_read_exercises_takes_seven_days_as_every_day() -> None:
    rest = {exercise.code: exercise for exercise in read_exercises()}["LB01"]

    assert rest.dose == Dose(minutes=10, times_per_day=3, weekdays=EVERY_DAY)


def test_read_protocols_keeps_what_the_item_does_not_change(folder: Path, edit: Edit) -> None:
    whole = "dose: {sets: 1, reps: 5, times_per_day: 3, days_per_week: 7}"
    edit(PROTOCOL, whole, "dose: {reps: 7}")

    low_back = next(one for one in read_protocols(folder) if one.code == "low-back-spasm")
    item = low_back.phases[0].items[3]

    assert item.dose == Dose(sets=1, reps=7, tempo="slow and smooth", times_per_day=3)


def test_read_advice_gives_all_fields() -> None:
    sleep = {leaflet.code: leaflet for leaflet in read_advice()}["sleep"]

    assert sleep.name == "Resting well at night"
    assert sleep.regions == ()
    assert sleep.body.startswith("Pain can make it hard to sleep")
    assert sleep.patient_texts["body 2"] == "In the day"


def test_read_vocabulary_gives_codes_with_names() -> None:
    words = read_vocabulary()

    assert len(words.regions) == 14
    assert "cannot_get_on_floor" in words.codes("precautions")


def test_read_safety_has_a_heading_for_each_urgency() -> None:
    safety = read_safety()

    assert [urgency for urgency, _ in safety.blocks[0].lists] == list(safety.headings)
