"""Protocols: reusable templates. A plan made from one is a copy, changed by hand."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from clinic.models import Clinic, Member
from clinic.owned import ClinicOwned
from programs.models.advice import Advice
from programs.models.dose import DoseFields
from programs.models.library import Exercise, Region, SharedQuerySet
from programs.models.sign_off import SignOffFields


class ProtocolQuerySet(SharedQuerySet):
    def current(self) -> "ProtocolQuerySet":
        return self.filter(status=Protocol.Status.CURRENT)

    def for_page(self) -> "ProtocolQuerySet":
        items = models.Prefetch("items", ProtocolItem.objects.select_related("exercise"))
        phases = models.Prefetch("phases", ProtocolPhase.objects.prefetch_related(items))
        return self.prefetch_related(phases)


class Protocol(SignOffFields, ClinicOwned):
    """A template: phases in order, each with exercises and a rule for moving on."""

    class Status(models.TextChoices):
        CURRENT = "current", "Current"
        RETIRED = "retired", "Retired"

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, null=True, editable=False)
    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField(default=1, editable=False)
    name = models.CharField(max_length=80)
    summary = models.TextField(blank=True)
    therapist_note = models.TextField(blank=True)
    screen = models.TextField(
        max_length=2000, blank=True, help_text="What to rule out before anything is issued."
    )
    regions = models.ManyToManyField(Region, related_name="+", blank=True)
    status = models.CharField(max_length=7, choices=Status, default=Status.CURRENT)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = ProtocolQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "code"],
                name="protocol_code_once_per_clinic",
                violation_error_message="Another protocol has this code.",
            ),
            # Nulls differ from one another, so the rule above does not hold the starter library.
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(clinic=None),
                name="starter_protocol_code_once",
                violation_error_message="Another protocol has this code.",
            ),
            SignOffFields.constraint("protocol"),
        ]

    def __str__(self) -> str:
        return self.name


class PhaseFields(models.Model):
    """What a phase says of itself, in a protocol and in a plan."""

    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    when_text = models.CharField("when", max_length=60, blank=True, help_text="Days 0 to 3")
    aim = models.CharField(max_length=200, blank=True)
    move_on_when = models.TextField(max_length=400, blank=True)

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class ProtocolPhase(PhaseFields):
    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="phases")
    therapist_note = models.TextField(max_length=1000, blank=True)
    advice = models.ManyToManyField(Advice, related_name="phases", blank=True)

    class Meta(PhaseFields.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["protocol", "position"], name="protocol_phase_position_once"
            ),
        ]


class ProtocolItem(DoseFields):
    """An exercise of a phase; an option is kept ready, and not put into a plan by itself."""

    phase = models.ForeignKey(ProtocolPhase, on_delete=models.CASCADE, related_name="items")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    cue = models.CharField(max_length=200, blank=True)
    is_option = models.BooleanField(default=False)
    note = models.CharField(
        max_length=200, blank=True, help_text="For the therapist: when to take it."
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "position"], name="protocol_item_position_once"
            ),
            *DoseFields.constraints("protocolitem"),
        ]

    def __str__(self) -> str:
        return str(self.exercise)
