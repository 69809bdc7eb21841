"""Words that tell of one person."""

import pytest

from patients.models import Patient
from programs.plans.personal import as_a_name, is_personal, names_in


@pytest.mark.parametrize(
    ("first", "last", "text", "found"),
    [
        ("Sam", "Rivers", "Get Sam to walk, sam's way", ["Sam", "sam"]),
        ("Sam", "Rivers", "Sample the Riverside", []),
        ("Sam", "R", "R leg first", []),
        ("Anne-Marie", "O'Neil", "anne walks, O\u2019Neil", ["anne", "Neil"]),
        ("Jos\u00e9", "Nunez", "Help jose, N\u00fan\u0303ez", ["jose", "N\u00fa\u00f1ez"]),
        ("Ana", "do Carmo", "do 3 sets", []),
        ("Tom", "Do", "Do it, then do it again", ["Do"]),
        ("ana", "de paz", "Paz rests", ["Paz"]),
        (
            "\u96f7",
            "\u674e",
            "\u5e2e\u52a9\u674e\u96f7\u8df3\u821e",
            ["\u5e2e\u52a9\u674e\u96f7\u8df3\u821e"],
        ),
    ],
)
def test_names_are_found_as_words(first: str, last: str, text: str, found: list[str]) -> None:
    assert names_in(text, Patient(first_name=first, last_name=last)) == found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Until 12 May", True),
        ("From the 3rd of March", True),
        ("From May 12", True),
        ("Surgery 12/5/2026", True),
        ("Surgery 2026-05-12", True),
        ("March 3 minutes on the spot", False),
        ("Pain at most 4/10 in weeks 2-6", False),
        ("You may go to 3 sets", False),
        ("Days 0 to 3", False),
    ],
)
def test_days_of_the_calendar_are_personal(text: str, is_found: bool) -> None:
    assert is_personal(text, Patient(first_name="Sam", last_name="Rivers")) == is_found


def test_ordinary_words_are_not_taken_for_a_name() -> None:
    will = Patient(first_name="Will", last_name="Back")

    assert as_a_name("It will ease the low back", will) == ""
    assert as_a_name("Help Will", will) == "Will"
