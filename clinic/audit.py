"""Writing the audit: one call, one row. And reading it, with names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from clinic.models import AuditEvent, Clinic, Member

if TYPE_CHECKING:
    from patients.models import Patient

Action = AuditEvent.Action
# What was done in plain words, where the action and the subject's own word don't say it.
DONE_WORDS = {
    (Action.CREATE, "access"): "made a code for the phone",
    (Action.VIEW, "access"): "looked at the access slip",
    (Action.END, "access"): "ended the code for the phone",
    (Action.ENTER, "access"): "got in with the code",
    (Action.ENTER_FAILED, "access"): "could not get in with the code",
    (Action.SIGN_OUT, "access"): "signed a phone out",
    (Action.CREATE, "link_mail"): "asked for the link to be mailed",
}


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


@dataclass(frozen=True)
class Line:
    """One row of the audit, in words: "Omar Quill" "changed Fran Desk"."""

    event: AuditEvent
    who: str
    done: str
    patient: "Patient | None"


def events_of(
    clinic: Clinic, *, member_id: int | None = None, action: str = "", day: date | None = None
) -> QuerySet[AuditEvent]:
    """A clinic's audit, newest first. ``day`` is a day in the current time zone."""
    found: QuerySet[AuditEvent] = AuditEvent.objects.for_clinic(clinic).order_by("-at", "-id")
    if member_id:
        found = found.filter(member_id=member_id)
    if action:
        found = found.filter(action=action)
    if day:
        start = timezone.make_aware(datetime.combine(day, time.min))
        end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
        found = found.filter(at__gte=start, at__lt=end)
    return found


def lines(clinic: Clinic, events: Sequence[AuditEvent]) -> list[Line]:
    """The events with names, in two statements however many there are."""
    member_ids = {event.member_id for event in events} | {_member_in(event) for event in events}
    members = clinic.members.in_bulk(member_ids - {None})
    # By the clinic's own relation: patients may import clinic, never the other way.
    patients = clinic.patients.in_bulk({event.patient_id for event in events} - {None})
    return [
        Line(
            event=event,
            who=_who(event, members),
            done=_done(event, members),
            patient=patients.get(event.patient_id or 0),
        )
        for event in events
    ]


def _member_in(event: AuditEvent) -> int | None:
    """The member that a subject such as "member 42" speaks of."""
    kind, _, number = event.subject.partition(" ")
    return int(number) if kind == "member" and number.isdecimal() else None


def _who(event: AuditEvent, members: Mapping[int, Member]) -> str:
    member = members.get(event.member_id or 0)
    if member:
        return member.name
    if event.member_id:
        return "A former member"
    return "The patient" if event.patient_id else "Somebody unknown"


def _done(event: AuditEvent, members: Mapping[int, Member]) -> str:
    action = Action(event.action)
    kind = event.subject.partition(" ")[0]
    return DONE_WORDS.get((action, kind)) or f"{action.label} {_whom(event, members)}".rstrip()


def _whom(event: AuditEvent, members: Mapping[int, Member]) -> str:
    """What it was done to, where that is neither oneself nor the patient, who has a link."""
    kind, _, which = event.subject.partition(" ")
    if kind in ("patient", "unknown"):
        return ""
    if kind == "page":
        return f"the page {which.rpartition(':')[2]}"
    if kind != "member":
        return kind.replace("_", " ")
    member = members.get(_member_in(event) or 0)
    return "" if member is None or member.pk == event.member_id else member.name
