import pytest

from clinic.models import AuditEvent, Member
from patients.models import Patient
from programs.models import (
    Exercise,
    Plan,
    PlanItem,
    PlanPhase,
    Protocol,
    ProtocolItem,
    ProtocolPhase,
)
from programs.plans import actions, item_actions, phase_actions, starting
from tests import make


@pytest.fixture
def protocol(db: None) -> Protocol:
    protocol = Protocol.objects.create(code="low-back", name="Low back")
    for position, name in enumerate(["Calm", "Build"], start=1):
        phase = ProtocolPhase.objects.create(protocol=protocol, position=position, name=name)
        ProtocolItem.objects.create(
            phase=phase, exercise=make.exercise(f"{name} one"), position=1, reps=7
        )
    return protocol


def current_phase(plan: Plan) -> PlanPhase:
    assert plan.current_phase is not None
    return plan.current_phase


def names(plan: Plan) -> list[str]:
    return [str(item) for item in PlanItem.objects.current().filter(phase__plan=plan)]


def test_start_plan_copies_a_protocols_phases(
    sam: Patient, ana: Member, protocol: Protocol
) -> None:
    plan = starting.start_plan(sam, by=ana, protocol=protocol)

    assert [phase.name for phase in plan.phases.all()] == ["Calm", "Build"]
    assert plan.current_phase == plan.phases.first()
    assert {item.reps for item in PlanItem.objects.filter(phase__plan=plan)} == {7}


def test_archived_patient_gets_no_plan(sam: Patient, ana: Member) -> None:
    sam.status = Patient.Status.ARCHIVED
    sam.save()

    with pytest.raises(actions.PlanError, match="archived"):
        starting.start_plan(sam, by=ana)


def test_apply_protocol_goes_behind_what_is_there(
    item: PlanItem, ana: Member, protocol: Protocol
) -> None:
    plan = item.phase.plan

    starting.apply_protocol(plan, protocol, by=ana)

    assert [phase.name for phase in plan.phases.all()] == ["Calm it down", "Calm", "Build"]
    assert plan.current_phase == item.phase


def test_apply_protocol_replaces_the_phase_that_a_blank_plan_has(
    plan: Plan, ana: Member, protocol: Protocol
) -> None:
    plan.phases.update(name=starting.FIRST_PHASE)

    starting.apply_protocol(plan, protocol, by=ana)

    plan.refresh_from_db()
    assert [phase.name for phase in plan.phases.all()] == ["Calm", "Build"]
    assert current_phase(plan).name == "Calm"


def test_add_item_starts_from_the_exercises_dose(plan: Plan, ana: Member) -> None:
    exercise = make.exercise(reps=12, hold_seconds=4, side=Exercise.Side.EACH)

    item = item_actions.add_item(current_phase(plan), exercise, by=ana)

    assert item.dose == exercise.dose
    assert item.lacks_side


def test_change_item_refuses_an_older_version(item: PlanItem, ana: Member) -> None:
    item_actions.change_item(item, {"reps": 12}, version=1, by=ana)

    with pytest.raises(actions.PlanConflictError):
        item_actions.change_item(item, {"reps": 15}, version=1, by=ana)

    item.refresh_from_db()
    assert item.reps == 12


def test_move_item_changes_places(plan: Plan, ana: Member) -> None:
    first, second, third = (make.item(plan, make.exercise(name)) for name in "ABC")

    item_actions.move_item(third, by=ana, steps=-1)

    assert names(plan) == ["A", "C", "B"]
    assert second.phase == first.phase


def test_moving_past_the_end_stays_at_the_end(plan: Plan, ana: Member) -> None:
    first = make.item(plan, make.exercise("A"))
    make.item(plan, make.exercise("B"))

    item_actions.move_item(first, by=ana, steps=9)

    assert names(plan) == ["B", "A"]


def test_duplicate_goes_right_behind(plan: Plan, ana: Member) -> None:
    first = make.item(plan, make.exercise("A"), side="left", cue="Slowly.")
    make.item(plan, make.exercise("B"))

    copy = item_actions.duplicate_item(first, by=ana)

    assert names(plan) == ["A", "A", "B"]
    assert (copy.side, copy.cue, copy.dose) == ("left", "Slowly.", first.dose)


def test_item_that_was_never_issued_goes(item: PlanItem, ana: Member) -> None:
    item_actions.remove_item(item, by=ana)

    assert not PlanItem.objects.filter(pk=item.pk).exists()


def test_phase_with_the_patient_in_it_stays(plan: Plan, ana: Member) -> None:
    with pytest.raises(actions.PlanError, match="The patient is in this phase"):
        phase_actions.remove_phase(current_phase(plan), by=ana)


def test_phase_of_another_plan_is_refused(item: PlanItem, ana: Member, sam: Patient) -> None:
    elsewhere = current_phase(make.plan(sam))

    with pytest.raises(actions.PlanError, match="not in the same plan"):
        item_actions.move_item_to(item, elsewhere, by=ana)


def test_ended_plan_cannot_be_changed(item: PlanItem, ana: Member) -> None:
    Plan.objects.update(status=Plan.Status.ENDED)

    with pytest.raises(actions.PlanError, match="has ended"):
        item_actions.move_item(item, by=ana, steps=1)


def test_draft_that_was_never_issued_is_thrown_away(plan: Plan, ana: Member) -> None:
    actions.end_plan(plan, by=ana)

    assert not Plan.objects.exists()


def test_each_change_is_in_the_audit(item: PlanItem, ana: Member) -> None:
    item_actions.move_item(item, by=ana, steps=1)

    event = AuditEvent.objects.latest("at")
    assert (event.action, event.member_id) == ("change", ana.pk)
    assert event.subject == f"plan {item.phase.plan_id}"
