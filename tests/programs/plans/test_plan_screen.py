"""programs:plan_screen: phase 0 of a program, done by the therapist and recorded."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic.models import AuditEvent, Member
from patients.models import Patient
from programs.models import Plan, PlanItem, Protocol, Revision
from programs.plans import starting, undoing
from programs.plans.actions import PlanError
from programs.plans.issue import issue_plan
from programs.plans.screening import record_screen, undo_screen
from tests import make

TEXT = "# Send to an emergency department\n- New numbness around the saddle."


@pytest.fixture
def screened(item: PlanItem) -> Plan:
    """A plan that is ready but for its screen."""
    plan = item.phase.plan
    plan.screen = TEXT
    plan.save(update_fields=["screen"])
    return plan


def url(plan: Plan) -> str:
    return f"{plan.get_absolute_url()}screen/"


def shown(client: Client, plan: Plan) -> str:
    return client.get(plan.get_absolute_url()).content.decode()


def protocol(code: str = "back", screen: str = TEXT) -> Protocol:
    made = Protocol.objects.create(code=code, name=code, screen=screen)
    phase = made.phases.create(position=1, name="Calm")
    exercise = make.exercise()
    phase.items.create(exercise=exercise, position=1, reps=7)
    phase.items.create(exercise=exercise, position=2, reps=9, is_option=True, note="Later.")
    return made


def test_plan_from_a_protocol_has_its_screen_and_no_options(sam: Patient, ana: Member) -> None:
    plan = starting.start_plan(sam, by=ana, protocol=protocol())

    plan.refresh_from_db()
    assert (plan.screen, plan.screened_on) == (TEXT, None)
    assert [item.reps for item in PlanItem.objects.filter(phase__plan=plan)] == [7]


def test_applying_another_protocol_asks_for_a_new_screen(screened: Plan, ana: Member) -> None:
    record_screen(screened, by=ana)

    starting.apply_protocol(screened, protocol(screen="- Cannot take four steps."), by=ana)

    screened.refresh_from_db()
    assert screened.screen == f"{TEXT}\n- Cannot take four steps."
    assert screened.lacks_screen


def test_undo_brings_the_record_back_with_the_questions(screened: Plan, ana: Member) -> None:
    record_screen(screened, by=ana)
    starting.apply_protocol(screened, protocol(screen="- Cannot take four steps."), by=ana)

    undoing.undo(screened, by=ana)

    screened.refresh_from_db()
    assert (screened.screen, screened.screened_by) == (TEXT, ana)
    undoing.redo(screened, by=ana)
    screened.refresh_from_db()
    assert screened.lacks_screen


def test_screen_that_was_recorded_since_does_not_stop_the_undo(screened: Plan, ana: Member) -> None:
    record_screen(screened, by=ana)
    starting.apply_protocol(screened, protocol(screen="- Cannot take four steps."), by=ana)
    olga = make.member(screened.patient.clinic)
    record_screen(screened, by=olga)

    undoing.undo(screened, by=ana)

    screened.refresh_from_db()
    assert (screened.screen, screened.screened_by) == (TEXT, olga)
    undoing.redo(screened, by=ana)
    screened.refresh_from_db()
    assert screened.lacks_screen


def test_two_who_apply_protocols_at_once_lose_no_screen(screened: Plan, ana: Member) -> None:
    opened_before = Plan.objects.get(pk=screened.pk)
    starting.apply_protocol(screened, protocol("ankle", "- Cannot take four steps."), by=ana)

    starting.apply_protocol(opened_before, protocol("elbow", "- Hot, red joint."), by=ana)

    screened.refresh_from_db()
    assert screened.screen == f"{TEXT}\n- Cannot take four steps.\n- Hot, red joint."


def test_applying_the_same_protocol_keeps_the_record(screened: Plan, ana: Member) -> None:
    record_screen(screened, by=ana)

    starting.apply_protocol(screened, protocol(), by=ana)

    screened.refresh_from_db()
    assert (screened.screen, screened.lacks_screen) == (TEXT, False)


def test_plan_without_its_screen_is_not_issued(screened: Plan, ana: Member) -> None:
    with pytest.raises(PlanError, match="Record the safety screen"):
        issue_plan(screened, by=ana)

    assert not Revision.objects.exists()


def test_plan_screen_records_who_and_when(as_ana: Client, ana: Member, screened: Plan) -> None:
    response = as_ana.post(url(screened))

    screened.refresh_from_db()
    assert response.url == f"{screened.get_absolute_url()}#plan-screen"  # type: ignore[attr-defined]
    assert (screened.screened_on, screened.screened_by) == (timezone.localdate(), ana)
    event = AuditEvent.objects.get(subject=f"screen {screened.pk}")
    assert (event.action, event.member_id) == ("create", ana.pk)


def test_builder_asks_for_the_screen_and_then_says_it_is_done(
    as_ana: Client, screened: Plan
) -> None:
    before = shown(as_ana, screened)
    after = as_ana.post(url(screened), headers={"hx-request": "true"}).content.decode()

    assert "New numbness around the saddle." in before
    assert "Record the safety screen." in before and "Record the safety screen." not in after
    assert "by Ana Brook" in after and "Undo" in after


def test_plan_without_a_screen_shows_none(as_ana: Client, item: PlanItem) -> None:
    assert "Safety screen" not in shown(as_ana, item.phase.plan)


def test_second_record_on_one_day_leaves_the_first(
    screened: Plan, ana: Member, owner: Member
) -> None:
    record_screen(screened, by=ana)
    record_screen(screened, by=owner)

    screened.refresh_from_db()
    assert screened.screened_by == ana
    assert AuditEvent.objects.filter(subject=f"screen {screened.pk}").count() == 1


def test_screen_can_be_done_again_on_another_day(
    as_ana: Client, ana: Member, owner: Member, screened: Plan
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    record_screen(screened, by=owner, on=yesterday)
    before = shown(as_ana, screened)

    as_ana.post(url(screened))

    screened.refresh_from_db()
    assert (screened.screened_on, screened.screened_by) == (timezone.localdate(), ana)
    assert "Screened again today" in before and "Screened again" not in shown(as_ana, screened)
    assert AuditEvent.objects.filter(subject=f"screen {screened.pk}").count() == 2


def test_record_can_be_undone_before_the_issue(as_ana: Client, ana: Member, screened: Plan) -> None:
    record_screen(screened, by=ana)

    as_ana.post(url(screened), {"undo": "1"})

    screened.refresh_from_db()
    assert screened.lacks_screen
    assert AuditEvent.objects.filter(subject=f"screen {screened.pk}", action="delete").exists()


@pytest.mark.pdf
def test_record_stays_once_the_plan_was_issued(as_ana: Client, ana: Member, screened: Plan) -> None:
    record_screen(screened, by=ana)
    issue_plan(screened, by=ana)

    page = as_ana.post(url(screened), {"undo": "1"}, follow=True).content.decode()

    screened.refresh_from_db()
    assert screened.screened_by == ana
    assert "was issued, so the record" in page
    assert 'name="undo"' not in page


def test_there_is_nothing_to_record_without_a_screen(item: PlanItem, ana: Member) -> None:
    with pytest.raises(PlanError, match="no safety screen"):
        record_screen(item.phase.plan, by=ana)


@pytest.mark.parametrize("act", [record_screen, undo_screen])
def test_ended_plan_keeps_what_was_recorded(act: object, screened: Plan, ana: Member) -> None:
    Plan.objects.update(status=Plan.Status.ENDED)

    with pytest.raises(PlanError, match="has ended"):
        act(screened, by=ana)  # type: ignore[operator]  # one of the two above


def test_issue_meanwhile_changed_by_an_undo_is_refused(screened: Plan, ana: Member) -> None:
    """The screen counts as a change: whoever is issuing meanwhile is told to look again."""
    record_screen(screened, by=ana)
    before = Plan.objects.get().changed_at

    undo_screen(screened, by=ana)

    assert Plan.objects.get().changed_at > before


def test_screen_shows_what_was_typed_as_text(as_ana: Client, screened: Plan) -> None:
    Plan.objects.update(screen="- <script>alert(1)</script>")

    assert "<script>alert(1)" not in shown(as_ana, screened)
