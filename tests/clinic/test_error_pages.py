"""Pages for what goes wrong."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults

from clinic.models import AuditEvent, Member


def test_404_is_ours(as_ana: Client) -> None:
    response = as_ana.get("/nothing-here/")

    assert response.status_code == 404
    assert b"<h1>No such page</h1>" in response.content


@pytest.mark.parametrize(
    ("page", "said"),
    [("/clinic/", "This is for the owner of the clinic."), ("/clinic/audit/", "owner")],
)
def test_403_says_who_may(as_fran: Client, fran: Member, page: str, said: str) -> None:
    response = as_fran.get(page)

    assert response.status_code == 403
    assert said in response.content.decode()
    assert "Fran Desk, front desk" in response.content.decode()


def test_403_is_in_the_audit(as_fran: Client, fran: Member) -> None:
    as_fran.get("/clinic/audit/")

    denied = AuditEvent.objects.get(action="denied")
    assert (denied.member_id, denied.subject) == (fran.pk, "page clinic:audit_list")


def test_500_needs_neither_database_nor_request_data() -> None:
    response = defaults.server_error(RequestFactory().get("/"))

    assert b"<h1>Something broke on our side</h1>" in response.content


def test_400_needs_neither_database_nor_request_data() -> None:
    response = defaults.bad_request(RequestFactory().get("/"), ValueError("no"))

    assert b"<h1>We could not read that</h1>" in response.content


def test_a_forged_post_is_told_what_to_do(ana: Member) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/account/login/", {"login": ana.email, "password": "x"})

    assert response.status_code == 403
    assert b"This page was open too long" in response.content


@pytest.mark.parametrize("page", ["/p/AAAA2222/", "/my/sheet/"])
def test_a_patients_forged_post_leads_to_the_patients_door(page: str, db: None) -> None:
    response = Client(enforce_csrf_checks=True).post(page, {"day": "1"})

    assert response.status_code == 403
    assert b'href="/p/">Open my exercises' in response.content
    assert b"Go to the start" not in response.content


@pytest.mark.parametrize(
    ("page", "way"), [("/p/!/", b'href="/p/"'), ("/my/x/", b'href="/p/"'), ("/x/", b'href="/"')]
)
def test_404_leads_patients_and_staff_each_to_their_own_door(
    page: str, way: bytes, client: Client, db: None
) -> None:
    response = client.get(page)

    assert response.status_code == 404
    assert b'<a class="btn btn-primary" ' + way in response.content


def test_too_many_tries_page_renders(rf: Any) -> None:
    assert "<h1>Too many tries</h1>" in render_to_string("429.html", request=rf.get("/"))
