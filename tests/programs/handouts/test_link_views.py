"""The button that sends the link, and what the pages say of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as post
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from patients.access import end_access, issue_access
from patients.models import LinkMail, Patient
from programs.handouts.link_page import WHY_NOT, link_standing
from programs.models import Plan, PlanItem, Revision
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(clinic: Any) -> Patient:
    return make.patient(clinic, email="sam.rivers@post.example")


@pytest.fixture
def revision(item: PlanItem) -> Revision:
    plan = item.phase.plan
    plan.status = Plan.Status.ACTIVE
    plan.save()
    return make.revision(plan, issued_at=timezone.now())


def send(client: Client, patient: Patient, **posted: Any) -> Any:
    return client.post(reverse("programs:link_send", args=[patient.pk]), posted)


def page(client: Client, shown: Patient | Revision) -> str:
    return client.get(shown.get_absolute_url()).content.decode()


def mailed(patient: Patient, **fields: Any) -> LinkMail:
    defaults = {"status": "sent", "short_address": "s…@post.example", "ended_at": timezone.now()}
    made: LinkMail = LinkMail.objects.create(access=make.access(patient), **(defaults | fields))
    return made


@pytest.mark.parametrize("who", ["as_fran", "as_ana", "as_owner"])
def test_link_send_mails_and_leads_back_to_the_patient(
    who: str, sam: Patient, request: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = send(request.getfixturevalue(who), sam)

    assert response.headers["Location"] == f"{sam.get_absolute_url()}#link-mail"
    assert len(post.outbox) == 1


def test_link_send_leads_back_to_the_sheet(as_fran: Client, revision: Revision) -> None:
    response = send(as_fran, revision.plan.patient, revision=revision.pk)

    assert response.headers["Location"] == f"{revision.get_absolute_url()}#link-mail"


@pytest.mark.parametrize("sent", ["0", "9" * 30, "//evil.example", "x"])
def test_link_send_leads_to_nobody_elses_page(as_fran: Client, sam: Patient, sent: str) -> None:
    response = send(as_fran, sam, revision=sent)

    assert response.headers["Location"].startswith(sam.get_absolute_url())


def test_link_send_says_what_is_missing(as_fran: Client, sam: Patient) -> None:
    Patient.objects.update(email="")

    send(as_fran, sam)

    assert "There is no e-mail address in the record." in page(as_fran, sam)


def test_link_send_is_not_for_the_archive(as_fran: Client, sam: Patient) -> None:
    Patient.objects.update(status="archived")

    assert send(as_fran, sam).status_code == 404
    assert "Send the link" not in page(as_fran, sam)


def test_page_says_how_to_add_an_address(as_fran: Client, sam: Patient) -> None:
    Patient.objects.update(email="")

    shown = page(as_fran, sam)

    assert "add an e-mail address</a> to the record" in shown
    assert reverse("programs:link_send", args=[sam.pk]) not in shown


def test_sheets_page_offers_it_while_the_sheet_holds(as_fran: Client, revision: Revision) -> None:
    assert "Send the link by e-mail" in page(as_fran, revision)

    revision.plan.status = Plan.Status.ENDED
    revision.plan.save()

    assert "Send the link by e-mail" not in page(as_fran, revision)


def test_page_says_when_and_where_it_went(as_fran: Client, sam: Patient) -> None:
    mailed(sam)

    shown = page(as_fran, sam)

    at = timezone.localtime(timezone.now(), timezone.get_fixed_timezone(0))
    assert f"Link sent today {at:%H:}" in shown
    assert "to s…@post.example." in shown
    assert "Send the link again" in shown


@pytest.mark.parametrize("reason", LinkMail.Reason.values)
def test_page_says_why_it_did_not_go(as_fran: Client, sam: Patient, reason: str) -> None:
    mailed(sam, status="failed", reason=reason)

    shown = page(as_fran, sam)

    assert WHY_NOT[LinkMail.Reason(reason)] in shown
    assert "Try again" in shown


def test_page_says_that_a_mailed_code_was_ended(sam: Patient) -> None:
    end_access(mailed(sam).access, by=None)

    assert link_standing(sam).words.endswith("It works no more: the code was ended.")


def test_page_asks_for_what_became_of_it_until_the_mail_is_out(
    as_fran: Client, sam: Patient
) -> None:
    one = mailed(sam, status="waiting", ended_at=None)
    url = reverse("programs:link_state", args=[sam.pk])

    waiting = page(as_fran, sam)
    LinkMail.objects.filter(pk=one.pk).update(status="sent", ended_at=timezone.now())
    done = page(as_fran, sam)

    assert "on its way to s…@post.example" in waiting
    assert (f'hx-get="{url}"' in waiting, "hx-get" in done) == (True, False)


def test_link_state_is_silent_until_the_mail_is_out(as_fran: Client, sam: Patient) -> None:
    one = mailed(sam, status="waiting", ended_at=None)
    url = reverse("programs:link_state", args=[sam.pk])

    waiting = as_fran.get(url)
    LinkMail.objects.filter(pk=one.pk).update(status="sent", ended_at=timezone.now())
    done = as_fran.get(url)

    assert (waiting.status_code, waiting.content) == (204, b"")
    assert "Link sent today" in done.content.decode()


def test_page_no_longer_asks_for_a_mail_that_waits_long(as_fran: Client, sam: Patient) -> None:
    asked_at = timezone.now() - timedelta(minutes=3)
    mailed(sam, status="waiting", ended_at=None, asked_at=asked_at)

    shown = page(as_fran, sam)
    state = as_fran.get(reverse("programs:link_state", args=[sam.pk])).content.decode()

    for told in (shown, state):
        assert "print a slip instead" in told
        assert "Look again" in told
        assert "hx-trigger" not in told


def test_page_says_to_which_address_it_will_go(as_fran: Client, sam: Patient) -> None:
    assert "To sam.rivers@post.example" in page(as_fran, sam)


def test_refused_address_is_one_step_from_its_correction(as_fran: Client, sam: Patient) -> None:
    mailed(sam, status="failed", reason="refused")

    edit = f'{reverse("patients:patient_edit", args=[sam.pk])}#id_email"'
    assert f'<a href="{edit}>change the address</a>' in page(as_fran, sam)


def test_page_says_when_the_mail_went_to_another_address(as_fran: Client, sam: Patient) -> None:
    mailed(sam, short_address="k…@post.example")
    assert "The record has another address by now." in page(as_fran, sam)

    issue_access(sam, by=None)

    assert "another address" not in page(as_fran, sam)


@pytest.mark.parametrize("count", [1, 3])
def test_standing_takes_one_statement(
    sam: Patient, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        end_access(mailed(sam).access, by=None)

    with django_assert_num_queries(1):
        assert link_standing(sam).is_void
