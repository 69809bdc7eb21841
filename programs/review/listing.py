"""The patient list: who, and how their plan and diary stand. Three statements at any length."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Lower

from clinic.models import Clinic
from patients.models import Patient
from programs.models import Entry, Plan


@dataclass(frozen=True, kw_only=True)
class PatientRow:
    patient: Patient
    plan: Plan | None  # the active one; without it, the newest draft
    has_newer_draft: bool
    last_entry_on: date | None


def patients_of(clinic: Clinic, *, words: str, with_archived: bool) -> QuerySet[Patient]:
    """The clinic's patients whom the words find, by last name."""
    found = Patient.objects.for_clinic(clinic).search(words)
    if not with_archived:
        found = found.current()
    by_name: QuerySet[Patient] = found.order_by(Lower("last_name"), Lower("first_name"), "pk")
    return by_name


def rows(patients: Iterable[Patient], *, is_clinical: bool) -> list[PatientRow]:
    """One row for each patient of a page. The facts are read for these patients only.

    Without ``is_clinical`` neither drafts nor the diary are read at all.
    """
    people = list(patients)
    plans = _current_plans(people, with_drafts=is_clinical)
    last_days = _last_entry_days(people) if is_clinical else {}
    return [
        PatientRow(
            patient=patient,
            plan=next(iter(plans.get(patient.pk, [])), None),
            has_newer_draft=_is_active_with_draft(plans.get(patient.pk, [])),
            last_entry_on=last_days.get(patient.pk),
        )
        for patient in people
    ]


def _current_plans(people: list[Patient], *, with_drafts: bool) -> dict[int, list[Plan]]:
    """Each patient's plans that have not ended, the active one first."""
    plans = Plan.objects.filter(patient__in=people)
    plans = plans.current() if with_drafts else plans.active()
    found: dict[int, list[Plan]] = {}
    for plan in plans.order_by("status", "-created_at"):  # "active" sorts before "draft"
        found.setdefault(plan.patient_id, []).append(plan)
    return found


def _is_active_with_draft(plans: list[Plan]) -> bool:
    return len(plans) > 1 and plans[0].status == Plan.Status.ACTIVE


def _last_entry_days(people: list[Patient]) -> dict[int, date]:
    newest = Entry.objects.filter(patient=OuterRef("pk")).order_by("-day").values("day")[:1]
    asked = Patient.objects.filter(pk__in=[patient.pk for patient in people])
    return dict(asked.annotate(last_day=Subquery(newest)).values_list("pk", "last_day"))
