"""What is done to a patient's record. Each is one transaction, and writes its audit row."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from clinic import audit
from clinic.models import Member
from patients.models import Patient


class PatientConflict(Exception):
    """Somebody else has saved this record since the page was opened. Nothing was written."""


@transaction.atomic
def add_patient(patient: Patient, *, values: Mapping[str, Any], by: Member) -> None:
    """Save a new record. ``values`` are clean: they come from a valid form, one for each field."""
    _write(patient, values, is_new=True)
    _note(audit.Action.CREATE, patient, by=by)


@transaction.atomic
def change_patient(
    patient: Patient, *, values: Mapping[str, Any], version_seen: int, by: Member
) -> None:
    """Save clean ``values`` into the record, and touch no other field.

    Errors: PatientConflict when the record is no longer the version that was seen.
    """
    as_seen = Patient.objects.filter(pk=patient.pk, version=version_seen)
    if not as_seen.update(version=F("version") + 1):
        raise PatientConflict
    _write(patient, values, is_new=False)
    _note(audit.Action.CHANGE, patient, by=by)


@transaction.atomic
def archive_patient(patient: Patient, *, by: Member) -> None:
    """Put a record away: out of the list, and the portal shut. Nothing is lost."""
    _set_status(patient, Patient.Status.ARCHIVED)
    _note(audit.Action.ARCHIVE, patient, by=by)


@transaction.atomic
def restore_patient(patient: Patient, *, by: Member) -> None:
    """Take a record out of the archive, as it was."""
    _set_status(patient, Patient.Status.CURRENT)
    _note(audit.Action.RESTORE, patient, by=by)


def _write(patient: Patient, values: Mapping[str, Any], *, is_new: bool) -> None:
    lists = {field.name for field in Patient._meta.many_to_many}
    columns = [name for name in values if name not in lists]
    for name in columns:
        setattr(patient, name, values[name])
    if is_new:
        patient.save(force_insert=True)
    else:
        patient.save(update_fields=columns)
    for name in lists.intersection(values):
        getattr(patient, name).set(values[name])


def _set_status(patient: Patient, status: Patient.Status) -> None:
    patient.status = status
    patient.save(update_fields=["status"])


def _note(action: audit.Action, patient: Patient, *, by: Member) -> None:
    audit.record(action, f"patient {patient.pk}", clinic=by.clinic, by=by, patient=patient)
