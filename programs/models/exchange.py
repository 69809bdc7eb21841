"""A clinic's own library on its way in, from a ZIP file."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from clinic.models import Clinic, Member
from clinic.owned import ClinicOwned, ClinicQuerySet


class LibraryImport(ClinicOwned):
    """One ZIP file that somebody sent: checked first, then loaded whole or not at all."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to be checked"
        CHECKING = "checking", "Being checked"
        CHECKED = "checked", "Checked"
        LOADING = "loading", "Being loaded"
        DONE = "done", "Loaded"
        FAILED = "failed", "Could not be loaded"

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, editable=False)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    file = models.FileField(upload_to="imports/")
    # What it would do, and every problem by its line: see programs/exchange.
    report = models.JSONField(default=dict)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(default=timezone.now)
    # The last sign of life of whoever works on it: one that fell silent is taken up again.
    alive_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"import {self.pk}"
