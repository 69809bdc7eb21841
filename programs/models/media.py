"""Photographs and videos that a clinic adds to its own exercises.

Each is found by the hash of its bytes within its clinic and never changes, so that an issued sheet
can name it. Files are stored under random names and go out only through views that ask who wants
them.
"""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone

from clinic.models import Clinic
from clinic.owned import ClinicOwned, ClinicQuerySet


class Photo(ClinicOwned):
    """A photograph as it was drawn anew from what somebody sent: its pixels only."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, editable=False)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="photos/")
    thumbnail = models.FileField(upload_to="photos/")
    width_px = models.PositiveIntegerField()
    height_px = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "sha256"], name="photo_once_per_clinic"),
        ]

    def __str__(self) -> str:
        return f"photo {self.sha256[:12]}"

    def get_absolute_url(self) -> str:
        return reverse("programs:photo", args=[self.sha256])

    @property
    def thumbnail_url(self) -> str:
        return reverse("programs:photo_thumbnail", args=[self.sha256])


class Video(ClinicOwned):
    """A video as it was sent, without what was written beside the pictures and the sound."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, editable=False)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="videos/")
    size_bytes = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "sha256"], name="video_once_per_clinic"),
        ]

    def __str__(self) -> str:
        return f"video {self.sha256[:12]}"

    def get_absolute_url(self) -> str:
        return reverse("programs:video", args=[self.sha256])
