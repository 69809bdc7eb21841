"""The people treated, and what lets them in."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Lower, Replace
from django.urls import reverse
from django.utils import timezone

from clinic.models import Clinic, Member
from clinic.owned import ClinicOwned, ClinicQuerySet

# A word this short finds the start of a name only. Units: signs.
LEAST_PART = 3


class Term(models.Model):
    """A word of a fixed vocabulary, kept by its code."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Equipment(Term):
    """Something an exercise uses, and a patient has at home or not."""

    class Meta(Term.Meta):
        verbose_name_plural = "equipment"


class Precaution(Term):
    """Something about a person to bear in mind, beside which an exercise's own is shown."""


class PatientQuerySet(ClinicQuerySet["Patient"]):
    def current(self) -> Self:
        return self.filter(status=Patient.Status.CURRENT)

    def search(self, words: str) -> Self:
        """Patients of whom every word is the start of a name, or part of the e-mail or phone.

        Three signs are the least for a part: with fewer, every ".com" would be found.
        """
        found = self.alias(phone_unspaced=Replace("phone", models.Value(" "), models.Value("")))
        for word in words.split()[:6]:
            is_found = (
                models.Q(first_name__istartswith=word)
                | models.Q(last_name__istartswith=word)
                | models.Q(last_name__icontains=f" {word}")
            )
            if len(word) >= LEAST_PART:
                is_found |= models.Q(email__icontains=word)
                is_found |= models.Q(phone_unspaced__contains=word)
            found = found.filter(is_found)
        return found

    def namesakes(self, *, first_name: str, last_name: str, born_on: date) -> Self:
        """Patients who may be the same person: one name, one birth date."""
        return self.filter(
            first_name__iexact=first_name, last_name__iexact=last_name, born_on=born_on
        )


class Patient(ClinicOwned):
    """A person treated at one clinic."""

    class Status(models.TextChoices):
        CURRENT = "current", "Current"
        ARCHIVED = "archived", "Archived"

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        SPANISH = "es", "Spanish"

    clinic = models.ForeignKey(
        Clinic, on_delete=models.CASCADE, related_name="patients", editable=False
    )
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=60)
    born_on = models.DateField(
        "birth date", help_text="It opens the patient's diary, with the code on the sheet."
    )
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, choices=Language, default=Language.ENGLISH)
    equipment = models.ManyToManyField(
        Equipment, blank=True, related_name="+", verbose_name="equipment at home"
    )
    precautions = models.ManyToManyField(Precaution, blank=True, related_name="+")
    notes = models.TextField(
        max_length=4000, blank=True, help_text="Clinical. Front desk does not see this."
    )
    status = models.CharField(max_length=8, choices=Status, default=Status.CURRENT, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Two people in one record: a save that starts from an older version is refused, not lost.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[Any] = PatientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(born_on__gte=date(1900, 1, 1)),
                name="patient_born_after_1900",
                violation_error_message="A birth date is in 1900 or later.",
            ),
        ]
        indexes = [
            # the patient list, by name
            models.Index("clinic", "status", Lower("last_name"), name="patient_list"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def is_archived(self) -> bool:
        return self.status == self.Status.ARCHIVED

    def age_on(self, day: date) -> int:
        """Units: whole years. Who was born on 29 February is a year older on 1 March."""
        had_no_birthday = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - had_no_birthday

    def get_absolute_url(self) -> str:
        return reverse("programs:patient_detail", args=[self.pk])


class AccessQuerySet(ClinicQuerySet["Access"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)


class Access(ClinicOwned):
    """The code on a patient's sheet. It opens nothing without the birth date."""

    clinic_path: ClassVar[str] = "patient__clinic"

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="accesses")
    code = models.CharField(max_length=8, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = AccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(ended_at=None),
                name="one_current_access_per_patient",
            ),
        ]

    def __str__(self) -> str:
        return f"access {self.pk}"

    @property
    def spaced_code(self) -> str:
        """As printed and read aloud: "K7M2 9QRT"."""
        return f"{self.code[:4]} {self.code[4:]}"


class LinkMailQuerySet(ClinicQuerySet["LinkMail"]):
    def of_patient(self, patient: Patient) -> Self:
        """Newest first, whichever code was current."""
        return self.filter(access__patient=patient).order_by("-asked_at", "-pk")


class LinkMail(ClinicOwned):
    """A mail that takes the link with the patient's code to the patient's e-mail address."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"

    class Reason(models.TextChoices):
        NO_ADDRESS = "no_address"
        ENDED = "ended"
        REFUSED = "refused"
        NO_SERVER = "no_server"
        STOPPED = "stopped"

    UNDER_WAY: ClassVar[tuple[str, ...]] = ("waiting", "sending")

    clinic_path: ClassVar[str] = "access__patient__clinic"

    access = models.ForeignKey(Access, on_delete=models.CASCADE, related_name="link_mails")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    # "s…@mail.example": enough to tell where it went. The whole address is in the record only.
    short_address = models.CharField(max_length=254)
    asked_at = models.DateTimeField(default=timezone.now)
    # The last sign of life of whoever sends it: one that fell silent is taken up again.
    alive_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[Any] = LinkMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["access"],
                condition=models.Q(status__in=("waiting", "sending")),
                name="one_link_mail_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"link mail {self.pk}"

    @property
    def is_under_way(self) -> bool:
        return self.status in self.UNDER_WAY


class PortalSessionQuerySet(ClinicQuerySet["PortalSession"]):
    def open_at(self, now: datetime) -> Self:
        return self.filter(
            ended_at=None,
            expires_at__gt=now,
            access__ended_at=None,
            access__patient__status=Patient.Status.CURRENT,
        )


class PortalSession(ClinicOwned):
    """One phone that a patient got in with. Only the hash of its token is kept."""

    clinic_path: ClassVar[str] = "access__patient__clinic"

    access = models.ForeignKey(Access, on_delete=models.CASCADE, related_name="sessions")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = PortalSessionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"portal session {self.pk}"


class EntryTry(models.Model):
    """A code and birth date that did not match: counted, so that guessing is slow.

    ``key`` is a keyed hash of the code or of the address that tried, never the thing itself.
    """

    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        # how many tries for this key lately
        indexes = [models.Index(fields=["key", "at"], name="entry_try_by_key")]

    def __str__(self) -> str:
        return f"try {self.pk}"
