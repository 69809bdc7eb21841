"""The exercise library: words, drawings, and how hard each thing is beside another."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from clinic.models import Clinic, Member
from clinic.owned import ClinicOwned, ClinicQuerySet
from patients.models import Equipment, Precaution, Term
from programs.models.dose import DoseFields
from programs.models.media import Photo, Video
from programs.models.sign_off import SignOffFields

# Units: pixels, of every drawing that stands in a page.
DRAWING_SIZE = (400, 280)


class Region(Term):
    """A part of the body, or a field of practice, by which exercises are found."""


class Muscle(Term):
    pass


class Goal(Term):
    """What an exercise is for."""


class SharedQuerySet(ClinicQuerySet[Any]):
    """Rows without a clinic are the starter library's: everyone reads them, nobody edits them."""

    def for_clinic(self, clinic: Clinic) -> Self:
        return self.filter(models.Q(clinic=clinic) | models.Q(clinic=None))

    def owned_by(self, clinic: Clinic) -> Self:
        """The clinic's own rows only: those that it may change."""
        return self.filter(clinic=clinic)


class Drawing(models.Model):
    """One picture as SVG, found by the hash of its bytes. Never changes: it is its own name."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    svg = models.TextField()
    line_svg = models.TextField(blank=True)  # the same in black lines; empty for moving ones

    def __str__(self) -> str:
        return self.sha256[:12]

    def get_absolute_url(self) -> str:
        return reverse("programs:drawing", args=[self.sha256])


def pictures(path: str = "pictures") -> models.Prefetch[str]:
    """To fetch exercises' pictures along, drawings and photographs, in one statement."""
    return models.Prefetch(path, Picture.objects.select_related("photo"))


class ExerciseQuerySet(SharedQuerySet):
    def current(self) -> Self:
        return self.filter(status=Exercise.Status.CURRENT)

    def for_cards(self) -> Self:
        """With what a card in a list shows."""
        return self.prefetch_related("regions", "equipment", pictures())

    def for_page(self) -> Self:
        return self.prefetch_related(
            "regions",
            "equipment",
            "muscles",
            "goals",
            "precautions",
            pictures(),
            "harder",
            "easier",
        )


class Exercise(DoseFields, SignOffFields, ClinicOwned):
    """A library item, with the dose it starts from."""

    class Type(models.TextChoices):
        MOBILITY = "mobility", "Mobility"
        STRETCH = "stretch", "Stretch"
        STRENGTH = "strength", "Strength"
        ISOMETRIC = "isometric", "Isometric hold"
        CONTROL = "control", "Control"
        BALANCE = "balance", "Balance"
        NERVE = "nerve", "Nerve slider"
        VESTIBULAR = "vestibular", "Vestibular"
        REST = "rest", "Rest and relaxation"
        EVERYDAY = "everyday", "Everyday task"
        AEROBIC = "aerobic", "Aerobic"

    class Side(models.TextChoices):
        EACH = "each", "One side at a time"
        BOTH = "both", "Both sides together"
        ALTERNATE = "alternate", "Sides in turn"
        NONE = "none", "Not sided"

    class Position(models.TextChoices):
        LYING_BACK = "lying_back", "Lying on the back"
        LYING_FRONT = "lying_front", "Lying on the front"
        LYING_SIDE = "lying_side", "Lying on the side"
        HANDS_KNEES = "hands_knees", "Hands and knees"
        KNEELING = "kneeling", "Kneeling"
        SITTING = "sitting", "Sitting"
        STANDING = "standing", "Standing"
        WALKING = "walking", "Walking"

    class WeightBearing(models.TextChoices):
        NONE = "none", "None"
        PARTIAL = "partial", "Partial"
        FULL = "full", "Full"

    class Status(models.TextChoices):
        CURRENT = "current", "Current"
        RETIRED = "retired", "Retired"

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, null=True, editable=False)
    code = models.CharField(max_length=12)
    version = models.PositiveIntegerField(default=1, editable=False)
    status = models.CharField(max_length=7, choices=Status, default=Status.CURRENT)
    name = models.CharField(max_length=80, help_text="As therapists say it.")
    patient_name = models.CharField(max_length=80, help_text="As it stands on the sheet.")
    aliases = models.TextField(blank=True, help_text="Other names, one a line.")
    regions = models.ManyToManyField(Region, related_name="+")
    muscles = models.ManyToManyField(Muscle, related_name="+", blank=True)
    goals = models.ManyToManyField(Goal, related_name="+", blank=True)
    equipment = models.ManyToManyField(Equipment, related_name="+", blank=True)
    precautions = models.ManyToManyField(Precaution, related_name="+", blank=True)
    precaution_note = models.TextField(blank=True)
    type = models.CharField(max_length=10, choices=Type)
    side = models.CharField(max_length=9, choices=Side)
    position = models.CharField(max_length=11, choices=Position)
    start_position = models.TextField()
    needs_floor = models.BooleanField(default=False)
    weight_bearing = models.CharField(max_length=7, choices=WeightBearing)
    difficulty = models.PositiveSmallIntegerField()
    steps = models.TextField(help_text="One step a line, two to six.")
    breathing = models.TextField(blank=True)
    feel_it = models.TextField(blank=True)
    avoid = models.TextField(blank=True)
    stop_if = models.TextField(blank=True)
    easier_text = models.TextField(blank=True)
    harder_text = models.TextField(blank=True)
    harder: Any = models.ManyToManyField(
        "self", symmetrical=False, related_name="easier", blank=True
    )
    dose_source = models.CharField(max_length=200)
    figure_code = models.CharField(max_length=12, blank=True, editable=False)
    video = models.ForeignKey(
        Video, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, editable=False, related_name="copies"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = ExerciseQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "code"],
                name="exercise_code_once_per_clinic",
                violation_error_message="Another exercise has this code.",
            ),
            # Nulls differ from one another, so the rule above does not hold the starter library.
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(clinic=None),
                name="starter_exercise_code_once",
                violation_error_message="Another exercise has this code.",
            ),
            models.CheckConstraint(
                condition=models.Q(difficulty__range=(1, 5)),
                name="exercise_difficulty_1_to_5",
                violation_error_message="Difficulty is a number from 1 to 5.",
            ),
            *DoseFields.constraints("exercise"),
            SignOffFields.constraint("exercise"),
        ]
        indexes = [
            # the library's list, in its order
            models.Index(fields=["clinic", "status", "name"], name="exercise_list"),
            # whether a clinic's library changed since it was last read whole
            models.Index(fields=["clinic", "changed_at"], name="exercise_changed"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programs:exercise_detail", args=[self.pk])

    @property
    def step_list(self) -> list[str]:
        return [line for line in self.steps.splitlines() if line.strip()]

    @property
    def alias_list(self) -> list[str]:
        return [line for line in self.aliases.splitlines() if line.strip()]

    @property
    def dose_source_words(self) -> str:
        """The source without its address in SOURCES.md, which is for whoever checks it."""
        return self.dose_source.partition(" SOURCES.md#")[0]

    def picture(self, frame: str, *, is_left: bool = False) -> "Picture | None":
        """The picture of one frame for one side. Reads ``pictures.all()``: prefetch it."""
        found = [p for p in self.pictures.all() if p.frame == frame]
        by_side = [p for p in found if p.is_left == is_left]
        return next(iter(by_side or found), None)

    @property
    def thumbnail(self) -> "Picture | None":
        """The end position says most in little space."""
        return self.picture(Picture.Frame.END) or self.picture(Picture.Frame.START)


class Picture(models.Model):
    """One frame of an exercise, as seen for one side: a drawing, or the clinic's photograph."""

    class Frame(models.TextChoices):
        START = "start", "Start"
        END = "end", "End"
        MOVING = "moving", "Moving"  # from start to end and back, for screens

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="pictures")
    frame = models.CharField(max_length=6, choices=Frame)
    is_left = models.BooleanField(default=False)
    drawing = models.ForeignKey(Drawing, on_delete=models.PROTECT, null=True, related_name="+")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, related_name="pictures")
    alt = models.CharField(max_length=200)
    credit = models.CharField(
        max_length=120, blank=True, help_text="Who took it, and by what right it is used."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "frame", "is_left"], name="one_picture_per_frame_and_side"
            ),
            models.CheckConstraint(
                condition=models.Q(drawing=None) ^ models.Q(photo=None),
                name="picture_is_drawing_or_photo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.frame} of {self.exercise_id}"

    # The addresses are known without fetching the drawing; a photograph comes with pictures().

    @property
    def url(self) -> str:
        return self.photo.get_absolute_url() if self.photo else self._drawing_url

    @property
    def thumbnail_url(self) -> str:
        return self.photo.thumbnail_url if self.photo else self._drawing_url

    @property
    def poster(self) -> str:
        """What stands for a video until it is played. A drawing would promise another thing."""
        return self.photo.thumbnail_url if self.photo else ""

    @property
    def _drawing_url(self) -> str:
        return reverse("programs:drawing", args=[self.drawing_id])

    @property
    def width_px(self) -> int:
        return self.photo.width_px if self.photo else DRAWING_SIZE[0]

    @property
    def height_px(self) -> int:
        return self.photo.height_px if self.photo else DRAWING_SIZE[1]


class Favourite(ClinicOwned):
    """An exercise that a member wants at hand."""

    clinic_path: ClassVar[str] = "member__clinic"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="favourites")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "exercise"], name="favourite_once"),
        ]

    def __str__(self) -> str:
        return f"favourite {self.pk}"
