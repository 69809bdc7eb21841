"""What was printed, when and by whom; and many sheets printed together."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from clinic.models import Clinic, Member
from clinic.owned import ClinicOwned, ClinicQuerySet
from programs.models.plans import Handout, Revision


class PrintBatch(ClinicOwned):
    """Sheets that somebody wants as one PDF, made in the background: see handouts/batch_work.py."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to be made"
        WORKING = "working", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, editable=False)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    done_count = models.PositiveSmallIntegerField(default=0)
    total_count = models.PositiveSmallIntegerField(default=0)
    # How often a worker fell silent over it.
    tries = models.PositiveSmallIntegerField(default=0)
    # Kept for a day: it holds what patients were given. The hash stays when the file is gone.
    file = models.FileField(upload_to="batches/")
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    # The last sign of life of whoever works on it: one that fell silent is taken up again.
    alive_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            # the clinic's last batches, on the print desk
            models.Index(fields=["clinic", "-made_at"], name="print_batch_by_clinic"),
        ]

    def __str__(self) -> str:
        return f"print batch {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("programs:print_batch_detail", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        """Whether it is in the worker's hands, and the page need only wait."""
        return self.status in (self.Status.WAITING, self.Status.WORKING)

    @property
    def is_forgotten(self) -> bool:
        """Whether it was made, and its file was deleted since."""
        return self.status == self.Status.READY and not self.file

    @property
    def tenths(self) -> int:
        """How many tenths of the sheets are done: read aloud, so that not each sheet is."""
        return 10 * self.done_count // self.total_count if self.total_count else 0


class PrintBatchSheet(ClinicOwned):
    """One sheet of a batch, at its place in it."""

    clinic_path: ClassVar[str] = "batch__clinic"

    batch = models.ForeignKey(PrintBatch, on_delete=models.CASCADE, related_name="sheets")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    handout = models.ForeignKey(Handout, on_delete=models.SET_NULL, null=True, related_name="+")
    # Why it was left out.
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="batch_position_once"),
            models.UniqueConstraint(fields=["batch", "revision"], name="batch_revision_once"),
        ]

    def __str__(self) -> str:
        return f"sheet {self.position} of batch {self.batch_id}"


class PrintingQuerySet(ClinicQuerySet["Printing"]):
    def newest_first(self) -> Self:
        return self.order_by("-printed_at", "-pk")


class Printing(ClinicOwned):
    """One time that somebody of the clinic printed a handout. Also its reprints."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, editable=False)
    handout = models.ForeignKey(Handout, on_delete=models.CASCADE, related_name="printings")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    printed_at = models.DateTimeField(default=timezone.now)
    # The PDF that it was part of; none when it was printed alone.
    batch = models.ForeignKey(
        PrintBatch, on_delete=models.SET_NULL, null=True, related_name="printings"
    )

    objects: ClassVar[Any] = PrintingQuerySet.as_manager()

    class Meta:
        indexes = [
            # the clinic's log of what was printed, newest first
            models.Index(fields=["clinic", "-printed_at"], name="printing_log"),
            # when each sheet on the print desk was last printed
            models.Index(fields=["handout", "-printed_at"], name="printing_by_handout"),
        ]

    def __str__(self) -> str:
        return f"printing {self.pk}"
