import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent
from patients.access import issue_access, open_session
from patients.models import Patient, PortalSession


def post(client: Client, name: str, patient: Patient) -> int:
    return client.post(reverse(f"patients:{name}", args=[patient.pk])).status_code


def test_patient_archive_and_back(as_ana: Client, sam: Patient) -> None:
    post(as_ana, "patient_archive", sam)
    sam.refresh_from_db()
    was_archived = sam.is_archived

    post(as_ana, "patient_restore", sam)

    sam.refresh_from_db()
    assert (was_archived, sam.is_archived) == (True, False)
    actions = AuditEvent.objects.filter(patient_id=sam.pk).order_by("pk")
    assert [event.action for event in actions] == ["archive", "restore"]


def test_patient_archive_shuts_the_portal(as_ana: Client, sam: Patient) -> None:
    open_session(issue_access(sam, by=None))

    post(as_ana, "patient_archive", sam)

    assert PortalSession.objects.count() == 1
    assert not PortalSession.objects.open_at(timezone.now()).exists()


@pytest.mark.parametrize("name", ["patient_archive", "patient_restore"])
def test_patient_archive_is_not_for_the_front_desk(
    as_fran: Client, sam: Patient, name: str
) -> None:
    assert post(as_fran, name, sam) == 403


@pytest.mark.parametrize("name", ["patient_archive", "patient_restore"])
def test_patient_archive_does_not_exist_for_another_clinic(
    as_olga: Client, sam: Patient, name: str
) -> None:
    assert post(as_olga, name, sam) == 404
    sam.refresh_from_db()
    assert not sam.is_archived


@pytest.mark.parametrize("name", ["patient_archive", "patient_restore"])
def test_patient_archive_needs_a_post(as_ana: Client, sam: Patient, name: str) -> None:
    assert as_ana.get(reverse(f"patients:{name}", args=[sam.pk])).status_code == 405
