"""manage.py create_clinic: a real clinic's first set-up."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from clinic.models import Clinic, Member
from tests import make
from tests.clinic.test_sign_in import is_signed_in, sign_in

WORDS = ["Hilltop Physio", "Olga Hill", "Olga@Hilltop.example", "--phone", "01632 960 111"]


@pytest.fixture(autouse=True)
def _for_real(settings: Settings, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    settings.DEMO = False
    monkeypatch.setenv("OWNER_PASSWORD", make.PASSWORD)


def test_create_clinic_makes_an_owner_who_can_sign_in(client: Client) -> None:
    call_command("create_clinic", *WORDS)

    owner = Member.objects.get()
    assert (owner.clinic, owner.role) == (Clinic.objects.get(name="Hilltop Physio"), "owner")
    sign_in(client, owner.email)
    assert is_signed_in(client)


@pytest.mark.parametrize("weak", ["short", "password123456", "olga@hilltop.example"])
def test_create_clinic_refuses_a_weak_password(monkeypatch: pytest.MonkeyPatch, weak: str) -> None:
    monkeypatch.setenv("OWNER_PASSWORD", weak)

    with pytest.raises(CommandError, match="password"):
        call_command("create_clinic", *WORDS)

    assert not Clinic.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([*WORDS, "--time-zone", "Europe/Riverbank"], "time_zone: This time zone is not known"),
        ([WORDS[0], WORDS[1], "olga", *WORDS[3:]], "email: Enter a valid email"),
    ],
)
def test_create_clinic_names_what_is_wrong(words: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("create_clinic", *words)


def test_create_clinic_refuses_beside_the_demo() -> None:
    make.clinic(is_demo=True)

    with pytest.raises(CommandError, match="This is the demo"):
        call_command("create_clinic", *WORDS)
