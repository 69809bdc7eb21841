"""Taking changes of a draft back, and doing them again."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import AuditEvent, Member
from programs.models import Advice, Plan, PlanItem, PlanPhase, PlanStep, Protocol, ProtocolPhase
from programs.plans import actions, item_actions, phase_actions, starting, undoing
from programs.plans.changing import changing
from programs.plans.drafts import state_of
from programs.plans.errors import PlanConflictError, PlanError
from programs.plans.issue import issue_plan
from tests import make

Act = Callable[[PlanItem, Member], Any]


@pytest.fixture
def protocol(db: None) -> Protocol:
    protocol = Protocol.objects.create(code="knee", name="Knee", screen="Rule out a fracture.")
    phase = ProtocolPhase.objects.create(protocol=protocol, position=1, name="Calm")
    phase.advice.add(make.advice("Pacing"))
    return protocol


def said(plan: Plan, member: Member) -> tuple[str | None, str | None]:
    return tuple(step and step.said for step in undoing.steps_at_hand(plan, member))  # type: ignore[return-value]  # always two


def take_leaflet(name: str, item: PlanItem, ana: Member) -> None:
    with changing(item.phase.plan, f"Leaflet “{name}” added", by=ana):
        item.phase.advice.add(make.advice(name))


def leave_leaflet(name: str, item: PlanItem, ana: Member) -> None:
    with changing(item.phase.plan, f"Leaflet “{name}” taken out", by=ana):
        PlanPhase.objects.get(name="Build").advice.clear()


ACTS: dict[str, Act] = {
    "Bridge added": lambda item, ana: item_actions.add_item(item.phase, item.exercise, by=ana),
    "Dose of Bridge": lambda item, ana: item_actions.change_item(
        item, {"reps": 12, "load_kg": Decimal("2.50"), "cue": "Slowly."}, version=1, by=ana
    ),
    "Bridge moved": lambda item, ana: item_actions.move_item(item, by=ana, steps=1),
    "Bridge moved to “Build”": lambda item, ana: item_actions.move_item_to(
        item, PlanPhase.objects.get(name="Build"), by=ana
    ),
    "Bridge duplicated": lambda item, ana: item_actions.duplicate_item(item, by=ana),
    "Bridge taken out": lambda item, ana: item_actions.remove_item(item, by=ana),
    "Goal and dates": lambda item, ana: actions.change_plan(
        item.phase.plan, {"goal": "Dance", "review_on": date(2030, 1, 2)}, version=1, by=ana
    ),
    "Phase “Strong” added": lambda item, ana: phase_actions.add_phase(
        item.phase.plan, "Strong", by=ana
    ),
    "Leaflet “Sleep” added": lambda item, ana: take_leaflet("Sleep", item, ana),
    "Leaflet “Rest” taken out": lambda item, ana: leave_leaflet("Rest", item, ana),
    "Phase “Build” removed": lambda item, ana: phase_actions.remove_phase(
        PlanPhase.objects.get(name="Build"), by=ana
    ),
    "Patient moved to “Build”": lambda item, ana: phase_actions.enter_phase(
        PlanPhase.objects.get(name="Build"), by=ana
    ),
    "“Knee” applied": lambda item, ana: starting.apply_protocol(
        item.phase.plan, Protocol.objects.get(), by=ana, before=item.phase
    ),
}


@pytest.fixture
def two(item: PlanItem, protocol: Protocol) -> PlanItem:
    """The first of two items in a plan of two phases; the second has a leaflet only."""
    build = PlanPhase.objects.create(plan=item.phase.plan, position=9, name="Build")
    build.advice.add(make.advice("Rest"))
    make.item(item.phase.plan, make.exercise("Clamshell"), position=2)
    return item


@pytest.mark.parametrize("name", ACTS)
def test_each_change_is_undone_and_redone_whole(name: str, two: PlanItem, ana: Member) -> None:
    plan = two.phase.plan
    before = state_of(plan.pk)
    ACTS[name](two, ana)
    after = state_of(plan.pk)
    assert before != after and said(plan, ana) == (name, None)

    undoing.undo(plan, by=ana)
    assert state_of(plan.pk) == before and said(plan, ana) == (None, name)

    undoing.redo(plan, by=ana)
    assert state_of(plan.pk) == after and said(plan, ana) == (name, None)


def test_a_whole_session_goes_back_and_forth(two: PlanItem, ana: Member) -> None:
    plan = two.phase.plan
    states = [state_of(plan.pk)]
    for reps in (4, 5, 6):
        version = PlanItem.objects.get(pk=two.pk).version
        item_actions.change_item(two, {"reps": reps}, version=version, by=ana)
        states.append(state_of(plan.pk))

    for state in states[-2::-1]:
        undoing.undo(plan, by=ana)
        assert state_of(plan.pk) == state
    for state in states[1:]:
        undoing.redo(plan, by=ana)
        assert state_of(plan.pk) == state
    with pytest.raises(PlanError, match="nothing to redo"):
        undoing.redo(plan, by=ana)


def test_a_new_change_ends_what_could_be_redone(two: PlanItem, ana: Member) -> None:
    plan = two.phase.plan
    item_actions.move_item(two, by=ana, steps=1)
    undoing.undo(plan, by=ana)

    item_actions.duplicate_item(two, by=ana)

    assert said(plan, ana) == ("Bridge duplicated", None)


def test_open_forms_are_told_of_an_undo(two: PlanItem, ana: Member) -> None:
    item_actions.change_item(two, {"reps": 4}, version=1, by=ana)
    undoing.undo(two.phase.plan, by=ana)

    with pytest.raises(PlanConflictError):
        item_actions.change_item(two, {"reps": 5}, version=2, by=ana)


def test_nobody_takes_back_what_another_changed_since(
    two: PlanItem, ana: Member, owner: Member
) -> None:
    item_actions.change_item(two, {"reps": 4}, version=1, by=ana)
    item_actions.change_item(two, {"reps": 5}, version=2, by=owner)

    with pytest.raises(PlanConflictError, match="Dose of Bridge"):
        undoing.undo(two.phase.plan, by=ana)

    assert PlanItem.objects.get(pk=two.pk).reps == 5
    undoing.undo(two.phase.plan, by=owner)
    assert PlanItem.objects.get(pk=two.pk).reps == 4


def test_other_changes_of_others_stay(two: PlanItem, ana: Member, owner: Member) -> None:
    item_actions.change_item(two, {"reps": 4}, version=1, by=ana)
    item_actions.change_item(two, {"cue": "Slowly."}, version=2, by=owner)

    undoing.undo(two.phase.plan, by=ana)

    now = PlanItem.objects.get(pk=two.pk)
    assert (now.reps, now.cue) == (two.reps, "Slowly.")


def test_phase_that_others_use_by_now_stays(two: PlanItem, ana: Member, owner: Member) -> None:
    phase = phase_actions.add_phase(two.phase.plan, "Strong", by=ana)
    item_actions.move_item_to(two, phase, by=owner)

    with pytest.raises(PlanConflictError):
        undoing.undo(two.phase.plan, by=ana)

    assert PlanItem.objects.get(pk=two.pk).phase == phase


def test_phase_that_the_patient_is_in_by_now_stays(
    two: PlanItem, ana: Member, owner: Member
) -> None:
    phase = phase_actions.add_phase(two.phase.plan, "Strong", by=ana)
    phase_actions.enter_phase(phase, by=owner)

    with pytest.raises(PlanConflictError):
        undoing.undo(two.phase.plan, by=ana)


def test_leaflet_that_left_the_library_does_not_come_back(two: PlanItem, ana: Member) -> None:
    leave_leaflet("Rest", two, ana)
    Advice.objects.all().delete()

    undoing.undo(two.phase.plan, by=ana)

    assert not PlanPhase.objects.get(name="Build").advice.exists()


def test_what_was_issued_is_not_undone(item: PlanItem, ana: Member) -> None:
    item_actions.change_item(item, {"side": "both", "reps": 4}, version=1, by=ana)
    issue_plan(item.phase.plan, by=ana)

    with pytest.raises(PlanError, match="nothing to undo"):
        undoing.undo(item.phase.plan, by=ana)


def test_yesterdays_changes_are_not_undone(item: PlanItem, ana: Member) -> None:
    item_actions.change_item(item, {"reps": 4}, version=1, by=ana)

    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        assert said(item.phase.plan, ana) == (None, None)


def test_refused_change_is_no_step(item: PlanItem, ana: Member) -> None:
    with pytest.raises(PlanConflictError):
        item_actions.change_item(item, {"reps": 4}, version=7, by=ana)
    actions.change_plan(item.phase.plan, {"goal": item.phase.plan.goal}, version=1, by=ana)

    assert not PlanStep.objects.exists()


def test_only_the_last_steps_are_kept(
    item: PlanItem, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("programs.plans.changing.MOST_STEPS", 2)
    for version in (1, 2, 3):
        item_actions.change_item(item, {"reps": version}, version=version, by=ana)

    assert [step.number for step in PlanStep.objects.all()] == [2, 3]


@pytest.mark.parametrize("count", [1, 6])
def test_undo_takes_as_many_statements_for_one_as_for_six(
    count: int, item: PlanItem, ana: Member, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make.item(item.phase.plan, make.exercise(f"Step {number}"), position=number + 2)
    item_actions.move_item(item, by=ana, steps=count)
    plan = item.phase.plan

    with django_assert_num_queries(16):
        undoing.undo(plan, by=ana)


def test_buttons_undo_and_redo(two: PlanItem, as_ana: Client, ana: Member) -> None:
    plan = two.phase.plan
    item_actions.move_item(two, by=ana, steps=1)
    page = as_ana.get(plan.get_absolute_url()).content.decode()
    assert 'aria-label="Undo: Bridge moved"' in page and 'id="redo"' in page

    answer = as_ana.post(
        reverse("programs:plan_undo", args=[plan.pk]), headers={"HX-Request": "true"}
    )
    shown = answer.content.decode()
    assert "Undone: Bridge moved" in shown and 'aria-label="Redo: Bridge moved"' in shown

    as_ana.post(reverse("programs:plan_redo", args=[plan.pk]))
    assert PlanItem.objects.get(pk=two.pk).position == 2
    changes = AuditEvent.objects.filter(subject=f"plan {plan.pk}", action="change")
    assert changes.count() == 3
