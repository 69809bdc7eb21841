"""programs:exercise_own_dose: a dose of one's own, typed in the library."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Member
from programs.models import Exercise, OwnDose
from tests import make


@pytest.fixture
def bridge(db: None) -> Exercise:
    return make.exercise("Bridge", tempo="slow")


def send(client: Client, exercise: Exercise, **sent: str) -> Any:
    url = reverse("programs:exercise_own_dose", args=[exercise.pk])
    return client.post(url, sent, follow=True)


def test_typed_dose_is_kept_for_the_member(as_ana: Client, ana: Member, bridge: Exercise) -> None:
    page = send(as_ana, bridge, shorthand="2x8 mwf").content.decode()

    kept = OwnDose.objects.get()
    assert (kept.member, kept.reps, kept.tempo) == (ana, 8, "slow")
    assert "Your dose is kept." in page and "2×8 mo,we,fr" in page
    assert AuditEvent.objects.filter(subject=f"own_dose {bridge.pk}").count() == 1


def test_owner_keeps_and_forgets_the_clinics(as_owner: Client, bridge: Exercise) -> None:
    send(as_owner, bridge, shorthand="2x8", for_all="1")
    assert OwnDose.objects.get().member is None

    page = send(as_owner, bridge, forget="1", for_all="1").content.decode()

    assert not OwnDose.objects.exists()
    assert "The clinic’s dose is forgotten." in page


def test_therapist_keeps_none_for_everybody(as_ana: Client, bridge: Exercise) -> None:
    page = as_ana.get(bridge.get_absolute_url()).content.decode()

    assert "Keep as my dose" in page and "the clinic's dose" not in page
    assert send(as_ana, bridge, shorthand="2x8", for_all="1").status_code == 403
    assert send(as_ana, bridge, forget="1", for_all="1").status_code == 403


def test_front_desk_is_not_asked(as_fran: Client, bridge: Exercise) -> None:
    assert "another dose" not in as_fran.get(bridge.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the dose first."),
        ("3x10 zz", "“zz” cannot be read."),
        ("999 times", "Times"),
        ("mwf", "Say how many times"),
        ("x" * 101, "at most 100 characters"),
    ],
)
def test_what_is_no_dose_is_refused_at_the_field(
    typed: str, said: str, as_ana: Client, bridge: Exercise
) -> None:
    response = send(as_ana, bridge, shorthand=typed)

    assert response.status_code == 422
    assert said.lower() in response.content.decode().lower()
    assert f'value="{typed}"' in response.content.decode()
    assert not OwnDose.objects.exists()
