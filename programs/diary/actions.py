"""Writing the diary."""

import uuid
from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Member
from patients.models import Patient
from programs.diary.history import revision_on, today_of
from programs.dosing import RANGES, plural
from programs.models import Entry, EntryVersion
from programs.models.diary import EntryFields
from programs.sheet import SheetItem

# How long a patient may write about a day and correct it. Staff, who type from paper, may go
# further. Units: days before today. Source: house rule, SOURCES.md#diary-days-back
DIARY_DAYS_BACK = 7
MOST_SETS = RANGES["sets"][1]
MOST_REPS = RANGES["reps"][1]
MOST_PAIN = MOST_EFFORT = 10
NOTE_LENGTH = 500
# What an entry says, in the columns that its history keeps too.
SAID = ("outcome", "reason", "sets_done", "reps_done", "pain_0_to_10", "effort_0_to_10", "note")
KEPT = (*SAID, "source", "recorded_at", "recorded_by_id")


class DiaryError(Exception):
    """The diary does not take this. The message is fit to show."""


class NotOnSheetError(DiaryError):
    """The item is not on the sheet that this patient had on that day."""


def record_entry(
    patient: Patient,
    *,
    entry_id: uuid.UUID,
    item_id: int,
    day: date,
    session: int,
    side: str,
    outcome: str,
    reason: str = "",
    sets_done: int | None = None,
    reps_done: int | None = None,
    pain: int | None = None,
    effort: int | None = None,
    note: str = "",
    source: str = Entry.Source.PHONE,
    by: Member | None = None,
) -> Entry:
    """Write what was done in one slot of the diary, or correct what stands there.

    The same id twice makes one row; another id for the same slot corrects that row. What is said
    last stands, and what it replaced is kept as a version. At most 8 SQL statements. Give it a
    patient whose clinic is loaded.
    Units: reps per set; pain and effort 0 to 10.
    Errors: DiaryError for a day ahead or closed, a value out of range, or an id that is used
    elsewhere; NotOnSheetError when that day's sheet has no such item, session or side.
    """
    _require_open_day(day, today_of(patient), by=by)
    said = Entry(
        id=entry_id,
        patient=patient,
        item_id=item_id,
        day=day,
        session=session,
        side=side,
        outcome=outcome,
        reason=reason,
        sets_done=sets_done,
        reps_done=reps_done,
        pain_0_to_10=pain,
        effort_0_to_10=effort,
        note=note.strip(),
        source=source,
        recorded_by=by,
    )
    _require_in_range(said)
    _require_on_sheet(said)
    return _write(said, by=by)


def first_open_day(today: date) -> date:
    """The earliest day that a patient may still write about."""
    return today - timedelta(days=DIARY_DAYS_BACK)


def _require_open_day(day: date, today: date, *, by: Member | None) -> None:
    if day > today:
        raise DiaryError("That day is still to come.")
    if by is None and day < first_open_day(today):
        raise DiaryError(
            f"That day is closed. You can change the last {plural(DIARY_DAYS_BACK, 'day')}."
        )


def _require_in_range(said: Entry) -> None:
    if said.outcome not in Entry.Outcome.values:
        raise DiaryError("Choose done, partly or not done.")
    if said.reason not in ("", *Entry.Reason.values):
        raise DiaryError("Choose what got in the way from the list.")
    if said.source not in Entry.Source.values:
        raise DiaryError("Choose where the entry comes from.")
    for value, most, name in (
        (said.sets_done, MOST_SETS, "Sets"),
        (said.reps_done, MOST_REPS, "Times"),
        (said.pain_0_to_10, MOST_PAIN, "Pain"),
        (said.effort_0_to_10, MOST_EFFORT, "Effort"),
    ):
        if value is not None and not 0 <= value <= most:
            raise DiaryError(f"{name}: a number from 0 to {most}.")
    if len(said.note) > NOTE_LENGTH:
        raise DiaryError(f"The note is longer than {NOTE_LENGTH} letters.")


def _require_on_sheet(said: Entry) -> None:
    """Any day will do: what is done on a rest day is worth knowing too."""
    revision = revision_on(said.patient, said.day)
    items = revision.sheet.items if revision else ()
    found = next((item for item in items if item.item_id == said.item_id), None)
    if found is None:
        raise NotOnSheetError("This exercise was not on your sheet on that day.")
    _require_slot(found, said)


def _require_slot(item: SheetItem, said: Entry) -> None:
    if not 1 <= said.session <= item.dose.times_per_day:
        raise NotOnSheetError(
            f"This exercise is done {plural(item.dose.times_per_day, 'time')} a day."
        )
    if said.side not in item.diary_sides:
        raise NotOnSheetError("The sheet asks for another side.")


@transaction.atomic
def _write(said: Entry, *, by: Member | None) -> Entry:
    # The database decides who was first; whoever comes second finds the row below.
    Entry.objects.bulk_create([said], ignore_conflicts=True)
    slot = models.Q(item_id=said.item_id, day=said.day, session=said.session, side=said.side)
    rows: list[Entry] = list(Entry.objects.select_for_update().filter(slot | models.Q(pk=said.pk)))
    if len(rows) != 1 or _slot(rows[0]) != _slot(said):
        raise DiaryError("This was already saved for another exercise. Open the page again.")
    stands = rows[0]
    if _words(stands) != _words(said):
        _correct(stands, said)
    if by is not None:
        audit.record(
            audit.Action.CHANGE, "diary", clinic=said.patient.clinic, by=by, patient=said.patient
        )
    return stands


def _correct(stands: Entry, said: Entry) -> None:
    before = EntryVersion(entry=stands, replaced_at=timezone.now())
    for name in KEPT:
        setattr(before, name, getattr(stands, name))
        setattr(stands, name, getattr(said, name))
    before.save(force_insert=True)
    stands.save(update_fields=[name.removesuffix("_id") for name in KEPT])


def _slot(entry: Entry) -> tuple[int, int, date, int, str]:
    return entry.patient_id, entry.item_id, entry.day, entry.session, entry.side


def _words(entry: EntryFields) -> tuple[object, ...]:
    return tuple(getattr(entry, name) for name in SAID)
