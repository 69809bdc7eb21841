"""What other people changed in a plan that somebody has open."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from clinic.access import ClinicRequest
from clinic.models import AuditEvent, Member
from programs.models import Plan, PlanStep

# How long another person's change counts as "just now" when the page opens.
RECENT = timedelta(minutes=10)
LONGEST_OPEN = timedelta(days=365)  # of any page
MOST_SAID = 3


def others_context(request: ClinicRequest, plan: Plan, since: datetime) -> dict[str, Any]:
    """Who else changed the plan after an instant, and what they did. Four statements at most."""
    others = changes_by_others(plan, request.member, since)
    said = _said_by_others(plan, request.member, since) if others else []
    return {"others": others, "said_by_others": said}


def changes_by_others(plan: Plan, member: Member, since: datetime) -> Any:
    """Who else changed this plan after an instant, newest first: (name, when) pairs."""
    events = list(
        AuditEvent.objects.for_clinic(plan.patient.clinic)
        .filter(
            patient_id=plan.patient_id,
            at__gt=since,
            subject=f"plan {plan.pk}",
            action=AuditEvent.Action.CHANGE,
        )
        .exclude(member_id=member.pk)
        .order_by("-at")[:20]
    )
    names = dict(
        Member.objects.filter(pk__in={event.member_id for event in events}).values_list(
            "pk", "name"
        )
    )
    latest: dict[str, datetime] = {}
    for event in events:
        latest.setdefault(names.get(event.member_id or 0, "Somebody"), event.at)
    return list(latest.items())


def _said_by_others(plan: Plan, member: Member, since: datetime) -> list[str]:
    """What others did to the plan after an instant, newest first, each said once."""
    steps = PlanStep.objects.filter(plan=plan, made_at__gt=since, is_undone=False)
    newest = steps.exclude(made_by=member).order_by("-number").values_list("said", flat=True)
    return list(dict.fromkeys(newest[:20]))[:MOST_SAID]


def since_of(request: ClinicRequest) -> datetime:
    """The instant that the page says it has seen all changes up to."""
    now = timezone.now()
    try:
        given = parse_datetime(request.GET.get("since", ""))
    except ValueError:  # it has the form of an instant, and there is no such day
        given = None
    # What lies further back or ahead than any page was open may not even exist in our time zone.
    is_likely = given is not None and timezone.is_aware(given) and abs(given - now) < LONGEST_OPEN
    return given if given is not None and is_likely else now - RECENT
