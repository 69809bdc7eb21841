"""The diary: what was done, as told. The big table: narrow rows, one index per question."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from clinic.models import Member
from clinic.owned import ClinicOwned, ClinicQuerySet
from patients.models import Patient
from programs.models.plans import PlanItem


class EntryQuerySet(ClinicQuerySet["Entry"]):
    def between(self, first: date, last: date) -> Self:
        """Entries for days from first to last, both included."""
        return self.filter(day__range=(first, last))


class EntryFields(models.Model):
    """What an entry says. Kept apart so that its history says the same."""

    class Outcome(models.TextChoices):
        DONE = "done", "Done"
        PARTLY = "partly", "Partly"
        NOT_DONE = "not_done", "Not done"

    class Source(models.TextChoices):
        PHONE = "phone", "On the phone"
        PAPER = "paper", "From paper"
        VISIT = "visit", "Told at a visit"

    class Reason(models.TextChoices):
        """What got in the way. Source: house rule, SOURCES.md#adherence"""

        NO_TIME = "no_time", "No time"
        FORGOT = "forgot", "Forgot"
        PAIN = "pain", "Pain"
        TOO_HARD = "too_hard", "Too hard"
        TOO_EASY = "too_easy", "Too easy"
        UNWELL = "unwell", "Unwell"
        NO_EQUIPMENT = "no_equipment", "No equipment"
        UNCLEAR = "unclear", "Did not understand"
        OTHER = "other", "Other"

    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    sets_done = models.PositiveSmallIntegerField(null=True, blank=True)
    reps_done = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_0_to_10 = models.PositiveSmallIntegerField(null=True, blank=True)
    effort_0_to_10 = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=5, choices=Source)
    recorded_at = models.DateTimeField(default=timezone.now)
    # Empty when the patient recorded it.
    recorded_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True


class Entry(EntryFields, ClinicOwned):
    """One line of the diary: one item, day, session of that day, and side.

    The id is made where the entry is made, on the phone, so that sending it twice makes one row.
    """

    clinic_path: ClassVar[str] = "patient__clinic"

    id = models.UUIDField(  # type: ignore[assignment]  # not the house's random number: see above
        primary_key=True, default=uuid.uuid4, editable=False
    )
    patient = models.ForeignKey(
        Patient, on_delete=models.CASCADE, related_name="entries", db_index=False
    )
    item = models.ForeignKey(
        PlanItem, on_delete=models.CASCADE, related_name="entries", db_index=False
    )
    day = models.DateField()
    session = models.PositiveSmallIntegerField(default=1)  # first, second … of that day
    side = models.CharField(max_length=5, blank=True)  # left, right, or empty

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            # Also the index for "this item's entries".
            models.UniqueConstraint(
                fields=["item", "day", "session", "side"], name="one_entry_per_slot"
            ),
            models.CheckConstraint(
                condition=models.Q(session__range=(1, 12)),
                name="entry_session_1_to_12",
                violation_error_message="There are at most 12 sessions a day.",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=["", "left", "right"]), name="entry_side"
            ),
            models.CheckConstraint(
                condition=models.Q(pain_0_to_10__range=(0, 10)) | models.Q(pain_0_to_10=None),
                name="entry_pain_0_to_10",
                violation_error_message="Pain is a number from 0 to 10.",
            ),
            models.CheckConstraint(
                condition=models.Q(effort_0_to_10__range=(0, 10)) | models.Q(effort_0_to_10=None),
                name="entry_effort_0_to_10",
                violation_error_message="Effort is a number from 0 to 10.",
            ),
        ]
        indexes = [
            # one patient's diary between two days: the portal's today, the review page
            models.Index(fields=["patient", "day"], name="entry_by_patient_and_day"),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class EntryVersion(EntryFields):
    """What an entry said before it was corrected."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["-replaced_at"]

    def __str__(self) -> str:
        return f"version of {self.entry_id}"
