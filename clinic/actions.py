"""What is done to a clinic and its members."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Clinic, Member


class MemberError(Exception):
    """A rule of the house was broken. The message is fit to show to the user."""


@transaction.atomic
def create_clinic(
    clinic: Clinic, *, owner_name: str, owner_email: str, password: str | None
) -> Member:
    """A new clinic with its first member, the owner. Validate both before."""
    clinic.save()
    owner = Member.objects.create_user(
        owner_email, password, clinic=clinic, name=owner_name, role=Member.Role.OWNER
    )
    audit.record(audit.Action.CREATE, f"clinic {clinic.pk}", clinic=clinic, by=owner)
    return owner


@transaction.atomic
def change_clinic(
    clinic: Clinic, *, by: Member, logo: "ContentFile[bytes] | None", drop_logo: bool
) -> None:
    """Save the settings. A new logo takes the place of the old file, which is deleted."""
    old = Clinic.objects.select_for_update().get(pk=clinic.pk).logo
    clinic.logo = logo or ("" if drop_logo else old.name)
    clinic.save()
    if old and (logo or drop_logo):
        transaction.on_commit(lambda: old.storage.delete(str(old.name)))
    audit.record(audit.Action.CHANGE, f"clinic {clinic.pk}", clinic=clinic, by=by)


@transaction.atomic
def add_member(member: Member, *, by: Member) -> None:
    """A member without a password, who is to be invited."""
    member.set_unusable_password()
    member.save()
    audit.record(audit.Action.CREATE, f"member {member.pk}", clinic=member.clinic, by=by)


@transaction.atomic
def change_member(member: Member, *, by: Member) -> None:
    """Save a member's changed details; another e-mail or role ends the member's sessions.

    Errors: MemberError when the clinic would be left without an owner.
    """
    before = Member.objects.get(pk=member.pk)
    if before.is_owner and not member.is_owner:
        _require_other_owner(before, by=by)
    member.save(update_fields=["name", "email", "role", "profession", "registration"])
    if before.email != member.email:
        EmailAddress.objects.filter(user=member).delete()  # allauth keeps the old one beside ours
    if member != by and (before.email, before.role) != (member.email, member.role):
        end_sessions(member)
    audit.record(audit.Action.CHANGE, f"member {member.pk}", clinic=member.clinic, by=by)


@transaction.atomic
def deactivate_member(member: Member, *, by: Member) -> None:
    """The member signs in no more, and is signed out everywhere at once. Nothing is deleted.

    Errors: MemberError for oneself, and for the last owner.
    """
    if member.is_owner or member == by:
        _require_other_owner(member, by=by)
    member.is_active = False
    member.save(update_fields=["is_active"])
    end_sessions(member)
    audit.record(audit.Action.END, f"member {member.pk}", clinic=member.clinic, by=by)


@transaction.atomic
def reactivate_member(member: Member, *, by: Member) -> None:
    member.is_active = True
    member.save(update_fields=["is_active"])
    audit.record(audit.Action.RESTORE, f"member {member.pk}", clinic=member.clinic, by=by)


@transaction.atomic
def choose_password(member: Member, password: str) -> None:
    """The first password, chosen with an invitation."""
    member.set_password(password)
    member.save(update_fields=["password"])
    audit.record(audit.Action.CHANGE, f"password {member.pk}", clinic=member.clinic, by=member)


@transaction.atomic
def remove_second_step(member: Member, *, by: Member) -> None:
    """For a lost phone: the password alone lets the member in again."""
    Authenticator.objects.filter(user=member).delete()
    end_sessions(member)
    audit.record(audit.Action.CHANGE, f"second_step {member.pk}", clinic=member.clinic, by=by)


def end_sessions(member: Member) -> None:
    """Sign a member out everywhere. Reads the open sessions one by one: done rarely, and few."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(member.pk):
            session.delete()


def _require_other_owner(member: Member, *, by: Member) -> None:
    if member == by:
        raise MemberError("You cannot take this from yourself. Ask another owner to do it.")
    owners: Any = Member.objects.filter(
        clinic=member.clinic, role=Member.Role.OWNER, is_active=True
    )
    # Locked, so that two owners who remove each other at once cannot both succeed.
    if not [owner for owner in owners.select_for_update().order_by("pk") if owner != member]:
        raise MemberError("A clinic needs an owner. Make somebody else an owner first.")
