"""programs:exercise_favourite: what a member wants at hand; and what they use most."""

from typing import Any

import pytest
from django.test import Client

from clinic.models import Clinic, Member
from programs.library.favourites import favourite_ids, most_used_ids, set_favourite
from programs.models import Exercise, Favourite, Plan
from tests import make

HTMX = {"hx-request": "true"}


def url(exercise: Exercise) -> str:
    return f"/library/{exercise.pk}/favourite/"


def test_favourite_is_kept_and_let_go(as_ana: Client, ana: Member) -> None:
    bridge = make.exercise()

    as_ana.post(url(bridge), {"wanted": "yes"})
    assert favourite_ids(ana) == (bridge.pk,)

    as_ana.post(url(bridge), {"wanted": "no"})
    assert favourite_ids(ana) == ()


def test_asking_twice_is_the_same_as_once(as_ana: Client, ana: Member) -> None:
    bridge = make.exercise()

    for _ in range(2):
        as_ana.post(url(bridge), {"wanted": "yes"})

    assert favourite_ids(ana) == (bridge.pk,)


def test_favourite_answers_htmx_with_the_button_only(as_ana: Client) -> None:
    bridge = make.exercise()

    page = as_ana.post(url(bridge), {"wanted": "yes"}, headers=HTMX).content.decode()

    assert page.startswith("<button")
    assert 'aria-pressed="true"' in page
    assert 'name="wanted" value="no"' in page


def test_favourite_without_script_goes_back_to_the_card(as_ana: Client) -> None:
    bridge = make.exercise()
    came_from = {"referer": "http://testserver/library/?q=bri&level=2"}

    response = as_ana.post(url(bridge), {"wanted": "yes"}, headers=came_from)

    assert response["Location"] == f"/library/?q=bri&level=2#exercise-{bridge.pk}"


@pytest.mark.parametrize("referer", ["", "https://evil.example/", "http://[", "/patients/"])
def test_favourite_goes_to_no_other_page(referer: str, as_ana: Client) -> None:
    bridge = make.exercise()

    response = as_ana.post(url(bridge), {"wanted": "yes"}, headers={"referer": referer})

    assert response["Location"] == bridge.get_absolute_url()


def test_favourites_are_the_members_own(as_ana: Client, owner: Member, as_owner: Client) -> None:
    bridge = make.exercise()

    as_ana.post(url(bridge), {"wanted": "yes"})

    assert favourite_ids(owner) == ()
    assert "Your favourites" in as_ana.get("/library/").content.decode()
    assert "Your favourites" not in as_owner.get("/library/").content.decode()


def test_favourite_of_what_is_not_there(as_olga: Client, clinic: Clinic) -> None:
    ours = make.exercise(clinic=clinic)

    assert as_olga.post(url(ours), {"wanted": "yes"}).status_code == 404
    assert not Favourite.objects.exists()


def test_favourite_is_for_clinicians_and_changes_by_post_only(
    as_fran: Client, as_ana: Client
) -> None:
    bridge = make.exercise()

    assert as_fran.post(url(bridge), {"wanted": "yes"}).status_code == 403
    assert as_ana.get(url(bridge)).status_code == 405
    assert "favourite-form" not in as_fran.get("/library/").content.decode()


@pytest.mark.parametrize("wanted", ["yes", "no"])
def test_favourite_takes_as_many_statements_each_time(
    wanted: str, as_ana: Client, ana: Member, django_assert_max_num_queries: Any
) -> None:
    bridge = make.exercise()
    as_ana.get("/library/")

    with django_assert_max_num_queries(9):
        as_ana.post(url(bridge), {"wanted": wanted}, headers=HTMX)


def test_most_used_are_those_in_ones_own_plans_most_often_first(
    plan: Plan, ana: Member, owner: Member, clinic: Clinic
) -> None:
    bridge, squat = make.exercise(), make.exercise("Squat")
    make.item(plan, squat)
    other = make.plan(make.patient(clinic), therapist=ana)
    for exercise in (bridge, squat):
        make.item(other, exercise)

    assert most_used_ids(ana) == (squat.pk, bridge.pk)
    assert most_used_ids(owner) == ()


def test_what_is_retired_is_not_at_hand(as_ana: Client, ana: Member, plan: Plan) -> None:
    old = make.exercise("Old squat", status=Exercise.Status.RETIRED)
    make.item(plan, old)
    set_favourite(old, is_wanted=True, by=ana)
    make.exercise()

    assert "Old squat" not in as_ana.get("/library/").content.decode()
    assert "Old squat" not in as_ana.get("/library/search/").content.decode()


def test_library_shows_what_one_uses_most_until_one_searches(as_ana: Client, plan: Plan) -> None:
    make.item(plan)

    assert "You use these most" in as_ana.get("/library/").content.decode()
    for query in ("q=bri", "level=2", "page=2&q=bri"):
        assert "You use these most" not in as_ana.get(f"/library/?{query}").content.decode()
