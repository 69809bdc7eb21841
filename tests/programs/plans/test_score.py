"""The plan's description, line by line."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from clinic.models import Member
from patients.models import Equipment
from programs.models import Exercise, Plan, PlanItem
from programs.plans.score import Score, score_of
from tests import make


@pytest.fixture
def full(plan: Plan) -> Plan:
    """A plan that says all that it can say."""
    exercise = make.exercise(stop_if="Your leg goes numb.", harder_text="Lift one leg.")
    exercise.equipment.add(Equipment.objects.create(code="none", name="Nothing"))
    item = make.item(plan, exercise, taught="done_back", effort_0_to_10=4, cue="Slowly.")
    item.phase.move_on_when = "You can do it for a week."
    item.phase.save()
    item.phase.advice.add(make.advice())
    plan.review_on = date(2030, 1, 2)
    plan.save()
    return plan


def score(plan: Plan) -> Score:
    return score_of(Plan.objects.for_page().get(pk=plan.pk))


def missing(plan: Plan) -> list[str]:
    return [line.number for line in score(plan).missing]


def test_fullest_plan_lacks_only_the_form_for_harm(full: Plan) -> None:
    assert (score(full).words, missing(full)) == ("18 of 19", ["11"])


def change(model: Any, **fields: Any) -> Callable[[], object]:
    return lambda: model.objects.update(**fields)


LOSSES: dict[str, Callable[[], object]] = {
    "1": lambda: Exercise.objects.get().equipment.clear(),
    "2": change(Member, registration=""),
    "6": change(Plan, goal=""),
    "7a": lambda: Plan.objects.get().phases.update(move_on_when=""),
    "7b": change(Exercise, harder_text=""),
    "8": change(Exercise, stop_if=""),
    "10": lambda: Plan.objects.get().phases.get().advice.clear(),
    "13": change(Plan, review_on=None),
    "14b": change(PlanItem, cue=""),
    "15": change(PlanItem, effort_0_to_10=None),
    "16a": change(PlanItem, taught="shown"),
}


@pytest.mark.parametrize("number", LOSSES)
def test_each_thing_left_out_drops_its_line_only(number: str, full: Plan) -> None:
    LOSSES[number]()

    assert set(missing(full)) == {number, "11"}


@pytest.mark.parametrize("number", LOSSES)
def test_what_is_missing_links_to_its_place(number: str, full: Plan, as_ana: Client) -> None:
    LOSSES[number]()
    (line,) = (line for line in score(full).missing if line.number == number)
    address, _, anchor = line.url.partition("#")

    page = as_ana.get(address).content.decode()

    assert not anchor or f'id="{anchor}"' in page


def test_dose_that_says_no_amount_is_missing(full: Plan) -> None:
    PlanItem.objects.update(reps=None)

    (line,) = (line for line in score(full).missing if line.number == "13")
    assert line.words == "Bridge: say how much."


@pytest.mark.parametrize(
    ("kind", "feel_it", "is_missing"),
    [("rest", "You breathe slowly.", False), ("rest", "", True), ("strength", "It works.", True)],
)
def test_what_is_not_loaded_may_say_what_it_feels_like(
    kind: str, feel_it: str, is_missing: bool, full: Plan
) -> None:
    PlanItem.objects.update(effort_0_to_10=None)
    Exercise.objects.update(type=kind, feel_it=feel_it)

    assert ("15" in missing(full)) == is_missing


def words(plan: Plan, number: str) -> str:
    (line,) = (line for line in score(plan).lines if line.number == number)
    return line.words


def test_missing_registration_is_said_of_its_owner(full: Plan) -> None:
    Member.objects.update(registration="", name="Ana Brook")

    assert words(full, "2").startswith("Ana Brook's profile")


def test_plan_from_a_protocol_says_what_differs(full: Plan) -> None:
    protocol = make.protocol()
    make.protocol_item(protocol, Exercise.objects.get())
    make.protocol_item(protocol, make.exercise("Squat"))
    Plan.objects.update(protocol=protocol)
    PlanItem.objects.update(reps=12, effort_0_to_10=None)
    make.item(full, make.exercise("Plank"))

    assert words(full, "14a") == "a protocol, changed"
    assert words(full, "14b") == "1 added, 1 left out, 1 with another dose"


def test_plan_that_leaves_its_protocol_as_it_is_says_so(full: Plan) -> None:
    protocol = make.protocol()
    made = make.protocol_item(protocol, Exercise.objects.get())
    made.effort_0_to_10 = 4
    made.save()
    Plan.objects.update(protocol=protocol)
    PlanItem.objects.update(cue="")

    assert words(full, "14a") == "a protocol as it is"
    assert words(full, "14b") == "nothing differs from the protocol"


@pytest.mark.parametrize("count", [1, 3])
def test_protocol_is_read_in_one_statement(
    count: int, full: Plan, django_assert_num_queries: Any
) -> None:
    protocol = make.protocol()
    for number in range(count):
        make.protocol_item(protocol, make.exercise(f"Squat {number}"))
    Plan.objects.update(protocol=protocol)
    fresh = Plan.objects.for_page().get(pk=full.pk)

    with django_assert_num_queries(1):
        score_of(fresh)


def test_next_phase_says_how_it_moves_on(full: Plan) -> None:
    Exercise.objects.update(harder_text="")
    make.item(full, Exercise.objects.get(), phase=make.phase(full, "Build"))

    assert "7b" not in missing(full)


def test_empty_plan_is_scored_too(plan: Plan) -> None:
    Plan.objects.update(therapist=None, current_phase=None)

    assert score(plan).words == "8 of 19"


def test_score_asks_for_nothing_more(full: Plan, django_assert_num_queries: Any) -> None:
    fresh = Plan.objects.for_page().get(pk=full.pk)

    with django_assert_num_queries(0):
        score_of(fresh)


def test_builder_shows_the_score(full: Plan, as_ana: Client) -> None:
    page = as_ana.get(full.get_absolute_url()).content.decode()

    assert "Plan description: <span" in page and "18 of 19</span>" in page


def test_front_desk_sees_no_score_on_a_sheet(full: Plan, as_fran: Client) -> None:
    page = as_fran.get(make.revision(full).get_absolute_url()).content.decode()

    assert "Sheet number 1" in page and "Plan description" not in page
