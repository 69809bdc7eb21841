"""The steps by which a draft came to be, so that they can be taken back."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from clinic.models import Member
from clinic.owned import ClinicOwned, ClinicQuerySet
from programs.models.plans import Plan


class PlanStep(ClinicOwned):
    """One change of a plan's draft: what each row said before and after it.

    Steps are a convenience, not the record: what was issued is in the revisions, and who changed
    what in the audit.
    """

    clinic_path: ClassVar[str] = "plan__patient__clinic"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    said = models.CharField(max_length=120)
    # By row, such as "item 42": {"before": {column: value} or null, "after": the same}.
    changes = models.JSONField()
    # Of the request that made it, and of the one that undid or redid it last; "" when it said none.
    key = models.CharField(max_length=32, blank=True)
    turned_by_key = models.CharField(max_length=32, blank=True)
    is_undone = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_step_number_once"),
            models.UniqueConstraint(
                fields=["plan", "key"],
                condition=~models.Q(key=""),
                name="plan_step_key_once",
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"
