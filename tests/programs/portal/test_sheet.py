"""The patient's own sheet: a page to choose on, and the stored PDF."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from clinic.models import AuditEvent, Clinic
from patients.access import issue_access, open_session
from patients.models import Access, Patient
from programs.handouts.actions import store_handout
from programs.handouts.options import Options
from programs.handouts.typesetting import RenderedHandout
from programs.models import Handout, Plan, PlanItem
from programs.portal import sheet_views
from tests import make
from tests.programs.diary.build import issue, sheet_of

PDF = b"%PDF-1.7\n%%EOF\n"


def stored(plan: Plan, let_in: Access, **options: Any) -> Handout:
    sheet = sheet_of(make.item(plan))
    revision = plan.revisions.first() or issue(plan, sheet, at=make.moment("2026-11-12 09:00"))
    rendered = RenderedHandout(pdf=PDF, pages=1)
    return store_handout(revision, let_in, rendered, replace(Options(), **options))


def issued_on(day: date, plan: Plan) -> None:
    sheet = replace(sheet_of(make.item(plan)), issued_on=day)
    issue(plan, sheet, at=make.moment(f"{day} 09:00"))


def shown(phone: Client) -> str:
    return phone.get("/my/sheet/").content.decode()


def test_sheet_offers_to_open_it_and_other_ways(phone: Client, asked: PlanItem) -> None:
    page = shown(phone)

    for words in ("Open my sheet", "The whole sheet in large letters", "Black and white"):
        assert words in page
    assert 'lang="en"' in page


def test_looking_at_the_sheet_makes_none(phone: Client, asked: PlanItem) -> None:
    shown(phone)
    response = phone.get("/my/sheet.pdf")

    assert response.headers["Location"] == "/my/sheet/"
    assert not Handout.objects.exists()


def test_the_phone_gets_the_stored_sheet(plan: Plan, let_in: Access, phone: Client) -> None:
    handout = stored(plan, let_in)

    response = phone.get("/my/sheet.pdf")

    event = AuditEvent.objects.latest("pk")
    assert (response.content, response.headers["Content-Type"]) == (PDF, "application/pdf")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"] == 'inline; filename="sheet-1.pdf"'
    assert (event.action, event.subject, event.member_id) == ("view", f"handout {handout.pk}", None)


@pytest.mark.parametrize(
    ("posted", "options"),
    [
        ({}, {}),
        ({"layout": "whole", "weeks": "4"}, {"weeks": 4}),
        ({"layout": "large", "weeks": "2"}, {"layout": "large"}),
        ({"layout": "diary", "weeks": "4"}, {"layout": "diary", "weeks": 4}),
        ({"layout": "whole", "weeks": "2", "is_line": "on"}, {"ink": "line"}),
    ],
)
def test_each_choice_leads_to_its_own_sheet(
    posted: dict[str, str], options: dict[str, Any], plan: Plan, let_in: Access, phone: Client
) -> None:
    handout = stored(plan, let_in, **options)

    answer = phone.post("/my/sheet/", posted)
    phone.get(answer.headers["Location"])

    assert answer.status_code == 303
    assert AuditEvent.objects.latest("pk").subject == f"handout {handout.pk}"
    assert Handout.objects.count() == 1


def test_diary_says_its_days_and_starts_with_the_week_that_it_is(phone: Client, plan: Plan) -> None:
    issued_on(date(2026, 11, 12), plan)

    page = shown(phone)

    assert "1 week: 19 to 25 November" in page
    assert "4 weeks: 19 November to 16 December" in page


def test_sheet_whose_diary_is_over_comes_with_a_new_one(
    phone: Client, plan: Plan, let_in: Access
) -> None:
    issued_on(date(2026, 10, 5), plan)
    handout = stored(plan, let_in, from_week=8)

    phone.get(phone.post("/my/sheet/").headers["Location"])

    assert AuditEvent.objects.latest("pk").subject == f"handout {handout.pk}"
    assert Handout.objects.count() == 1


@pytest.mark.parametrize(
    "posted", [{"layout": "cards"}, {"layout": "diary"}, {"layout": "whole", "weeks": "9"}]
)
def test_what_is_not_offered_is_not_made(
    posted: dict[str, str], phone: Client, asked: PlanItem
) -> None:
    response = phone.post("/my/sheet/", posted)

    assert response.status_code == 422
    assert "Choose one of these." in response.content.decode()
    assert phone.get("/my/sheet.pdf", posted).headers["Location"] == "/my/sheet/"


def test_whole_sheet_is_whole_where_the_clinic_prints_cards(
    clinic: Clinic, plan: Plan, let_in: Access, phone: Client
) -> None:
    Clinic.objects.update(sheet_layout="cards", sheet_ink="line")
    handout = stored(plan, let_in)

    phone.get("/my/sheet.pdf?layout=whole&weeks=2")

    assert AuditEvent.objects.latest("pk").subject == f"handout {handout.pk}"


def test_sheet_speaks_the_patients_language(phone: Client, plan: Plan) -> None:
    sheet = sheet_of(make.item(plan))
    spanish = replace(
        sheet, patient=replace(sheet.patient, language="es"), translations={"es": {"a": "b"}}
    )
    issue(plan, spanish, at=make.moment("2026-11-12 09:00"))

    page = shown(phone)

    assert "Abrir mi hoja" in page
    assert "2 semanas: del" in page
    assert "weeks:" not in page
    assert '<div class="own-sheet" lang="es">' in page


def test_lost_file_leads_to_whom_to_call(
    plan: Plan, let_in: Access, phone: Client, caplog: Any
) -> None:
    handout = stored(plan, let_in)
    handout.file.delete(save=False)
    Handout.objects.filter(pk=handout.pk).update(file="handouts/gone.pdf")

    page = phone.get("/my/sheet.pdf", follow=True).content.decode()

    assert "Your sheet could not be made. Please call us: 01632 960 122" in page
    assert "could not be given" in caplog.text


def test_asking_too_often_is_refused_for_this_patient_only(
    phone: Client, asked: PlanItem, clinic: Clinic
) -> None:
    other = Client()
    access = issue_access(make.patient(clinic, first_name="Kim"), by=None)
    other.cookies[settings.PORTAL_COOKIE_NAME] = open_session(access)[1]

    answers = [phone.get("/my/sheet/").status_code for _ in range(sheet_views.ASKS + 1)]

    assert (answers[0], answers[-2], answers[-1]) == (200, 200, 429)
    assert other.get("/my/sheet/").status_code == 302


def test_without_a_plan_there_is_no_sheet(sam: Patient, phone: Client) -> None:
    response = phone.get("/my/sheet/")

    assert response.headers["Location"] == "/my/"
    assert "There is no sheet for you" in phone.get("/my/").content.decode()


def test_a_stranger_gets_no_sheet(plan: Plan, let_in: Access, client: Client) -> None:
    stored(plan, let_in)

    for url in ("/my/sheet/", "/my/sheet.pdf"):
        assert client.get(url).headers["Location"] == "/p/"


@pytest.mark.pdf
def test_sheet_is_made_on_request_and_then_streamed(phone: Client, asked: PlanItem) -> None:
    where = phone.post("/my/sheet/").headers["Location"]
    phone.post("/my/sheet/")

    assert phone.get(where).content.startswith(b"%PDF")
    assert Handout.objects.count() == 1
