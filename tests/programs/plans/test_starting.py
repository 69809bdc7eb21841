"""What a new plan begins with, and what a protocol puts into one that is there."""

from datetime import date
from typing import Any

import pytest

from clinic.models import AuditEvent, Clinic, Member
from patients.models import Patient
from programs.models import Exercise, Plan, PlanItem, PlanPhase, Protocol
from programs.plans import starting, undoing
from programs.plans.copying import names_left_out
from programs.plans.drafts import state_of
from programs.plans.errors import PlanError
from tests import make


@pytest.fixture
def pat(clinic: Clinic) -> Patient:
    return make.patient(clinic, first_name="Pat", last_name="Quimby")


@pytest.fixture
def lived(item: PlanItem) -> Plan:
    """A plan in its second phase, full of what was said to one person."""
    plan = item.phase.plan
    Plan.objects.filter(pk=plan.pk).update(goal="Dance", screen="- Numb saddle.")
    PlanPhase.objects.update(aim="Get Sam dancing", move_on_when="Pain is calm")
    PlanItem.objects.update(tempo="as Sam likes it")
    plan.current_phase = make.phase(plan, "Build", from_on=date(2026, 1, 2))
    plan.save(update_fields=["current_phase"])
    plan.current_phase.advice.add(make.advice("Pacing"))
    clam = make.exercise("Clamshell", side=Exercise.Side.EACH)
    make.item(plan, clam, side="left", cue="Like a clam, Sam.", taught="done_back", load_kg=2)
    make.item(plan, clam, side="right", cue="Slowly.", load_kg=2)
    plan.refresh_from_db()
    return plan


def protocol(*phases: str) -> Protocol:
    made = Protocol.objects.create(code="knee", name="Knee")
    for position, name in enumerate(phases, start=1):
        phase = made.phases.create(position=position, name=name)
        make.protocol_item(made, make.exercise(f"{name} one"), phase=phase)
    return made


def items(plan: Plan) -> Any:
    found = PlanItem.objects.filter(phase__plan=plan).order_by("phase__position", "position")
    return found.select_related("exercise", "phase")


def names(plan: Plan) -> list[str]:
    return [phase.name for phase in plan.phases.all()]


def test_own_plan_goes_over_with_goal_sides_and_cues(lived: Plan, ana: Member) -> None:
    plan = starting.start_from_plan(lived.patient, lived, by=ana)

    plan.refresh_from_db()
    assert (plan.goal, plan.screen, str(plan.current_phase)) == ("Dance", "- Numb saddle.", "Build")
    assert plan.screened_on is None
    assert [item.side for item in items(plan)] == ["both", "left", "right"]
    assert [item.cue for item in items(plan)] == ["", "Like a clam, Sam.", "Slowly."]


def test_teaching_and_dates_start_anew(lived: Plan, ana: Member) -> None:
    plan = starting.start_from_plan(lived.patient, lived, by=ana)

    assert {item.taught for item in items(plan)} == {""}
    assert {phase.from_on for phase in plan.phases.all()} == {None}


def test_goal_that_was_typed_wins(lived: Plan, ana: Member) -> None:
    plan = starting.start_from_plan(lived.patient, lived, by=ana, goal="Swim")

    assert plan.goal == "Swim"


def test_nothing_personal_goes_to_another_patient(lived: Plan, pat: Patient, ana: Member) -> None:
    plan = starting.start_from_plan(pat, lived, by=ana)

    plan.refresh_from_db()
    assert (plan.goal, plan.review_on, str(plan.current_phase)) == ("", None, "Calm it down")
    phase = plan.phases.all()[0]
    assert (phase.aim, phase.move_on_when) == ("", "Pain is calm")
    assert {(item.cue, item.taught, item.tempo) for item in items(plan)} == {("", "", "")}


def test_another_patients_sides_are_asked_anew(lived: Plan, pat: Patient, ana: Member) -> None:
    plan = starting.start_from_plan(pat, lived, by=ana)

    assert [(str(item), item.side, item.load_kg) for item in items(plan)] == [
        ("Bridge", "both", None),
        ("Clamshell", "", 2),
    ]


def test_leaflets_go_over(lived: Plan, pat: Patient, ana: Member) -> None:
    plan = starting.start_from_plan(pat, lived, by=ana)

    assert [str(leaflet) for leaflet in plan.phases.all()[1].advice.all()] == ["Pacing"]


def test_retired_exercises_and_leaflets_stay_behind(lived: Plan, pat: Patient, ana: Member) -> None:
    Exercise.objects.filter(name="Clamshell").update(status=Exercise.Status.RETIRED)
    lived.phases.all()[1].advice.update(status="retired")

    plan = starting.start_from_plan(pat, lived, by=ana)

    assert [str(item) for item in items(plan)] == ["Bridge"]
    assert not plan.phases.all()[1].advice.exists()


def test_reading_another_record_is_in_the_audit(lived: Plan, pat: Patient, ana: Member) -> None:
    plan = starting.start_from_plan(pat, lived, by=ana)

    events = AuditEvent.objects.values_list("action", "subject", "patient_id")
    assert set(events) == {
        ("create", f"plan {plan.pk}", pat.pk),
        ("view", f"plan {lived.pk}", lived.patient_id),
    }


def test_protocols_leaflets_ride_along_and_options_do_not(sam: Patient, ana: Member) -> None:
    knee = protocol("Calm", "Build")
    knee.phases.get(position=2).advice.add(make.advice("Pacing"))
    make.protocol_item(knee, is_option=True)

    plan = starting.start_plan(sam, by=ana, protocol=knee)

    assert [str(item) for item in items(plan)] == ["Calm one", "Build one"]
    assert [phase.advice.count() for phase in plan.phases.all()] == [0, 1]


def test_chosen_phases_start_a_plan(sam: Patient, ana: Member) -> None:
    knee = protocol("Calm", "Build", "Strong")
    only = knee.phases.exclude(name="Calm").values_list("pk", flat=True)

    plan = starting.start_plan(sam, by=ana, protocol=knee, only=only)

    assert (names(plan), str(plan.current_phase)) == (["Build", "Strong"], "Build")


def test_protocol_without_phases_starts_blank(sam: Patient, ana: Member) -> None:
    plan = starting.start_plan(sam, by=ana, protocol=protocol())

    assert (names(plan), str(plan.current_phase)) == (["Exercises"], "Exercises")


def test_start_is_refused_whole_when_too_big(sam: Patient, ana: Member) -> None:
    with pytest.raises(PlanError, match="at most 8 phases"):
        starting.start_plan(sam, by=ana, protocol=protocol(*"ABCDEFGHI"))

    assert not Plan.objects.exists()


def test_chosen_phases_go_in_before_a_phase(item: PlanItem, ana: Member) -> None:
    plan = item.phase.plan
    make.item(plan, phase=make.phase(plan, "Later"))
    knee = protocol("Calm", "Build", "Strong")
    only = knee.phases.exclude(name="Build").values_list("pk", flat=True)
    before = state_of(plan.pk)

    starting.apply_protocol(plan, knee, by=ana, only=only, before=plan.phases.last())

    assert names(plan) == ["Calm it down", "Calm", "Strong", "Later"]
    undoing.undo(plan, by=ana)
    assert state_of(plan.pk) == before


def test_undo_brings_back_the_phase_that_gave_way(plan: Plan, ana: Member) -> None:
    plan.phases.update(name=starting.FIRST_PHASE)
    before = state_of(plan.pk)
    starting.apply_protocol(plan, protocol("Calm"), by=ana)
    assert names(plan) == ["Calm"]

    undoing.undo(plan, by=ana)

    assert state_of(plan.pk) == before


def test_phases_that_somebody_named_or_filled_do_not_give_way(plan: Plan, ana: Member) -> None:
    make.phase(plan, starting.FIRST_PHASE, aim="Walk")
    make.phase(plan, starting.FIRST_PHASE).advice.add(make.advice())
    make.phase(plan, starting.FIRST_PHASE)

    starting.apply_protocol(plan, protocol("Calm"), by=ana)

    assert names(plan) == ["Calm it down", "Exercises", "Exercises", "Calm"]


def test_sixty_exercises_are_the_most(item: PlanItem, ana: Member) -> None:
    knee = protocol("Calm")
    exercise = make.exercise()
    for position in range(2, 61):
        make.protocol_item(knee, exercise, position=position)

    with pytest.raises(PlanError, match="at most 60 exercises"):
        starting.apply_protocol(item.phase.plan, knee, by=ana)

    assert items(item.phase.plan).count() == 1


def test_retired_exercises_of_a_protocol_are_named(item: PlanItem, ana: Member) -> None:
    knee = protocol("Calm", "Build")
    Exercise.objects.filter(name="Build one").update(status=Exercise.Status.RETIRED)

    parts = starting.apply_protocol(item.phase.plan, knee, by=ana)

    assert names_left_out(parts) == ["Build one"]


@pytest.mark.parametrize("rows", [1, 3])
def test_start_takes_as_many_statements_for_one_as_for_three(
    rows: int, lived: Plan, pat: Patient, ana: Member, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        make.item(lived)
        make.item(lived, phase=make.phase(lived))

    with django_assert_num_queries(19):
        starting.start_from_plan(pat, lived, by=ana)
