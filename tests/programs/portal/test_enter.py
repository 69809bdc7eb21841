from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from clinic.models import AuditEvent, Clinic
from patients import access
from patients.access import end_access, issue_access, open_session
from patients.models import Access, Patient, PortalSession
from programs.models import Plan, PlanItem
from tests import make
from tests.programs.diary.build import issue, sheet_of
from tests.programs.portal.conftest import BORN

ENTER = "/p/"
SCANNED = "/p/K7M29QR5/"


def test_the_code_typed_and_the_birth_date_open_today(let_in: Access, client: Client) -> None:
    response = client.post(ENTER, BORN | {"code": "k7m2 9qrs"})

    assert (response.status_code, response.headers["Location"]) == (302, "/my/")
    assert client.get("/my/").status_code == 200


def test_a_scanned_sheet_asks_for_the_birth_date_only(let_in: Access, client: Client) -> None:
    asked = client.get(SCANNED).content.decode()
    response = client.post(SCANNED, BORN)

    assert "K7M2 9QR5" in asked
    assert 'name="code"' not in asked
    assert response.headers["Location"] == "/my/"


def test_the_cookie_is_the_phones_alone(let_in: Access, client: Client) -> None:
    cookie = client.post(SCANNED, BORN).cookies[django_settings.PORTAL_COOKIE_NAME]

    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 90 * 24 * 60 * 60
    assert cookie.value not in repr(list(PortalSession.objects.values()))


def test_the_cookie_is_secure_where_there_is_tls(
    let_in: Access, client: Client, settings: Settings
) -> None:
    settings.HTTPS = True

    cookie = client.post(SCANNED, BORN).cookies[django_settings.PORTAL_COOKIE_NAME]

    assert cookie["secure"] is True


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        (ENTER, {"code": "AAAA2222"}),
        (ENTER, {"code": "K7M29QR5", "day": "28"}),
        (SCANNED, {"year": "1984"}),
        ("/p/AAAA2222/", {}),
    ],
)
def test_what_does_not_match_is_told_the_same(
    page: str, typed: dict[str, str], let_in: Access, client: Client
) -> None:
    response = client.post(page, BORN | typed)

    assert response.status_code == 422
    assert "The code and the birth date don’t match." in response.content.decode()
    assert django_settings.PORTAL_COOKIE_NAME not in response.cookies


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"day": ""}, "Type the day."),
        ({"month": "March"}, "The month is a number."),
        ({"year": "80"}, "The year has four figures, such as 1985."),
        ({"day": "31"}, "There is no such date. Check the day and the month."),
        ({"year": "20000"}, "There is no such date. Check the day and the month."),
        ({"code": ""}, "Type the code on your sheet, your slip or in our mail."),
        ({"code": "K7M2"}, "A code has 8 letters and figures."),
        ({"code": "K7M\x0029QR5"}, "Null characters are not allowed."),
    ],
)
def test_bad_input_is_said_and_what_was_typed_is_kept(
    typed: dict[str, str], message: str, let_in: Access, client: Client
) -> None:
    response = client.post(ENTER, BORN | {"code": "k7m2 9qr5"} | typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    kept = {name: value for name, value in (BORN | typed).items() if value and name != "code"}
    assert all(f'value="{value}"' in page for value in kept.values())


def test_after_five_wrong_dates_it_says_how_long_to_wait(let_in: Access, client: Client) -> None:
    for _ in range(5):
        client.post(SCANNED, BORN | {"year": "1984"})

    page = client.post(SCANNED, BORN).content.decode()

    assert "Please wait 15 minutes" in page


def test_the_door_names_the_only_clinic_there_is(client: Client, clinic: Clinic) -> None:
    page = client.get(SCANNED).content.decode()

    assert f'<p class="clinic-name">{clinic.name}</p>' in page
    assert f"Call {clinic.name} for a new one:" in page


def test_the_door_names_no_clinic_where_there_are_several(
    let_in: Access, client: Client, clinic: Clinic, other_clinic: Clinic
) -> None:
    page = client.get(SCANNED).content.decode()

    assert clinic.name not in page
    assert "Ask your clinic for a new one." in page


def test_an_ended_code_says_what_to_do(let_in: Access, client: Client) -> None:
    end_access(let_in, by=None)

    page = client.post(SCANNED, BORN).content.decode()

    assert "ask your clinic for a new one" in page


def test_an_old_sheet_leads_a_known_phone_on(let_in: Access, phone: Client, sam: Patient) -> None:
    token = open_session(issue_access(sam, by=None))[1]
    assert phone.get(SCANNED).status_code == 200

    phone.cookies[django_settings.PORTAL_COOKIE_NAME] = token

    assert phone.get(SCANNED).headers["Location"] == "/my/"


def test_somebody_elses_sheet_asks_a_known_phone(
    let_in: Access, client: Client, clinic: Clinic
) -> None:
    other = issue_access(make.patient(clinic, first_name="Kim"), by=None)
    client.cookies[django_settings.PORTAL_COOKIE_NAME] = open_session(other)[1]

    assert client.get(SCANNED).status_code == 200


def test_a_known_phone_goes_straight_to_today(phone: Client) -> None:
    assert phone.get(ENTER).headers["Location"] == "/my/"
    assert phone.get(SCANNED).headers["Location"] == "/my/"


def test_a_known_phone_is_let_in_while_a_stranger_has_used_up_the_tries(
    phone: Client, client: Client
) -> None:
    for _ in range(6):
        client.post(SCANNED, BORN | {"year": "1984"})

    assert phone.get("/my/").status_code == 200
    assert phone.post(SCANNED, BORN).headers["Location"] == "/my/"


def test_a_new_session_on_the_phone_replaces_the_old(phone: Client) -> None:
    phone.post(SCANNED, BORN)

    assert PortalSession.objects.filter(ended_at=None).count() == 1
    assert PortalSession.objects.count() == 2


def test_another_patients_sheet_on_the_same_phone_asks(phone: Client, plan: Plan) -> None:
    kim = make.patient(plan.patient.clinic, first_name="Kim")
    make.access(kim, "AAAA3333")

    assert phone.get("/p/AAAA3333/").status_code == 200
    phone.post("/p/AAAA3333/", BORN)

    assert "Hello Kim" in phone.get("/my/").content.decode()


def test_an_old_sheet_says_once_that_there_is_a_newer_one(
    asked: PlanItem, let_in: Access, client: Client
) -> None:
    issue(asked.phase.plan, sheet_of(asked, number=4), at=make.moment("2026-11-20 09:00"))
    words = "There is a newer sheet (number 4)."

    client.post(SCANNED + "3/", BORN)

    assert words in client.get("/my/").content.decode()
    assert words not in client.get("/my/").content.decode()


def test_the_newest_sheet_says_nothing_of_the_kind(
    asked: PlanItem, let_in: Access, client: Client
) -> None:
    client.post(SCANNED + "1/", BORN)

    assert "newer sheet" not in client.get("/my/").content.decode()


def test_a_stopped_code_puts_the_phone_out_at_once(phone: Client, let_in: Access) -> None:
    assert phone.get("/my/").status_code == 200

    access.end_access(let_in, by=None)

    assert phone.get("/my/").headers["Location"] == ENTER


def test_an_archived_patient_is_out_at_once(phone: Client, let_in: Access) -> None:
    let_in.patient.status = "archived"
    let_in.patient.save()

    assert phone.get("/my/").headers["Location"] == ENTER


def test_leaving_ends_the_session_on_the_server_too(phone: Client) -> None:
    token = phone.cookies[django_settings.PORTAL_COOKIE_NAME].value

    response = phone.post("/my/leave/")

    phone.cookies[django_settings.PORTAL_COOKIE_NAME] = token
    assert response.headers["Location"] == ENTER
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert phone.get("/my/").headers["Location"] == ENTER


def test_a_member_of_staff_is_no_patient(as_owner: Client, let_in: Access) -> None:
    assert as_owner.get("/my/").headers["Location"] == ENTER


def test_getting_in_is_in_the_audit_without_the_code(let_in: Access, client: Client) -> None:
    client.post(SCANNED, BORN | {"year": "1984"})
    client.post(SCANNED, BORN)

    actions = [event.action for event in AuditEvent.objects.order_by("pk")]
    words = " ".join(AuditEvent.objects.values_list("subject", flat=True))
    assert actions == ["enter_failed", "enter"]
    assert "K7M29QR5" not in words


def test_a_form_from_elsewhere_is_refused(let_in: Access) -> None:
    stranger = Client(enforce_csrf_checks=True)

    assert stranger.post(SCANNED, BORN).status_code == 403


@pytest.mark.parametrize("page", [ENTER, SCANNED, "/my/"])
def test_no_browser_keeps_the_page(page: str, phone: Client, client: Client) -> None:
    for asker in (phone, client):
        assert asker.get(page).headers["Cache-Control"] == "no-store"


def test_addresses_hold_nothing_personal(phone: Client, asked: PlanItem, let_in: Any) -> None:
    names = ("today", "sheet", "leave", "urgent", "enter")
    addresses = " ".join(reverse(f"portal:{name}") for name in names)
    page = phone.get("/my/").content.decode()

    assert "Sam" in page
    assert "Sam" not in addresses
    assert "sam" not in " ".join(line for line in page.split('"') if line.startswith("/"))
