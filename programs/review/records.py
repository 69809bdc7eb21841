"""A patient's diary and who looked at it, from the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from clinic.models import AuditEvent, Member
from patients.models import Patient
from programs.models import Entry, EntryVersion
from programs.review.grid import Earlier, Line

DIARY = "diary"  # the audit's word for it
MOST_LOOKS = 5
LOOKS_READ = 60  # enough for five members and days, even when one page is loaded again and again


@dataclass(frozen=True)
class Look:
    name: str
    at: datetime


def lines(patient: Patient, *, first: date, last: date) -> list[Line]:
    """The diary from first to last, newest day first. Two statements at any length."""
    entries = (
        Entry.objects.filter(patient=patient)
        .between(first, last)
        .select_related("recorded_by")
        .prefetch_related("versions")
        .annotate(item_name=F("item__exercise__patient_name"))
        .order_by("-day", "item__position", "session", "side")
    )
    return [_line(entry) for entry in entries]


def _line(entry: Entry) -> Line:
    return Line(
        item_id=entry.item_id,
        item_name=entry.item_name,  # type: ignore[attr-defined]  # annotated above
        day=entry.day,
        session=entry.session,
        side=entry.side,
        source=entry.get_source_display(),
        recorded_by=entry.recorded_by.name if entry.recorded_by else "",
        earlier=tuple(_earlier(version) for version in entry.versions.all()),
        outcome=entry.outcome,
        reason=entry.get_reason_display(),
        sets_done=entry.sets_done,
        reps_done=entry.reps_done,
        pain_0_to_10=entry.pain_0_to_10,
        effort_0_to_10=entry.effort_0_to_10,
        note=entry.note,
    )


def _earlier(version: EntryVersion) -> Earlier:
    return Earlier(
        replaced_at=version.replaced_at,
        outcome=version.outcome,
        reason=version.get_reason_display(),
        sets_done=version.sets_done,
        reps_done=version.reps_done,
        pain_0_to_10=version.pain_0_to_10,
        effort_0_to_10=version.effort_0_to_10,
        note=version.note,
    )


def looks(patient: Patient) -> list[Look]:
    """Who looked at the diary last, newest first, each once a day. Two statements."""
    events = _once_a_day(
        AuditEvent.objects.for_clinic(patient.clinic)
        .filter(patient_id=patient.pk, action=AuditEvent.Action.VIEW, subject=DIARY)
        .exclude(member_id=None)
        .order_by("-at")[:LOOKS_READ]
    )
    members = Member.objects.for_clinic(patient.clinic)
    names = dict(
        members.filter(pk__in={event.member_id for event in events}).values_list("pk", "name")
    )
    return [Look(names.get(event.member_id or 0, "A former member"), event.at) for event in events]


def _once_a_day(events: Iterable[AuditEvent]) -> list[AuditEvent]:
    """Each member's newest look of each day, so that one person's do not crowd out the rest."""
    newest: dict[tuple[int | None, date], AuditEvent] = {}
    for event in events:
        newest.setdefault((event.member_id, timezone.localtime(event.at).date()), event)
    return list(newest.values())[:MOST_LOOKS]
