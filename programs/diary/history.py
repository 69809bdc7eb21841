"""A patient's sheets by day, from the database, for the arithmetic in ``schedule``."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from patients.models import Patient
from programs.diary.schedule import History
from programs.models import Revision
from programs.sheet import Sheet


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The date on the clinic's wall at an instant."""
    return timezone.localtime(at, zone).date()


def today_of(patient: Patient) -> date:
    """Today where the patient's clinic is."""
    return local_day(timezone.now(), ZoneInfo(patient.clinic.time_zone))


def sheet_history(patient: Patient, *, first: date) -> History:
    """The sheets that were current on ``first`` or any day since, with None from each plan's end.

    One query. Of two sheets issued on one day, the later holds for that day; from the day that a
    plan ended on, nothing is asked. Give it a patient whose clinic is loaded.
    """
    zone = ZoneInfo(patient.clinic.time_zone)
    revisions = list(
        Revision.objects.filter(plan__patient=patient)
        .select_related("plan")
        .order_by("issued_at", "number")
    )
    by_day: dict[date, Sheet | None] = {}
    for revision, following in zip(revisions, [*revisions[1:], None], strict=False):
        day = local_day(revision.issued_at, zone)
        ended_at = revision.plan.ended_at
        next_day = local_day(following.issued_at, zone) if following else date.max
        if next_day <= first:
            continue
        by_day[day] = revision.sheet
        if ended_at is not None and local_day(ended_at, zone) < next_day:
            by_day[local_day(ended_at, zone)] = None
    return sorted(by_day.items(), key=lambda issued: issued[0])


def revision_on(patient: Patient, day: date) -> Revision | None:
    """The revision that was current on a day, that whole day; None where nothing was asked.

    One query, whatever the length of the history. For today it is what the patient is asked to do.
    """
    zone = ZoneInfo(patient.clinic.time_zone)
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    found: Revision | None = (
        Revision.objects.filter(plan__patient=patient, issued_at__lt=midnight)
        .select_related("plan")
        .order_by("-issued_at", "-number")
        .first()
    )
    if found is None or _ended_by(found, day, zone):
        return None
    return found


def _ended_by(revision: Revision, day: date, zone: ZoneInfo) -> bool:
    ended_at = revision.plan.ended_at
    return ended_at is not None and local_day(ended_at, zone) <= day
