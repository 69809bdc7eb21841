"""programs:exercise_detail: all about one exercise."""

from typing import Any

import pytest
from django.test import Client

from clinic.models import Clinic, Member
from patients.models import Precaution
from programs.library.favourites import set_favourite
from programs.models import Exercise, Picture, Plan, PlanItem, Protocol, Video
from tests import make


def text(client: Client, exercise: Exercise, query: str = "") -> str:
    page: str = client.get(exercise.get_absolute_url() + query).content.decode()
    return page


def with_left(**fields: Any) -> Exercise:
    made = make.exercise("Clam", side=Exercise.Side.EACH, **fields)
    for frame in ("start", "end"):
        drawing = make.drawing(f"left {frame}")
        Picture.objects.create(
            exercise=made, frame=frame, is_left=True, drawing=drawing, alt=f"Left, {frame}."
        )
    return made


def test_detail_shows_words_pictures_and_dose(as_fran: Client) -> None:
    page = text(as_fran, make.exercise(aliases="Hip lift\nPelvic lift"))

    assert "Also called Hip lift, Pelvic lift" in page
    assert page.count("<li>") >= 3
    assert "Squeeze your buttocks." in page
    assert 'alt="A person, start."' in page
    assert 'alt="A person, end."' in page


def test_detail_says_the_dose_in_words_and_shorthand_with_its_source(as_ana: Client) -> None:
    page = text(as_ana, make.exercise())

    assert "10 times, 3 sets, once a day, every day" in page
    assert "3×10 daily" in page
    assert "Source: House default" in page


def test_detail_shows_precautions_to_think_about(as_ana: Client) -> None:
    exercise = make.exercise(precaution_note="No breath-holding.")
    exercise.precautions.add(Precaution.objects.create(code="hernia", name="Hernia"))

    assert "Hernia" in text(as_ana, exercise)
    assert "No breath-holding." in text(as_ana, exercise)


@pytest.mark.parametrize(
    ("state", "words"), [("awaiting", "Not reviewed:"), ("signed", "has signed off")]
)
def test_detail_says_whether_it_is_signed_off(state: str, words: str, as_ana: Client) -> None:
    assert words in text(as_ana, make.exercise(sign_off=state))


@pytest.mark.parametrize(
    ("query", "shown", "other"),
    [("", "A person, end.", "Left, end."), ("?side=left", "Left, end.", "A person, end.")],
)
def test_detail_shows_one_side_at_a_time(
    query: str, shown: str, other: str, as_ana: Client
) -> None:
    page = text(as_ana, with_left(), query)

    assert f'alt="{shown}"' in page
    assert f'alt="{other}"' not in page
    assert 'href="?side=left"' in page


def test_detail_offers_no_side_where_there_is_none(as_ana: Client) -> None:
    assert "?side=" not in text(as_ana, make.exercise())


def test_detail_links_easier_and_harder_of_this_clinics_library(
    as_ana: Client, clinic: Clinic, other_clinic: Clinic
) -> None:
    bridge = make.exercise()
    bridge.harder.add(make.exercise("Marching bridge"), make.exercise("Theirs", other_clinic))
    make.exercise("Pelvic tilt", clinic).harder.add(bridge)

    page = text(as_ana, bridge)

    assert "Marching bridge" in page
    assert "Pelvic tilt" in page
    assert "Theirs" not in page


def protocol_with(exercise: Exercise, **fields: Any) -> Protocol:
    protocol = Protocol.objects.create(**({"code": "back", "name": "Low back"} | fields))
    phase = protocol.phases.create(position=1, name="Calm")
    phase.items.create(exercise=exercise, position=1, reps=5)
    phase.items.create(exercise=exercise, position=2, reps=8)
    return protocol


def test_detail_says_where_it_is_used(as_ana: Client, item: PlanItem, as_olga: Client) -> None:
    Plan.objects.update(status=Plan.Status.ACTIVE)
    protocol_with(item.exercise)

    assert "In 1 active plan of this clinic." in text(as_ana, item.exercise)
    assert text(as_ana, item.exercise).count(">Low back</a>") == 1
    assert "In no active plan of this clinic." in text(as_olga, item.exercise)


def test_detail_keeps_what_plans_hold_from_front_desk(as_fran: Client, item: PlanItem) -> None:
    assert "Where it is used" not in text(as_fran, item.exercise)


def test_detail_of_a_retired_exercise_says_so(as_ana: Client) -> None:
    assert "Retired" in text(as_ana, make.exercise(status=Exercise.Status.RETIRED))


def test_detail_without_pictures_says_so(as_ana: Client) -> None:
    exercise = make.exercise()
    exercise.pictures.all().delete()

    assert "There is no picture" in text(as_ana, exercise)


def test_detail_of_another_clinics_own_is_not_there(
    as_olga: Client, as_ana: Client, clinic: Clinic
) -> None:
    ours = make.exercise(clinic=clinic)

    assert as_ana.get(ours.get_absolute_url()).status_code == 200
    assert as_olga.get(ours.get_absolute_url()).status_code == 404
    assert as_ana.get("/library/99999999999999999999999/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_detail_takes_as_many_statements_whatever_it_shows(
    count: int, as_ana: Client, django_assert_num_queries: Any
) -> None:
    bridge = make.exercise()
    for number in range(count):
        bridge.harder.add(make.exercise(f"Harder {number}"))
        make.exercise(f"Easier {number}").harder.add(bridge)
        protocol_with(bridge, code=f"back-{number}")
    as_ana.get("/library/")

    with django_assert_num_queries(18):
        text(as_ana, bridge)


def moving(exercise: Exercise, *, is_left: bool = False) -> Picture:
    drawing = make.drawing(f"moving, left {is_left}")
    return Picture.objects.create(
        exercise=exercise, frame=Picture.Frame.MOVING, is_left=is_left, drawing=drawing, alt=""
    )


@pytest.mark.parametrize(("query", "is_left"), [("", False), ("?side=left", True)])
def test_detail_has_the_movement_of_the_side_and_a_way_to_stop_it(
    query: str, is_left: bool, as_ana: Client
) -> None:
    clam = with_left()
    shown, other = moving(clam, is_left=is_left), moving(clam, is_left=not is_left)

    page = text(as_ana, clam, query)

    assert f'data-moving="{shown.url}" hidden' in page  # until the script can stop it
    assert other.url not in page
    assert "data-play>Pause</button>" in page


def test_detail_shows_the_clinics_video_and_not_the_drawing_that_moves(
    as_ana: Client, clinic: Clinic
) -> None:
    video = Video.objects.create(clinic=clinic, sha256="0" * 64, file="film.mp4", size_bytes=1)
    bridge = make.exercise(clinic=clinic, video=video)
    moving(bridge)

    page = text(as_ana, bridge)

    assert "<video" in page
    assert "data-moving" not in page


def test_detail_says_whether_it_is_a_favourite(as_ana: Client, ana: Member) -> None:
    bridge = make.exercise()
    assert 'value="yes" aria-pressed="false"' in text(as_ana, bridge)

    set_favourite(bridge, is_wanted=True, by=ana)

    assert 'value="no" aria-pressed="true"' in text(as_ana, bridge)
