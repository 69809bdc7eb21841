from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Member
from patients.models import Equipment, Patient, Precaution


def address(patient: Patient) -> str:
    return reverse("patients:patient_edit", args=[patient.pk])


def typed(patient: Patient, **fields: object) -> dict[str, object]:
    """What a browser sends: the fields, and beside them what the page showed at first."""
    shown: dict[str, object] = {
        name: getattr(patient, name)
        for name in ("first_name", "last_name", "born_on", "email", "phone", "language", "notes")
    }
    at_first = {f"initial-{name}": value for name, value in shown.items()}
    return {"version": patient.version} | at_first | shown | fields


@pytest.fixture
def noted(sam: Patient) -> Patient:
    sam.notes = "Third episode in two years."
    sam.save()
    sam.precautions.add(Precaution.objects.create(code="bones", name="Osteoporosis"))
    return sam


def test_patient_edit_saves(as_ana: Client, sam: Patient, ana: Member) -> None:
    as_ana.post(address(sam), typed(sam, phone="07700 900123", notes="Sits long."))

    sam.refresh_from_db()
    event = AuditEvent.objects.get(action="change")
    assert (sam.phone, sam.notes, sam.version) == ("07700 900123", "Sits long.", 2)
    assert (event.subject, event.member_id) == (f"patient {sam.pk}", ana.pk)


def test_patient_edit_can_empty_a_list(as_ana: Client, sam: Patient) -> None:
    sam.equipment.add(Equipment.objects.create(code="mat", name="Mat"))

    as_ana.post(address(sam), typed(sam))

    assert sam.equipment.count() == 0


def test_patient_edit_shows_the_front_desk_nothing_clinical(
    as_fran: Client, as_ana: Client, noted: Patient
) -> None:
    theirs, whole = (as_one.get(address(noted)).content.decode() for as_one in (as_fran, as_ana))

    for word in ("Third episode", "Osteoporosis", 'name="notes"', 'name="precautions"'):
        assert word in whole
        assert word not in theirs


def test_patient_edit_by_the_front_desk_leaves_clinical_fields_alone(
    as_fran: Client, noted: Patient
) -> None:
    as_fran.post(address(noted), typed(noted, phone="07700 900123", notes="", precautions=[]))

    noted.refresh_from_db()
    assert (noted.phone, noted.notes) == ("07700 900123", "Third episode in two years.")
    assert noted.precautions.count() == 1


@pytest.mark.parametrize("field", ["clinic", "status", "created_at", "id"])
def test_patient_edit_takes_no_field_that_is_not_on_the_page(
    as_owner: Client, sam: Patient, other_clinic: object, field: str
) -> None:
    before = getattr(sam, field)
    posted = {"clinic": other_clinic.pk, "status": "archived", "created_at": "2001-01-01", "id": 5}  # type: ignore[attr-defined]  # a Clinic

    as_owner.post(address(sam), typed(sam, phone="1", **{field: posted[field]}))

    sam.refresh_from_db()
    assert (getattr(sam, field), sam.phone) == (before, "1")


def test_patient_edit_saves_nothing_over_somebody_elses_words(as_ana: Client, sam: Patient) -> None:
    page = typed(sam, notes="Typed by Ana.")
    Patient.objects.filter(pk=sam.pk).update(notes="Typed by Omar.", version=2)

    response = as_ana.post(address(sam), page)

    sam.refresh_from_db()
    shown = response.content.decode()
    assert (response.status_code, sam.notes) == (409, "Typed by Omar.")
    assert shown.count("Typed by Omar.") == 1
    assert shown.count("Typed by Ana.") == 2  # beside the other's words, and in the field


def conflict(client: Client, sam: Patient, **fields: object) -> Mapping[str, str]:
    """Which text is offered first for each field that differs."""
    page = typed(sam, **fields)
    Patient.objects.filter(pk=sam.pk).update(notes="By Omar.", phone="07700 900199", version=2)
    found = client.post(address(sam), page).context["differences"]
    return {one.name: "typed" if one.is_typed_here else "saved" for one in found}


def test_patient_edit_offers_first_what_each_person_changed(as_ana: Client, sam: Patient) -> None:
    assert conflict(as_ana, sam, notes="By Ana.") == {"notes": "typed", "phone": "saved"}


def test_patient_edit_hides_clinical_differences_from_the_front_desk(
    as_fran: Client, sam: Patient
) -> None:
    assert conflict(as_fran, sam, email="sam@rivers.example") == {
        "email": "typed",
        "phone": "saved",
    }


def test_patient_edit_saves_what_was_chosen_after_a_conflict(as_ana: Client, sam: Patient) -> None:
    page = typed(sam, notes="By Ana.")
    Patient.objects.filter(pk=sam.pk).update(notes="By Omar.", phone="07700 900199", version=2)
    again = {"version": 2, "keep_notes": "typed", "keep_phone": "saved"}

    as_ana.post(address(sam), page | again)

    sam.refresh_from_db()
    assert (sam.notes, sam.phone, sam.version) == ("By Ana.", "07700 900199", 3)


def test_patient_edit_can_keep_the_saved_list(as_ana: Client, sam: Patient) -> None:
    mat = Equipment.objects.create(code="mat", name="Mat")
    sam.equipment.add(mat)

    as_ana.post(address(sam), typed(sam, keep_equipment="saved"))

    assert list(sam.equipment.all()) == [mat]


def test_patient_edit_without_a_version_is_a_conflict(as_ana: Client, sam: Patient) -> None:
    response = as_ana.post(address(sam), typed(sam, version="", notes="Blind."))

    sam.refresh_from_db()
    assert (response.status_code, sam.notes) == (409, "")


def test_patient_edit_says_who_saved_before(as_ana: Client, as_owner: Client, sam: Patient) -> None:
    page = typed(sam, notes="By Ana.")
    as_owner.post(address(sam), typed(sam, notes="By Omar."))

    shown = as_ana.post(address(sam), page).content.decode()

    assert "Omar Quill saved it at" in shown


def test_patient_edit_does_not_exist_for_another_clinic(as_olga: Client, sam: Patient) -> None:
    looked, posted = as_olga.get(address(sam)), as_olga.post(address(sam), typed(sam))

    assert (looked.status_code, posted.status_code) == (404, 404)


def test_patient_edit_is_no_conflict_when_nothing_differs(as_fran: Client, noted: Patient) -> None:
    """The other change was to notes, which the front desk does not see."""
    page = typed(noted)
    Patient.objects.filter(pk=noted.pk).update(notes="By Omar.", version=2)

    response = as_fran.post(address(noted), page, follow=True)

    noted.refresh_from_db()
    assert "all of it was there already" in response.content.decode()
    assert (noted.notes, noted.version) == ("By Omar.", 2)
