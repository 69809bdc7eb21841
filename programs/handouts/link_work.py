"""Sending one link by mail, in the background: see programs/background.py.

The task may be asked for twice, at once too, and its process killed at any moment. A mail that a
killed process may have sent is sent once more, with the same Message-ID, so that mail programs
can show it once.
"""

import logging
from datetime import datetime
from email.utils import formataddr, parseaddr
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_tasks import task

from patients.models import LinkMail, Patient
from programs.handouts.link_words import link_mail_words
from programs.languages import language_or_english

logger = logging.getLogger(__name__)

Status, Reason = LinkMail.Status, LinkMail.Reason
# From here on a mail server refuses for good. Source: RFC 5321, section 4.2.1
REFUSED_FOR_GOOD = 500
# The worker waits so long for each answer of a mail server. Units: seconds.
ANSWER_SECONDS = 20


@task()
def send_link_mail(mail_id: int) -> None:
    """Send it once. Whoever comes second finds it claimed, and does nothing."""
    waiting = rows(mail_id, Status.WAITING)
    if not waiting.update(status=Status.SENDING, alive_at=timezone.now(), tries=F("tries") + 1):
        return
    mail = LinkMail.objects.select_related("access__patient__clinic").get(pk=mail_id)
    reason = _why_not(mail) or _send(mail)
    end(mail_id, reason, now=timezone.now())


def rows(mail_id: int, *statuses: str) -> Any:
    return LinkMail.objects.filter(pk=mail_id, status__in=statuses)


def end(mail_id: int, reason: str, *, now: datetime) -> None:
    """It was sent, if there is no reason why not."""
    status = Status.FAILED if reason else Status.SENT
    sending = rows(mail_id, Status.SENDING)
    sending.update(status=status, reason=reason, ended_at=now, alive_at=now)


def short_address(address: str) -> str:
    """ "sam@mail.example" as "s…@mail.example"; a very long one ends early."""
    person, _, domain = address.rpartition("@")
    return f"{person[:1]}…@{domain}"[: LinkMail._meta.get_field("short_address").max_length]


def message_for(mail: LinkMail) -> EmailMessage:
    """The mail, from the clinic by name. No answer by a machine is wanted."""
    patient = mail.access.patient
    to = language_or_english(patient.language)
    words = link_mail_words(
        mail.access.code, clinic=patient.clinic.name, phone=patient.clinic.phone, to=to
    )
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name = " ".join(patient.clinic.name.split())
    once = salted_hmac("handouts.link_mail", str(mail.pk), algorithm="sha256").hexdigest()[:40]
    return EmailMessage(
        subject=words.subject,
        body=words.text,
        from_email=formataddr((name, sender)),
        to=[patient.email],
        connection=get_connection(timeout=ANSWER_SECONDS),
        headers={
            "Message-ID": f"<{once}@{sender.rpartition('@')[2]}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": to.code,
        },
    )


def _why_not(mail: LinkMail) -> str:
    """What changed since it was asked for, if it must not go out any more."""
    patient: Patient = mail.access.patient
    if not patient.email:
        return Reason.NO_ADDRESS
    return Reason.ENDED if mail.access.ended_at or patient.is_archived else ""


def _send(mail: LinkMail) -> str:
    """Empty when the mail server took it, else why not. The log names no address."""
    address = short_address(mail.access.patient.email)
    rows(mail.pk, Status.SENDING).update(short_address=address)
    try:
        message_for(mail).send()
    except SMTPRecipientsRefused as error:
        logger.warning("%s was refused by the mail server.", mail)
        codes = [code for code, _ in error.recipients.values()]
        is_for_good = all(code >= REFUSED_FOR_GOOD for code in codes)
        return Reason.REFUSED if is_for_good else Reason.NO_SERVER
    except OSError as error:  # refused, unreachable, or an SMTP error, which is one too
        # Of what the mail server says only the number: its words may name the address.
        code = getattr(error, "smtp_code", "")
        logger.warning("%s could not be sent: %s %s", mail, type(error).__name__, code)
        return Reason.NO_SERVER
    return ""
