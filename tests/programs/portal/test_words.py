from datetime import date

import pytest

from programs.dosing import Dose
from programs.models import Entry
from programs.portal import words
from tests.programs.diary.build import MONDAY, sheet_item


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (0, "0 of 3 days done this week"),
        (3, "3 of 3 days done this week"),
        (4, "4 days done this week, 3 were asked for"),
    ],
)
def test_week_words(done: int, said: str) -> None:
    assert words.week_words(done, 3) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 17), "on Tuesday"),
        (date(2026, 11, 16), "on 16 November"),
    ],
)
def test_ago_words(day: date, said: str) -> None:
    assert words.ago_words(day, MONDAY) == said


@pytest.mark.parametrize(
    ("sets", "reps", "said"),
    [(3, 10, "3 sets of 10"), (1, 10, "10 times"), (None, 1, "1 time"), (2, None, "2 sets")],
)
def test_entry_words_count_sets_and_times(sets: int | None, reps: int | None, said: str) -> None:
    assert words.entry_words(Entry(sets_done=sets, reps_done=reps)) == said


def test_entry_words_say_a_pain_of_zero() -> None:
    assert words.entry_words(Entry(pain_0_to_10=0, effort_0_to_10=3)) == "pain 0 · effort 3"


@pytest.mark.parametrize(
    ("times", "session", "side", "said"),
    [
        (1, 1, "", ""),
        (1, 1, "left", "Left side"),
        (2, 2, "", "Second time"),
        (3, 3, "right", "Third time, right side"),
    ],
)
def test_slot_words(times: int, session: int, side: str, said: str) -> None:
    item = sheet_item(dose=Dose(reps=10, times_per_day=times))

    assert words.slot_words(item, session, side) == said
