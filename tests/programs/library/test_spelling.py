"""Words as people misspell them, against the starter library's own words."""

import pytest

from programs.library.spelling import nearest
from tests.programs.library.starters import ask, names

MISSPELT = {
    "brige": "bridge",
    "brigde": "bridge",
    "hamsting": "hamstring",
    "hamstirng": "hamstring",
    "shoudler": "shoulder",
    "sholder": "shoulder",
    "quadracep": "quadriceps",
    "quadriseps": "quadriceps",
    "plantar fascitis": "plantar fasciitis",
    "rotater cuff": "rotator cuff",
    "strech": "stretch",
    "streching": "stretching",
    "sqaut": "squat",
    "squatt": "squat",
    "lundge": "lunge",
    "ankel": "ankle",
    "achiles": "achilles",
    "pelvick tilt": "pelvic tilt",
    "plnak": "plank",
    "thorasic": "thoracic",
    "cervicle": "cervical",
    "trapezious": "trapezius",
    "rombiods": "rhomboids",
    "abdominel": "abdominal",
    "diaphram": "diaphragm",
    "breething": "breathing",
    "balence": "balance",
    "dumbell": "dumbbell",
    "resistence band": "resistance band",
    "extention": "extension",
    "isometic": "isometric",
    "wirst": "wrist",
    "gluets": "glutes",
    "piriformus": "piriformis",
    "hip flexer": "hip flexor",
    "seeted": "seated",
    "standng": "standing",
    "kegal": "kegel",
    "stregthening": "strengthening",
    "deltiod": "deltoid",
    "tricpes": "triceps",
    "lumber": "lumbar",
    "scapuler": "scapular",
    "heel rasie": "heel raise",
    "dizzyness": "dizziness",
    "nek": "neck",
}
NONSENSE = (
    *("zebra", "banana", "xylophone", "qwerty", "asdfgh", "blorptic", "kangaroo", "microwave"),
    *("spaghetti", "helicopter", "umbrella", "penguin", "chocolate", "volcano", "giraffe"),
    *("broccoli", "zzz", "pizza", "coffee"),
)
CONDITIONS = (
    "sciatica",
    "arthritis",
    "tendonitis",
    "scoliosis",
    "stenosis",
    "headache",
    "migraine",
)


@pytest.mark.parametrize(("typed", "meant"), MISSPELT.items(), ids=str)
def test_misspelt_word_finds_what_was_meant(typed: str, meant: str) -> None:
    assert ask(typed).instead == meant
    assert names(typed) == names(meant) != []


@pytest.mark.parametrize("typed", NONSENSE)
def test_nonsense_finds_nothing(typed: str) -> None:
    assert names(typed) == []


@pytest.mark.parametrize("typed", CONDITIONS)
def test_condition_finds_no_exercise_for_it(typed: str) -> None:
    assert names(typed) == []


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("brige", ["bridge", "ridge", "bride"], ["bride", "bridge"]),
        ("bean", ["lean"], []),  # another first letter counts one more
        ("planet", ["plank"], []),
        ("hamstrigns", ["hamstrings"], ["hamstrings"]),
        ("ab", ["abs"], []),
        ("lb2x", ["lb25"], []),
    ],
)
def test_nearest(word: str, known: list[str], near: list[str]) -> None:
    assert nearest(word, known) == near
