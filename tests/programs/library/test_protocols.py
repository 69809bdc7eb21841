"""programs:protocol_list and protocol_detail."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic
from programs.models import Exercise, Protocol
from tests import make


def protocol(name: str = "Low-back spasm", phases: int = 1, **fields: Any) -> Protocol:
    made = Protocol.objects.create(name=name, code=name.lower().replace(" ", "-"), **fields)
    for number in range(1, phases + 1):
        phase = made.phases.create(
            position=number,
            name=f"Phase {number}",
            when_text="Days 0 to 3",
            aim="Ease the spasm",
            move_on_when="You sleep for some hours",
        )
        exercise = make.exercise(f"Bridge {number}", side=Exercise.Side.EACH)
        phase.items.create(exercise=exercise, position=1, sets=2, reps=8, cue="Slowly")
    return made


def url(protocol: Protocol) -> str:
    return reverse("programs:protocol_detail", args=[protocol.pk])


def test_list_tells_how_big_each_is(as_ana: Client) -> None:
    made = protocol(phases=3, summary="Three phases.")

    page = as_ana.get("/protocols/").content.decode()

    assert f'href="{url(made)}"' in page
    assert "3 phases, 3 exercises" in page
    assert "Awaiting clinical sign-off" in page


def test_list_goes_by_name(as_ana: Client) -> None:
    for name in ("Neck", "Ankle", "Knee", "Hip"):
        protocol(name)

    page = as_ana.get("/protocols/").content.decode()

    names = [page.index(f">{name}<") for name in ("Ankle", "Hip", "Knee", "Neck")]
    assert names == sorted(names)


def test_list_without_protocols_says_what_to_do(as_ana: Client) -> None:
    assert "No protocols yet" in as_ana.get("/protocols/").content.decode()


def test_list_leaves_out_the_retired_and_other_clinics_own(
    as_ana: Client, other_clinic: Clinic
) -> None:
    protocol("Old", status=Protocol.Status.RETIRED)
    protocol("Theirs", clinic=other_clinic)

    assert "No protocols yet" in as_ana.get("/protocols/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_statements_for_one_as_for_three(
    count: int, as_ana: Client, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        protocol(f"Protocol {number}", phases=2)
    as_ana.get("/library/")

    with django_assert_num_queries(4):
        as_ana.get("/protocols/")


def test_detail_shows_phases_with_aims_doses_and_when_to_move_on(as_ana: Client) -> None:
    made = protocol(therapist_note="Screen first.")

    page = as_ana.get(url(made)).content.decode()

    assert "8 times each side, 2 sets, once a day, every day" in page
    assert "about 3 minutes on a full day" in page  # 8 times 4 s, twice, both sides: 128 s
    for words in ("Days 0 to 3", "Ease the spasm", "You sleep for", "Slowly", "Screen first."):
        assert words in page


def test_detail_names_the_exercises_whose_codes_stand_in_the_note(as_ana: Client) -> None:
    make.exercise("Prone lying", code="LB03")
    make.exercise("Knee rolls", code="LB06")
    made = protocol(therapist_note="LB03 may take its place.")

    page = as_ana.get(url(made)).content.decode()

    assert "Prone lying" in page
    assert "Knee rolls" not in page


def test_detail_names_no_exercise_twice(as_ana: Client) -> None:
    made = protocol()
    made.therapist_note = made.phases.get().items.get().exercise.code + " first."
    made.save()

    assert "Named above" not in as_ana.get(url(made)).content.decode()


def test_detail_leads_to_the_patients(as_ana: Client) -> None:
    made = protocol()

    page = as_ana.get(url(made)).content.decode()

    assert f'href="/patients/?protocol={made.pk}">Use for a patient' in page


def test_detail_of_a_retired_one_is_to_look_at_only(as_ana: Client) -> None:
    page = as_ana.get(url(protocol(status=Protocol.Status.RETIRED))).content.decode()

    assert "Retired" in page
    assert "Use for a patient" not in page


def test_protocols_are_for_clinicians(as_fran: Client) -> None:
    assert as_fran.get("/protocols/").status_code == 403
    assert as_fran.get(url(protocol())).status_code == 403


def test_detail_of_another_clinics_own_is_not_there(
    as_ana: Client, as_olga: Client, clinic: Clinic
) -> None:
    ours = protocol(clinic=clinic)

    assert as_ana.get(url(ours)).status_code == 200
    assert as_olga.get(url(ours)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_detail_takes_as_many_statements_for_one_phase_as_for_three(
    count: int, as_ana: Client, django_assert_num_queries: Any
) -> None:
    made = protocol(phases=count, therapist_note="LB03")
    as_ana.get("/library/")

    with django_assert_num_queries(9):
        as_ana.get(url(made))
