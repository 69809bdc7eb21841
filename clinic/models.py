"""The clinic, the people who work there, and what they did."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from clinic.owned import ClinicOwned, ClinicQuerySet, random_id
from clinic.validators import validate_time_zone

DEFAULT_COLOUR = "#1F8A8A"


class Clinic(models.Model):
    """One practice, with what its sheets and pages say about it."""

    class Paper(models.TextChoices):
        A4 = "A4", "A4"
        LETTER = "Letter", "US Letter"

    class SheetLayout(models.TextChoices):
        STANDARD = "standard", "Standard"
        LARGE = "large", "Large print, one exercise a page"
        COMPACT = "compact", "Compact, as few pages as it takes"
        DIARY = "diary", "Diary only"
        CARDS = "cards", "Cards to cut out"

    class Ink(models.TextChoices):
        COLOUR = "colour", "Colour"
        LINE = "line", "Black and white, line drawings"

    class DiaryWeeks(models.IntegerChoices):
        NONE = 0, "No diary"
        ONE = 1, "1 week"
        TWO = 2, "2 weeks"
        FOUR = 4, "4 weeks"

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    name = models.CharField(max_length=80)
    logo = models.ImageField(upload_to="logos/", blank=True)
    colour = models.CharField(
        max_length=7,
        default=DEFAULT_COLOUR,
        validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$", "A colour looks like #1F8A8A.")],
        help_text="The shirt in the drawings, and lines on the sheet.",
    )
    phone = models.CharField(max_length=40, help_text="Printed on every page of a sheet.")
    address = models.TextField(max_length=300, blank=True)
    emergency_text = models.CharField(
        "in an emergency",
        max_length=160,
        help_text="For instance: Call 999, or go to the nearest emergency department.",
    )
    emergency_text_es = models.CharField(
        "in an emergency, in Spanish",
        max_length=160,
        blank=True,
        help_text="For sheets in Spanish. Empty: they carry the English words.",
    )
    time_zone = models.CharField(
        max_length=50, default="Europe/London", validators=[validate_time_zone]
    )
    paper = models.CharField(max_length=6, choices=Paper, default=Paper.A4)
    sheet_layout = models.CharField(
        "layout", max_length=8, choices=SheetLayout, default=SheetLayout.STANDARD
    )
    sheet_ink = models.CharField("pictures", max_length=6, choices=Ink, default=Ink.COLOUR)
    sheet_weeks = models.PositiveSmallIntegerField(
        "paper diary", choices=DiaryWeeks, default=DiaryWeeks.TWO
    )
    sheet_has_leaflets = models.BooleanField("print the leaflets with the sheet", default=True)
    pain_fine_up_to = models.PositiveSmallIntegerField(
        "pain that is fine, up to", default=3, help_text="Out of 10. Printed as the pain rule."
    )
    pain_less_up_to = models.PositiveSmallIntegerField(
        "do less, up to", default=5, help_text="Above this, the sheet says stop."
    )
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pain_fine_up_to__lt=models.F("pain_less_up_to"))
                & models.Q(pain_less_up_to__lt=10),
                name="clinic_pain_limits_rise",
                violation_error_message="The pain limits must rise, and stay below 10.",
            ),
            models.CheckConstraint(
                condition=~models.Q(sheet_layout="diary", sheet_weeks=0),
                name="clinic_diary_has_weeks",
                violation_error_message="A sheet that is only a diary has 1, 2 or 4 weeks.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MemberManager(BaseUserManager["Member"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Member":
        member = self.model(email=self.normalize_email(email).lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Member":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Member":
        return self.get(email__iexact=username)

    def for_clinic(self, clinic: Clinic) -> models.QuerySet["Member"]:
        return self.filter(clinic=clinic)


class Member(AbstractBaseUser, PermissionsMixin):
    """A person who works at one clinic, signing in by e-mail, with one role."""

    clinic_path: ClassVar[str] = "clinic"

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        THERAPIST = "therapist", _("Therapist")
        FRONT_DESK = "front_desk", _("Front desk")

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    # Empty for superusers only: they run the server and work at no clinic.
    clinic = models.ForeignKey(
        Clinic, on_delete=models.CASCADE, related_name="members", null=True, editable=False
    )
    name = models.CharField(max_length=80)
    email = models.EmailField(
        unique=True, error_messages={"unique": "Somebody already signs in with this e-mail."}
    )
    role = models.CharField(max_length=10, choices=Role, default=Role.THERAPIST)
    profession = models.CharField(max_length=60, blank=True, help_text="Physiotherapist")
    registration = models.CharField(
        "registration number", max_length=60, blank=True, help_text="Printed on the sheet."
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, editable=False)

    objects: ClassVar[MemberManager] = MemberManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="member_email_any_case",
                violation_error_message="Somebody already signs in with this e-mail.",
            ),
            models.CheckConstraint(
                condition=models.Q(clinic__isnull=False) | models.Q(is_superuser=True),
                name="member_works_at_a_clinic",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_owner(self) -> bool:
        return self.role == self.Role.OWNER

    @property
    def is_clinical(self) -> bool:
        """May see notes and change plans."""
        return self.role in (self.Role.OWNER, self.Role.THERAPIST)


class AuditEvent(ClinicOwned):
    """Who did what to whose record, and when. Rows are only ever added: a trigger refuses the rest.

    Holds ids and fixed words, never names, notes or readings, so that it may outlive what it
    speaks of. That is also why ids are numbers here and not foreign keys.
    """

    class Action(models.TextChoices):
        SIGN_IN = "sign_in", "signed in"
        SIGN_IN_FAILED = "sign_in_failed", "sign-in failed"
        SIGN_OUT = "sign_out", "signed out"
        DENIED = "denied", "was refused"
        VIEW = "view", "looked at"
        CREATE = "create", "added"
        CHANGE = "change", "changed"
        ISSUE = "issue", "issued"
        PRINT = "print", "printed"
        EXPORT = "export", "exported"
        DELETE = "delete", "deleted"
        ARCHIVE = "archive", "archived"
        RESTORE = "restore", "restored"
        END = "end", "ended"
        ENTER = "enter", "got in"
        ENTER_FAILED = "enter_failed", "could not get in"

    id = models.BigAutoField(primary_key=True)
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+", null=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=16, choices=Action)
    member_id = models.BigIntegerField(null=True)
    patient_id = models.BigIntegerField(null=True)
    # What it was done to: "plan 123", "handout 5", "diary"
    subject = models.CharField(max_length=40)

    objects: ClassVar[Any] = ClinicQuerySet.as_manager()

    class Meta:
        indexes = [
            # the clinic's log, newest first
            models.Index(fields=["clinic", "-at"], name="audit_by_clinic"),
            # who looked at one patient's diary, newest first
            models.Index(fields=["patient_id", "-at"], name="audit_by_patient"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"
