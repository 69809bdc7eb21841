"""The demo's diaries of the past two weeks: good days and bad, and days that nobody wrote down."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from clinic.models import Member
from patients.models import Patient
from programs.diary.actions import first_open_day, record_entry
from programs.diary.history import revision_on
from programs.diary.schedule import Slot, due_slots
from programs.models import Entry
from programs.sheet import SheetItem

OUTCOMES = {"d": Entry.Outcome.DONE, "p": Entry.Outcome.PARTLY, "n": Entry.Outcome.NOT_DONE}


@dataclass(frozen=True)
class DiaryDay:
    """What was recorded about one day.

    Units: days before today; pain and effort 0 to 10. ``marks`` has a letter for each thing that
    was due, over and over: d for done, p for partly, n for not done, a dot for nothing recorded.
    """

    days_ago: int
    marks: str
    pain: int | None = None
    effort: int | None = None
    note: str = ""


SAM = (
    DiaryDay(13, "dd.d", 6, 5, "Slept badly."),
    DiaryDay(12, "ddp.", 6, 5),
    DiaryDay(10, "d", 5, 4),
    DiaryDay(9, "ddp.", 5, 4),
    DiaryDay(7, "d", 4, 4),
    DiaryDay(6, "dddp", 6, 5, "Long drive to my sister. Stiff when I got out."),
    DiaryDay(5, "n.d.", 6, None, "Could not face it in the morning."),
    DiaryDay(4, "d", 4, 4),
    DiaryDay(3, "d", 3, 3),
    DiaryDay(2, "dd.d", 3, 3),
    DiaryDay(1, "d", 2, 3, "Sat through a whole film."),
)
PAT = (
    DiaryDay(10, "d.d", 4, 5),
    DiaryDay(9, "ddd", 4, 5),
    DiaryDay(8, "ddp", 3, 5, "Walked to the corner only, it rained."),
    DiaryDay(6, "ddd", 3, 4),
    DiaryDay(3, "dd", 3, 4, "My daughter came along."),
    DiaryDay(2, "d", 2, 4),
)
JO = (
    DiaryDay(10, "d", 2, 6),
    DiaryDay(9, "d", 2, 6),
    DiaryDay(8, "dddp", 5, 8, "Added a fourth set of bridges. Sore."),
    DiaryDay(7, "dddp", 5, 8, "Sore from the day before."),
    DiaryDay(4, "dpd", 4, 6),
    DiaryDay(3, "d", 3, 6),
    DiaryDay(2, "d", 2, 5),
    DiaryDay(1, "d", 1, 5, "Ran 3 km, fine."),
)


def write_diary(
    patient: Patient, days: Iterable[DiaryDay], *, today: date, front_desk: Member
) -> None:
    """Recorded by the patient; what is too long ago for that, by front desk from paper."""
    for told in days:
        day = today - timedelta(days=told.days_ago)
        revision = revision_on(patient, day)
        if revision is None:
            continue
        items = {item.item_id: item for item in revision.sheet.items}
        by = front_desk if day < first_open_day(today) else None
        for number, slot in enumerate(due_slots(revision.sheet, day)):
            mark = told.marks[number % len(told.marks)]
            if mark in OUTCOMES:
                note = told.note if number == 0 else ""
                _record(patient, slot, items[slot.item_id], told, mark=mark, note=note, by=by)


def _record(
    patient: Patient,
    slot: Slot,
    item: SheetItem,
    told: DiaryDay,
    *,
    mark: str,
    note: str,
    by: Member | None,
) -> None:
    sets = item.dose.sets or 1
    is_not_done = mark == "n"
    record_entry(
        patient,
        entry_id=uuid.uuid4(),
        item_id=slot.item_id,
        day=slot.day,
        session=slot.session,
        side=slot.side,
        outcome=OUTCOMES[mark],
        sets_done=None if is_not_done else max(1, sets // 2 if mark == "p" else sets),
        reps_done=None if is_not_done else item.dose.reps,
        pain=told.pain,
        effort=None if is_not_done else told.effort,
        note=note,
        source=Entry.Source.PAPER if by else Entry.Source.PHONE,
        by=by,
    )
