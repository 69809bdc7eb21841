"""Whether a clinician stands for what the library says, the same wherever it says something."""

from typing import Any

from django.db import models
from django.db.models import Q

from clinic.models import Member


class SignOffFields(models.Model):
    """Columns for one sign-off. Any change of what the row says takes it away.

    A starter's comes from its file, and is nobody's of the clinic.
    """

    class SignOff(models.TextChoices):
        AWAITING = "awaiting", "Awaiting clinical sign-off"
        SIGNED = "signed", "Signed off"

    sign_off = models.CharField(max_length=8, choices=SignOff, default=SignOff.AWAITING)
    signed_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    signed_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def constraint(model: str) -> models.CheckConstraint:
        """Nobody's name stands under what awaits a sign-off; named for the model that has it."""
        return models.CheckConstraint(
            condition=Q(sign_off="signed") | Q(signed_by=None, signed_on=None),
            name=f"{model}_signer_of_what_is_signed",
        )


# What a change writes beside its own columns.
AWAITING: dict[str, Any] = {
    "sign_off": SignOffFields.SignOff.AWAITING,
    "signed_by": None,
    "signed_on": None,
}
