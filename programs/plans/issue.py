"""Issuing: checks, freezes, renders, stores and writes the audit row, or does nothing at all."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Member
from patients.access import current_access, issue_access
from patients.models import Access
from programs import sheet as sheets
from programs.handouts.actions import drawings_of, store_handout
from programs.handouts.options import usual_options
from programs.handouts.render import render_handout
from programs.handouts.typesetting import RenderedHandout
from programs.models import Plan, Revision
from programs.plans.changing import require_open
from programs.plans.checks import checks_of
from programs.plans.colours import in_clinics_colour
from programs.plans.errors import PlanConflictError, PlanError
from programs.plans.snapshot import build_sheet
from programs.sheet import Sheet


def issue_plan(
    plan: Plan, *, by: Member, reason: str = "", now: datetime | None = None
) -> Revision:
    """Freeze the plan as its next revision, with its handout, and make it the active one.

    ``now`` is for loading demo plans; in use it is the present.
    Errors: PlanError when a check stops it, the reason is missing from revision 2 on, or the
    plan has ended; PlanConflictError when it was issued or changed meanwhile. HandoutError when
    the sheet cannot be printed. In each case nothing is written.
    """
    now = now or timezone.now()
    plan = Plan.objects.for_page().get(pk=plan.pk)
    _require_sound(plan, reason)
    access = current_access(plan.patient) or issue_access(plan.patient, by=by)
    sheet = in_clinics_colour(_next_sheet(plan, by=by, reason=reason, now=now))
    # Rendering takes long and needs no lock: what could change meanwhile is checked afterwards.
    options = usual_options(plan.patient.clinic, sheet)
    drawings = drawings_of(sheet, plan.patient.clinic, options.ink)
    rendered = render_handout(sheet, options, code=access.code, drawings=drawings)
    return _write(plan, sheet, rendered, access, by=by, now=now)


def _require_sound(plan: Plan, reason: str) -> None:
    if plan.is_ended:
        raise PlanError("This plan has ended. Start a new one from it.")
    stopping = [check.text for check in checks_of(plan) if check.stops]
    if stopping:
        raise PlanError(" ".join(stopping))
    if plan.revisions.exists() and not reason.strip():
        raise PlanError("Say why the plan changes. The reason stays with the revision.")


def next_sheet(plan: Plan, *, by: Member, reason: str = "") -> Sheet:
    """The sheet as it would be issued now, for a look before issuing."""
    return _next_sheet(plan, by=by, reason=reason, now=timezone.now())


def _next_sheet(plan: Plan, *, by: Member, reason: str, now: datetime) -> Sheet:
    last = plan.revisions.first()
    return build_sheet(
        plan,
        number=last.number + 1 if last else 1,
        by=by,
        reason=reason,
        today=timezone.localdate(now),
        before=last.sheet if last else None,
    )


@transaction.atomic
def _write(
    plan: Plan,
    sheet: Sheet,
    rendered: RenderedHandout,
    access: Access,
    *,
    by: Member,
    now: datetime,
) -> Revision:
    locked = require_open(plan)
    if locked.changed_at != plan.changed_at or _last_number(locked) != sheet.number - 1:
        raise PlanConflictError("The plan was changed while it was being issued. Look again.")
    text = sheets.to_json(sheet)
    revision = Revision.objects.create(
        plan=plan,
        number=sheet.number,
        issued_at=now,
        issued_by=by,
        reason=sheet.reason,
        sheet_json=text,
        sha256=sheets.sha256(text),
    )
    store_handout(revision, access, rendered, usual_options(plan.patient.clinic, sheet))
    _make_active(locked, now)
    audit.record(
        audit.Action.ISSUE,
        f"revision {revision.pk}",
        clinic=plan.patient.clinic,
        by=by,
        patient=plan.patient,
    )
    return revision


def _last_number(plan: Plan) -> int:
    last = plan.revisions.first()
    return last.number if last else 0


def _make_active(plan: Plan, now: datetime) -> None:
    """The patient's one active plan; the one before it ends."""
    others = plan.patient.plans.active().exclude(pk=plan.pk)
    others.update(status=Plan.Status.ENDED, ended_at=now)
    plan.status = Plan.Status.ACTIVE
    plan.save(update_fields=["status"])
