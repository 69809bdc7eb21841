"""From the diary's form to its row."""

from datetime import date

from patients.models import Patient
from programs.diary.actions import record_entry
from programs.models import Entry
from programs.portal.forms import RecordForm


def record_form(patient: Patient, day: date, form: RecordForm) -> Entry:
    """Errors: DiaryError, NotOnSheetError."""
    said = form.cleaned_data
    sets_done, reps_done = _counts(form)
    return record_entry(
        patient,
        entry_id=said["entry_id"],
        item_id=said["item"],
        day=day,
        session=said["session"],
        side=said["side"],
        outcome=said["outcome"],
        # Nothing got in the way of what was done after all.
        reason="" if said["outcome"] == Entry.Outcome.DONE else said["reason"],
        sets_done=sets_done,
        reps_done=reps_done,
        pain=said["pain"],
        effort=said["effort"],
        note=said["note"],
        source=Entry.Source.PHONE,
    )


def _counts(form: RecordForm) -> tuple[int | None, int | None]:
    """Sets and repetitions: as typed; after one tap on "Done", as the dose asks; else unknown."""
    said = form.cleaned_data
    if said["outcome"] == Entry.Outcome.NOT_DONE:
        return None, None
    if form.is_one_tap:
        is_done = said["outcome"] == Entry.Outcome.DONE
        return (said["asked_sets"], said["asked_reps"]) if is_done else (None, None)
    return said["sets"], said["reps"]
