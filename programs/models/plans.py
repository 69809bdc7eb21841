"""Plans, and what was issued of them."""

from functools import cached_property
from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from clinic.models import Clinic, Member
from clinic.owned import ClinicOwned, ClinicQuerySet
from patients.models import Access, Patient
from programs import sheet as sheets
from programs.dose_words import dose_words
from programs.models.advice import Advice
from programs.models.dose import DoseFields
from programs.models.library import Exercise, pictures
from programs.models.protocols import PhaseFields, Protocol
from programs.shorthand import dose_shorthand


class PlanQuerySet(ClinicQuerySet["Plan"]):
    def current(self) -> Self:
        """Drafts and active plans: all that has not ended."""
        return self.exclude(status=Plan.Status.ENDED)

    def active(self) -> Self:
        return self.filter(status=Plan.Status.ACTIVE)

    def for_page(self) -> Self:
        """With all that the builder, the checks and a new revision read, at any size."""
        exercises = Exercise.objects.select_related("video").prefetch_related(
            pictures(), "equipment", "regions", "precautions"
        )
        items = models.Prefetch(
            "items",
            PlanItem.objects.current().prefetch_related(models.Prefetch("exercise", exercises)),
        )
        leaflets = models.Prefetch("advice", Advice.objects.order_by("name", "pk"))
        phases = models.Prefetch("phases", PlanPhase.objects.prefetch_related(items, leaflets))
        return self.select_related(
            "patient__clinic", "therapist", "current_phase", "changed_by", "screened_by"
        ).prefetch_related(phases, "patient__equipment", "patient__precautions")


class Plan(ClinicOwned):
    """What one patient is asked to do. Its rows are the draft; revisions are what was issued."""

    clinic_path: ClassVar[str] = "patient__clinic"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        ACTIVE = "active", "Active"
        ENDED = "ended", "Ended"

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="plans")
    status = models.CharField(max_length=6, choices=Status, default=Status.DRAFT)
    goal = models.CharField(
        max_length=200, blank=True, help_text="In the patient's own words. Printed on the sheet."
    )
    starts_on = models.DateField(default=timezone.localdate)
    review_on = models.DateField("next visit", null=True, blank=True)
    therapist = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, related_name="plans"
    )
    protocol = models.ForeignKey(
        Protocol, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    current_phase = models.ForeignKey(
        "PlanPhase", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # What the protocol asks to be ruled out first, and the record that it was.
    screen = models.TextField(blank=True)
    screened_on = models.DateField(null=True)
    screened_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    # Raised by every change to the plan or anything in it, so that two editors notice each other.
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(status="active"),
                name="one_active_plan_per_patient",
                violation_error_message="This patient has an active plan. End it first.",
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("programs:plan_detail", args=[self.pk])

    @property
    def is_ended(self) -> bool:
        return self.status == self.Status.ENDED

    @property
    def lacks_screen(self) -> bool:
        """Whether something is to be ruled out first, and nobody has recorded that it was."""
        return bool(self.screen) and self.screened_on is None


class PlanPhase(PhaseFields, ClinicOwned):
    clinic_path: ClassVar[str] = "plan__patient__clinic"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="phases")
    from_on = models.DateField("from", null=True, blank=True)
    advice = models.ManyToManyField(Advice, related_name="+", blank=True)

    class Meta(PhaseFields.Meta):
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="plan_phase_position_once"),
        ]


class PlanItemQuerySet(ClinicQuerySet["PlanItem"]):
    def current(self) -> Self:
        return self.filter(status=PlanItem.Status.CURRENT)


class PlanItem(DoseFields, ClinicOwned):
    """One exercise in a phase. It stays the same row from revision to revision.

    What was once issued is stopped, never deleted: the diary speaks of it.
    """

    clinic_path: ClassVar[str] = "phase__plan__patient__clinic"

    class Side(models.TextChoices):
        UNSET = "", "Choose a side"
        LEFT = "left", "Left"
        RIGHT = "right", "Right"
        EACH = "each", "Both, one after the other"
        BOTH = "both", "Both together"
        ALTERNATE = "alternate", "In turn"
        NONE = "none", "Not sided"

    class Status(models.TextChoices):
        CURRENT = "current", "Current"
        STOPPED = "stopped", "Stopped"

    class Taught(models.TextChoices):
        """How far the teaching went; a note among therapists."""

        UNSAID = "", "Not noted"
        SHOWN = "shown", "Shown"
        DONE_BACK = "done_back", "Did it back"
        NEEDS_CUE = "needs_cue", "Needs a cue"

    phase = models.ForeignKey(PlanPhase, on_delete=models.CASCADE, related_name="items")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=9, choices=Side, default=Side.UNSET, blank=True)
    cue = models.CharField(
        "your cue", max_length=200, blank=True, help_text="Your own words to this patient."
    )
    taught = models.CharField(
        max_length=9, choices=Taught, default=Taught.UNSAID, blank=True, verbose_name="teaching"
    )
    status = models.CharField(max_length=7, choices=Status, default=Status.CURRENT)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [*DoseFields.constraints("planitem")]

    def __str__(self) -> str:
        return str(self.exercise)

    @property
    def side_choices(self) -> list[tuple[str, str]]:
        """The sides that make sense for the exercise."""
        sides = {
            Exercise.Side.EACH: ("", "left", "right", "each"),
            Exercise.Side.BOTH: ("both", "left", "right"),
            Exercise.Side.ALTERNATE: ("alternate", "left", "right", "each"),
            Exercise.Side.NONE: ("none",),
        }[Exercise.Side(self.exercise.side)]
        return [(value, self.Side(value).label) for value in sides]

    @property
    def has_side_choice(self) -> bool:
        """Whether the side is worth asking in the row itself: not for both sides together."""
        return self.exercise.side in (Exercise.Side.EACH, Exercise.Side.ALTERNATE)

    @property
    def words(self) -> str:
        """The dose as the patient will read it."""
        return dose_words(self.dose, self.side)

    @property
    def shorthand(self) -> str:
        return dose_shorthand(self.dose)

    @property
    def lacks_side(self) -> bool:
        return self.side == self.Side.UNSET


class Revision(ClinicOwned):
    """What was issued: frozen, numbered, hashed. A trigger refuses any change of it."""

    clinic_path: ClassVar[str] = "plan__patient__clinic"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    sheet_json = models.TextField()
    sha256 = models.CharField(max_length=64)

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"revision {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("programs:revision_detail", args=[self.pk])

    @cached_property
    def sheet(self) -> sheets.Sheet:
        """Errors: SheetError when the stored text is not the text that was issued."""
        if sheets.sha256(self.sheet_json) != self.sha256:
            raise sheets.SheetError(f"Revision {self.pk} is not the one that was issued.")
        return sheets.from_json(self.sheet_json)


class Handout(ClinicOwned):
    """A revision on paper: one stored PDF for each way of printing it."""

    clinic_path: ClassVar[str] = "revision__plan__patient__clinic"

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="handouts")
    # The code in its QR picture. A new slip ends the code, so a reprint is rendered anew.
    access = models.ForeignKey(Access, on_delete=models.CASCADE, related_name="+")
    # What was chosen for printing (handouts/options.py), name by name.
    layout = models.CharField(max_length=10, choices=Clinic.SheetLayout)
    paper = models.CharField(max_length=6, choices=Clinic.Paper)
    ink = models.CharField(max_length=6, choices=Clinic.Ink)
    weeks = models.PositiveSmallIntegerField(choices=Clinic.DiaryWeeks)
    from_week = models.PositiveSmallIntegerField(default=1)
    has_leaflets = models.BooleanField()
    has_name = models.BooleanField()
    language = models.CharField(max_length=5)
    beside = models.CharField(max_length=5, blank=True)
    file = models.FileField(upload_to="handouts/")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "revision",
                    "access",
                    "layout",
                    "paper",
                    "ink",
                    "weeks",
                    "from_week",
                    "has_leaflets",
                    "has_name",
                    "language",
                    "beside",
                ],
                name="handout_rendered_once",
            ),
        ]

    def __str__(self) -> str:
        return f"handout {self.pk}"
