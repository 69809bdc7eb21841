"""Making the demo clinic: Riverbank Physiotherapy and its invented people."""

from dataclasses import dataclass

from django.db import transaction

from clinic.actions import create_clinic
from clinic.models import Clinic, Member
from patients.access import issue_access
from patients.models import Access, Equipment, Patient, Precaution
from programs.demo import people
from programs.demo.people import DemoMember, DemoPatient


class DemoError(Exception):
    """The demo cannot be here. The message is fit to show."""


@dataclass(frozen=True)
class DemoCast:
    """Those whom the newcomer is told about."""

    members: tuple[DemoMember, ...]
    access: Access | None  # of a patient; none when somebody has ended it since


@transaction.atomic
def load_demo() -> DemoCast:
    """The demo clinic as it is, or made now when it is missing.

    Errors: DemoError beside a real clinic, or when the starter library has not been loaded.
    """
    if Clinic.objects.filter(is_demo=False).exists():
        raise DemoError("A real clinic is in this database. The demo needs one of its own.")
    clinic = Clinic.objects.filter(is_demo=True).first() or _make_clinic()
    members = (people.OWNER, people.THERAPIST, people.FRONT_DESK)
    return DemoCast(members, _an_access(clinic))


def _make_clinic() -> Clinic:
    if not Equipment.objects.exists():
        raise DemoError("The starter library is missing. Run manage.py load_library first.")
    clinic = Clinic(
        name="Riverbank Physiotherapy",
        phone="01632 960 122",
        address="4 Mill Lane\nRiverbank",
        emergency_text="Call 999, or go to the nearest emergency department.",
        is_demo=True,
    )
    owner = people.OWNER
    made = create_clinic(
        clinic, owner_name=owner.name, owner_email=owner.email, password=people.PASSWORD
    )
    made.profession, made.registration = owner.profession, owner.registration
    made.save(update_fields=["profession", "registration"])
    for member in (people.THERAPIST, people.FRONT_DESK):
        _make_member(clinic, member)
    for patient in (people.SAM, people.PAT, people.JO, *people.OTHERS):
        made_patient = _make_patient(clinic, patient)
        if not made_patient.is_archived:
            issue_access(made_patient, by=made)
    return clinic


def _make_member(clinic: Clinic, member: DemoMember) -> Member:
    return Member.objects.create_user(
        member.email,
        people.PASSWORD,
        clinic=clinic,
        name=member.name,
        role=member.role,
        profession=member.profession,
        registration=member.registration,
    )


def _make_patient(clinic: Clinic, patient: DemoPatient) -> Patient:
    made: Patient = Patient.objects.create(
        clinic=clinic,
        first_name=patient.first_name,
        last_name=patient.last_name,
        born_on=patient.born_on,
        email=patient.email,
        phone=patient.phone,
        language=patient.language,
        notes=patient.notes,
        status=patient.status,
    )
    made.equipment.set(Equipment.objects.filter(code__in=patient.equipment))
    made.precautions.set(Precaution.objects.filter(code__in=patient.precautions))
    return made


def _an_access(clinic: Clinic) -> Access | None:
    """Sam's code, or whichever is the oldest that still lets a patient in."""
    found: Access | None = (
        Access.objects.for_clinic(clinic)
        .current()
        .filter(patient__status=Patient.Status.CURRENT)
        .select_related("patient")
        .order_by("created_at")
        .first()
    )
    return found
