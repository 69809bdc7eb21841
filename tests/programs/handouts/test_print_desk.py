"""The print desk: which sheets are on it, what is said of each, and the log."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import Clinic, Member
from patients.access import issue_access
from programs.handouts.actions import note_printing, store_handout
from programs.handouts.options import Options
from programs.models import Handout, Plan, Printing, Revision
from tests import make
from tests.conftest import signed_in
from tests.programs.handouts.test_actions import RENDERED, issued

pytestmark = pytest.mark.django_db
DESK, LOG = "/print/", "/print/log/"
LONG_AGO = timedelta(days=40)
UNPRINTED = "not printed yet</span>"


def on_desk(clinic: Clinic, last_name: str = "Rivers", **fields: Any) -> Revision:
    """A sheet that was issued now, of an active plan."""
    patient = make.patient(clinic, last_name=last_name)
    at = fields.pop("issued_at", timezone.now())
    return issued(make.plan(patient, status=Plan.Status.ACTIVE, **fields), at=at)


def paper(revision: Revision) -> Handout:
    access = make.access(revision.plan.patient)
    return store_handout(revision, access, RENDERED, Options())


def words(client: Client, url: str = DESK, **posted: str) -> str:
    answer = client.post(url, posted) if posted else client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("who", ["as_ana", "as_owner", "as_fran"])
def test_print_desk_shows_what_was_issued_today(
    who: str, clinic: Clinic, request: pytest.FixtureRequest
) -> None:
    on_desk(clinic, "Rivers")
    on_desk(clinic, "Marlow", issued_at=timezone.now() - LONG_AGO)

    page = words(request.getfixturevalue(who))

    assert "1 sheet for today" in page
    assert "Rivers" in page and "Marlow" not in page


def test_print_desk_shows_sheets_of_patients_who_come_today(
    as_fran: Client, clinic: Clinic
) -> None:
    today, old = timezone.localdate(), timezone.now() - LONG_AGO
    on_desk(clinic, "Rivers", issued_at=old, review_on=today)
    on_desk(clinic, "Marlow", issued_at=old, review_on=today + timedelta(days=30))

    page = words(as_fran)

    assert "visit today" in page and "Marlow" not in page


def test_week_goes_from_monday_to_sunday(clinic: Clinic, fran: Member) -> None:
    wednesday = make.moment("2026-11-25 10:00")
    for day in ("2026-11-22", "2026-11-23", "2026-11-29", "2026-11-30"):
        on_desk(clinic, f"Visit{day[-2:]}", review_on=day, issued_at=wednesday - LONG_AGO)

    with time_machine.travel(wednesday):
        page = words(signed_in(fran), DESK + "?show=week")

    assert [day for day in ("22", "23", "29", "30") if f"Visit{day}" in page] == ["23", "29"]


def test_day_begins_at_midnight_where_the_clinic_is(clinic: Clinic, fran: Member) -> None:
    Clinic.objects.update(time_zone="Pacific/Auckland")  # 13 hours ahead
    for hour, name in (("10:59", "Before"), ("11:01", "After")):
        on_desk(clinic, name, issued_at=make.moment(f"2026-11-24 {hour}"))

    with time_machine.travel(make.moment("2026-11-24 20:00")):
        page = words(signed_in(fran))

    assert "After" in page and "issued today 00:01" in page and "Before" not in page


def test_print_desk_shows_only_the_newest_sheet_of_active_plans(
    as_fran: Client, clinic: Clinic
) -> None:
    twice = on_desk(clinic, "Twice")
    Revision.objects.create(
        plan=twice.plan,
        number=2,
        issued_at=timezone.now(),
        sheet_json=twice.sheet_json,
        sha256=twice.sha256,
    )
    Plan.objects.filter(pk=on_desk(clinic, "Ended").plan_id).update(status=Plan.Status.ENDED)
    archived = on_desk(clinic, "Archived").plan.patient
    archived.status = archived.Status.ARCHIVED
    archived.save()

    page = words(as_fran)

    assert "1 sheet for today" in page and "Sheet 2, issued" in page


def test_print_desk_says_nothing_clinical(as_fran: Client, clinic: Clinic) -> None:
    revision = on_desk(clinic, goal="Sit through a film")
    revision.plan.patient.notes = "Feels watched by geese."
    revision.plan.patient.save()

    page = words(as_fran)

    assert "Rivers" in page
    assert "film" not in page and "geese" not in page


def test_search_finds_any_sheet_by_the_patients_name(as_fran: Client, clinic: Clinic) -> None:
    on_desk(clinic, "Marlow", issued_at=timezone.now() - LONG_AGO)
    on_desk(clinic, "Rivers")

    page = words(as_fran, q="marl")

    assert "1 sheet found for “marl”" in page and "Rivers" not in page


def test_search_that_finds_nobody_says_what_to_do(as_fran: Client, clinic: Clinic) -> None:
    on_desk(clinic)

    assert "Try the first letters of a name" in words(as_fran, q="zz")


def test_empty_desk_says_what_to_do(as_fran: Client) -> None:
    assert "Search for a patient above, or look at the whole week." in words(as_fran)
    assert "Search for a patient above" in words(as_fran, DESK + "?show=week")
    assert "Print a sheet, and it stands here" in words(as_fran, LOG)


def test_row_says_when_and_by_whom_it_was_last_printed(
    clinic: Clinic, ana: Member, fran: Member
) -> None:
    with time_machine.travel(make.moment("2026-11-25 09:30")):
        handout = paper(on_desk(clinic))
        assert UNPRINTED in words(signed_in(fran))
        note_printing(handout, by=ana)
    with time_machine.travel(make.moment("2026-11-25 10:42")):
        note_printing(handout, by=fran)

        page = words(signed_in(fran))

    assert 'printed <span class="number">10:42</span> by Fran Desk' in page
    assert UNPRINTED not in page


def test_row_warns_of_a_code_that_was_ended_since(
    as_fran: Client, clinic: Clinic, fran: Member
) -> None:
    handout = paper(on_desk(clinic))
    note_printing(handout, by=fran)
    assert "old code: print again" not in words(as_fran)

    as_fran.post(reverse("patients:access_renew", args=[handout.revision.plan.patient_id]))

    assert "old code: print again" in words(as_fran)


def test_row_leads_to_a_new_slip_with_a_warning(as_fran: Client, clinic: Clinic) -> None:
    patient = on_desk(clinic).plan.patient
    access = issue_access(patient, by=None)

    page = words(as_fran)

    assert reverse("patients:access_renew", args=[patient.pk]) in page
    assert f'name="instead_of" value="{access.pk}"' in page
    assert "every phone of Sam is signed out" in page


def test_choosing_all_unprinted_ticks_those_and_no_others(
    as_fran: Client, clinic: Clinic, fran: Member
) -> None:
    note_printing(paper(on_desk(clinic, "Printed")), by=fran)
    fresh = on_desk(clinic, "Fresh")

    page = words(as_fran, choose="1")

    assert page.count(" checked>") == 1
    assert f'value="{fresh.pk}" form="desk-batch" autocomplete="off" checked>' in page


def test_choosing_the_unprinted_is_offered_while_there_are_any(
    as_fran: Client, clinic: Clinic, fran: Member
) -> None:
    handout = paper(on_desk(clinic))
    assert "Choose all that are not printed yet" in words(as_fran)

    note_printing(handout, by=fran)

    assert "Choose all that are not printed yet" not in words(as_fran)


def test_long_desk_has_pages_and_choosing_stays_on_one(as_fran: Client, clinic: Clinic) -> None:
    for number in range(101):
        on_desk(clinic, f"Rivers{number:03d}")

    page = words(as_fran, choose="2")

    assert "101 sheets for today" in page and "Page 2 of 2" in page
    assert page.count(" checked>") == 1 and "Rivers100" in page


def test_print_desk_knows_nothing_of_another_clinic(as_olga: Client, clinic: Clinic) -> None:
    note_printing(paper(on_desk(clinic)), by=None)

    assert "Rivers" not in words(as_olga) + words(as_olga, q="riv") + words(as_olga, LOG)


@pytest.mark.parametrize("count", [1, 3])
def test_print_desk_asks_as_often_for_one_row_as_for_many(
    count: int, as_fran: Client, clinic: Clinic, fran: Member, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        note_printing(paper(on_desk(clinic, f"Rivers{number}")), by=fran)

    words(as_fran)
    with django_assert_num_queries(8):
        words(as_fran)


@pytest.mark.parametrize("count", [1, 3])
def test_print_log_asks_as_often_for_one_row_as_for_many(
    count: int, as_fran: Client, clinic: Clinic, fran: Member, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        note_printing(paper(on_desk(clinic, f"Rivers{number}")), by=fran)

    words(as_fran)
    with django_assert_num_queries(6):
        words(as_fran, LOG)


def test_print_log_has_each_printing_newest_first(
    as_fran: Client, clinic: Clinic, fran: Member, ana: Member
) -> None:
    first, second = paper(on_desk(clinic, "First")), paper(on_desk(clinic, "Second"))
    for handout, by in ((first, fran), (second, ana), (first, ana)):
        note_printing(handout, by=by)

    page = words(as_fran, LOG)

    assert page.index("First, Sam") < page.index("Second, Sam") < page.rindex("First, Sam")
    assert page.count("log-time") == 3


def test_print_log_has_older_pages(as_fran: Client, clinic: Clinic, fran: Member) -> None:
    handout = paper(on_desk(clinic))
    Printing.objects.bulk_create(
        Printing(clinic=clinic, handout=handout, by=fran) for _ in range(51)
    )

    assert words(as_fran, LOG).count("log-time") == 50
    assert words(as_fran, LOG + "?page=2").count("log-time") == 1


def test_print_log_says_where_earlier_printings_stand(
    as_owner: Client, as_fran: Client, clinic: Clinic, fran: Member
) -> None:
    note_printing(paper(on_desk(clinic)), by=fran)
    assert "before there was a log" not in words(as_fran, LOG)

    Printing.objects.update(printed_at=timezone.now() + timedelta(minutes=1))

    assert "before there was a log stand in the audit, which the owner" in words(as_fran, LOG)
    assert reverse("clinic:audit_list") + "?action=print" in words(as_owner, LOG)


def test_print_log_without_a_row_says_where_earlier_printings_stand(
    as_fran: Client, clinic: Clinic, fran: Member
) -> None:
    note_printing(paper(on_desk(clinic)), by=fran)
    Printing.objects.all().delete()

    page = words(as_fran, LOG)

    assert "Nothing was printed yet" not in page and "before there was a log" in page


def test_printing_again_is_logged_again(as_fran: Client, clinic: Clinic, fran: Member) -> None:
    handout = paper(on_desk(clinic))
    url = reverse("programs:handout_print", args=[handout.revision_id])

    for _ in range(2):
        as_fran.post(url)

    assert list(Printing.objects.values_list("handout", "by")) == [(handout.pk, fran.pk)] * 2
