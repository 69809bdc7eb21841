"""manage.py load_demo: the demo clinic, once, and never beside real patients."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from clinic.models import Clinic, Member
from patients.models import Access, Equipment, Patient
from programs.demo.people import PASSWORD
from tests import make
from tests.clinic.test_sign_in import is_signed_in, sign_in


@pytest.fixture(autouse=True)
def _library(db: None) -> None:
    Equipment.objects.create(code="chair", name="Chair")


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Clinic, Member, Patient, Access))


def test_load_demo_prints_sign_ins_that_work(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_demo")

    printed = capsys.readouterr().out
    assert "ana@riverbank.example" in printed
    assert PASSWORD in printed
    sign_in(client, "ana@riverbank.example", PASSWORD)
    assert is_signed_in(client)


def test_load_demo_prints_a_code_and_birth_date(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_demo")

    access = Access.objects.get(patient__first_name="Sam")
    assert f"code {access.spaced_code}, born 14 March 1985" in capsys.readouterr().out


def test_load_demo_twice_changes_nothing() -> None:
    call_command("load_demo")
    before = counts()

    call_command("load_demo")

    assert counts() == before


def test_load_demo_is_for_the_demo_only(settings: Settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")


def test_load_demo_refuses_beside_a_real_clinic() -> None:
    make.clinic()

    with pytest.raises(CommandError, match="A real clinic is in this database"):
        call_command("load_demo")

    assert Clinic.objects.count() == 1


def test_load_demo_wants_the_library_first() -> None:
    Equipment.objects.all().delete()

    with pytest.raises(CommandError, match="load_library"):
        call_command("load_demo")

    assert not Clinic.objects.exists()
