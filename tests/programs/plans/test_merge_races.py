"""Two people who save at the same instant, with real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from clinic.models import Member
from programs.models import PlanItem, PlanPhase, PlanStep
from programs.plans.errors import PlanError
from programs.plans.item_actions import remove_item
from programs.plans.merge_actions import merge_item, merge_phase, merge_plan
from programs.plans.merging import Edit, Merged
from programs.plans.units import ITEM_UNITS, PHASE_UNITS, PLAN_UNITS

pytestmark = pytest.mark.django_db(transaction=True)


def edit(row: Any, units: Any, version: int, **fields: Any) -> Edit:
    seen = {column: getattr(row, column) for unit in units for column in unit.columns}
    return Edit(typed=seen | fields, seen=seen, version=version)


def at_once(save: Any, row: Any, edits: list[Edit], members: list[Member]) -> list[Merged]:
    """What came of each one's edit; each starts from the row as it was before all of them."""
    start = Barrier(len(edits))

    def one(number: int) -> Merged:
        own = type(row).objects.get(pk=row.pk)
        start.wait(timeout=10)
        try:
            merged: Merged = save(own, edits[number], by=members[number])
        finally:
            connection.close()
        return merged

    with ThreadPoolExecutor(len(edits)) as pool:
        return list(pool.map(one, range(len(edits))))


def test_different_fields_at_once_are_all_written(
    item: PlanItem, ana: Member, owner: Member
) -> None:
    typed: list[dict[str, Any]] = [
        {"sets": 5},
        {"reps": 12},
        {"cue": "Slow."},
        {"rest_seconds": 60},
    ]
    edits = [edit(item, ITEM_UNITS, 1, **fields) for fields in typed]

    outcomes = at_once(merge_item, item, edits, [ana, owner, ana, owner])

    item.refresh_from_db()
    assert (item.sets, item.reps, item.cue, item.rest_seconds) == (5, 12, "Slow.", 60)
    assert [merged.clashes for merged in outcomes] == [()] * 4
    assert item.version == 5
    assert sorted(PlanStep.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_same_field_at_once_is_written_once_and_asked_of_the_others(
    item: PlanItem, ana: Member, owner: Member
) -> None:
    edits = [edit(item, ITEM_UNITS, 1, sets=sets) for sets in (4, 5, 6)]

    outcomes = at_once(merge_item, item, edits, [ana, owner, ana])

    written = [merged.changes["sets"] for merged in outcomes if merged.changes]
    item.refresh_from_db()
    assert written == [item.sets]
    assert sum(bool(merged.clashes) for merged in outcomes) == 2


def test_days_at_once_never_stand_beside_their_number(
    item: PlanItem, ana: Member, owner: Member
) -> None:
    edits = [
        edit(item, ITEM_UNITS, 1, weekdays=0, days_per_week=3),
        edit(item, ITEM_UNITS, 1, weekdays=21),
    ]

    at_once(merge_item, item, edits, [ana, owner])

    item.refresh_from_db()
    assert (item.weekdays, item.days_per_week) in ((0, 3), (21, None))


def test_words_of_plan_and_phase_at_once_do_not_meet(
    item: PlanItem, ana: Member, owner: Member
) -> None:
    plan, phase = item.phase.plan, item.phase
    words = [edit(phase, PHASE_UNITS, 1, aim="Rest"), edit(phase, PHASE_UNITS, 1, name="First")]
    goals = [edit(plan, PLAN_UNITS, 1, goal="Walk"), edit(plan, PLAN_UNITS, 1, goal="Run")]

    of_phase = at_once(merge_phase, phase, words, [ana, owner])
    of_plan = at_once(merge_plan, plan, goals, [ana, owner])

    found = PlanPhase.objects.get(pk=phase.pk)
    assert (found.aim, found.name) == ("Rest", "First")
    assert [merged.clashes for merged in of_phase] == [(), ()]
    assert sorted(len(merged.clashes) for merged in of_plan) == [0, 1]


def test_item_that_goes_at_the_same_instant_is_saved_or_said(item: PlanItem, ana: Member) -> None:

    def save(own: PlanItem, wanted: Edit | None, by: Member) -> str:
        try:
            if wanted is None:
                remove_item(own, by=by)
            else:
                merge_item(own, wanted, by=by)
        except PlanError as error:
            return str(error)
        return "done"

    edits: Any = [edit(item, ITEM_UNITS, 1, sets=5), None]
    outcomes: Any = at_once(save, item, edits, [ana, ana])

    assert outcomes[1] == "done" and not PlanItem.objects.exists()
    assert outcomes[0] == "done" or "taken out" in outcomes[0]
