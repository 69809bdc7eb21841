"""What the print desk shows, in a fixed number of statements: sheets, and what was printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.utils import timezone

from clinic import audit
from clinic.models import Clinic
from patients.models import Access, Patient
from programs.handouts.batch_sheets import NOT_AS_ISSUED
from programs.models import Plan, PrintBatch, Printing, Revision

LAST_BATCHES = 5
# A PDF made earlier is deleted, so the desk need not lead there. Units: hours.
BATCHES_HOURS = 24
# What the largest sheet may take besides being set.
A_LITTLE = timedelta(seconds=15)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A sheet on the desk, and when it was last printed."""

    revision: Revision
    printing: Printing | None
    is_chosen: bool

    @property
    def patient(self) -> Patient:
        return self.revision.plan.patient

    @property
    def has_old_code(self) -> bool:
        """Whether the code on the last paper lets nobody in any more."""
        return self.printing is not None and self.printing.handout.access.ended_at is not None


def sheets_of(clinic: Clinic) -> QuerySet[Revision]:
    """The newest sheet of each active plan, by the patients' last names, without its text."""
    newer = Revision.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    codes = Access.objects.current().filter(patient=OuterRef("plan__patient"))
    found: QuerySet[Revision] = (
        Revision.objects.for_clinic(clinic)
        .filter(
            ~Exists(newer),
            plan__status=Plan.Status.ACTIVE,
            plan__patient__status=Patient.Status.CURRENT,
        )
        .annotate(access_id=Subquery(codes.values("pk")[:1]))  # a new slip ends this one
        .select_related("plan__patient", "issued_by")
        .defer("sheet_json", "plan__goal", "plan__screen", "plan__patient__notes")
        .order_by(Lower("plan__patient__last_name"), Lower("plan__patient__first_name"), "pk")
    )
    return found


def wanted_between(clinic: Clinic, first: date, last: date) -> QuerySet[Revision]:
    """Sheets issued on these days, and those of patients who come on one of them."""
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    was_issued = Q(issued_at__gte=start, issued_at__lt=end)
    return sheets_of(clinic).filter(was_issued | Q(plan__review_on__range=(first, last)))


def week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def found_by(clinic: Clinic, words: str) -> QuerySet[Revision]:
    """Sheets of the patients whom the words find, as on the patient list."""
    patients = Patient.objects.for_clinic(clinic).search(words)
    return sheets_of(clinic).filter(plan__patient__in=patients.values("pk"))


def chosen_sheets(clinic: Clinic, revision_ids: Iterable[int]) -> list[Revision]:
    """The newest sheets of the plans that these sheets are of, in the order of the ids.

    Somebody may have issued a newer one since the page was opened: that is the one to hand over.
    """
    ids = list(dict.fromkeys(revision_ids))
    known = Revision.objects.for_clinic(clinic).filter(pk__in=ids)
    plans: dict[int, int] = dict(known.values_list("plan", "pk"))
    found = sheets_of(clinic).filter(plan__in=plans)
    return sorted(found, key=lambda revision: ids.index(plans[revision.plan_id]))


def rows(revisions: Iterable[Revision], *, choose_unprinted: bool = False) -> list[Row]:
    """One row for each sheet of a page, in two statements."""
    shown = list(revisions)
    printings = last_printings([revision.pk for revision in shown])
    return [
        Row(
            revision=revision,
            printing=printings.get(revision.pk),
            is_chosen=choose_unprinted and revision.pk not in printings,
        )
        for revision in shown
    ]


def last_printings(revision_ids: list[int]) -> dict[int, Printing]:
    """When each sheet was last printed, by the sheet; those never printed are left out."""
    newest = Printing.objects.filter(handout__revision=OuterRef("pk")).newest_first().values("pk")
    asked = Revision.objects.filter(pk__in=revision_ids).annotate(last=Subquery(newest[:1]))
    ids: dict[int, Any] = dict(asked.exclude(last=None).values_list("pk", "last"))
    found = Printing.objects.select_related("by", "handout__access").in_bulk(ids.values())
    return {revision_id: found[last] for revision_id, last in ids.items()}


def log_of(clinic: Clinic) -> QuerySet[Printing]:
    """All that was printed, newest first."""
    found: QuerySet[Printing] = (
        Printing.objects.for_clinic(clinic)
        .newest_first()
        .select_related("by", "handout__revision__plan__patient")
        .defer(
            "handout__revision__sheet_json",
            "handout__revision__plan__goal",
            "handout__revision__plan__screen",
            "handout__revision__plan__patient__notes",
        )
    )
    return found


def was_printed_before(clinic: Clinic, first: Printing | None) -> bool:
    """Whether the audit knows of sheets that were printed before there was this log."""
    earlier = audit.events_of(clinic, action=audit.Action.PRINT).exclude(member_id=None)
    if first:
        earlier = earlier.filter(at__lt=first.printed_at)
    return earlier.exists()


def last_batches(clinic: Clinic, now: datetime) -> QuerySet[PrintBatch]:
    found: QuerySet[PrintBatch] = PrintBatch.objects.for_clinic(clinic).select_related("by")
    return found.filter(made_at__gte=now - timedelta(hours=BATCHES_HOURS))[:LAST_BATCHES]


def is_silent(batch: PrintBatch, now: datetime) -> bool:
    """Whether nobody has worked on it or another one for longer than a sheet may take."""
    since = now - timedelta(seconds=settings.PRINT_SECONDS_MAX) - A_LITTLE
    if batch.alive_at >= since:
        return False
    others = PrintBatch.objects.filter(status=PrintBatch.Status.WORKING, alive_at__gte=since)
    return not others.exists()


def batch_context(batch: PrintBatch, now: datetime) -> dict[str, Any]:
    """What a batch's page says; while it is worked on, its sheets are not even read."""
    if batch.is_at_work:
        return {"batch": batch, "is_silent": is_silent(batch, now)}
    sheets = batch.sheets.select_related("revision__plan__patient", "handout__access").defer(
        "revision__sheet_json", "revision__plan__goal", "revision__plan__patient__notes"
    )
    found = list(sheets)
    return {
        "batch": batch,
        "printed": [sheet for sheet in found if sheet.handout],
        "left_out": [sheet for sheet in found if sheet.problem],
        "not_as_issued": NOT_AS_ISSUED,  # such a sheet cannot be printed in any way
        "old_codes": [sheet for sheet in found if sheet.handout and sheet.handout.access.ended_at],
    }
