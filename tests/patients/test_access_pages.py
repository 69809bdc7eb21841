import base64
import urllib.parse

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent
from patients import qr
from patients.access import current_access, issue_access, open_session
from patients.models import Patient, PortalSession


def address(name: str, patient: Patient) -> str:
    return reverse(f"patients:{name}", args=[patient.pk])


def test_access_slip_shows_the_code_and_not_the_birth_date(as_fran: Client, sam: Patient) -> None:
    access = issue_access(sam, by=None)

    page = as_fran.get(address("access_slip", sam)).content.decode()

    assert access.spaced_code in page
    assert qr.picture(f"http://127.0.0.1:8000/p/{access.code}/") in page.replace("&#x27;", "'")
    assert "1980" not in page


def test_access_slip_is_in_the_audit(as_fran: Client, sam: Patient) -> None:
    access = issue_access(sam, by=None)

    as_fran.get(address("access_slip", sam))

    event = AuditEvent.objects.get(action="view")
    assert (event.subject, event.patient_id) == (f"access {access.pk}", sam.pk)


def test_access_slip_without_a_code_offers_one(as_fran: Client, sam: Patient) -> None:
    page = as_fran.get(address("access_slip", sam)).content.decode()

    assert "Make a code" in page


def test_access_slip_hands_out_no_code_from_the_archive(as_fran: Client, sam: Patient) -> None:
    access = issue_access(sam, by=None)
    Patient.objects.update(status=Patient.Status.ARCHIVED)

    page = as_fran.get(address("access_slip", sam)).content.decode()

    assert access.spaced_code not in page
    assert "Restore it first" in page


def test_access_renew_ends_the_old_code_and_its_phones(as_fran: Client, sam: Patient) -> None:
    old = issue_access(sam, by=None)
    open_session(old)

    response = as_fran.post(address("access_renew", sam))

    new = current_access(sam)
    assert response.headers["Location"] == address("access_slip", sam)
    assert new is not None
    assert new.code != old.code
    assert not PortalSession.objects.open_at(timezone.now()).exists()


def test_access_renew_twice_at_once_makes_one_code(as_fran: Client, sam: Patient) -> None:
    old = issue_access(sam, by=None)
    seen = {"instead_of": old.pk}

    as_fran.post(address("access_renew", sam), seen)
    first = current_access(sam)
    page = as_fran.post(address("access_renew", sam), seen, follow=True).content.decode()

    assert first and first == current_access(sam)
    assert "A new code was made a moment ago." in page


def test_access_renew_by_two_who_saw_no_code_makes_one(as_fran: Client, sam: Patient) -> None:
    as_fran.post(address("access_renew", sam), {"instead_of": ""})
    first = current_access(sam)
    as_fran.post(address("access_renew", sam), {"instead_of": ""})

    assert first and first == current_access(sam)


def test_access_renew_after_the_seen_code_was_ended(as_fran: Client, sam: Patient) -> None:
    old = issue_access(sam, by=None)
    as_fran.post(address("access_end", sam))

    as_fran.post(address("access_renew", sam), {"instead_of": old.pk})

    assert current_access(sam) is not None


@pytest.mark.parametrize("name", ["access_slip", "patient_page"])
def test_new_code_is_asked_for_instead_of_the_one_seen(
    as_fran: Client, sam: Patient, name: str
) -> None:
    access = issue_access(sam, by=None)
    url = sam.get_absolute_url() if name == "patient_page" else address(name, sam)

    page = as_fran.get(url).content.decode()

    assert f'name="instead_of" value="{access.pk}"' in page


def test_access_renew_is_not_for_the_archive(as_fran: Client, sam: Patient) -> None:
    Patient.objects.update(status=Patient.Status.ARCHIVED)

    assert as_fran.post(address("access_renew", sam)).status_code == 404
    assert current_access(sam) is None


def test_access_end_leaves_no_code(as_fran: Client, sam: Patient) -> None:
    open_session(issue_access(sam, by=None))

    as_fran.post(address("access_end", sam))

    assert current_access(sam) is None
    assert not PortalSession.objects.open_at(timezone.now()).exists()


def test_access_end_twice_is_quiet(as_fran: Client, sam: Patient) -> None:
    assert as_fran.post(address("access_end", sam)).status_code == 302


@pytest.mark.parametrize("name", ["access_renew", "access_end"])
def test_access_changes_need_a_post(as_ana: Client, sam: Patient, name: str) -> None:
    assert as_ana.get(address(name, sam)).status_code == 405


@pytest.mark.parametrize("name", ["access_slip", "access_renew", "access_end"])
def test_access_does_not_exist_for_another_clinic(as_olga: Client, sam: Patient, name: str) -> None:
    access = issue_access(sam, by=None)
    ask = as_olga.get if name == "access_slip" else as_olga.post

    assert ask(address(name, sam)).status_code == 404
    assert current_access(sam) == access


def test_qr_picture_is_svg_inside_its_address() -> None:
    kind, _, svg = qr.picture("http://127.0.0.1:8000/p/K7M29QR5/").partition(",")

    text = base64.b64decode(svg) if "base64" in kind else urllib.parse.unquote(svg).encode()
    assert kind.startswith("data:image/svg+xml")
    assert text.startswith(b"<svg")
