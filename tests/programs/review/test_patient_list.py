from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clinic.models import Clinic
from patients.models import Patient
from programs.models import Plan, Protocol
from tests import make

LIST = "/patients/"
HTMX = {"HX-Request": "true"}


def names(client: Client, **asked: str) -> list[str]:
    rows = client.post(LIST, asked).context["rows"]
    return [row.patient.name for row in rows]


@pytest.fixture
def three(clinic: Clinic, sam: Patient) -> list[Patient]:
    """Sam Rivers, and two more."""
    return [
        sam,
        make.patient(clinic, first_name="Pat", last_name="quimby", phone="07700 900145"),
        make.patient(clinic, first_name="Jo", last_name="Marlow", email="jo@marlow.example"),
    ]


def test_patient_list_has_the_address_that_everything_links_to() -> None:
    assert reverse("patients:patient_list") == LIST


def test_patient_list_is_by_last_name(as_fran: Client, three: list[Patient]) -> None:
    assert names(as_fran) == ["Jo Marlow", "Pat quimby", "Sam Rivers"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("riv", ["Sam Rivers"]),
        ("Sam RIV", ["Sam Rivers"]),
        ("marlow.example", ["Jo Marlow"]),
        ("900145", ["Pat quimby"]),
        ("07700900145", ["Pat quimby"]),
        ("07700 900145", ["Pat quimby"]),
        ("ma", ["Jo Marlow"]),
        ("le", []),
        ("ivers", []),
        ("sam marlow", []),
    ],
)
def test_patient_list_finds(
    as_ana: Client, three: list[Patient], words: str, found: list[str]
) -> None:
    assert names(as_ana, q=words) == found


def test_patient_list_shows_the_archive_on_request(as_ana: Client, three: list[Patient]) -> None:
    Patient.objects.filter(last_name="Marlow").update(status=Patient.Status.ARCHIVED)

    assert names(as_ana) == ["Pat quimby", "Sam Rivers"]
    assert names(as_ana, archived="yes") == ["Jo Marlow", "Pat quimby", "Sam Rivers"]


def test_patient_list_holds_no_other_clinics_patients(
    as_ana: Client, as_olga: Client, sam: Patient
) -> None:
    assert (names(as_ana), names(as_olga)) == (["Sam Rivers"], [])


def test_patient_list_tells_of_plan_visit_and_diary(as_ana: Client, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(status="active", review_on=date(2030, 12, 7))
    make.plan(plan.patient)
    item = make.item(plan)
    for day in (3, 9, 5):
        make.entry(item, date(2026, 11, day))

    row = as_ana.get(LIST).context["rows"][0]

    assert row.plan == plan
    assert (row.has_newer_draft, row.last_entry_on) == (True, date(2026, 11, 9))


def test_patient_list_keeps_the_diary_from_the_front_desk(
    as_ana: Client, as_fran: Client, plan: Plan
) -> None:
    make.entry(make.item(plan), date(2026, 11, 9))

    theirs, whole = (as_one.get(LIST).content.decode() for as_one in (as_fran, as_ana))

    assert ("9 Nov" in whole, "9 Nov" in theirs) == (True, False)


def test_patient_list_shows_the_front_desk_no_draft(
    as_ana: Client, as_fran: Client, plan: Plan
) -> None:
    shown = [as_one.get(LIST).context["rows"][0].plan for as_one in (as_ana, as_fran)]

    assert shown == [plan, None]


def fill(clinic: Clinic, count: int) -> None:
    for number in range(count):
        plan = make.plan(make.patient(clinic, last_name=f"Rivers {number}"), status="active")
        make.entry(make.item(plan), timezone.localdate())


# the session, the member, the clinic; then the count, the patients, their plans, their last days
@pytest.mark.parametrize("count", [1, 3])
def test_patient_list_asks_the_same_number_of_questions(
    as_ana: Client,
    clinic: Clinic,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    fill(clinic, count)
    as_ana.get(LIST)

    with django_assert_num_queries(7):
        response = as_ana.get(LIST)

    assert len(response.context["rows"]) == count


def test_patient_list_comes_fifty_a_page(as_ana: Client, clinic: Clinic) -> None:
    Patient.objects.bulk_create(
        Patient(
            clinic=clinic, first_name="Sam", last_name=f"Rivers {n:03}", born_on=date(1980, 2, 29)
        )
        for n in range(51)
    )

    first, second = names(as_ana), names(as_ana, page="2")

    assert (len(first), second) == (50, ["Sam Rivers 050"])
    assert "Page 2 of 2" in as_ana.get(LIST, {"page": "99"}).content.decode()


def test_patient_list_answers_a_search_as_it_is_typed_with_a_part(
    as_ana: Client, sam: Patient
) -> None:
    part = as_ana.post(LIST, {"q": "riv"}, headers=HTMX).content.decode()

    assert "Rivers, Sam" in part
    assert "1 patient found" in part
    assert "<html" not in part


def test_patient_list_says_what_to_do_when_empty(as_fran: Client) -> None:
    page = as_fran.get(LIST).content.decode()

    assert "No patients yet" in page
    assert page.count('href="/patients/new/"') == 2


def test_patient_list_says_when_nobody_is_found(as_ana: Client, sam: Patient) -> None:
    page = as_ana.post(LIST, {"q": "zz<b>"}).content.decode()

    assert "Nobody found for “zz&lt;b&gt;”" in page


def test_patient_list_takes_no_name_from_an_address(as_ana: Client, three: list[Patient]) -> None:
    page = as_ana.get(LIST, {"q": "marlow"})

    assert len(page.context["rows"]) == 3


def test_patient_list_chooses_whom_a_protocol_is_for(as_ana: Client, sam: Patient) -> None:
    protocol = Protocol.objects.create(code="low-back", name="Low back")

    page = as_ana.get(LIST, {"protocol": protocol.pk}).content.decode()

    assert "Choose the patient who starts “Low back”" in page
    assert f'href="/patients/{sam.pk}/plans/new/?protocol={protocol.pk}"' in page


def test_patient_list_chooses_for_no_protocol_of_another_clinic(
    as_ana: Client, sam: Patient, other_clinic: Clinic
) -> None:
    theirs = Protocol.objects.create(clinic=other_clinic, code="low-back", name="Low back")

    page = as_ana.get(LIST, {"protocol": theirs.pk}).content.decode()

    assert "Choose the patient" not in page
