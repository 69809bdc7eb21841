"""What a clinic or a therapist keeps at hand for the plans to come: doses and cues."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from clinic.models import Clinic, Member
from clinic.owned import ClinicOwned, ClinicQuerySet
from programs.models.dose import DoseFields
from programs.models.library import Exercise


class OwnDose(DoseFields, ClinicOwned):
    """The dose that an exercise starts with here, in place of the library's.

    Without a member it is the clinic's; a member's own goes before it.
    """

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, editable=False)
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, editable=False, related_name="+"
    )
    exercise = models.ForeignKey(
        Exercise, on_delete=models.CASCADE, editable=False, related_name="own_doses"
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "exercise"], name="own_dose_once_per_member"),
            models.UniqueConstraint(
                fields=["clinic", "exercise"],
                condition=Q(member=None),
                name="own_dose_once_per_clinic",
            ),
            *DoseFields.constraints("owndose"),
        ]

    def __str__(self) -> str:
        return f"own dose {self.pk}"


class Snippet(ClinicOwned):
    """A cue that is said often, to be chosen instead of typed. Without a member, everybody's."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, editable=False)
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, editable=False, related_name="+"
    )
    text = models.CharField(max_length=200)

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["member", "text"], name="snippet_once_per_member"),
            models.UniqueConstraint(
                fields=["clinic", "text"], condition=Q(member=None), name="snippet_once_per_clinic"
            ),
        ]

    def __str__(self) -> str:
        return f"snippet {self.pk}"
