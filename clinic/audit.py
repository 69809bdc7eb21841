"""Writing the audit: one call, one row."""

from typing import TYPE_CHECKING

from django.utils import timezone

from clinic.models import AuditEvent, Clinic, Member

if TYPE_CHECKING:
    from patients.models import Patient

Action = AuditEvent.Action


def record(
    action: AuditEvent.Action,
    subject: str,
    *,
    clinic: Clinic | None,
    by: Member | None = None,
    patient: "Patient | None" = None,
) -> None:
    """Add one row, in the caller's transaction.

    ``subject`` is a fixed word and an id ("plan 42"), never a name or anything typed by a person.
    ``by`` is empty when the patient, or a stranger, did it.
    """
    AuditEvent.objects.create(
        at=timezone.now(),
        action=action,
        subject=subject,
        clinic=clinic,
        member_id=by.pk if by else None,
        patient_id=patient.pk if patient else None,
    )
