import pytest
from django.test import Client

from clinic.models import AuditEvent
from patients.models import Access, Patient
from programs.handouts.actions import store_handout
from programs.handouts.options import Options
from programs.handouts.typesetting import RenderedHandout
from programs.models import Handout, Plan, PlanItem
from tests import make
from tests.programs.diary.build import issue, sheet_of

PDF = b"%PDF-1.7\n%%EOF\n"


def stored(plan: Plan, let_in: Access) -> Handout:
    revision = issue(plan, sheet_of(make.item(plan)), at=make.moment("2026-11-02 09:00"))
    rendered = RenderedHandout(pdf=PDF, pages=1)
    return store_handout(revision, let_in, rendered, Options())


def test_the_phone_gets_the_stored_sheet(plan: Plan, let_in: Access, phone: Client) -> None:
    handout = stored(plan, let_in)

    response = phone.get("/my/sheet/")

    event = AuditEvent.objects.latest("pk")
    assert (response.content, response.headers["Content-Type"]) == (PDF, "application/pdf")
    assert response.headers["Cache-Control"] == "no-store"
    assert (event.action, event.subject, event.member_id) == ("view", f"handout {handout.pk}", None)


def test_without_a_plan_there_is_no_sheet(sam: Patient, phone: Client) -> None:
    response = phone.get("/my/sheet/")

    assert response.headers["Location"] == "/my/"
    assert "There is no sheet for you" in phone.get("/my/").content.decode()


def test_a_stranger_gets_no_sheet(plan: Plan, let_in: Access, client: Client) -> None:
    stored(plan, let_in)

    assert client.get("/my/sheet/").headers["Location"] == "/p/"


def test_looking_at_the_sheet_makes_none(phone: Client, asked: PlanItem) -> None:
    page = phone.get("/my/sheet/").content.decode()

    assert "Make my sheet" in page
    assert not Handout.objects.exists()


@pytest.mark.pdf
def test_sheet_is_made_on_request_and_then_streamed(phone: Client, asked: PlanItem) -> None:
    made = phone.post("/my/sheet/", follow=True)

    assert made.content.startswith(b"%PDF")
    assert made.content == phone.get("/my/sheet/").content
    assert Handout.objects.count() == 1
