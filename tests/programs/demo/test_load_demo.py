"""manage.py load_demo: what the demo clinic holds, and that it is made once."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from clinic.models import Clinic, Member
from patients.models import Access, Patient
from programs.content.load import load_library
from programs.content.reader import FOLDER
from programs.demo.people import PASSWORD
from programs.models import Entry, Handout, Plan, Printing, Revision
from tests.clinic.test_sign_in import is_signed_in, sign_in

# One worker loads it for all: it renders seven sheets.
pytestmark = [pytest.mark.pdf, pytest.mark.django_db]


def load() -> str:
    printed = io.StringIO()
    call_command("load_demo", stdout=printed)
    return printed.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """What was printed. Loaded once for the tests here, and undone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_library(FOLDER)
        yield load()
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", ["omar", "ana", "fran"])
def test_load_demo_prints_sign_ins_that_work(loaded: str, client: Client, name: str) -> None:
    assert f"{name}@riverbank.example" in loaded
    assert f"password of each: {PASSWORD}" in loaded

    sign_in(client, f"{name}@riverbank.example", PASSWORD)

    assert is_signed_in(client)


def test_load_demo_prints_a_code_and_birth_date(loaded: str) -> None:
    access = Access.objects.get(patient__first_name="Sam")

    assert f"code {access.spaced_code}, born 14 March 1985 (Sam Rivers)" in loaded


def test_load_demo_issues_plans_with_their_sheets(loaded: str) -> None:
    issued = Revision.objects.order_by("plan__patient__first_name", "number")

    assert list(issued.values_list("plan__patient__first_name", "number")) == [
        ("Alba", 1),
        ("Gus", 1),
        ("Jo", 1),
        ("Pat", 1),
        ("Robin", 1),
        ("Sam", 1),
        ("Sam", 2),
    ]
    assert Handout.objects.count() == 7
    assert {change.kind for change in issued[6].sheet.changes} == {"new", "changed", "stopped"}
    assert set(Handout.objects.values_list("language", flat=True)) == {"en", "es"}


def test_load_demo_leaves_front_desk_something_to_do_on_each_of_the_next_days(
    loaded: str, client: Client
) -> None:
    sign_in(client, "fran@riverbank.example", PASSWORD)

    desk = client.get("/print/").content.decode()

    assert "3 sheets for today" in desk and "visit today" in desk
    assert desk.count("not printed yet</span>") == 1
    days = Plan.objects.order_by("review_on").values_list("review_on", flat=True)
    first = days[0]
    assert first and [(day - first).days for day in days if day] == [0, 1, 2, 3, 5, 6]


def test_load_demo_says_all_of_a_spanish_sheet_in_spanish(loaded: str) -> None:
    sheet = Revision.objects.get(plan__patient__first_name="Alba").sheet

    spanish = sheet.translations["es"]
    assert spanish[sheet.clinic.emergency_text].startswith("Llame al 999")
    assert all(item.name in spanish for item in sheet.items)


def test_load_demo_fills_the_log_of_what_was_printed(loaded: str) -> None:
    printed = Printing.objects.select_related("handout__revision")

    assert printed.count() == 6
    assert all(
        one.handout.revision.issued_at <= one.printed_at <= timezone.now() for one in printed
    )


def test_load_demo_fills_diaries_with_all_that_can_be(loaded: str) -> None:
    entries = Entry.objects.filter(patient__first_name="Sam")

    assert set(entries.values_list("outcome", flat=True)) == {"done", "partly", "not_done"}
    assert set(entries.values_list("source", flat=True)) == {"phone", "paper"}
    assert len(set(entries.values_list("day", flat=True))) == 11


def test_load_demo_twice_changes_nothing(loaded: str) -> None:
    def counts() -> list[int]:
        return [m.objects.count() for m in (Clinic, Member, Patient, Access, Plan, Entry, Printing)]

    before = counts()

    assert load() == loaded
    assert counts() == before


def test_load_demo_says_nothing_of_a_patient_whose_codes_have_ended(loaded: str) -> None:
    Access.objects.update(ended_at="2026-01-01T00:00Z")

    assert "code" not in load()
