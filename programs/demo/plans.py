"""The demo's plans, made and issued by the product's own actions, some days ago."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from clinic.models import Member
from patients.models import Patient
from programs.handouts.actions import note_printing
from programs.models import Exercise, Plan, PlanItem, PlanPhase, Printing, Protocol
from programs.plans.actions import change_plan
from programs.plans.issue import issue_plan
from programs.plans.item_actions import add_item, change_item, remove_item
from programs.plans.phase_actions import enter_phase
from programs.plans.screening import record_screen
from programs.plans.starting import start_plan

PROTOCOL = "low-back-spasm"


def make_sams_plan(sam: Patient, *, by: Member, today: date) -> None:
    """From the protocol, in its second phase; changed once, four days ago."""
    protocol = Protocol.objects.get(clinic=None, code=PROTOCOL)
    plan = start_plan(sam, by=by, protocol=protocol)
    record_screen(plan, by=by, on=today - timedelta(days=14))
    enter_phase(plan.phases.get(position=2), by=by)
    _change(_item(plan, "LB19"), by=by, cue="A small effort: you should still be able to talk.")
    _describe(plan, by=by, goal="Sit through a film without my back going tight", today=today)
    _issue(plan, by=by, days_ago=14, today=today)

    _change(_item(plan, "LB12"), by=by, reps=10)
    remove_item(_item(plan, "LB13"), by=by)
    _add(plan, "LB20", by=by, cue="Slow out, slow back.")
    _issue(plan, by=by, days_ago=4, today=today, reason="Bending eases; time for the tummy muscles")


def make_pats_plan(pat: Patient, *, by: Member, today: date) -> None:
    """Nothing on the floor."""
    plan = start_plan(pat, by=by)
    _add(plan, "LB38", by=by, sets=2, reps=6, cue="Use your hands as much as you need to.")
    _add(plan, "LB10", by=by, minutes=10, times_per_day=2)
    _add(plan, "LB02", by=by, minutes=10, times_per_day=1)
    goal = "Walk to the market and back"
    _describe(plan, by=by, goal=goal, today=today, started_days_ago=12, review_in_days=1)
    _issue(plan, by=by, days_ago=12, today=today)


def make_jos_plan(jo: Patient, *, by: Member, today: date) -> None:
    """Three times a week, and one exercise that is recorded left and right."""
    plan = start_plan(jo, by=by)
    _add(plan, "LB25", by=by, sets=3)
    _add(plan, "LB28", by=by)
    _add(plan, "HP03", by=by, side=PlanItem.Side.EACH, cue="Hips stay stacked, like two plates.")
    goal = "Run 10 km in spring"
    _describe(plan, by=by, goal=goal, today=today, started_days_ago=11, review_in_days=2)
    _issue(plan, by=by, days_ago=11, today=today)


def make_guss_plan(gus: Patient, *, by: Member, today: date) -> None:
    """On his feet, with something to hold. He comes today, and keeps his diary on paper."""
    plan = start_plan(gus, by=by)
    _add(plan, "KN14", by=by, cue="Nose over toes, then up.")
    _add(plan, "BA01", by=by)
    _add(plan, "BA08", by=by)
    goal = "Go down the garden steps on my own"
    _describe(plan, by=by, goal=goal, today=today, started_days_ago=13, review_in_days=0)
    _issue(plan, by=by, days_ago=13, today=today)


def make_albas_plan(alba: Patient, *, by: Member, today: date) -> None:
    """Issued this very day, in Spanish."""
    plan = start_plan(alba, by=by)
    _add(plan, "NK05", by=by)
    _add(plan, "NK06", by=by)
    _add(plan, "NK01", by=by)
    goal = "Mirar hacia atrás al aparcar"
    _describe(plan, by=by, goal=goal, today=today, started_days_ago=0, review_in_days=5)
    _issue_lately(plan, by=by, minutes_ago=50)


def make_robins_plan(robin: Patient, *, by: Member, today: date) -> None:
    """Issued a moment ago: the next to be printed."""
    plan = start_plan(robin, by=by)
    left = PlanItem.Side.LEFT
    _add(plan, "KN01", by=by, side=left)
    _add(plan, "KN05", by=by, side=left, cue="A tray under the heel lets it slide.")
    _add(plan, "KN04", by=by, side=left)
    goal = "Climb my stairs one foot after the other"
    _describe(plan, by=by, goal=goal, today=today, started_days_ago=0, review_in_days=6)
    _issue_lately(plan, by=by, minutes_ago=15)


def print_sheets(patient: Patient, *, by: Member) -> None:
    """Each of the patient's sheets, a little after it was issued."""
    for plan in patient.plans.all():
        for revision in plan.revisions.all():
            note_printing(revision.handouts.get(), by=by)
            printed_at = min(revision.issued_at + timedelta(minutes=20), timezone.now())
            Printing.objects.filter(handout__revision=revision).update(printed_at=printed_at)


def _item(plan: Plan, code: str) -> PlanItem:
    found: PlanItem = _phase(plan).items.current().get(exercise__code=code)
    return found


def _phase(plan: Plan) -> PlanPhase:
    """The one that the patient is in, as the database has it."""
    plan.refresh_from_db(fields=["current_phase"])
    return plan.phases.get(pk=plan.current_phase_id or 0)


def _add(plan: Plan, code: str, *, by: Member, **fields: Any) -> None:
    item = add_item(_phase(plan), Exercise.objects.get(clinic=None, code=code), by=by)
    if fields:
        _change(item, by=by, **fields)


def _change(item: PlanItem, *, by: Member, **fields: Any) -> None:
    change_item(item, fields, version=item.version, by=by)


def _describe(
    plan: Plan,
    *,
    by: Member,
    goal: str,
    today: date,
    started_days_ago: int = 14,
    review_in_days: int = 3,
) -> None:
    plan.refresh_from_db()
    started_on = today - timedelta(days=started_days_ago)
    review_on = today + timedelta(days=review_in_days)
    fields = {"goal": goal, "starts_on": started_on, "review_on": review_on}
    change_plan(plan, fields, version=plan.version, by=by)


def _issue(plan: Plan, *, by: Member, days_ago: int, today: date, reason: str = "") -> None:
    day = today - timedelta(days=days_ago)
    zone = ZoneInfo(plan.patient.clinic.time_zone)
    _issue_at(plan, datetime.combine(day, time(8, 30), tzinfo=zone), by=by, reason=reason)


def _issue_lately(plan: Plan, *, by: Member, minutes_ago: int) -> None:
    """So many minutes ago; at midnight when that was yesterday."""
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    _issue_at(plan, max(midnight, now - timedelta(minutes=minutes_ago)), by=by)


def _issue_at(plan: Plan, issued_at: datetime, *, by: Member, reason: str = "") -> None:
    issue_plan(plan, by=by, reason=reason, now=issued_at)
    plan.steps.filter(made_at__gt=issued_at).update(made_at=issued_at)  # all of it was before
