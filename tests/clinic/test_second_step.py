"""The second step: a code from an authenticator app, and recovery codes."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from clinic.models import AuditEvent, Member
from tests import make
from tests.clinic.test_sign_in import is_signed_in, sign_in


@pytest.fixture
def signed_in(client: Client, ana: Member) -> Client:
    """Signed in, and the password typed again just now, so that nothing more is asked."""
    sign_in(client, ana.email)
    client.post("/account/reauthenticate/", {"password": make.PASSWORD})
    return client


@pytest.fixture
def with_second_step(
    signed_in: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> str:
    """The key of the app; the second step is on."""
    page = signed_in.get("/account/2fa/totp/activate/").content.decode()
    found = re.search(r'<code class="totp-key">(\w+)</code>', page)
    assert found
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post("/account/2fa/totp/activate/", {"code": code_of(found[1])})
    return found[1]


def code_of(secret: str) -> str:
    return str(
        auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time())))
    )


def test_second_step_shows_the_key_as_a_picture_that_the_policy_allows(signed_in: Client) -> None:
    response = signed_in.get("/account/2fa/totp/activate/")

    assert b'src="data:image/svg+xml;base64,' in response.content
    assert "img-src 'self' data:" in response["Content-Security-Policy"]


def test_second_step_is_asked_for_at_the_next_sign_in(ana: Member, with_second_step: str) -> None:
    client = Client()

    response = sign_in(client, ana.email)

    assert response["Location"] == "/account/2fa/authenticate/"
    assert not is_signed_in(client)


def test_second_step_takes_a_recovery_code_once(ana: Member, with_second_step: str) -> None:
    codes = Authenticator.objects.get(user=ana, type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    client, again = Client(), Client()
    for visitor in (client, again):
        sign_in(visitor, ana.email)
        visitor.post("/account/2fa/authenticate/", {"code": code})

    assert is_signed_in(client)
    assert not is_signed_in(again)


def test_second_step_refuses_a_wrong_code(ana: Member, with_second_step: str) -> None:
    client = Client()
    sign_in(client, ana.email)

    response = client.post("/account/2fa/authenticate/", {"code": "000000"})

    assert b"Incorrect code." in response.content
    assert not is_signed_in(client)


def test_owner_takes_a_lost_second_step_off(
    as_owner: Client, signed_in: Client, ana: Member, with_second_step: str
) -> None:
    page = f"/clinic/members/{ana.pk}/"
    assert b"Take the second step off" in as_owner.get(f"{page}edit/").content

    as_owner.post(f"{page}second-step/remove/")

    assert not is_signed_in(signed_in)
    sign_in(signed_in, ana.email)
    assert is_signed_in(signed_in)


def test_second_step_is_in_the_audit(ana: Member, with_second_step: str) -> None:
    client = Client()
    sign_in(client, ana.email)
    client.post("/account/2fa/authenticate/", {"code": "000000"})

    events = AuditEvent.objects.filter(subject=f"second_step {ana.pk}").order_by("id")
    assert set(events.values_list("action", flat=True)) == {"change", "sign_in_failed"}


def test_second_step_survives_a_password_reset(ana: Member, with_second_step: str) -> None:
    ana.set_password("a quite new pass phrase")
    ana.save()
    client = Client()

    sign_in(client, ana.email, "a quite new pass phrase")

    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "page",
    ["", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/"],
)
def test_second_step_pages_open(signed_in: Client, with_second_step: str, page: str) -> None:
    response = signed_in.get(f"/account/2fa/{page}")

    assert response.status_code == 200
    assert response.content.count(b"<h1") == 1


def test_second_step_asks_for_the_password_again_before_a_change(as_ana: Client) -> None:
    asked = as_ana.get("/account/2fa/totp/activate/")["Location"]

    assert asked.startswith("/account/reauthenticate/?next=")
    assert as_ana.get(asked).status_code == 200


def test_second_step_can_be_switched_off(
    signed_in: Client, with_second_step: str, ana: Member
) -> None:
    signed_in.post("/account/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(user=ana, type="totp").exists()
    client = Client()
    sign_in(client, ana.email)
    assert is_signed_in(client)
