from django.test import Client

from clinic.models import Clinic
from patients.models import Access
from programs.content.reader import read_safety


def test_anyone_reads_when_to_get_help(
    client: Client, clinic: Clinic, other_clinic: Clinic
) -> None:
    response = client.get("/urgent/")

    page = response.content.decode()
    assert response.status_code == 200
    for block in read_safety().blocks:
        assert block.title in page
        assert block.emergency[0] in page
    assert "call your country’s emergency number" in page


def test_anyone_reads_whom_to_call_where_there_is_one_clinic(
    client: Client, clinic: Clinic
) -> None:
    page = client.get("/urgent/").content.decode()

    assert clinic.emergency_text in page
    assert clinic.phone in page


def test_a_patient_reads_the_same_lines_and_the_clinics_own_number(
    phone: Client, client: Client, let_in: Access
) -> None:
    theirs, anyones = phone.get("/urgent/"), client.get("/urgent/")

    def lines(page: str) -> list[str]:
        return [part.split("<")[0] for part in page.split("<li>")[1:] if "<a" not in part[:3]]

    assert "Call 999, or go to the nearest emergency department." in theirs.content.decode()
    assert lines(theirs.content.decode())[-20:] == lines(anyones.content.decode())[-20:]
    assert theirs.headers["Cache-Control"] == "no-store"
