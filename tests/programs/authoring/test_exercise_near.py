"""programs:exercise_near, and the fields of easier and harder exercises that it serves."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic
from programs.library.views import SEARCHES
from programs.models import Exercise
from tests import make

NEAR, NEW = "/library/near/", "/library/new/"


@pytest.fixture
def ours(clinic: Clinic) -> Exercise:
    exercise: Exercise = make.exercise("Our bridge", clinic=clinic, code="C001")
    return exercise


@pytest.fixture
def bridge(db: None) -> Exercise:
    exercise: Exercise = make.exercise("Bridge", code="LB25")
    return exercise


def edit(exercise: Exercise) -> str:
    return reverse("programs:exercise_edit", args=[exercise.pk])


def shown(response: Any) -> str:
    page: str = response.content.decode()
    return page


def found(client: Client, **query: Any) -> list[str]:
    offer = client.get(NEAR, data=query).context["offer"]
    return [card.name for card in offer.cards]


@pytest.mark.parametrize("typed", ["bridge", "brige", "lb25"])
def test_exercise_near_finds_by_name_misspelt_and_code(
    as_ana: Client, bridge: Exercise, typed: str
) -> None:
    make.exercise("Clamshell", region="hip")

    page = shown(as_ana.get(NEAR, {"q": typed}))

    assert 'data-code="LB25"' in page and "Add<" in page and "Clamshell" not in page
    assert "1 exercise fits." in page


def test_exercise_near_is_never_the_exercise_itself(
    as_ana: Client, bridge: Exercise, ours: Exercise
) -> None:
    assert found(as_ana, q="bridge") == ["Bridge", "Our bridge"]
    assert found(as_ana, q="bridge", but=ours.pk) == ["Bridge"]
    assert found(as_ana, q="bridge", but="9" * 5000) == ["Bridge", "Our bridge"]


def test_exercise_near_says_when_more_or_none_fit(as_ana: Client, ours: Exercise) -> None:
    for number in range(13):
        make.exercise(f"Squat {number}")

    assert "The best 12 of 13: add a word for others." in shown(as_ana.get(NEAR, {"q": "squat"}))
    nothing = shown(as_ana.get(NEAR, {"q": "our bridge", "but": str(ours.pk)}))
    assert "No other exercise fits." in nothing
    assert shown(as_ana.get(NEAR)).strip() == ""


def test_exercise_near_offers_nothing_of_another_clinic_nor_retired(
    as_ana: Client, bridge: Exercise, other_clinic: Clinic
) -> None:
    make.exercise("Their bridge", clinic=other_clinic)
    make.exercise("Old bridge", status="retired")

    assert found(as_ana, q="bridge") == ["Bridge"]


def test_exercise_near_may_not_be_asked_without_end(as_ana: Client, db: None) -> None:
    statuses = [as_ana.get(NEAR).status_code for _ in range(SEARCHES + 1)]

    assert set(statuses[:-1]) == {200} and statuses[-1] == 429


@pytest.mark.parametrize("count", [1, 3])
def test_exercise_near_has_as_many_statements_for_more_rows(
    as_ana: Client, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make.exercise(f"Squat {number}")
    found(as_ana, q="squat")

    with django_assert_num_queries(5):
        assert len(found(as_ana, q="squat")) == count


def test_what_was_chosen_is_shown_by_name(as_ana: Client, ours: Exercise, bridge: Exercise) -> None:
    ours.harder.add(bridge)
    ours.easier.add(make.exercise("Old tilt", code="LB01", status="retired"))

    response = as_ana.get(edit(ours))

    chosen = response.context["form"].chosen
    assert [one.card.name for one in chosen["harder_codes"]] == ["Bridge"]
    assert [one.card.name for one in chosen["easier_codes"]] == ["Old tilt"]
    assert "Retired · " in shown(response) and "Remove</span>" in shown(response)


def test_what_was_posted_wrong_stays_chosen_with_its_error(
    as_ana: Client, bridge: Exercise, other_clinic: Clinic
) -> None:
    make.exercise("Theirs", clinic=other_clinic, code="C009")

    response = as_ana.post(NEW, {"harder_codes": "lb25, c009, <b>\0"})

    chosen = response.context["form"].chosen["harder_codes"]
    assert [(one.code, bool(one.card)) for one in chosen] == [
        ("LB25", True),
        ("C009", False),
        ("<B>", False),
    ]
    assert 'id="id_harder_codes_error"' in shown(response) and "<B>" not in shown(response)
    assert "Theirs" not in shown(response)


def test_same_exercise_as_easier_and_harder_is_refused_at_its_field(
    as_ana: Client, ours: Exercise, bridge: Exercise
) -> None:
    page = as_ana.get(edit(ours)).context["form"]
    typed = {name: page[name].value() for name in ("name", "type", "position", "side", "steps")}
    typed |= {"version": 1, "difficulty": 2, "days": ["0"], "times_per_day": 1}
    typed |= {"regions": [one.pk for one in ours.regions.all()]}

    response = as_ana.post(edit(ours), typed | {"easier_codes": "LB25", "harder_codes": "LB25"})

    assert response.context["form"].errors["harder_codes"][0].startswith("“Bridge” stands under")
    assert response.status_code == 422 and not ours.harder.exists()


def test_codes_without_end_are_not_all_shown(as_ana: Client, bridge: Exercise) -> None:
    endless = " ".join(f"X{number}" for number in range(5000))

    response = as_ana.post(NEW, {"easier_codes": endless})

    assert response.status_code == 422
    assert shown(response).count("Not in the library") == 21
    assert "These are 5000. Leave 20 at most." in shown(response)
