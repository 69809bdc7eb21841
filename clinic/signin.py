"""Sign-ins in the audit. allauth speaks in signals; these are the only ones that we listen to."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from clinic import audit
from clinic.models import Member


def _signed_in(request: HttpRequest, user: Member, **_: Any) -> None:
    audit.record(audit.Action.SIGN_IN, f"member {user.pk}", clinic=user.clinic, by=user)


def _signed_out(request: HttpRequest, user: Member | None, **_: Any) -> None:
    if user:
        audit.record(audit.Action.SIGN_OUT, f"member {user.pk}", clinic=user.clinic, by=user)


def _failed(credentials: dict[str, Any], **_: Any) -> None:
    """The address that was tried is not kept: people type passwords into that field."""
    email = str(credentials.get("email") or credentials.get("username") or "")
    member = Member.objects.filter(email__iexact=email).first()
    subject = f"member {member.pk}" if member else "unknown member"
    audit.record(
        audit.Action.SIGN_IN_FAILED, subject, clinic=member.clinic if member else None, by=member
    )


def _changed_password(user: Member, **_: Any) -> None:
    audit.record(audit.Action.CHANGE, f"password {user.pk}", clinic=user.clinic, by=user)


def _changed_second_step(user: Member, **_: Any) -> None:
    audit.record(audit.Action.CHANGE, f"second_step {user.pk}", clinic=user.clinic, by=user)


def _failed_second_step(user: Member, **_: Any) -> None:
    audit.record(audit.Action.SIGN_IN_FAILED, f"second_step {user.pk}", clinic=user.clinic, by=user)


def connect() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="audit")
    user_logged_out.connect(_signed_out, dispatch_uid="audit")
    user_login_failed.connect(_failed, dispatch_uid="audit")
    for signal in (password_changed, password_reset):
        signal.connect(_changed_password, dispatch_uid="audit")
    for signal in (authenticator_added, authenticator_removed, authenticator_reset):
        signal.connect(_changed_second_step, dispatch_uid="audit")
    authentication_failed.connect(_failed_second_step, dispatch_uid="audit")
