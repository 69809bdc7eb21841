"""Signing in: the way in, the same answer to strangers, and how long it lasts."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from clinic.models import AuditEvent, Member
from tests import make

LOGIN = "/account/login/"


def sign_in(client: Client, email: str, password: str = make.PASSWORD) -> Any:
    return client.post(LOGIN, {"login": email, "password": password})


def is_signed_in(client: Client) -> bool:
    return client.get("/profile/").status_code == 200


def test_login_lets_a_member_in_by_e_mail(client: Client, ana: Member) -> None:
    response = sign_in(client, "ANA@riverbank.example")

    assert response["Location"] == "/"
    assert is_signed_in(client)


def test_login_gives_a_new_session_id(client: Client, ana: Member) -> None:
    session = client.session
    session["before"] = "signing in"
    session.save()

    sign_in(client, ana.email)

    assert client.session.session_key != session.session_key


@pytest.mark.parametrize("email", ["ana@riverbank.example", "nobody@riverbank.example"])
def test_login_answers_known_and_unknown_e_mails_alike(
    client: Client, ana: Member, email: str
) -> None:
    response = sign_in(client, email, "wrong password here")

    page = response.content.decode()
    assert "This e-mail and password do not match." in page
    assert f'value="{email}"' in page


def test_login_refuses_a_member_who_is_switched_off(client: Client, ana: Member) -> None:
    Member.objects.filter(pk=ana.pk).update(is_active=False)

    sign_in(client, ana.email)

    assert not is_signed_in(client)


def test_login_makes_those_wait_who_guess(client: Client, ana: Member) -> None:
    for _ in range(5):
        sign_in(client, ana.email, "wrong password here")

    response = sign_in(client, ana.email)

    assert b"Too many tries. Wait five minutes" in response.content
    assert not is_signed_in(client)


def test_login_lets_no_stranger_shut_a_member_out(client: Client, ana: Member) -> None:
    sign_in(client, ana.email)
    client.post("/account/logout/")
    stranger = Client()
    for _ in range(6):
        sign_in(stranger, ana.email, "wrong password here")

    sign_in(client, ana.email)
    sign_in(stranger, ana.email)

    assert is_signed_in(client)
    assert not is_signed_in(stranger)


def test_login_makes_a_known_browser_wait_too(client: Client, ana: Member) -> None:
    sign_in(client, ana.email)
    client.post("/account/logout/")
    for _ in range(5):
        sign_in(client, ana.email, "wrong password here")

    sign_in(client, ana.email)

    assert not is_signed_in(client)


def test_login_knows_a_browser_for_its_own_member_only(
    client: Client, ana: Member, fran: Member
) -> None:
    sign_in(client, fran.email)
    client.post("/account/logout/")
    stranger = Client()
    for _ in range(5):
        sign_in(stranger, ana.email, "wrong password here")

    sign_in(client, ana.email)

    assert not is_signed_in(client)


def test_login_makes_a_place_wait_that_tries_many_e_mails(client: Client, ana: Member) -> None:
    statuses = [
        sign_in(client, f"guess{number}@riverbank.example").status_code for number in range(31)
    ]

    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_login_goes_nowhere_else(client: Client, ana: Member) -> None:
    sent = {"login": ana.email, "password": make.PASSWORD, "next": "https://elsewhere.example/"}

    assert client.post(LOGIN, sent)["Location"] == "/"


@pytest.mark.parametrize(
    "page",
    ["signup/", "email/", "confirm-email/", "password/set/", "login/code/", "social/", "3rdparty/"],
)
def test_account_pages_that_make_no_sense_do_not_exist(as_ana: Client, page: str) -> None:
    assert as_ana.get(f"/account/{page}").status_code == 404


def test_logout_ends_the_session_on_the_server(as_ana: Client) -> None:
    stolen = Client()
    stolen.cookies = as_ana.cookies.copy()  # type: ignore[assignment]  # the same jar
    assert is_signed_in(stolen)

    response = as_ana.post("/account/logout/")

    assert response["Location"] == LOGIN
    assert not is_signed_in(stolen)


def test_session_ends_after_15_idle_minutes(as_ana: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert is_signed_in(as_ana)
        clock.shift(timedelta(minutes=14))
        assert is_signed_in(as_ana)
        clock.shift(timedelta(minutes=15, seconds=1))

        response = as_ana.get("/profile/", follow=True)

    assert response.redirect_chain[0][0] == f"{LOGIN}?next=/profile/"
    assert b"You were signed out after a while without use." in response.content


def test_session_ends_after_12_hours_whatever_happens(as_ana: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(12 * 6):
            assert is_signed_in(as_ana)
            clock.shift(timedelta(minutes=10))
        clock.shift(timedelta(seconds=1))

        assert not is_signed_in(as_ana)


def test_stay_keeps_the_session(as_fran: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert is_signed_in(as_fran)
        clock.shift(timedelta(minutes=14))
        assert as_fran.post("/stay/").status_code == 204
        clock.shift(timedelta(minutes=14))

        assert is_signed_in(as_fran)


def test_stay_cannot_revive_a_session(as_ana: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert is_signed_in(as_ana)
        clock.shift(timedelta(minutes=16))

        assert as_ana.post("/stay/")["Location"] == LOGIN


def test_a_fragment_after_the_end_sends_the_whole_page_to_sign_in(client: Client) -> None:
    response = client.post(
        "/stay/", headers={"hx-request": "true", "hx-current-url": "http://testserver/patients/"}
    )

    assert response["HX-Redirect"] == f"{LOGIN}?next=/patients/"


@pytest.mark.parametrize("email", ["ana@riverbank.example", "nobody@riverbank.example"])
def test_password_reset_answers_known_and_unknown_e_mails_alike(
    client: Client, ana: Member, email: str
) -> None:
    response = client.post("/account/password/reset/", {"email": email}, follow=True)

    assert response.redirect_chain[-1][0] == "/account/password/reset/done/"
    assert [message.to for message in mail.outbox] == [[ana.email]] * (email == ana.email)


def reset_link(client: Client, member: Member) -> str:
    client.post("/account/password/reset/", {"email": member.email})
    found = re.search(r"http://127\.0\.0\.1:8000(/account/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_password_reset_link_sets_a_password_once(client: Client, ana: Member) -> None:
    link = reset_link(client, ana)
    form = client.get(link)["Location"]
    words = {"password1": "a quite new pass phrase", "password2": "a quite new pass phrase"}

    client.post(form, words)

    ana.refresh_from_db()
    assert ana.check_password("a quite new pass phrase")
    assert b"This link no longer works" in Client().get(link).content


def test_password_reset_link_ends_after_an_hour(client: Client, ana: Member) -> None:
    link = reset_link(client, ana)

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert b"This link no longer works" in client.get(link).content


def test_password_reset_ignores_a_forged_host(client: Client, ana: Member) -> None:
    client.post("/account/password/reset/", {"email": ana.email}, headers={"host": "localhost"})

    assert "http://127.0.0.1:8000/account/password/reset/key/" in mail.outbox[0].body


def test_password_change_signs_out_everywhere(as_ana: Client, ana: Member) -> None:
    elsewhere = Client()
    sign_in(elsewhere, ana.email)
    new = "a quite new pass phrase"

    as_ana.post(
        "/account/password/change/",
        {"oldpassword": make.PASSWORD, "password1": new, "password2": new},
    )

    assert not is_signed_in(elsewhere)
    assert not is_signed_in(as_ana)


@pytest.mark.parametrize("weak", ["short", "password123456", "ana@riverbank.example"])
def test_password_change_refuses_weak_ones(as_ana: Client, ana: Member, weak: str) -> None:
    as_ana.post(
        "/account/password/change/",
        {"oldpassword": make.PASSWORD, "password1": weak, "password2": weak},
    )

    ana.refresh_from_db()
    assert ana.check_password(make.PASSWORD)


def test_sign_ins_are_in_the_audit(client: Client, ana: Member) -> None:
    sign_in(client, ana.email, "wrong password here")
    sign_in(client, ana.email)
    client.post("/account/logout/")

    actions = AuditEvent.objects.filter(clinic=ana.clinic).order_by("id")
    assert list(actions.values_list("action", "member_id")) == [
        ("sign_in_failed", ana.pk),
        ("sign_in", ana.pk),
        ("sign_out", ana.pk),
    ]


def test_a_changed_password_is_in_the_audit(as_ana: Client, ana: Member) -> None:
    new = "a quite new pass phrase"

    as_ana.post(
        "/account/password/change/",
        {"oldpassword": make.PASSWORD, "password1": new, "password2": new},
    )

    assert AuditEvent.objects.filter(action="change", subject=f"password {ana.pk}").exists()


def test_account_pages_show_the_members_own_bar(as_fran: Client) -> None:
    page = as_fran.get("/account/password/change/").content.decode()

    assert "Riverbank Physiotherapy" in page
    assert "Fran Desk" in page
