"""Phases of a plan: their words, dates and order, and who is in which."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import Member
from programs.models import Plan, PlanItem, PlanPhase
from programs.plans import item_actions, phase_actions, undoing
from programs.plans.drafts import state_of
from programs.plans.errors import PlanError
from tests import make


@pytest.fixture
def build(item: PlanItem) -> PlanPhase:
    """A second phase, behind the one that the patient is in."""
    PlanPhase.objects.filter(pk=item.phase_id).update(move_on_when="Pain is at most 3.")
    return make.phase(item.phase.plan, "Build")


def names(plan: Plan) -> list[str]:
    return list(plan.phases.values_list("name", flat=True))


def shown(client: Client, plan: Plan) -> str:
    return " ".join(client.get(plan.get_absolute_url()).content.decode().split())


def words(phase: PlanPhase, **fields: Any) -> dict[str, Any]:
    version = Plan.objects.get(pk=phase.plan_id).version
    return {"name": phase.name, "version": version} | fields


def edit(client: Client, phase: PlanPhase, **fields: Any) -> Any:
    return client.post(reverse("programs:phase_edit", args=[phase.pk]), words(phase, **fields))


def test_all_that_a_phase_says_is_typed_and_shown(as_ana: Client, build: PlanPhase) -> None:
    from_on = build.plan.starts_on + timedelta(days=14)

    edit(as_ana, build, when_text="Weeks 3 to 6", from_on=from_on, aim="Get strong")
    edit(as_ana, build.plan.phases.get(position=1), move_on_when="You sleep well.")

    page = shown(as_ana, build.plan)
    assert f"Weeks 3 to 6 · From {from_on.day} {from_on:%B %Y}" in page
    assert "Aim: Get strong" in page and "<strong>Move on when:</strong> You sleep well." in page


def test_saved_phase_gets_the_focus_back(as_ana: Client, build: PlanPhase) -> None:
    response = as_ana.post(
        reverse("programs:phase_edit", args=[build.pk]),
        words(build, aim="Get strong"),
        headers={"HX-Request": "true"},
    )

    page = response.content.decode()
    assert f'id="phase-{build.pk}-edit"' in page.partition(" autofocus")[0].rpartition("<a ")[2]


def test_phase_without_a_name_says_what_to_do(as_ana: Client, build: PlanPhase) -> None:
    response = edit(as_ana, build, name=" ", aim="Get strong")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Give the phase a name" in page and "Get strong" in page


def test_phase_does_not_begin_before_the_plan(as_ana: Client, build: PlanPhase) -> None:
    before = build.plan.starts_on - timedelta(days=1)

    response = edit(as_ana, build, from_on=before, aim="Get strong")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose that day or later." in page and "Get strong" in page


def test_date_that_was_there_stays_when_other_words_change(
    as_ana: Client, build: PlanPhase
) -> None:
    before = build.plan.starts_on - timedelta(days=1)
    PlanPhase.objects.filter(pk=build.pk).update(from_on=before)

    assert edit(as_ana, build, from_on=before, aim="Get strong").status_code == 302


@pytest.mark.parametrize(
    ("way", "order"),
    [("up", ["Build", "Calm it down", "Strong"]), ("down", ["Calm it down", "Strong", "Build"])],
)
def test_buttons_change_the_order(
    way: str, order: list[str], as_ana: Client, build: PlanPhase
) -> None:
    make.phase(build.plan, "Strong")

    as_ana.post(reverse("programs:phase_move", args=[build.pk]), {"way": way})

    assert names(build.plan) == order


@pytest.mark.parametrize("way", ["down", "", "sideways"])
def test_phase_moves_no_further_than_the_end(way: str, as_ana: Client, build: PlanPhase) -> None:
    response = as_ana.post(reverse("programs:phase_move", args=[build.pk]), {"way": way})

    assert response.status_code == 302
    assert names(build.plan) == ["Calm it down", "Build"]


def test_moving_a_phase_leaves_the_patient_where_they_are(build: PlanPhase, ana: Member) -> None:
    here = build.plan.current_phase_id

    phase_actions.move_phase(build, by=ana, steps=-1)

    assert Plan.objects.get(pk=build.plan_id).current_phase_id == here


def test_moving_a_phase_is_undone_and_redone(build: PlanPhase, ana: Member) -> None:
    before = state_of(build.plan_id)
    phase_actions.move_phase(build, by=ana, steps=-1)
    after = state_of(build.plan_id)

    undoing.undo(build.plan, by=ana)
    assert state_of(build.plan_id) == before

    undoing.redo(build.plan, by=ana)
    assert state_of(build.plan_id) == after != before


def test_phase_that_somebody_removed_does_not_move(build: PlanPhase, ana: Member) -> None:
    stale = PlanPhase.objects.get(pk=build.pk)
    phase_actions.remove_phase(build, by=ana)

    with pytest.raises(PlanError, match="removed by somebody else"):
        phase_actions.move_phase(stale, by=ana, steps=-1)


def test_patient_does_not_enter_a_phase_that_somebody_removed(
    build: PlanPhase, ana: Member
) -> None:
    stale = PlanPhase.objects.get(pk=build.pk)
    phase_actions.remove_phase(build, by=ana)

    with pytest.raises(PlanError, match="removed by somebody else"):
        phase_actions.enter_phase(stale, by=ana)


def test_phase_that_was_issued_can_go_and_what_the_diary_knows_stays(
    as_ana: Client, ana: Member, build: PlanPhase
) -> None:
    squat = make.item(build.plan, make.exercise("Squat"), phase=build)
    make.revision(build.plan)
    item_actions.remove_item(squat, by=ana)
    before = state_of(build.plan_id)

    as_ana.post(reverse("programs:phase_remove", args=[build.pk]))

    squat.refresh_from_db()
    assert names(build.plan) == ["Calm it down"]
    assert (squat.status, squat.phase_id) == ("stopped", build.plan.current_phase_id)
    undoing.undo(build.plan, by=ana)
    assert state_of(build.plan_id) == before


@pytest.mark.parametrize(("removed", "focused"), [("Build", "Strong"), ("Strong", "Build")])
def test_focus_goes_to_the_phase_beside_the_one_removed(
    removed: str, focused: str, as_ana: Client, build: PlanPhase
) -> None:
    phases = {phase.name: phase for phase in (build, make.phase(build.plan, "Strong"))}

    response = as_ana.post(
        reverse("programs:phase_remove", args=[phases[removed].pk]), headers={"HX-Request": "true"}
    )

    page = response.content.decode()
    link = page.partition(" autofocus")[0].rpartition("<a ")[2]
    assert f'id="phase-{phases[focused].pk}-edit"' in link
    assert f"Phase “{removed}” removed" in page


def test_phases_of_one_name_are_told_apart_where_one_is_chosen(
    as_ana: Client, item: PlanItem
) -> None:
    make.phase(item.phase.plan, item.phase.name)

    builder = shown(as_ana, item.phase.plan)
    editor = as_ana.get(
        reverse("programs:item_edit", args=[item.pk]), headers={"HX-Request": "true"}
    ).content.decode()

    assert ">1. Calm it down</option>" in builder and ">2. Calm it down</option>" in builder
    assert "Move to 2. Calm it down" in editor


def test_new_phase_is_shown_at_once(as_ana: Client, build: PlanPhase) -> None:
    response = as_ana.post(reverse("programs:phase_new", args=[build.plan_id]), {"name": "Strong"})

    strong = build.plan.phases.get(name="Strong")
    assert response.headers["Location"] == f"{build.plan.get_absolute_url()}#phase-{strong.pk}"


def test_phase_with_exercises_or_with_the_patient_is_not_removed(
    as_ana: Client, build: PlanPhase
) -> None:
    make.item(build.plan, make.exercise("Squat"), phase=build)

    for phase in build.plan.phases.all():
        as_ana.post(reverse("programs:phase_remove", args=[phase.pk]))

    assert names(build.plan) == ["Calm it down", "Build"]


@pytest.mark.parametrize("count", [1, 6])
def test_moving_asks_the_same_for_any_number_of_phases(
    count: int, build: PlanPhase, ana: Member, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make.phase(build.plan, f"Phase {number}")

    with django_assert_num_queries(23):
        phase_actions.move_phase(build, by=ana, steps=1)


def test_button_says_what_moving_the_patient_means(as_ana: Client, build: PlanPhase) -> None:
    page = shown(as_ana, build.plan)

    assert "Move on from “Calm it down” when: Pain is at most 3." in page
    assert "A move reaches the patient with the next issue, not before." in page


def test_move_is_said_until_it_is_issued(as_ana: Client, build: PlanPhase) -> None:
    make.revision(build.plan)

    response = as_ana.post(reverse("programs:phase_enter", args=[build.pk]), follow=True)

    page = " ".join(response.content.decode().split())
    assert "It reaches the patient with the next issue." in page
    assert "The patient is here from the next issue" in page
    assert "On sheet 1 still" in page


def test_nothing_moves_by_itself_when_its_date_comes(as_ana: Client, build: PlanPhase) -> None:
    here = build.plan.current_phase_id
    PlanPhase.objects.filter(pk=build.pk).update(from_on=timezone.localdate())

    assert "Its date has come." in shown(as_ana, build.plan)
    assert Plan.objects.get(pk=build.plan_id).current_phase_id == here


def test_phases_of_another_clinic_are_not_there(as_olga: Client, build: PlanPhase) -> None:
    response = as_olga.post(reverse("programs:phase_move", args=[build.pk]), {"way": "up"})

    assert response.status_code == 404
    assert names(build.plan) == ["Calm it down", "Build"]
