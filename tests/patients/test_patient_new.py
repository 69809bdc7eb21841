from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent, Clinic
from patients.models import Equipment, Patient, Precaution
from tests import make

NEW = "/patients/new/"


def typed(**fields: object) -> dict[str, object]:
    return {
        "first_name": "Pat",
        "last_name": "Quimby",
        "born_on": "1958-11-02",
        "language": "en",
    } | fields


def test_patient_new_saves_the_record(as_ana: Client, clinic: Clinic) -> None:
    mat = Equipment.objects.create(code="mat", name="Mat")
    bones = Precaution.objects.create(code="bones", name="Osteoporosis")

    response = as_ana.post(
        NEW, typed(equipment=[mat.pk], precautions=[bones.pk], notes="Wary of bending.")
    )

    pat = Patient.objects.get()
    assert response.headers["Location"] == reverse("programs:patient_detail", args=[pat.pk])
    assert (pat.name, pat.born_on, pat.clinic) == ("Pat Quimby", date(1958, 11, 2), clinic)
    assert (pat.notes, list(pat.equipment.all())) == ("Wary of bending.", [mat])
    assert list(pat.precautions.all()) == [bones]


def test_patient_new_is_in_the_audit(as_ana: Client) -> None:
    as_ana.post(NEW, typed())

    pat = Patient.objects.get()
    event = AuditEvent.objects.get(patient_id=pat.pk)
    assert (event.action, event.subject) == ("create", f"patient {pat.pk}")


def test_patient_new_by_the_front_desk_takes_no_clinical_field(as_fran: Client) -> None:
    bones = Precaution.objects.create(code="bones", name="Osteoporosis")

    as_fran.post(NEW, typed(notes="Typed into the request", precautions=[bones.pk]))

    pat = Patient.objects.get()
    assert (pat.name, pat.notes, pat.precautions.count()) == ("Pat Quimby", "", 0)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("first_name", "", "This field is required."),
        ("last_name", " ", "This field is required."),
        ("born_on", "", "This field is required."),
        ("born_on", "31/02/1980", "Enter a valid date."),
        ("born_on", "1899-12-31", "A birth date is in 1900 or later."),
        ("email", "not an address", "Enter a valid email address."),
        ("language", "xx", "Select a valid choice. xx is not one of the available choices."),
        ("equipment", ["12345"], "Select a valid choice. 12345 is not one of the available"),
    ],
)
def test_patient_new_says_what_is_wrong_at_the_field(
    as_ana: Client, field: str, value: object, message: str
) -> None:
    Equipment.objects.create(code="mat", name="Mat")

    response = as_ana.post(NEW, typed(**{field: value}))

    form = response.context["form"]
    assert message in str(form.errors[field])
    assert message.split(".")[0] in response.content.decode()
    assert not Patient.objects.exists()


def test_patient_new_refuses_a_birth_date_in_the_future(as_ana: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = as_ana.post(NEW, typed(born_on=tomorrow.isoformat()))

    assert response.context["form"].errors["born_on"] == ["A birth date cannot be in the future."]


def test_patient_new_keeps_what_was_typed(as_ana: Client) -> None:
    page = as_ana.post(NEW, typed(born_on="", notes="Likes to know why.")).content.decode()

    assert 'value="Quimby"' in page
    assert "Likes to know why." in page


def test_patient_new_warns_of_a_namesake(as_ana: Client, clinic: Clinic) -> None:
    make.patient(clinic, first_name="PAT", last_name="quimby", born_on=date(1958, 11, 2))

    response = as_ana.post(NEW, typed())

    assert "Is this the same person?" in response.content.decode()
    assert Patient.objects.count() == 1


def test_patient_new_allows_a_namesake_once_it_is_confirmed(as_ana: Client, clinic: Clinic) -> None:
    make.patient(clinic, first_name="Pat", last_name="Quimby", born_on=date(1958, 11, 2))

    as_ana.post(NEW, typed(is_someone_else="on"))

    assert Patient.objects.count() == 2


def test_patient_new_says_nothing_of_another_clinics_namesake(
    as_ana: Client, other_clinic: Clinic
) -> None:
    make.patient(other_clinic, first_name="Pat", last_name="Quimby", born_on=date(1958, 11, 2))

    as_ana.post(NEW, typed())

    assert Patient.objects.count() == 2
