"""Cues that are said often: kept once, and chosen with one press."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from clinic import audit
from clinic.models import Member
from patients.models import Patient
from programs.models import Snippet
from programs.plans.errors import PlanError
from programs.plans.personal import as_a_name

MOST_CUES = 60  # of one member, and of the clinic: more than can be looked through


def cues_for(member: Member) -> Any:
    """The member's own and everybody's, in the order of the alphabet."""
    mine_or_all = Q(member=member) | Q(member=None)
    return Snippet.objects.filter(mine_or_all, clinic=member.clinic_id)


def cues_to_remove(member: Member) -> Any:
    """Those that the member may remove: their own, and the owner everybody's too."""
    cues = cues_for(member)
    return cues if member.is_owner else cues.filter(member=member)


@transaction.atomic
def keep_cue(text: str, *, said_to: Patient, by: Member, is_for_all: bool = False) -> None:
    """Keep a cue, for the member or for the whole clinic; what is at hand already stays as it is.

    Errors: PlanError when there is no text, it names whom it was said to, or too many are kept.
    """
    text = text.strip()
    if not text:
        raise PlanError("Type the cue first, then keep it.")
    if named := as_a_name(text, said_to):
        raise PlanError(f"Leave “{named}” out to keep it: others will be told the same.")
    whose = None if is_for_all else by
    cues = cues_for(by)
    if cues.filter(Q(member=whose) | Q(member=None), text=text).exists():
        return
    if cues.filter(member=whose).count() >= MOST_CUES:
        raise PlanError(f"{MOST_CUES} cues are kept already. Remove one first.")
    cue, _ = Snippet.objects.get_or_create(clinic=by.clinic, member=whose, text=text)
    audit.record(audit.Action.CREATE, f"cue {cue.pk}", clinic=by.clinic, by=by)


@transaction.atomic
def remove_cue(cue: Snippet, *, by: Member) -> None:
    """Plans that have its words keep them."""
    audit.record(audit.Action.DELETE, f"cue {cue.pk}", clinic=by.clinic, by=by)
    cue.delete()
