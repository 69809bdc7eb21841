"""Two at once, with real transactions."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from patients.models import Patient
from programs.diary.actions import record_entry
from programs.models import Entry, EntryVersion, PlanItem
from tests.programs.diary.build import issue, sheet_of

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 4


def at_once(item: PlanItem, ids: list[uuid.UUID], outcomes: list[str]) -> list[uuid.UUID]:
    """Records the same slot from several threads, all starting together."""
    patient = Patient.objects.select_related("clinic").get(pk=item.phase.plan.patient_id)
    start = Barrier(len(ids))

    def one(entry_id: uuid.UUID, outcome: str) -> uuid.UUID:
        start.wait(timeout=10)
        try:
            return record_entry(
                patient,
                entry_id=entry_id,
                item_id=item.pk,
                day=timezone.localdate(),
                session=1,
                side="",
                outcome=outcome,
            ).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(len(ids)) as pool:
        return list(pool.map(one, ids, outcomes))


def test_the_same_entry_sent_at_once_makes_one_row(item: PlanItem) -> None:
    issue(item.phase.plan, sheet_of(item))

    entry_id = uuid.uuid4()
    answers = at_once(item, [entry_id] * CLIENTS, ["done"] * CLIENTS)

    assert set(answers) == {entry_id}
    assert Entry.objects.count() == 1
    assert EntryVersion.objects.count() == 0


def test_different_entries_for_one_slot_make_one_row_and_lose_nothing(item: PlanItem) -> None:
    issue(item.phase.plan, sheet_of(item))
    outcomes = ["done", "partly", "not_done", "done"]

    answers = at_once(item, [uuid.uuid4() for _ in outcomes], outcomes)

    row = Entry.objects.get()
    said = [row.outcome, *EntryVersion.objects.values_list("outcome", flat=True)]
    assert set(answers) == {row.pk}
    assert set(said) == set(outcomes)
