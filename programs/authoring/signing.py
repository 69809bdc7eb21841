"""Signing off: a clinician stands for what an exercise, a leaflet or a protocol says."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.access import ClinicRequest
from clinic.models import Member
from programs.authoring.errors import AuthoringConflictError, AuthoringError
from programs.authoring.saving import version_read
from programs.models import Advice, Exercise, Protocol
from programs.models.sign_off import AWAITING

Signable = Advice | Exercise | Protocol


@transaction.atomic
def sign(row: Signable, *, version: int, by: Member) -> None:
    """Put a member's name under what the row says at ``version``, and the day.

    Errors: AuthoringConflictError when it says something else by now, or is retired.
    """
    rows: Any = type(row).objects
    signed = rows.filter(pk=row.pk, version=version, status=row.Status.CURRENT).update(
        sign_off=row.SignOff.SIGNED,
        signed_by=by,
        signed_on=timezone.localdate(),
        changed_at=timezone.now(),  # by which the search notices
    )
    if not signed:
        raise AuthoringConflictError("Somebody changed this meanwhile. Read it again, then sign.")
    subject = f"{row._meta.model_name} {row.pk} signed off"
    audit.record(audit.Action.CHANGE, subject, clinic=row.clinic, by=by)


@transaction.atomic
def withdraw(row: Signable, *, by: Member) -> None:
    """Take the name away again: nobody stands for the row any longer. Twice does so once."""
    rows: Any = type(row).objects
    signed = rows.filter(pk=row.pk, sign_off=row.SignOff.SIGNED)
    if signed.update(**AWAITING, changed_at=timezone.now()):
        subject = f"{row._meta.model_name} {row.pk} not signed off"
        audit.record(audit.Action.CHANGE, subject, clinic=row.clinic, by=by)


def sign_as_posted(request: ClinicRequest, row: Signable) -> None:
    """Sign the version that was read before the button was pressed, and say what came of it.

    The other button, "Not signed off after all", posts ``withdraw``.
    """
    if "withdraw" in request.POST:
        withdraw(row, by=request.member)
        messages.success(request, "Not signed off after all.")
        return
    try:
        sign(row, version=version_read(request.POST), by=request.member)
    except AuthoringError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Signed off in your name.")
