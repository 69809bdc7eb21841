"""What the page before issuing shows, and whether it still is so when the button is pressed."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from clinic.access import ClinicRequest
from clinic.models import Member
from programs.models import Plan, PlanItem, Revision
from programs.plans.checks import Check
from programs.plans.forms import PlanForm
from programs.plans.issue import next_sheet
from programs.plans.preview import state_of_sheet
from programs.plans.score import score_of
from programs.plans.to_look_at import LookAt, look_at

# Put right on this very page, by the builder's own form.
FIELDS_HERE = ("goal", "review_on")
# How many of those that stop nothing are shown at once.
NOTES_SHOWN = 5
# The state of the pages where there are none to draw.
NO_SHEET = "none"


@dataclass(frozen=True)
class CheckRow:
    """A check, with the item whose side is chosen beside it."""

    check: Check
    item: PlanItem | None = None


@dataclass(frozen=True)
class Shown:
    """What the page had before it when the button was pressed; "" where it did not say."""

    number: str
    changed_at: str


def issue_context(request: ClinicRequest, plan: Plan) -> dict[str, Any]:
    """Everything on the page but the reason. Give it a plan from ``for_page()``."""
    sheet = next_sheet(plan, by=request.member) if plan.current_phase_id else None
    seen = look_at(plan, sheet)
    rows = [_row(check, plan) for check in seen.checks]
    notes = [row for row in rows if not row.check.stops]
    state = state_of_sheet(sheet, request.clinic) if sheet and sheet.items else NO_SHEET
    return {
        "plan": plan,
        "sheet": sheet,
        "seen": seen,
        "stops": [row for row in rows if row.check.stops],
        "notes": notes[:NOTES_SHOWN],
        "more_notes": notes[NOTES_SHOWN:],
        "is_stopped": plan.is_ended or seen.is_stopped,
        "score": score_of(plan),
        "are_dates_open": any(row.check.field in FIELDS_HERE for row in rows),
        "dates": PlanForm(instance=plan, clinic=request.clinic),
        "state": state,
        "page_state": _page_state(plan, seen, state),
        "planned_pages": range(1, (seen.pages or 0) + 1),
    }


def _row(check: Check, plan: Plan) -> CheckRow:
    anchor = check.url.rpartition("#")[2]
    if check.field in FIELDS_HERE:
        return CheckRow(replace(check, url=f"#{anchor}"))
    if check.field == "side":
        items = (item for phase in plan.phases.all() for item in phase.items.all())
        return CheckRow(check, next(item for item in items if f"item-{item.pk}" == anchor))
    return CheckRow(check)


def _page_state(plan: Plan, seen: LookAt, state: str) -> str:
    """The same as long as the page would say the same."""
    said = (
        state,
        plan.status,
        plan.changed_at,
        [(check.text, check.stops) for check in seen.checks],
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def issued_as_shown(plan: Plan, shown: Shown, by: Member) -> Revision | None:
    """What this member issued from the same page already: a button is easily pressed twice."""
    last: Revision | None = plan.revisions.first()
    if last is None or str(last.number) != shown.number or last.issued_by_id != by.pk:
        return None
    return last if plan.changed_at <= last.issued_at else None


def what_came_between(plan: Plan, shown: Shown, by: Member) -> str:
    """What others did to the plan since the page was shown, in words; "" when nothing."""
    last = plan.revisions.select_related("issued_by").first()
    if shown.number and shown.number != str(last.number + 1 if last else 1):
        who = last.issued_by.name if last and last.issued_by else "Somebody"
        return f"{who} issued this plan meanwhile. Look at it again, then issue yours."
    is_changed = shown.changed_at and shown.changed_at != plan.changed_at.isoformat()
    if is_changed and plan.changed_by_id != by.pk:
        who = plan.changed_by.name if plan.changed_by else "Somebody"
        return f"{who} changed this plan meanwhile. This is how it is now: look, then issue."
    return ""
