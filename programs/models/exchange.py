"""A clinic's own library on its way in, from a ZIP file."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
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

    def get_absolute_url(self) -> str:
        return reverse("programs:import_detail", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        """Whether it is in the worker's hands, and the page need only wait."""
        return self.status in (self.Status.WAITING, self.Status.CHECKING, self.Status.LOADING)

    @property
    def percent(self) -> int:
        """Units: whole percent of the files that are looked at or kept, rounded down."""
        return 100 * self.done_count // self.total_count if self.total_count else 0

    @property
    def tens_of_percent(self) -> int:
        """The same in steps of ten: what is read aloud, so that it is not read each second."""
        return self.percent // 10 * 10
