"""Advice leaflets: short texts that can ride along in a plan."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone

from clinic.models import Clinic, Member
from clinic.owned import ClinicOwned
from programs.models.library import Region, SharedQuerySet
from programs.models.sign_off import SignOffFields


class AdviceQuerySet(SharedQuerySet):
    def current(self) -> "AdviceQuerySet":
        return self.filter(status=Advice.Status.CURRENT)


class Advice(SignOffFields, ClinicOwned):
    """One leaflet: a title, one main message, and a body in headed parts."""

    class Status(models.TextChoices):
        CURRENT = "current", "Current"
        RETIRED = "retired", "Retired"

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, null=True, editable=False)
    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField(default=1, editable=False)
    status = models.CharField(max_length=7, choices=Status, default=Status.CURRENT)
    name = models.CharField("title", max_length=80, help_text="As it stands on the leaflet.")
    main_message = models.CharField(
        max_length=200, help_text="The one thing to remember, in one sentence."
    )
    body = models.TextField(
        max_length=4000,
        help_text="A line that starts with # is a heading, one that starts with - is a point.",
    )
    therapist_note = models.TextField(max_length=2000, blank=True)
    source = models.CharField(max_length=200, blank=True)
    regions = models.ManyToManyField(Region, related_name="+", blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "code"],
                name="advice_code_once_per_clinic",
                violation_error_message="Another leaflet has this code.",
            ),
            # Nulls differ from one another, so the rule above does not hold the starter library.
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(clinic=None),
                name="starter_advice_code_once",
                violation_error_message="Another leaflet has this code.",
            ),
            SignOffFields.constraint("advice"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programs:advice_detail", args=[self.pk])
