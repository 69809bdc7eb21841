import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from clinic.models import AuditEvent, Member
from programs.diary.actions import DiaryError, NotOnSheetError, record_entry
from programs.dosing import Dose
from programs.models import Entry, EntryVersion, PlanItem
from tests import make
from tests.programs.diary.build import MONDAY, issue, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_evening() -> Any:
    with time_machine.travel("2026-11-23 19:00+00:00", tick=False):
        yield


@pytest.fixture
def asked(item: PlanItem) -> PlanItem:
    """An item that the patient has on the sheet since three weeks."""
    issue(item.phase.plan, sheet_of(item), at=make.moment("2026-11-02 09:00"))
    return item


def record(item: PlanItem, **fields: Any) -> Entry:
    defaults: dict[str, Any] = {
        "entry_id": uuid.uuid4(),
        "item_id": item.pk,
        "day": MONDAY,
        "session": 1,
        "side": "",
        "outcome": "done",
    }
    return record_entry(item.phase.plan.patient, **(defaults | fields))


def test_record_entry_writes_one_row(asked: PlanItem) -> None:
    made = record(asked, sets_done=3, reps_done=10, pain=2, effort=5, note="  Easy. ")

    row = Entry.objects.get()
    assert row == made
    assert (row.patient, row.item, row.day) == (asked.phase.plan.patient, asked, MONDAY)
    assert (row.sets_done, row.reps_done, row.pain_0_to_10, row.effort_0_to_10) == (3, 10, 2, 5)
    assert (row.outcome, row.note, row.source, row.recorded_by) == ("done", "Easy.", "phone", None)


def test_record_entry_twice_makes_one_row_and_no_version(asked: PlanItem) -> None:
    entry_id = uuid.uuid4()

    record(asked, entry_id=entry_id, pain=2)
    record(asked, entry_id=entry_id, pain=2)

    assert Entry.objects.get().pk == entry_id
    assert EntryVersion.objects.count() == 0


def test_another_id_for_the_same_slot_corrects_the_row(asked: PlanItem) -> None:
    first = record(asked, pain=2, note="Fine")

    second = record(asked, outcome="partly", pain=6)

    row, before = Entry.objects.get(), EntryVersion.objects.get()
    assert row == first == second
    assert (row.outcome, row.pain_0_to_10, row.note) == ("partly", 6, "")
    assert (before.entry, before.outcome, before.pain_0_to_10, before.note) == (
        row, "done", 2, "Fine",
    )  # fmt: skip


def test_what_is_said_last_stands_even_with_an_id_seen_before(asked: PlanItem) -> None:
    entry_id = uuid.uuid4()
    record(asked, entry_id=entry_id, outcome="done")
    record(asked, outcome="partly")

    record(asked, entry_id=entry_id, outcome="done")

    assert Entry.objects.get().outcome == "done"
    assert EntryVersion.objects.count() == 2


def test_staff_may_type_in_an_older_day_and_are_in_the_audit(asked: PlanItem, fran: Member) -> None:
    made = record(asked, day=date(2026, 11, 5), source="paper", by=fran)

    event = AuditEvent.objects.get()
    assert (made.source, made.recorded_by) == ("paper", fran)
    assert (event.action, event.subject, event.member_id) == ("change", "diary", fran.pk)


def test_today_is_the_clinics_day(asked: PlanItem) -> None:
    asked.phase.plan.patient.clinic.time_zone = "Pacific/Auckland"  # there it is Tuesday already

    record(asked, day=MONDAY + timedelta(days=1))

    assert Entry.objects.count() == 1


@pytest.mark.parametrize("side", ["left", "right"])
def test_each_side_has_its_own_row(item: PlanItem, side: str) -> None:
    item.side = PlanItem.Side.EACH
    issue(item.phase.plan, sheet_of(item), at=make.moment("2026-11-02 09:00"))

    record(item, side=side)

    assert Entry.objects.get().side == side


def test_a_rest_day_may_be_recorded(item: PlanItem) -> None:
    item.set_dose(Dose(reps=10, weekdays=0b0000010))  # Tuesdays
    issue(item.phase.plan, sheet_of(item), at=make.moment("2026-11-02 09:00"))

    record(item)

    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"day": MONDAY + timedelta(days=1)}, "That day is still to come."),
        (
            {"day": MONDAY - timedelta(days=8)},
            "That day is closed. You can change the last 7 days.",
        ),
        ({"pain": 11}, "Pain: a number from 0 to 10."),
        ({"effort": -1}, "Effort: a number from 0 to 10."),
        ({"sets_done": 21}, "Sets: a number from 0 to 20."),
        ({"reps_done": 201}, "Times: a number from 0 to 200."),
        ({"note": "a" * 501}, "The note is longer than 500 letters."),
        ({"outcome": "never"}, "Choose done, partly or not done."),
        ({"source": "dream"}, "Choose where the entry comes from."),
    ],
)
def test_record_entry_refuses(asked: PlanItem, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(DiaryError) as refused:
        record(asked, **fields)

    assert str(refused.value) == message
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    "fields", [{"item_id": 1}, {"session": 2}, {"session": 0}, {"side": "left"}, {"side": "up"}]
)
def test_record_entry_takes_only_what_the_sheet_asks(
    asked: PlanItem, fields: dict[str, Any]
) -> None:
    with pytest.raises(NotOnSheetError):
        record(asked, **fields)

    assert Entry.objects.count() == 0


def test_the_last_of_the_seven_days_is_open(asked: PlanItem) -> None:
    record(asked, day=MONDAY - timedelta(days=7))

    assert Entry.objects.count() == 1


def test_the_sheet_of_that_day_decides(asked: PlanItem) -> None:
    plan = asked.phase.plan
    added = make.item(plan)
    issue(plan, sheet_of(added, number=2), at=make.moment("2026-11-21 09:00"))

    record(asked, day=date(2026, 11, 20))
    record(added, day=date(2026, 11, 21))
    with pytest.raises(NotOnSheetError):
        record(asked)

    assert Entry.objects.count() == 2


def test_an_id_that_stands_elsewhere_is_refused(asked: PlanItem) -> None:
    first = record(asked)

    with pytest.raises(DiaryError, match="already saved for another exercise"):
        record(asked, entry_id=first.pk, day=MONDAY - timedelta(days=1))

    assert Entry.objects.get() == first


def test_record_entry_takes_few_statements(
    asked: PlanItem, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):  # savepoint, sheet, insert, look, release
        record(asked)
    with django_assert_num_queries(7):  # and the version, and the correction
        record(asked, outcome="partly")
