"""programs:protocol_list and protocol_detail."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic
from programs.models import Advice, Exercise, Protocol, Region
from tests import make


def protocol(name: str = "Low-back spasm", phases: int = 1, **fields: Any) -> Protocol:
    fields.setdefault("code", name.lower().replace(" ", "-"))
    made = Protocol.objects.create(name=name, **fields)
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


def in_region(protocol: Protocol, code: str, name: str) -> None:
    region = Region.objects.get_or_create(code=code, defaults={"name": name})[0]
    protocol.regions.add(region)


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


def test_list_puts_our_copy_before_what_it_was_made_from(as_ana: Client, clinic: Clinic) -> None:
    starters = [make.protocol("Stiff hip") for _ in range(2)]
    ours = make.protocol("Stiff hip", clinic=clinic)

    page = as_ana.get("/protocols/").content.decode()

    places = [page.index(f'href="/protocols/{one.pk}/"') for one in (ours, *starters)]
    assert places[0] == min(places)


def test_detail_marks_an_exercise_that_is_retired(as_ana: Client, clinic: Clinic) -> None:
    protocol = make.protocol("Our hip", clinic=clinic)
    make.protocol_item(protocol, make.exercise("Bridge"))
    make.protocol_item(protocol, make.exercise("Old way", status="retired"))

    page = as_ana.get(f"/protocols/{protocol.pk}/").content.decode()

    assert page.count("Retired exercise") == 1


def test_list_leaves_out_the_retired_and_other_clinics_own(
    as_ana: Client, other_clinic: Clinic
) -> None:
    protocol("Old", status=Protocol.Status.RETIRED)
    protocol("Theirs", clinic=other_clinic)

    assert "No protocols yet" in as_ana.get("/protocols/").content.decode()


def test_list_leaves_options_out_of_the_size(as_ana: Client) -> None:
    made = protocol()
    exercise = make.exercise("Clamshell")
    made.phases.get().items.create(exercise=exercise, position=2, is_option=True, note="Later.")

    assert "1 phase, 1 exercise<" in as_ana.get("/protocols/").content.decode()


@pytest.mark.parametrize(
    "asked", ["q=low+spasm", "q=BACK", "region=trunk", "q=first+weeks", "q=tummy", "q=low+core"]
)
def test_list_finds_by_name_code_summary_and_region(asked: str, as_ana: Client) -> None:
    in_region(protocol(summary="Your tummy, in the first weeks."), "trunk", "Trunk and core")
    in_region(protocol("Tennis elbow", code="tennis"), "elbow", "Elbow")

    page = as_ana.get(f"/protocols/?{asked}").content.decode()

    assert "Low-back spasm" in page
    assert "Tennis elbow" not in page


def test_list_counts_the_regions_that_the_words_leave(as_ana: Client) -> None:
    in_region(protocol("Knee pain"), "knee", "Knee")
    in_region(protocol("Knee surgery", code="surgery"), "knee", "Knee")
    in_region(protocol("Stiff neck"), "neck", "Neck")

    page = as_ana.get("/protocols/?q=knee&region=knee")

    (chip,) = page.context["regions"]
    assert (chip.name, chip.count, chip.is_chosen, chip.query) == ("Knee", 2, True, "?q=knee")


def test_list_without_a_hit_says_what_to_do(as_ana: Client) -> None:
    protocol()

    page = as_ana.get("/protocols/?q=elbow").content.decode()

    assert "No protocol fits" in page
    assert "Show all protocols" in page


def test_list_has_pages_that_keep_the_search(as_ana: Client) -> None:
    Protocol.objects.bulk_create(
        Protocol(code=f"knee-{number}", name=f"Knee {number:03}") for number in range(300)
    )

    page = as_ana.get("/protocols/?q=knee&page=2").content.decode()

    assert "Knee 030" in page and "Knee 029" not in page
    assert "Page 2 of 10" in page
    assert 'href="?q=knee&amp;page=3"' in page


@pytest.mark.parametrize("asked", ["x", "0", "-1", "99999999999", ""])
def test_list_shows_the_nearest_page_there_is(asked: str, as_ana: Client) -> None:
    protocol()

    assert "Low-back spasm" in as_ana.get(f"/protocols/?page={asked}").content.decode()


@pytest.mark.parametrize("asked", ["q=%00", "q=%25_", "region=%00", "region=<b>", "q=" + "a+" * 99])
def test_list_takes_any_words(asked: str, as_ana: Client) -> None:
    protocol()

    assert as_ana.get(f"/protocols/?{asked}").status_code == 200


def test_list_keeps_our_retired_ones_apart(as_ana: Client, clinic: Clinic) -> None:
    protocol("Old ways", clinic=clinic, status=Protocol.Status.RETIRED)

    page = as_ana.get("/protocols/").content.decode()

    assert page.index("No protocols yet") < page.index("Retired protocols") < page.index("Old ways")


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_statements_for_one_as_for_three(
    count: int, as_ana: Client, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        in_region(protocol(f"Protocol {number}", phases=2), f"r{number}", f"Region {number}")
    as_ana.get("/library/")

    with django_assert_num_queries(9):
        as_ana.get("/protocols/")


def test_detail_shows_phases_with_aims_doses_and_when_to_move_on(as_ana: Client) -> None:
    made = protocol(therapist_note="Screen first.")

    page = as_ana.get(url(made)).content.decode()

    assert "8 times, 2 sets each side, once a day, every day" in page
    # 8 times 4 seconds, twice: 64 seconds, and 128 on both sides
    assert "about 2 minutes on a full day, 3 with both sides" in page
    for words in ("Days 0 to 3", "Ease the spasm", "You sleep for", "Slowly", "Screen first."):
        assert words in page


def test_detail_names_the_exercises_whose_codes_stand_in_the_note(as_ana: Client) -> None:
    make.exercise("Prone lying", code="LB03")
    make.exercise("Knee rolls", code="LB06")
    made = protocol(therapist_note="LB03 may take its place.")

    page = as_ana.get(url(made)).content.decode()

    assert "Prone lying" in page
    assert "Knee rolls" not in page


def test_detail_shows_the_screen_before_the_phases(as_ana: Client) -> None:
    made = protocol(screen="# Ask a doctor first\n- Cannot take four steps.\n<b>Plain</b>")

    page = as_ana.get(url(made)).content.decode()

    assert "<h3>Ask a doctor first</h3>" in page
    assert page.index("<li>Cannot take four steps.</li>") < page.index("Phase 1")
    assert "&lt;b&gt;Plain" in page


def test_detail_keeps_options_apart_from_what_is_done(as_ana: Client) -> None:
    made = protocol()
    exercise = make.exercise("Clamshell", code="HP03")
    option = {"is_option": True, "note": "In place of T1.", "reps": 99, "sets": 9}
    made.phases.get().items.create(exercise=exercise, position=2, **option)

    page = as_ana.get(url(made)).content.decode()

    assert page.index("Kept ready: 1 more") < page.index("In place of T1.")
    assert "about 2 minutes" in page


def test_detail_links_leaflets_of_ours_and_no_other_clinics(
    as_ana: Client, clinic: Clinic, other_clinic: Clinic
) -> None:
    phase = protocol().phases.get()
    phase.therapist_note = "Measure it."
    phase.save()
    theirs, ours = (
        Advice.objects.create(clinic=one, code="heat", name=f"Heat, {one.name}", body="Warm.")
        for one in (other_clinic, clinic)
    )
    phase.advice.add(theirs, ours)

    page = as_ana.get(url(phase.protocol)).content.decode()

    assert f'href="/advice/{ours.pk}/">' in page and "Measure it." in page
    assert theirs.name not in page


def test_detail_names_no_exercise_twice(as_ana: Client) -> None:
    made = protocol()
    made.therapist_note = made.phases.get().items.get().exercise.code + " first."
    made.save()

    assert "Named in a note" not in as_ana.get(url(made)).content.decode()


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

    with django_assert_num_queries(11):
        as_ana.get(url(made))
