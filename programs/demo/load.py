"""Making the demo clinic: Riverbank Physiotherapy and its invented people."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from clinic.actions import create_clinic
from clinic.models import Clinic, Member
from patients.access import issue_access
from patients.models import Access, Equipment, Patient, Precaution
from programs.demo import diaries, people, plans
from programs.demo.people import DemoMember, DemoPatient
from programs.models import Protocol


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
    if not Protocol.objects.filter(clinic=None, code=plans.PROTOCOL).exists():
        raise DemoError("The starter library is missing. Run manage.py load_library first.")
    clinic = Clinic(
        name="Riverbank Physiotherapy",
        phone="01632 960 122",
        address="4 Mill Lane\nRiverbank",
        emergency_text="Call 999, or go to the nearest emergency department.",
        emergency_text_es="Llame al 999 o vaya al servicio de urgencias más cercano.",
        is_demo=True,
    )
    owner = people.OWNER
    made = create_clinic(
        clinic, owner_name=owner.name, owner_email=owner.email, password=people.PASSWORD
    )
    made.profession, made.registration = owner.profession, owner.registration
    made.save(update_fields=["profession", "registration"])
    ana = _make_member(clinic, people.THERAPIST)
    fran = _make_member(clinic, people.FRONT_DESK)
    with timezone.override(ZoneInfo(clinic.time_zone)):
        _fill(clinic, therapist=ana, front_desk=fran)
    return clinic


def _fill(clinic: Clinic, *, therapist: Member, front_desk: Member) -> None:
    """The patients, for most of them a plan and its sheet, and for the first three a diary.

    The sheets were printed, but for the one that was issued last.
    """
    today = timezone.localdate()
    for person, make_plan, diary in (
        (people.SAM, plans.make_sams_plan, diaries.SAM),
        (people.PAT, plans.make_pats_plan, diaries.PAT),
        (people.JO, plans.make_jos_plan, diaries.JO),
        (people.GUS, plans.make_guss_plan, ()),
        (people.ALBA, plans.make_albas_plan, ()),
        (people.ROBIN, plans.make_robins_plan, ()),
    ):
        patient = _make_patient(clinic, person, by=therapist)
        make_plan(patient, by=therapist, today=today)
        diaries.write_diary(patient, diary, today=today, front_desk=front_desk)
        if person is not people.ROBIN:
            plans.print_sheets(patient, by=front_desk)
    for person in people.OTHERS:
        _make_patient(clinic, person, by=therapist)


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


def _make_patient(clinic: Clinic, patient: DemoPatient, *, by: Member) -> Patient:
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
    if not made.is_archived:
        issue_access(made, by=by)
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
