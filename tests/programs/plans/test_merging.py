"""What two people typed into the same form: the rule, without a database."""

from typing import Any

import pytest

from programs.plans.merging import Edit, Merged, Unit, merge

SETS = Unit(noun="sets", columns=("sets",), say=str)
REPS = Unit(noun="times", columns=("reps",), say=str)
DAYS = Unit(noun="days", columns=("weekdays", "days_per_week"), say=str)
UNITS = (SETS, REPS, DAYS)
BEFORE = {"sets": 3, "reps": 10, "weekdays": 127, "days_per_week": None}


def merged(
    mine: dict[str, Any],
    theirs: dict[str, Any],
    *,
    seen: dict[str, Any] | None = None,
    version: int = 1,
) -> Merged:
    edit = Edit(typed=BEFORE | mine, seen=BEFORE if seen is None else seen, version=version)
    return merge(edit, BEFORE | theirs | {"version": 2}, UNITS)


def test_what_only_i_changed_is_written() -> None:
    found = merged({"sets": 4}, {})

    assert (found.changes, found.changed) == ({"sets": 4}, (SETS,))
    assert (found.kept, found.clashes) == ((), ())


def test_what_only_they_changed_stays() -> None:
    found = merged({"sets": 4}, {"reps": 12})

    assert (found.changes, found.kept, found.clashes) == ({"sets": 4}, (REPS,), ())


def test_what_both_changed_is_asked_and_the_rest_is_written() -> None:
    found = merged({"sets": 4, "reps": 8}, {"sets": 5})

    assert (found.changes, found.clashes) == ({"reps": 8}, (SETS,))


def test_same_change_of_both_is_nothing_to_ask() -> None:
    found = merged({"sets": 5}, {"sets": 5})

    assert (found.changes, found.kept, found.clashes) == ({}, (), ())


def test_days_and_their_number_are_one_thing() -> None:
    found = merged({"weekdays": 5}, {"weekdays": 0, "days_per_week": 3})

    assert (found.changes, found.clashes) == ({}, (DAYS,))


@pytest.mark.parametrize("version", [0, 1, 3, 99])
def test_difference_is_asked_where_nobody_knows_what_was_seen(version: int) -> None:
    found = merged({"sets": 4}, {"reps": 12}, seen={}, version=version)

    assert (found.changes, found.clashes) == ({}, (SETS, REPS))


def test_same_version_tells_what_was_seen() -> None:
    found = merged({"sets": 4}, {}, seen={}, version=2)

    assert (found.changes, found.clashes) == ({"sets": 4}, ())


def test_half_of_what_was_seen_is_as_good_as_none() -> None:
    found = merged({"weekdays": 5}, {}, seen={"weekdays": 127})

    assert found.clashes == (DAYS,)
