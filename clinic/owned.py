"""What every clinic-owned row has: an id that tells nothing, and a way to its clinic."""

import secrets
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from clinic.models import Clinic

M = TypeVar("M", bound=models.Model)


def random_id() -> int:
    """A positive id below 2**53, so that JavaScript and every database hold it exactly.

    Random, because ids stand in addresses and a counter would tell how many there are.
    """
    return secrets.randbelow(2**53 - 1) + 1


class ClinicQuerySet(models.QuerySet[M]):
    def for_clinic(self, clinic: "Clinic") -> Self:
        """The rows that this clinic may reach. Every view starts here."""
        path: str = self.model.clinic_path  # type: ignore[attr-defined]  # set by ClinicOwned
        return self.filter(**{path: clinic})


class ClinicOwned(models.Model):
    """A row that belongs to one clinic; ``clinic_path`` says by which way."""

    clinic_path: ClassVar[str] = "clinic"

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        abstract = True
