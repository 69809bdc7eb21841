"""The builder's rows: at hand, narrowed by filters, easier and harder."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import Clinic, Member
from patients.models import Equipment
from programs.library.favourites import set_favourite
from programs.models import Exercise, Plan
from tests import make

URL = "/library/search/"
NAME = re.compile(r"<b>(.*?)</b>")
TITLE = re.compile(r'<h3 class="search-group">(.*?)</h3>')


def page(client: Client, **query: Any) -> str:
    response = client.get(URL, query)
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


def names(client: Client, **query: Any) -> list[str]:
    return NAME.findall(page(client, **query))


def needing(name: str, *things: str) -> Exercise:
    exercise = make.exercise(name)
    for code in things:
        exercise.equipment.add(Equipment.objects.get_or_create(code=code, name=code)[0])
    return exercise


@pytest.fixture
def earlier(plan: Plan, ana: Member) -> Plan:
    """What Ana made before this plan."""
    return make.plan(plan.patient, therapist=ana)


def test_without_words_come_favourites_then_what_was_used_lately(
    as_ana: Client, ana: Member, plan: Plan, earlier: Plan
) -> None:
    liked, used, _ = (make.exercise(name) for name in ("Clamshell", "Squat", "Bridge"))
    set_favourite(liked, is_wanted=True, by=ana)
    make.item(earlier, used)
    make.item(earlier, liked)

    assert TITLE.findall(page(as_ana, plan=plan.pk)) == ["Favourites", "Used lately"]
    assert names(as_ana, plan=plan.pk) == ["Clamshell", "Squat"]
    assert "search all 3 exercises" in page(as_ana, plan=plan.pk)


def test_what_is_in_this_plan_only_was_not_used_lately(
    as_ana: Client, ana: Member, plan: Plan
) -> None:
    Plan.objects.filter(pk=plan.pk).update(therapist=ana)
    make.item(plan, make.exercise("Squat"))
    make.exercise("Bridge")

    assert TITLE.findall(page(as_ana, plan=plan.pk)) == []
    assert names(as_ana, plan=plan.pk) == ["Bridge", "Squat"]


def test_who_has_nothing_at_hand_sees_the_librarys_beginning(as_ana: Client, plan: Plan) -> None:
    for number in range(13):
        make.exercise(f"Bridge {number:02}")

    assert len(names(as_ana, plan=plan.pk)) == 12
    assert "13 exercises, the first 12 shown" in page(as_ana, plan=plan.pk)


def test_filters_put_what_is_at_hand_first(
    as_ana: Client, ana: Member, plan: Plan, earlier: Plan
) -> None:
    make.exercise("Bridge", region="hip")
    make.item(earlier, make.exercise("Squat", region="knee"))
    make.item(earlier, make.exercise("Step up", region="hip"))

    assert names(as_ana, plan=plan.pk, region="hip") == ["Step up", "Bridge"]
    assert TITLE.findall(page(as_ana, region="hip")) == ["Used lately", "Others"]


def test_filters_and_words_narrow_together(as_ana: Client, plan: Plan) -> None:
    make.exercise("Bridge", needs_floor=True)
    make.exercise("Bridge at the wall")
    make.exercise("Squat")

    assert names(as_ana, plan=plan.pk, q="bri", floor="no") == ["Bridge at the wall"]


def test_favourites_can_be_searched(as_ana: Client, ana: Member, plan: Plan) -> None:
    for name in ("Bridge", "Bridge, marching", "Squat"):
        exercise = make.exercise(name)
        set_favourite(exercise, is_wanted=name != "Bridge", by=ana)

    assert names(as_ana, plan=plan.pk, favourites="yes") == ["Bridge, marching", "Squat"]
    assert names(as_ana, plan=plan.pk, favourites="yes", q="bri") == ["Bridge, marching"]


def test_has_at_home_leaves_out_what_needs_another_thing(as_ana: Client, plan: Plan) -> None:
    needing("Bridge", "mat"), needing("Row", "band"), needing("Step", "mat", "step")
    needing("Sway"), needing("Nod", "none")
    plan.patient.equipment.set(Equipment.objects.filter(code="mat"))

    assert names(as_ana, plan=plan.pk, home="yes") == ["Bridge", "Nod", "Sway"]


def test_row_says_what_is_not_at_home(as_ana: Client, plan: Plan) -> None:
    needing("Row", "mat", "Step", "band", "chair")
    assert "at home" not in page(as_ana, plan=plan.pk)

    plan.patient.equipment.set(Equipment.objects.filter(code="mat"))

    assert "No step or band at home" in page(as_ana, plan=plan.pk)
    assert "at home" not in page(as_ana)


def test_has_at_home_says_nothing_where_it_is_not_known(as_ana: Client, plan: Plan) -> None:
    needing("Row", "band")

    assert names(as_ana, plan=plan.pk, home="yes") == ["Row"]
    assert names(as_ana, home="yes") == ["Row"]
    assert "At home" not in as_ana.get("/library/?home=yes").content.decode()


def test_nothing_fits_the_filters_offers_to_take_them_off(as_ana: Client, plan: Plan) -> None:
    make.exercise("Bridge")

    assert "has 1 exercise, and none of them fits" in page(as_ana, q="bri", level="5")
    assert "data-search-clear" in page(as_ana, level="5")
    assert "data-search-clear" not in page(as_ana, q="zebra")


@pytest.mark.parametrize(
    ("limit", "count"),
    [("36", 14), ("13", 13), ("1", 12), ("-5", 12), ("x", 12), ("9" * 30, 12), ("9999", 14)],
)
def test_more_are_shown_when_asked_for(limit: str, count: int, as_ana: Client) -> None:
    for number in range(14):
        make.exercise(f"Bridge {number:02}")

    assert len(names(as_ana, q="bridge", limit=limit)) == count


def test_never_more_than_so_many_at_once(as_ana: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programs.library.rows.MOST_SHOWN", 13)
    for number in range(14):
        make.exercise(f"Bridge {number:02}")

    shown = page(as_ana, q="bridge", limit="9999")

    assert len(NAME.findall(shown)) == 13
    assert "add a word" in shown


@pytest.mark.parametrize(
    "odd", ["region", "type", "floor", "home", "favourites", "level", "position", "retired"]
)
def test_odd_filter_values_are_left_out(odd: str, as_ana: Client, plan: Plan) -> None:
    make.exercise("Bridge")

    for value in ("", "zebra", "ye\0s", "'; --", "x" * 5000, "²"):
        assert names(as_ana, plan=plan.pk, **{odd: value}) == ["Bridge"]


def test_near_shows_the_easier_and_the_harder(as_ana: Client, plan: Plan) -> None:
    bridge, hard = make.exercise("Bridge"), make.exercise("Bridge, marching")
    easy = make.exercise("Pelvic tilt")
    bridge.harder.add(hard)
    bridge.easier.add(easy)

    shown = page(as_ana, plan=plan.pk, near=bridge.pk)

    assert TITLE.findall(shown) == ["Easier than Bridge", "Harder than Bridge"]
    assert NAME.findall(shown) == ["Pelvic tilt", "Bridge, marching"]
    assert "Easier and harder than Bridge: 2 exercises" in shown


def test_near_of_what_stands_alone_says_so(as_ana: Client, plan: Plan) -> None:
    alone = make.exercise("Bridge")

    shown = page(as_ana, plan=plan.pk, near=alone.pk)

    assert "nothing that is noted as easier or harder than Bridge" in shown
    assert "data-near" not in page(as_ana, plan=plan.pk)


def test_near_says_how_the_exercise_itself_is_made_easier(as_ana: Client, plan: Plan) -> None:
    bridge = make.exercise("Bridge", easier_text="Lift only halfway.")

    shown = page(as_ana, plan=plan.pk, near=bridge.pk)

    assert TITLE.findall(shown) == ["Easier than Bridge"]
    assert "Lift only halfway." in shown
    assert NAME.findall(shown) == []


def test_near_leaves_words_and_filters_aside(as_ana: Client, plan: Plan) -> None:
    bridge = make.exercise("Bridge")
    bridge.harder.add(make.exercise("Plank", needs_floor=True))

    shown = page(as_ana, plan=plan.pk, near=bridge.pk, q="zebra", floor="no")

    assert NAME.findall(shown) == ["Plank"]
    assert "The filters wait" in shown


def test_retired_exercise_has_near_ones_and_is_none(
    as_ana: Client, clinic: Clinic, plan: Plan
) -> None:
    bridge, plank = make.exercise("Bridge"), make.exercise("Plank", clinic=clinic)
    bridge.harder.add(plank)
    Exercise.objects.filter(pk=plank.pk).update(status="retired", changed_at=timezone.now())

    assert names(as_ana, plan=plan.pk, near=bridge.pk) == []
    assert names(as_ana, plan=plan.pk, near=plank.pk) == ["Bridge"]


def test_near_of_another_clinics_exercise_is_not_there(
    as_ana: Client, as_olga: Client, clinic: Clinic
) -> None:
    starter, ours = make.exercise("Bridge"), make.exercise("Ours", clinic=clinic)
    starter.harder.add(ours)

    assert names(as_ana, near=starter.pk) == ["Ours"]
    assert names(as_olga, near=starter.pk) == []
    assert as_olga.get(URL, {"near": ours.pk}).status_code == 404


@pytest.mark.parametrize("odd", ["12345", "x", "-1", "²", "9" * 40])
def test_near_of_what_is_not_there(odd: str, as_ana: Client) -> None:
    assert as_ana.get(URL, {"near": odd}).status_code == 404


def test_ended_plan_has_no_button_that_adds(as_ana: Client, plan: Plan) -> None:
    make.exercise("Bridge")
    assert 'name="exercise"' in page(as_ana, plan=plan.pk)

    Plan.objects.filter(pk=plan.pk).update(status="ended")

    assert 'name="exercise"' not in page(as_ana, plan=plan.pk)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("query", "statements"),
    [({"q": "bri"}, 5), ({}, 7), ({"q": "bri", "favourites": "yes", "home": "yes"}, 6)],
)
def test_rows_take_as_many_statements_whatever_their_number(
    query: dict[str, str],
    statements: int,
    rows: int,
    as_ana: Client,
    plan: Plan,
    django_assert_num_queries: Any,
) -> None:
    made = [make.exercise(f"Bridge {number}") for number in range(rows)]
    for one in made[1:]:
        one.harder.add(made[0])
    as_ana.get("/library/")

    with django_assert_num_queries(3 + statements):
        page(as_ana, plan=plan.pk, **query)
    with django_assert_num_queries(3 + 6):
        page(as_ana, plan=plan.pk, near=made[0].pk)
