"""What people and the clock do with links by mail: ask for one, and take up what fell silent."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clinic import audit
from clinic.models import Member
from patients.access import current_access, issue_access
from patients.models import LinkMail, Patient
from programs.handouts.link_work import (
    Reason,
    Status,
    end,
    rows,
    send_link_mail,
    short_address,
)

# Units: mails to one patient within that time. Source: house rule, SOURCES.md#link-mails
MOST_MAILS, MAILS_WITHIN = 5, timedelta(hours=24)
# Without a sign of life for so long, whoever sends it is dead: a mail server is given up earlier.
SILENT, SILENT_WAITING = timedelta(minutes=5), timedelta(minutes=10)
MOST_TRIES = 2

NO_ADDRESS = "There is no e-mail address in the record. Add one, then send the link."
TOO_MANY = "The link went out five times within a day. Send it again tomorrow, or print a slip."


class LinkMailError(Exception):
    """Not now. The message is fit to show to the user."""


@transaction.atomic
def ask_for_link_mail(patient: Patient, *, by: Member) -> LinkMail:
    """Have the link mailed, with a new code if there is none. Asked for twice at once, it is one.

    Errors: LinkMailError without an e-mail address, or after too many mails in a day.
    """
    patient = Patient.objects.select_for_update().get(pk=patient.pk)  # one after another
    if not patient.email:
        raise LinkMailError(NO_ADDRESS)
    access = current_access(patient)
    mails = LinkMail.objects.of_patient(patient)
    found: LinkMail | None = mails.filter(access=access, status__in=LinkMail.UNDER_WAY).first()
    if found is not None:
        return found
    if _mails_lately(patient) >= MOST_MAILS:
        raise LinkMailError(TOO_MANY)
    mail: LinkMail = LinkMail.objects.create(
        access=access or issue_access(patient, by=by),
        by=by,
        short_address=short_address(patient.email),
    )
    subject = f"link_mail {mail.pk}"
    audit.record(audit.Action.CREATE, subject, clinic=by.clinic, by=by, patient=patient)
    transaction.on_commit(partial(send_link_mail.enqueue, mail.pk))
    return mail


def _mails_lately(patient: Patient) -> int:
    """Those that went out, or may have."""
    lately = LinkMail.objects.of_patient(patient).filter(asked_at__gt=timezone.now() - MAILS_WITHIN)
    never_went = Q(status=Status.FAILED) & ~Q(reason=Reason.STOPPED)
    count: int = lately.exclude(never_went).count()
    return count


def take_up_silent_mails(now: datetime) -> None:
    """Ring again for mails whose worker fell silent; after the second time, give them up."""
    fell_silent = Q(status=Status.SENDING, alive_at__lt=now - SILENT)
    waits_long = Q(status=Status.WAITING, alive_at__lt=now - SILENT_WAITING)
    for mail in LinkMail.objects.filter(fell_silent | waits_long):
        if mail.tries >= MOST_TRIES:
            end(mail.pk, Reason.STOPPED, now=now)
            continue
        claimed = rows(mail.pk, mail.status).filter(alive_at=mail.alive_at)
        if claimed.update(status=Status.WAITING, alive_at=now):
            send_link_mail.enqueue(mail.pk)
