"""An issued sheet, brought back as the draft."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from clinic.models import AuditEvent, Clinic, Member
from programs.models import Advice, Exercise, Plan, PlanItem, PlanPhase, PlanStep, Revision
from programs.plans import item_actions, phase_actions, undoing
from programs.plans.bringing_back import bring_back
from programs.plans.drafts import state_of
from programs.plans.errors import PlanConflictError, PlanError
from programs.plans.issue import next_sheet
from programs.sheet import Sheet
from tests import make

AHEAD = timezone.localdate() + timedelta(days=7)


@pytest.fixture
def first(item: PlanItem) -> Revision:
    """Two phases, the patient in the first: bridge and clamshell now, squat later."""
    plan = item.phase.plan
    Plan.objects.filter(pk=plan.pk).update(review_on=AHEAD)
    PlanPhase.objects.filter(pk=item.phase_id).update(
        when_text="Days 0 to 3", from_on=date(2026, 11, 2), aim="Calm", move_on_when="It eases."
    )
    make.item(plan, make.exercise("Clamshell"), side="left", cue="Slowly.", load_kg=Decimal("2.5"))
    make.item(plan, make.exercise("Squat"), phase=make.phase(plan, "Build"))
    item.phase.advice.add(make.advice(clinic=plan.patient.clinic))
    return make.revision(plan)


def everything_else(plan: Plan, *, by: Member) -> None:
    """All that can become of a draft."""
    bridge, clam, squat = PlanItem.objects.filter(phase__plan=plan).order_by("exercise__name")
    calm, build = plan.phases.all()
    item_actions.remove_item(bridge, by=by)
    item_actions.change_item(clam, {"reps": 30, "cue": "", "side": "right"}, version=1, by=by)
    item_actions.move_item_to(clam, build, by=by)
    item_actions.move_item_to(squat, calm, by=by)
    strong = phase_actions.add_phase(plan, "Strong", by=by)
    item_actions.add_item(strong, make.exercise("Plank"), by=by)
    phase_actions.enter_phase(strong, by=by)
    phase_actions.move_phase(strong, by=by, steps=-2)
    PlanPhase.objects.filter(pk=calm.pk).update(name="Rest", aim="", from_on=None)
    calm.advice.clear()
    Plan.objects.filter(pk=plan.pk).update(goal="Dance")


def sheet_now(plan: Plan, by: Member) -> Sheet:
    return next_sheet(Plan.objects.for_page().get(pk=plan.pk), by=by)


def plan_of(revision: Revision) -> Plan:
    return Plan.objects.get(pk=revision.plan_id)


def test_draft_says_again_what_the_sheet_said(first: Revision, ana: Member) -> None:
    everything_else(first.plan, by=ana)

    assert bring_back(first, by=ana) == []

    now = sheet_now(first.plan, ana)
    assert now.phases == first.sheet.phases
    assert (now.goal, now.review_on) == (first.sheet.goal, AHEAD)
    assert (now.advice, now.changes) == (first.sheet.advice, ())


def test_what_came_since_is_taken_out_as_by_hand(first: Revision, ana: Member) -> None:
    plan = first.plan
    issued = make.item(plan, make.exercise("Issued later"))
    make.revision(plan, 2)
    never = make.item(plan, make.exercise("Never issued"))

    bring_back(first, by=ana)

    assert PlanItem.objects.get(pk=issued.pk).status == PlanItem.Status.STOPPED
    assert not PlanItem.objects.filter(pk=never.pk).exists()


@pytest.fixture
def plank(first: Revision) -> PlanItem:
    """What a later sheet has in a phase of its own, behind which stands an empty one."""
    strong = make.phase(first.plan, "Strong", position=3)
    item = make.item(first.plan, make.exercise("Plank"), phase=strong)
    make.revision(first.plan, 2)
    make.phase(first.plan, "Empty", position=4)
    return item


def test_phase_of_a_later_sheet_goes_and_what_the_diary_knows_stays(
    first: Revision, plank: PlanItem, ana: Member
) -> None:
    bring_back(first, by=ana)

    plank.refresh_from_db()
    names = list(first.plan.phases.values_list("name", flat=True))
    assert names == ["Calm it down", "Build"]
    assert (plank.status, plank.phase.name) == (PlanItem.Status.STOPPED, "Calm it down")


def test_phase_of_a_later_sheet_comes_again_by_undo(
    first: Revision, plank: PlanItem, ana: Member
) -> None:
    before = state_of(first.plan_id)
    bring_back(first, by=ana)

    undoing.undo(first.plan, by=ana)

    assert state_of(first.plan_id) == before


def test_removed_phase_comes_back_as_itself(first: Revision, ana: Member) -> None:
    build = first.plan.phases.get(name="Build")
    squat = build.items.get()
    item_actions.move_item_to(squat, first.plan.phases.get(position=1), by=ana)
    phase_actions.remove_phase(PlanPhase.objects.get(pk=build.pk), by=ana)

    notes = bring_back(first, by=ana)

    squat.refresh_from_db()
    assert [note.partition(",")[0] for note in notes] == ["If “Build” had leaflets"]
    assert squat.phase == PlanPhase.objects.get(name="Build") == build


def test_bringing_back_is_one_step_to_undo(first: Revision, ana: Member) -> None:
    everything_else(first.plan, by=ana)
    phase_actions.add_phase(first.plan, "Empty", by=ana)
    before, steps = state_of(first.plan_id), PlanStep.objects.count()
    bring_back(first, by=ana)
    after = state_of(first.plan_id)
    assert PlanStep.objects.count() == steps + 1

    undoing.undo(first.plan, by=ana)
    assert state_of(first.plan_id) == before

    undoing.redo(first.plan, by=ana)
    assert state_of(first.plan_id) == after


def test_bringing_back_twice_changes_nothing_more(first: Revision, ana: Member) -> None:
    everything_else(first.plan, by=ana)
    bring_back(first, by=ana)
    state, steps = state_of(first.plan_id), PlanStep.objects.count()

    bring_back(first, by=ana)

    assert (state_of(first.plan_id), PlanStep.objects.count()) == (state, steps)


@pytest.mark.parametrize(
    ("frozen", "drafted", "kept"),
    [
        (AHEAD, None, AHEAD),
        (AHEAD, AHEAD + timedelta(days=1), AHEAD + timedelta(days=1)),
        (date(2026, 1, 2), AHEAD, AHEAD),
        (AHEAD, date(2026, 1, 2), AHEAD),
        (None, None, None),
    ],
)
def test_visit_that_is_still_to_come_stays(
    frozen: date | None, drafted: date | None, kept: date | None, item: PlanItem, ana: Member
) -> None:
    plan = Plan.objects.filter(pk=item.phase.plan_id)
    plan.update(review_on=frozen)
    revision = make.revision(plan.get())
    plan.update(review_on=drafted)

    assert bring_back(revision, by=ana) == []

    assert plan.get().review_on == kept


def test_visit_that_has_passed_is_dropped_and_said(item: PlanItem, ana: Member) -> None:
    plan = Plan.objects.filter(pk=item.phase.plan_id)
    plan.update(review_on=date(2026, 1, 2))
    revision = make.revision(plan.get())

    notes = bring_back(revision, by=ana)

    assert notes == ["The next visit is open: 2 January 2026 has passed. Choose a new date."]
    assert plan.get().review_on is None


def test_retired_exercise_comes_back_with_a_note(first: Revision, ana: Member) -> None:
    bridge = PlanItem.objects.get(exercise__name="Bridge")
    item_actions.remove_item(bridge, by=ana)
    Exercise.objects.filter(pk=bridge.exercise_id).update(status=Exercise.Status.RETIRED)

    notes = bring_back(first, by=ana)

    bridge.refresh_from_db()
    assert bridge.status == PlanItem.Status.CURRENT
    assert notes == ["Bridge is retired from the library. Think of another one."]


def test_words_that_the_library_changed_are_said(first: Revision, ana: Member) -> None:
    Exercise.objects.filter(name__in=["Bridge", "Squat"]).update(steps="Lift.\nLower.")

    notes = bring_back(first, by=ana)

    assert notes == ["The library was changed since, so these read otherwise now: Bridge, Squat."]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "retired"}, "is retired from the library. Think of another one."),
        ({"body": "Other."}, "was changed since. It comes back as it reads now."),
    ],
)
def test_leaflet_that_is_not_as_it_was_is_said(
    fields: dict[str, str], said: str, first: Revision, ana: Member
) -> None:
    Advice.objects.update(**fields)
    first.plan.phases.get(position=1).advice.clear()

    assert bring_back(first, by=ana) == [f"The leaflet “Resting well” {said}"]


def test_leaflet_that_is_gone_cannot_come_back(first: Revision, ana: Member) -> None:
    Advice.objects.all().delete()

    (note,) = bring_back(first, by=ana)

    assert note.endswith("is no longer in the library, so it could not come back.")


def test_leaflet_that_is_there_still_is_not_changed_for_our_own(
    item: PlanItem, ana: Member, clinic: Clinic
) -> None:
    starter = make.advice(code="resting")
    item.phase.advice.add(starter)
    revision = make.revision(item.phase.plan)
    make.advice("Ours", clinic=clinic, code="resting")

    assert bring_back(revision, by=ana) == []

    assert list(item.phase.advice.all()) == [starter]


def test_item_whose_row_is_gone_comes_from_the_library(
    first: Revision, ana: Member, clinic: Clinic
) -> None:
    clam = PlanItem.objects.get(exercise__name="Clamshell")
    ours = make.exercise("Clamshell", clinic=clinic, code=clam.exercise.code)
    PlanItem.objects.filter(pk=clam.pk).delete()

    bring_back(first, by=ana)

    now = PlanItem.objects.get(pk=clam.pk)
    assert (now.exercise, now.dose) == (ours, clam.dose)


def test_exercise_that_is_gone_cannot_come_back(first: Revision, ana: Member) -> None:
    clam = PlanItem.objects.get(exercise__name="Clamshell")
    exercise = clam.exercise
    clam.delete()
    exercise.delete()

    notes = bring_back(first, by=ana)

    assert notes == ["Clamshell is no longer in the library, so it could not come back."]
    assert {str(item) for item in PlanItem.objects.current()} == {"Bridge", "Squat"}


def test_code_that_the_clinic_changed_still_finds_the_exercise(
    first: Revision, ana: Member
) -> None:
    Exercise.objects.filter(name="Bridge").update(code="OTHER")

    assert bring_back(first, by=ana) == []


def test_open_forms_are_told(first: Revision, ana: Member) -> None:
    clam = PlanItem.objects.get(exercise__name="Clamshell")
    bring_back(first, by=ana)

    with pytest.raises(PlanConflictError):
        item_actions.change_item(clam, {"reps": 5}, version=clam.version, by=ana)


def test_ended_plan_brings_nothing_back(first: Revision, ana: Member) -> None:
    Plan.objects.filter(pk=first.plan_id).update(status=Plan.Status.ENDED)

    with pytest.raises(PlanError, match="has ended"):
        bring_back(first, by=ana)


def test_bringing_back_is_in_the_audit(first: Revision, ana: Member) -> None:
    bring_back(first, by=ana)

    event = AuditEvent.objects.get(action="restore")
    assert (event.subject, event.member_id) == (f"revision {first.pk}", ana.pk)


@pytest.mark.parametrize("count", [1, 6])
def test_bringing_back_asks_the_same_for_any_size(
    count: int, plan: Plan, ana: Member, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make.item(plan, make.exercise(f"Step {number}"))
        make.phase(plan, f"Phase {number}")
    revision = make.revision(plan)
    for item in PlanItem.objects.filter(phase__plan=plan):
        item_actions.remove_item(item, by=ana)

    with django_assert_num_queries(34):
        bring_back(revision, by=ana)
