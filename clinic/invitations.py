"""How a new member gets a password: a link that works once, for three days."""

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac

from clinic.models import Member

SALT = "clinic.invitation"
# Source: SECURITY.md, S09
VALID_SECONDS = 72 * 60 * 60


class InvitationError(Exception):
    """An invitation that cannot be sent or used. The message is fit to show to the user."""


def invitation_url(member: Member) -> str:
    """A new link. Choosing a password, or another e-mail, ends every link made before."""
    token = signing.dumps([member.pk, _fingerprint(member)], salt=SALT)
    return settings.PUBLIC_URL + reverse("clinic:invitation_accept", args=[token])


def member_from_token(token: str) -> Member:
    """Whom a link invites. Errors: InvitationError when it is not, or no longer, good."""
    refusal = "This link has been used, or is older than three days. Ask for a new one."
    try:
        member_id, fingerprint = signing.loads(token, salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature as error:
        raise InvitationError(refusal) from error
    member = Member.objects.filter(pk=member_id, is_active=True).first()
    if member is None or fingerprint != _fingerprint(member):
        raise InvitationError(refusal)
    return member


def send_invitation(member: Member, *, by: Member) -> None:
    """Errors: InvitationError when the mail server does not take it."""
    words = {"member": member, "by": by, "url": invitation_url(member)}
    try:
        send_mail(
            "Choose your password for Homestretch",
            render_to_string("clinic/email/invitation.txt", words),
            settings.DEFAULT_FROM_EMAIL,
            [member.email],
        )
    except OSError as error:  # refused, unreachable, or an SMTP error, which is one too
        raise InvitationError(
            "The invitation could not be sent: the mail server does not answer. "
            "Hand over the link below instead."
        ) from error


def _fingerprint(member: Member) -> str:
    """Changes when the password or the e-mail does, so that a link works once."""
    return salted_hmac(SALT, f"{member.password} {member.email}").hexdigest()[:32]
